import type { PreparedTemplate } from '../match/prepared-template.ts';
import type { Template } from '../template/template.ts';
import { clearestMinutiae, minutiaBytes } from './slot.ts';

/** Minutiae of a probe that are looked for, a lane of a vector each. */
export const lanes = 32;

/**
 * Byte offsets within a probe's block: its minutiae as in a slot but byte by byte (the first bytes of all 32, then the second …),
 * 128 · cos and 128 · sin of 1/256 turns as i16, and room for what is found for each lane.
 */
export const blockAt = {
  angle: 40 * lanes,
  x: 41 * lanes,
  y: 42 * lanes,
  cos: minutiaBytes * lanes,
  sin: minutiaBytes * lanes + 512,
} as const;

/** Bytes a block may take, results of the lanes included. */
export const blockBytes = 4096;

/** Lays out the clearest minutiae of a probe for the first stage. */
export function probeBlock(template: Template, prepared: PreparedTemplate): Uint8Array {
  const block = new Uint8Array(blockBytes);
  for (const [at, byte] of clearestMinutiae(template, prepared, lanes).entries())
    block[(at % minutiaBytes) * lanes + Math.floor(at / minutiaBytes)] = byte;
  const view = new DataView(block.buffer);
  for (let step = 0; step < 256; step += 1) {
    view.setInt16(blockAt.cos + 2 * step, Math.round(128 * Math.cos((step * Math.PI) / 128)), true);
    view.setInt16(blockAt.sin + 2 * step, Math.round(128 * Math.sin((step * Math.PI) / 128)), true);
  }
  return block;
}
