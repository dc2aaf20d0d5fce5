import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import type { Minutia, Template } from '../template/template.ts';
import { compareTemplates } from './compare.ts';
import { operatingPoints } from './operating-points.ts';
import { prepareTemplate } from './prepare.ts';

/** Minutiae at random, at least 14 px apart: the matcher sees no ridges, so no ridges are needed. */
function randomTemplate(seed: number, count = 35): Template {
  const random = seededRandom(seed);
  const minutiae: Minutia[] = [];
  while (minutiae.length < count) {
    const x = random.between(100, 300);
    const y = random.between(100, 330);
    if (minutiae.some((other) => Math.hypot(other.x - x, other.y - y) < 14)) continue;
    minutiae.push({ x, y, angle: random.between(0, 6.28), kind: 'ending', quality: 0.8 });
  }
  return { widthPx: 400, heightPx: 430, minutiae, quality: 80 };
}

/** Minutiae at random, however near to each other. */
function crowdedTemplate(seed: number, count: number): Template {
  const random = seededRandom(seed);
  const minutiae = Array.from({ length: count }, (): Minutia => {
    const [x, y] = [random.between(100, 300), random.between(100, 330)];
    return { x, y, angle: random.between(0, 6.28), kind: 'ending', quality: 0.8 };
  });
  return { widthPx: 400, heightPx: 430, minutiae, quality: 80 };
}

/** Turns a template counter-clockwise about a point and shifts it; y points down. */
function moved(template: Template, rotation: number, dx: number, dy: number): Template {
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  const minutiae = template.minutiae.map((minutia) => ({
    ...minutia,
    x: 200 + (minutia.x - 200) * cos + (minutia.y - 215) * sin + dx,
    y: 215 + (minutia.y - 215) * cos - (minutia.x - 200) * sin + dy,
    angle: (minutia.angle + rotation + 4 * Math.PI) % (2 * Math.PI),
  }));
  return { ...template, minutiae };
}

function score(a: Template, b: Template): number {
  return compareTemplates(prepareTemplate(a), prepareTemplate(b)).score;
}

describe('comparison', () => {
  it('does not mind how the finger is turned or where it lies', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.double({ min: -3.1, max: 3.1, noNaN: true }),
        fc.integer({ min: -60, max: 60 }),
        (seed, rotation, shift) => {
          const template = randomTemplate(seed);
          const same = score(template, template);
          expect(score(template, moved(template, rotation, shift, -shift))).toBeGreaterThan(0.9 * same);
        },
      ),
      { seed: 5, numRuns: 40 },
    );
  });

  it('gives nearly the same score in both directions', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (first, second) => {
        const a = randomTemplate(first);
        const b = moved(randomTemplate(second), 0.3, 10, 5);
        expect(Math.abs(score(a, b) - score(b, a))).toBeLessThan(operatingPoints.release / 10);
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it('a print matches itself far above, and a stranger stays below, the release threshold', () => {
    const threshold = operatingPoints.release;
    for (let seed = 0; seed < 12; seed += 1) {
      expect(score(randomTemplate(seed), randomTemplate(seed))).toBeGreaterThan(5 * threshold);
      expect(score(randomTemplate(seed), randomTemplate(seed + 500))).toBeLessThan(threshold);
    }
  });

  it('still matches when a third of the minutiae is missed and others are invented', () => {
    const whole = randomTemplate(77, 42);
    const partial = { ...whole, minutiae: [...whole.minutiae.slice(0, 28), ...randomTemplate(78, 6).minutiae] };
    expect(score(whole, moved(partial, 0.4, 20, 10))).toBeGreaterThan(operatingPoints.release);
  });

  it('does not depend on what was compared before', () => {
    const prints = [12, 60, 0, 35, 100, 5, 35].map((count, seed) => prepareTemplate(crowdedTemplate(seed, count)));
    const pairs = prints.flatMap((a) => prints.map((b) => [a, b] as const));
    const all = (ordered: typeof pairs): unknown[] => ordered.map(([a, b]) => compareTemplates(a, b));
    const forwards = all(pairs);
    expect(all(pairs.toReversed())).toEqual(forwards.toReversed());
    expect(prints.map((_, index) => forwards[index * (prints.length + 1)])).toEqual(
      prints.map((print) => compareTemplates(print, print)),
    );
  });

  it('gives a finite score and turn whatever the templates hold', () => {
    const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    const minutia = fc.record({
      x: number,
      y: number,
      angle: number,
      kind: fc.constant<Minutia['kind']>('ending'),
      quality: number,
    });
    const flow = fc
      .record({ columns: fc.integer({ min: 1, max: 6 }), rows: fc.integer({ min: 1, max: 6 }) })
      .chain(({ columns, rows }) => {
        const bytes = fc.uint8Array({ minLength: columns * rows, maxLength: columns * rows });
        return fc.record({ columns: fc.constant(columns), rows: fc.constant(rows), direction: bytes, period: bytes });
      });
    const template = fc.record(
      {
        widthPx: fc.constant(96),
        heightPx: fc.constant(96),
        minutiae: fc.array(minutia, { maxLength: 140 }),
        flow,
        quality: fc.constant(1),
      },
      { requiredKeys: ['widthPx', 'heightPx', 'minutiae', 'quality'] },
    );
    fc.assert(
      fc.property(template, template, (a, b) => {
        for (const [probe, candidate] of [
          [a, b],
          [a, a],
          [b, { ...b, minutiae: [...b.minutiae, ...a.minutiae] }],
        ] as const) {
          const { score, rotation, pairedMinutiae } = compareTemplates(
            prepareTemplate(probe),
            prepareTemplate(candidate),
          );
          expect(Number.isFinite(score) && score >= 0).toBe(true);
          expect(Math.abs(rotation)).toBeLessThanOrEqual(Math.PI);
          expect(pairedMinutiae).toBeLessThanOrEqual(probe.minutiae.length);
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('scores 0 when there is nothing to compare', () => {
    const empty = { ...randomTemplate(1), minutiae: [] };
    expect(score(empty, randomTemplate(1))).toBe(0);
    expect(score(randomTemplate(1, 3), randomTemplate(1, 3))).toBe(0);
  });
});
