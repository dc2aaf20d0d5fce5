import { isCustodyError } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealRecord } from '../fuzz/seal.ts';
import { decodeFlow, encodeFlow } from './flow-bytes.ts';
import { decodeTemplate, encodeTemplate } from './record.ts';
import type { Minutia, RidgeFlow, Template } from './template.ts';

const minutiae = fc.record<Minutia>({
  x: fc.double({ min: 0, max: 256, noNaN: true }),
  y: fc.double({ min: 0, max: 288, noNaN: true }),
  angle: fc.double({ min: 0, max: 6.283, noNaN: true }),
  kind: fc.constantFrom('ending', 'bifurcation'),
  quality: fc.double({ min: 0, max: 1, noNaN: true }),
});
const cells = Math.ceil(256 / 16) * Math.ceil(288 / 16);
const flows = fc
  .array(fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 255 })), { minLength: cells, maxLength: cells })
  .map((drawn): RidgeFlow => {
    const direction = Uint8Array.from(drawn, ([code]) => (code > 90 ? 0 : code));
    const period = Uint8Array.from(drawn, ([, px], cell) => (direction[cell] ? px : 0));
    return { columns: 16, rows: 18, direction, period };
  });
const plain = fc.record({
  widthPx: fc.constant(256),
  heightPx: fc.constant(288),
  minutiae: fc.array(minutiae, { maxLength: 60 }),
  quality: fc.integer({ min: 0, max: 100 }),
});
const templates: fc.Arbitrary<Template> = fc.oneof(
  plain,
  fc.tuple(plain, flows).map(([template, flow]) => ({ ...template, flow })),
);

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
        expect(read.flow).toEqual(template.flow);
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

  it('a flow grid that nobody wrote is refused, whatever its checksum', () => {
    const forged = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Uint8Array.of(16, 18, ...bytes)),
      fc.tuple(flows, fc.nat(), fc.nat(255)).map(([flow, position, value]) => {
        const bytes = encodeFlow(flow);
        bytes[position % bytes.length] = value;
        return bytes;
      }),
    );
    fc.assert(
      fc.property(forged, (bytes) => {
        const flow = decodeFlow(bytes, 256, 288);
        if (flow !== 'damaged') expect(decodeFlow(encodeFlow(flow), 256, 288)).toEqual(flow);
      }),
      { seed: 5, numRuns: 1000 },
    );
    expect(decodeFlow(Uint8Array.of(16, 18), 256, 288)).toBe('damaged');
    expect(decodeFlow(Uint8Array.of(0, 0, 7), 256, 288)).toBe('damaged');
    expect(decodeFlow(Uint8Array.of(), 256, 288)).toBe('damaged');
  });

  it('an image without width or height is neither read nor written', () => {
    const empty: Template = { widthPx: 256, heightPx: 288, minutiae: [], quality: 50 };
    for (const [field, at] of [
      ['widthPx', 6],
      ['heightPx', 8],
    ] as const) {
      const bytes = encodeTemplate(empty);
      bytes.set([0, 0], at);
      sealRecord(bytes);
      expect(codeOf(() => decodeTemplate(bytes))).toBe('fingerprint-template-damaged');
      for (const side of [0, 12.5])
        expect(codeOf(() => encodeTemplate({ ...empty, [field]: side }))).toBe('fingerprint-template-damaged');
    }
  });

  it('a template that breaks the ranges is not written', () => {
    const outside = { x: 300, y: 1, angle: 0, kind: 'ending', quality: 1 } as const;
    const template: Template = { widthPx: 256, heightPx: 288, minutiae: [outside], quality: 50 };
    expect(codeOf(() => encodeTemplate(template))).toBe('fingerprint-template-damaged');
    const notANumber = { ...template, minutiae: [{ ...outside, x: Number.NaN }] };
    expect(codeOf(() => encodeTemplate(notANumber))).toBe('fingerprint-template-damaged');
    const grid = { columns: 16, rows: 18, direction: new Uint8Array(288), period: new Uint8Array(288) };
    const flows = [
      { ...grid, columns: 17 },
      { ...grid, period: new Uint8Array(287) },
      { ...grid, direction: grid.direction.with(5, 1) },
      { ...grid, direction: grid.direction.with(5, 121), period: grid.period.with(5, 9) },
    ];
    for (const flow of flows)
      expect(codeOf(() => encodeTemplate({ ...template, minutiae: [], flow }))).toBe('fingerprint-template-damaged');
  });
});
