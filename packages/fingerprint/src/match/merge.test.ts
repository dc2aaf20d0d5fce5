import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractTemplate } from '../extract/extract.ts';
import { extraction } from '../parameters.ts';
import { syntheticFinger } from '../synthetic/finger.ts';
import { type ImpressionOptions, syntheticImpression } from '../synthetic/impression.ts';
import { decodeTemplate, encodeTemplate } from '../template/record.ts';
import type { Template } from '../template/template.ts';
import { turnBetween } from './angle.ts';
import { compareTemplates } from './compare.ts';
import { mergeTemplates } from './merge.ts';
import { operatingPoints } from './operating-points.ts';
import { prepareTemplate } from './prepare.ts';

const fingers = [syntheticFinger(700), syntheticFinger(701)];

function take(finger: number, seed: number, more: Partial<ImpressionOptions> = {}): Template {
  const chosen = fingers[finger];
  if (!chosen) throw new RangeError('no such finger');
  const result = extractTemplate(syntheticImpression(chosen, { widthPx: 256, heightPx: 288, dpi: 500, seed, ...more }));
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

function merged(impressions: readonly Template[]): Template {
  const result = mergeTemplates(impressions);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

/** The minutiae alone, turned counter-clockwise about the middle and shifted. */
function turned({ minutiae, widthPx, heightPx, quality }: Template, rotation: number, shift: number): Template {
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  return {
    widthPx: widthPx + 200,
    heightPx: heightPx + 200,
    quality,
    minutiae: minutiae.map((minutia) => ({
      ...minutia,
      x: 228 + (minutia.x - 128) * cos + (minutia.y - 144) * sin + shift,
      y: 244 + (minutia.y - 144) * cos - (minutia.x - 128) * sin - shift,
      angle: (minutia.angle + rotation + 4 * Math.PI) % (2 * Math.PI),
    })),
  };
}

const score = (a: Template, b: Template): number => compareTemplates(prepareTemplate(a), prepareTemplate(b)).score;

describe('merging', () => {
  const whole = take(0, 1);
  const left = take(0, 2, { displacementPx: { x: -70, y: 0 }, rotation: 0.2 });
  const right = take(0, 3, { displacementPx: { x: 70, y: 0 }, rotation: -0.2 });

  it('of one print with itself, turned and shifted, gives that print again', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: -40, max: 40 }), (rotation, shift) => {
        const flat = turned(whole, 0, 0);
        const { minutiae } = merged([flat, turned(whole, rotation, shift), turned(whole, -rotation, shift)]);
        expect(minutiae).toHaveLength(flat.minutiae.length);
        const one = minutiae[0];
        const near = minutiae.filter(
          (other) => other !== one && Math.hypot(other.x - (one?.x ?? 0), other.y - (one?.y ?? 0)) < 1,
        );
        expect(near).toEqual([]);
        expect(score(flat, { ...flat, minutiae })).toBeGreaterThan(0.9 * score(flat, flat));
      }),
      { seed: 21, numRuns: 20 },
    );
  });

  it('finds the next print of the finger better than its impressions do on average, and no stranger', () => {
    const template = merged([whole, left, right]);
    for (const seed of [5, 6, 7]) {
      const probe = take(0, seed);
      const each = [whole, left, right].map((one) => score(probe, one));
      expect(score(probe, template)).toBeGreaterThan(each.reduce((sum, one) => sum + one, 0) / each.length);
      expect(score(take(1, seed), template)).toBeLessThan(operatingPoints.sameFinger);
    }
  });

  it('sees what only one impression saw, and grades highest what all saw', () => {
    const template = merged([left, right]);
    expect(template.minutiae.length).toBeGreaterThan(Math.max(left.minutiae.length, right.minutiae.length));
    const known = (flow: Template['flow']): number => flow?.direction.filter((direction) => direction > 0).length ?? 0;
    expect(known(template.flow)).toBeGreaterThan(Math.max(known(left.flow), known(right.flow)));
    const qualities = template.minutiae.map(({ quality }) => quality);
    expect(qualities).toEqual(qualities.toSorted((a, b) => b - a));
  });

  it('averages the place and direction of what meets', () => {
    const flat = turned(whole, 0, 0);
    const minutiae = flat.minutiae.map((minutia) => ({ ...minutia, angle: (minutia.angle + 0.1) % (2 * Math.PI) }));
    const directions = merged([flat, { ...flat, minutiae }]).minutiae.map(({ angle }) => angle);
    for (const { angle } of flat.minutiae) {
      expect(Math.min(...directions.map((direction) => turnBetween(direction, angle + 0.05)))).toBeLessThan(0.02);
    }
  });

  it('gives a record that can be stored', () => {
    const template = merged([whole, left, right, take(0, 8), take(0, 9)]);
    expect(template.minutiae.length).toBeLessThanOrEqual(extraction.maxMinutiae);
    expect(decodeTemplate(encodeTemplate(template)).minutiae).toHaveLength(template.minutiae.length);
  });

  it('of another finger is refused, and told which it is', () => {
    const refusal = { ok: false, error: { reason: 'not-one-finger', impressions: [1] } };
    expect(mergeTemplates([whole, take(1, 4), take(0, 4)])).toEqual(refusal);
  });

  it.each([[0], [1], [6]])('of %i impressions is refused', (count) => {
    const refusal = { ok: false, error: { reason: 'impression-count', count } };
    expect(mergeTemplates(Array.from({ length: count }, () => whole))).toEqual(refusal);
  });
});
