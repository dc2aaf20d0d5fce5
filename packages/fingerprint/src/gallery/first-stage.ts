import { bindKernel } from '../wasm/kernel.ts';
import { blockAt, lanes } from './probe-block.ts';
import { minutiaBytes, sketchBytes, slotBytes, slotHeaderBytes, slotScoreAt } from './slot.ts';

/** Pairs tell one motion when they turn within so many 1/256 turns (15°) … */
const turnReach = 11;
/** … and miss by at most this, in 1/128 of 2 px: 14 px along each axis. */
const shiftReach = 7 * 128;

/**
 * Scores slots against a probe, roughly and fast, each into its own header.
 * @param block byte address of the probe's block (see `probeBlock`)
 * @param first byte address of the first slot
 * @param count number of slots, one after the other
 */
export type FirstStage = (block: number, first: number, count: number) => void;

/**
 * For each of the probe's clearest minutiae, the most alike of the slot's: twice the neighbours in common, plus the cells of common
 * ridge flow, less the bits that differ, 0 … 255. The score is the greatest sum of these over pairs that agree with the turn and
 * shift of one of them. Whole numbers throughout: the plain and the fast way give the same bits.
 */
export function plainFirstStage(memory: WebAssembly.Memory<SharedArrayBuffer>): FirstStage {
  return (block, first, count) => {
    const bytes = new Uint8Array(memory.buffer);
    const view = new DataView(memory.buffer);
    for (let slot = first; slot < first + count * slotBytes; slot += slotBytes) {
      const pairs = mostAlikePairs(bytes, block, slot + slotHeaderBytes, view.getUint16(slot, true));
      view.setUint16(slot + slotScoreAt, consistentLikeness(view, block, pairs), true);
    }
  };
}

/** As `plainFirstStage`, sixteen minutiae at a time where the kernel was built. */
export function firstStage(memory: WebAssembly.Memory<SharedArrayBuffer>): FirstStage {
  const scoreSlots = bindKernel('first-stage', 'scoreSlots', memory);
  if (!scoreSlots) return plainFirstStage(memory);
  return (block, first, count) => scoreSlots(block, first, count, slotBytes, turnReach, shiftReach);
}

interface AlikePair {
  readonly lane: number;
  readonly likeness: number;
  readonly turn: number;
  readonly x: number;
  readonly y: number;
}

function mostAlikePairs(bytes: Uint8Array, block: number, minutiae: number, count: number): AlikePair[] {
  const pairs: AlikePair[] = [];
  for (let lane = 0; lane < lanes; lane += 1) {
    let likeness = 0;
    let partner = 0;
    for (let row = minutiae; row < minutiae + count * minutiaBytes; row += minutiaBytes) {
      const alike = likenessOf(bytes, block + lane, row);
      if (alike <= likeness) continue;
      likeness = alike;
      partner = row;
    }
    if (likeness === 0) continue;
    const turn = ((bytes[partner + sketchBytes] ?? 0) - (bytes[block + blockAt.angle + lane] ?? 0)) & 255;
    const x = signed(bytes[partner + sketchBytes + 1] ?? 0);
    const y = signed(bytes[partner + sketchBytes + 2] ?? 0);
    pairs.push({ lane, likeness, turn, x, y });
  }
  return pairs;
}

function likenessOf(bytes: Uint8Array, lane: number, row: number): number {
  let common = 0;
  let different = 0;
  let cells = 0;
  for (let byte = 0; byte < 4; byte += 1) {
    const inside = (bytes[lane + (32 + byte) * lanes] ?? 0) & (bytes[row + 32 + byte] ?? 0);
    const flowing = (bytes[lane + (36 + byte) * lanes] ?? 0) & (bytes[row + 36 + byte] ?? 0);
    cells += bitsOf(flowing);
    for (let at = byte; at < 16; at += 4) {
      const ownNeighbours = bytes[lane + at * lanes] ?? 0;
      const neighbours = bytes[row + at] ?? 0;
      const turned = (bytes[lane + (16 + at) * lanes] ?? 0) ^ (bytes[row + 16 + at] ?? 0);
      common += bitsOf(ownNeighbours & neighbours);
      different += bitsOf((ownNeighbours ^ neighbours) & inside) + bitsOf(turned & flowing);
    }
  }
  return Math.max(0, Math.min(255, 2 * common + cells) - Math.min(255, different));
}

function consistentLikeness(view: DataView, block: number, pairs: readonly AlikePair[]): number {
  let most = 0;
  for (const seed of pairs) {
    const cos = view.getInt16(block + blockAt.cos + 2 * seed.turn, true);
    const sin = view.getInt16(block + blockAt.sin + 2 * seed.turn, true);
    const x = view.getInt8(block + blockAt.x + seed.lane);
    const y = view.getInt8(block + blockAt.y + seed.lane);
    let sum = 0;
    for (const pair of pairs) {
      if (((pair.turn - seed.turn + turnReach) & 255) > 2 * turnReach) continue;
      const offX = view.getInt8(block + blockAt.x + pair.lane) - x;
      const offY = view.getInt8(block + blockAt.y + pair.lane) - y;
      if (Math.abs((pair.x - seed.x) * 128 - (cos * offX - sin * offY)) > shiftReach) continue;
      if (Math.abs((pair.y - seed.y) * 128 - (sin * offX + cos * offY)) > shiftReach) continue;
      sum += pair.likeness;
    }
    most = Math.max(most, sum);
  }
  return most;
}

const bitCounts = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest > 0; rest &= rest - 1) count += 1;
  return count;
});

function bitsOf(byte: number): number {
  return bitCounts[byte] ?? 0;
}

function signed(byte: number): number {
  return (byte << 24) >> 24;
}
