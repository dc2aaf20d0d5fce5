import { isCustodyError } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTemplate, encodeTemplate } from './record.ts';
import type { Minutia, Template } from './template.ts';

const minutiae = fc.record<Minutia>({
  x: fc.double({ min: 0, max: 256, noNaN: true }),
  y: fc.double({ min: 0, max: 288, noNaN: true }),
  angle: fc.double({ min: 0, max: 6.283, noNaN: true }),
  kind: fc.constantFrom('ending', 'bifurcation'),
  quality: fc.double({ min: 0, max: 1, noNaN: true }),
});
const templates = fc.record<Template>({
  widthPx: fc.constant(256),
  heightPx: fc.constant(288),
  minutiae: fc.array(minutiae, { maxLength: 60 }),
  quality: fc.integer({ min: 0, max: 100 }),
});

function turnBetween(a: number, b: number): number {
  return Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
}

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'no error';
  } catch (error) {
    return isCustodyError(error) ? error.code : `untyped: ${String(error)}`;
  }
}

describe('template record', () => {
  it('keeps every minutia to a sixteenth of a pixel', () => {
    fc.assert(
      fc.property(templates, (template) => {
        const read = decodeTemplate(encodeTemplate(template));
        expect(read).toMatchObject({ widthPx: 256, heightPx: 288, quality: template.quality });
        expect(read.minutiae.length).toBe(template.minutiae.length);
        for (const [index, minutia] of read.minutiae.entries()) {
          const original = template.minutiae[index];
          if (!original) throw new Error('a minutia appeared');
          expect(Math.abs(minutia.x - original.x)).toBeLessThanOrEqual(1 / 32);
          expect(Math.abs(minutia.y - original.y)).toBeLessThanOrEqual(1 / 32);
          expect(turnBetween(minutia.angle, original.angle)).toBeLessThan(1e-4);
          expect(Math.abs(minutia.quality - original.quality)).toBeLessThan(0.005);
          expect(minutia.kind).toBe(original.kind);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('gives the same bytes when written again', () => {
    fc.assert(
      fc.property(templates, (template) => {
        const bytes = encodeTemplate(template);
        expect(encodeTemplate(decodeTemplate(bytes))).toEqual(bytes);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('any changed, missing or added byte is noticed', () => {
    fc.assert(
      fc.property(templates, fc.nat(), fc.integer({ min: 1, max: 255 }), (template, position, change) => {
        const bytes = encodeTemplate(template);
        const changed = Uint8Array.from(bytes);
        const at = position % bytes.length;
        changed[at] = (changed[at] ?? 0) ^ change;
        for (const wrong of [changed, bytes.subarray(0, at), Uint8Array.from([...bytes, 0])]) {
          expect(codeOf(() => decodeTemplate(wrong))).toBe('fingerprint-template-damaged');
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('random bytes are refused with a typed error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(codeOf(() => decodeTemplate(bytes))).toBe('fingerprint-template-damaged');
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('a template that breaks the ranges is not written', () => {
    const outside = { x: 300, y: 1, angle: 0, kind: 'ending', quality: 1 } as const;
    const template: Template = { widthPx: 256, heightPx: 288, minutiae: [outside], quality: 50 };
    expect(codeOf(() => encodeTemplate(template))).toBe('fingerprint-template-damaged');
    const notANumber = { ...template, minutiae: [{ ...outside, x: Number.NaN }] };
    expect(codeOf(() => encodeTemplate(notANumber))).toBe('fingerprint-template-damaged');
  });
});
