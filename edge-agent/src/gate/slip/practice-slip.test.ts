import { isBlackAt } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { drawSlipApart, type Slip } from '@custody-edge/ui-kit/slip';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { practiceSlip } from './practice-slip.ts';

const real: Slip = {
  title: say('slip.release'),
  marks: [],
  lines: Array.from({ length: 7 }, (_, index) => ({ label: say('person.name'), value: `line ${index}` })),
  signatures: [say('slip.sign-officer')],
  code: 'CE1:0',
  note: say('slip.note'),
};

describe('a slip of practice', () => {
  it('vouches for nothing, and nobody signs it', () => {
    const slip = practiceSlip(real);
    expect(slip).not.toHaveProperty('code');
    expect(slip.signatures).toEqual([]);
    expect(slip.voidMark?.en).toContain('NOT A RELEASE');
    expect(slip.note.en).toContain('worth nothing');
  });

  it.each([384, 576])(
    'has black bars over the whole of a paper of %i dots, at the top, between and at the end',
    async (width) => {
      const paper = await drawSlipApart(practiceSlip(real), width);
      // Only a bar is black at both edges of the paper.
      const isBar = (y: number): boolean => isBlackAt(paper, 0, y) && isBlackAt(paper, width - 1, y);
      const starts = Array.from({ length: paper.height }, (_, y) => y).filter(
        (y) => isBar(y) && !(y > 0 && isBar(y - 1)),
      );
      const heights = starts.map((start) => {
        let end = start;
        while (end < paper.height && isBar(end)) end += 1;
        return end - start;
      });
      expect(heights).toHaveLength(4);
      // Two centimetres and more, at eight dots a millimetre.
      for (const height of heights) expect(height).toBeGreaterThan(160);
    },
  );

  it('has no code that a reader could take for one', async () => {
    const { width, height, ...paper } = await drawSlipApart(practiceSlip(real), 576);
    const data = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (isBlackAt({ width, height, ...paper }, x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    expect(() => decodeQR({ width, height, data })).toThrow();
  });
});
