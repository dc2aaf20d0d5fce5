import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstStage, plainFirstStage } from './first-stage.ts';
import { blockBytes, lanes, probeBlock } from './probe-block.ts';
import { minutiaBytes, slotBytes, slotHeaderBytes, slotMinutiae, slotScoreAt } from './slot.ts';

const slots = 3;
const empty = { widthPx: 256, heightPx: 288, quality: 0, minutiae: [] };
const none = new Uint32Array(0);
const nothing = {
  count: 0,
  x: new Float32Array(0),
  y: new Float32Array(0),
  angle: new Float32Array(0),
  neighbours: none,
  ridges: none,
  inside: none,
  flowing: none,
  flow: undefined,
  bounds: { left: 0, right: 0, bottom: 0, top: 0 },
};
const memory = new WebAssembly.Memory<SharedArrayBuffer>({ initial: 1, maximum: 16_384, shared: true });
const bytes = new Uint8Array(memory.buffer);
const view = new DataView(memory.buffer);
const scores = (): number[] =>
  Array.from({ length: slots }, (_, slot) => view.getUint16(blockBytes + slot * slotBytes + slotScoreAt, true));

/** Any bits; `copied` of the probe's minutiae are put into the slots, so that some are alike and tell one motion. */
const anyBits = fc.record({
  probe: fc.uint8Array({ minLength: lanes * minutiaBytes, maxLength: lanes * minutiaBytes }),
  rows: fc.uint8Array({ minLength: slotMinutiae * minutiaBytes, maxLength: slotMinutiae * minutiaBytes }),
  counts: fc.array(fc.integer({ min: 0, max: slotMinutiae }), { minLength: slots, maxLength: slots }),
  copied: fc.integer({ min: 0, max: slotMinutiae }),
});

describe('first stage of a search', () => {
  it('gives the same scores plainly and by the kernel, whatever the bits', () => {
    fc.assert(
      fc.property(anyBits, ({ probe, rows, counts, copied }) => {
        bytes.set(probeBlock(empty, nothing));
        bytes.set(probe);
        for (const [slot, count] of counts.entries()) {
          const at = blockBytes + slot * slotBytes;
          view.setUint16(at, count, true);
          bytes.set(rows, at + slotHeaderBytes);
          for (let byte = 0; byte < copied * minutiaBytes; byte += 1) {
            const own = probe[(byte % minutiaBytes) * lanes + Math.floor(byte / minutiaBytes)] ?? 0;
            bytes[at + slotHeaderBytes + byte] = own;
          }
        }
        plainFirstStage(memory)(0, blockBytes, slots);
        const plain = scores();
        for (let slot = 0; slot < slots; slot += 1) view.setUint16(blockBytes + slot * slotBytes + slotScoreAt, 0);
        firstStage(memory)(0, blockBytes, slots);
        expect(scores()).toEqual(plain);
        if (copied > 0 && Math.max(...counts) > 0) expect(Math.max(...plain)).toBeGreaterThan(0);
      }),
      { seed: 41, numRuns: 200 },
    );
  });
});
