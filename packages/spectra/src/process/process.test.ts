import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Curve } from '../curve.ts';
import { apply } from './apply.ts';
import { snipBaseline } from './baseline.ts';
import { infraredRecipe, parseRecipe, ramanRecipe, recipeText } from './recipe.ts';
import { savitzkyGolay } from './savitzky-golay.ts';

const grid = { step: 'grid', unit: '/cm', from: 200, to: 1800, points: 801 } as const;
const recipe = (...steps: readonly unknown[]) => parseRecipe({ name: 'test', steps });
const shift = (x: readonly number[], y: readonly number[], yUnit = 'counts'): Curve => ({
  x: { unit: '/cm', values: x },
  y,
  yUnit,
});
const x = Array.from({ length: 600 }, (_, at) => 150 + 3 * at);
const peak = (at: number, height: number, width: number) => (value: number) =>
  height * Math.exp(-(((value - at) / width) ** 2));
const peaks = fc
  .array(
    fc.tuple(fc.integer({ min: 300, max: 1700 }), fc.integer({ min: 20, max: 2000 }), fc.integer({ min: 6, max: 40 })),
    { minLength: 1, maxLength: 6 },
  )
  .map((found) => {
    const shapes = found.map(([at, height, width]) => peak(at, height, width));
    return x.map((value) => shapes.reduce((sum, shape) => sum + shape(value), 0));
  });

const close = (one: Float64Array, other: Float64Array, relative = 1e-9): void => {
  const most = Math.max(...one.map(Math.abs), ...other.map(Math.abs));
  expect(one.length).toBe(other.length);
  expect(one.findIndex((value, at) => !(Math.abs(value - (other[at] ?? Number.NaN)) <= relative * most))).toBe(-1);
};

describe('Savitzky-Golay', () => {
  it('has the weights of its paper', () => {
    const impulse = (at: number) => Float64Array.from({ length: 5 }, (_, point) => (point === at ? 35 : 0));
    const middle = (order: number, degree: number) =>
      Array.from({ length: 5 }, (_, at) => savitzkyGolay(impulse(at), { windowPoints: 5, degree, order })[2] ?? 0);
    expect(middle(0, 2).map((value) => Math.round(value * 1e9) / 1e9)).toEqual([-3, 12, 17, 12, -3]);
    expect(middle(1, 2).map((value) => Math.round(value * 1e9) / 1e9)).toEqual([-7, -3.5, 0, 3.5, 7]);
    expect(middle(2, 2).map((value) => Math.round(value * 1e9) / 1e9)).toEqual([10, -5, -10, -5, 10]);
  });

  it('gives polynomials up to its degree and their derivatives, to the ends', () => {
    const coefficient = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(coefficient, coefficient, coefficient, coefficient, (a, b, c, d) => {
        const at = Array.from({ length: 40 }, (_, point) => point / 10);
        const fit = { windowPoints: 9, degree: 3 };
        const values = Float64Array.from(at, (t) => a + b * t + c * t * t + d * t * t * t);
        const slope = Float64Array.from(at, (t) => (b + 2 * c * t + 3 * d * t * t) / 10);
        const bend = Float64Array.from(at, (t) => (2 * c + 6 * d * t) / 100);
        const scale = 1 + Math.max(...values.map(Math.abs));
        for (const [order, expected] of [values, slope, bend].entries())
          for (const [point, value] of savitzkyGolay(values, { ...fit, order }).entries())
            expect(Math.abs(value - (expected[point] ?? 0))).toBeLessThan(1e-9 * scale);
      }),
      { seed: 64, numRuns: 30 },
    );
  });
});

describe('SNIP', () => {
  it('is never above the values, keeps broad slopes, and leaves what is narrow', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 3, maxLength: 120 }), (counts) => {
        const values = Float64Array.from(counts);
        const base = snipBaseline(values, 10);
        expect(base.every((value, at) => value <= (values[at] ?? 0))).toBe(true);
      }),
      { seed: 88, numRuns: 50 },
    );
    const values = Float64Array.from(x, (value) => 5000 - 2 * value + peak(900, 700, 12)(value));
    const base = snipBaseline(values, 40);
    expect(Math.max(...values.map((value, at) => value - (base[at] ?? 0)))).toBeCloseTo(700, 0);
    expect(base[0]).toBe(values[0]);
  });
});

describe('a recipe', () => {
  it('goes with what was made by it, as data and as a line', () => {
    const made = apply(ramanRecipe, shift(x, x.map(peak(900, 500, 12))));
    expect(made.recipe).toEqual(ramanRecipe);
    expect(parseRecipe(JSON.parse(JSON.stringify(made.recipe)))).toEqual(ramanRecipe);
    expect(recipeText(made.recipe)).toBe(
      'raman-1: grid unit=/cm from=200 to=1800 points=800; baseline halfWindow=40; derivative order=1 windowPoints=11 degree=2',
    );
  });

  it('leaves what it was given as it was', () => {
    const y = Float64Array.from(x, peak(900, 500, 12));
    const before = y.slice();
    apply(ramanRecipe, { x: { unit: '/cm', values: x }, y });
    expect(y).toEqual(before);
  });

  it('changes its result by no sloping ground under the peaks, and only by the factor of the light', () => {
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        peaks,
        factor,
        fc.integer({ min: 0, max: 5000 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (y, by, offset, slope) => {
          const changed = y.map((value, at) => by * value + offset + slope * (x[at] ?? 0));
          const made = apply(ramanRecipe, shift(x, y)).y.map((value) => value * by);
          close(apply(ramanRecipe, shift(x, changed)).y, made, 1e-6);
        },
      ),
      { seed: 89, numRuns: 30 },
    );
  });

  it('of a derivative alone takes out what is constant', () => {
    fc.assert(
      fc.property(peaks, fc.integer({ min: -5000, max: 5000 }), (y, offset) => {
        const slopes = recipe(grid, { step: 'derivative', order: 1, windowPoints: 11, degree: 2 });
        const raised = shift(
          x,
          y.map((value) => value + offset),
        );
        close(apply(slopes, raised).y, apply(slopes, shift(x, y)).y, 1e-6);
      }),
      { seed: 90, numRuns: 30 },
    );
  });

  it('of SNV takes out offset and factor, to mean nought and deviation one', () => {
    fc.assert(
      fc.property(
        peaks,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer({ min: -500, max: 500 }),
        (y, by, offset) => {
          const normal = recipe(grid, { step: 'snv' });
          const { y: made } = apply(normal, shift(x, y));
          close(
            apply(
              normal,
              shift(
                x,
                y.map((value) => by * value + offset),
              ),
            ).y,
            made,
            1e-6,
          );
          expect(Math.abs(made.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-8);
          expect(made.reduce((sum, value) => sum + value * value, 0) / (made.length - 1)).toBeCloseTo(1);
        },
      ),
      { seed: 91, numRuns: 30 },
    );
  });

  it('of a grid gives the points of straight lines, whichever way the axis runs', () => {
    const y = x.map((value) => 3 * value - 7);
    const { x: on, y: made, first } = apply(recipe(grid), shift(x, y));
    expect(first).toBe(0);
    expect(on.values).toEqual(Float64Array.from({ length: 801 }, (_, at) => 200 + 2 * at));
    close(
      made,
      on.values.map((value) => 3 * value - 7),
    );
    close(apply(recipe(grid), shift(x.toReversed(), y.toReversed())).y, made);
  });

  it('keeps what part of the grid was measured, and adds nothing beyond it', () => {
    const part = shift(x.slice(50, 300), x.slice(50, 300).map(peak(700, 10, 20)));
    const { x: on, first } = apply(recipe(grid), part);
    expect([on.values[0], on.values.at(-1), first]).toEqual([300, 1046, 50]);
  });

  it('makes absorbance of transmittance, in parts or in per cent, and keeps it', () => {
    const wave = Array.from({ length: 1000 }, (_, at) => 4000 - 3.5 * at);
    const light = wave.map((value) => 0.9 - peak(1700, 0.899, 60)(value));
    const per = (unit: string, y: readonly number[]) => apply(infraredRecipe, shift(wave, y, unit)).y;
    const absorbance = per(
      'absorbance',
      light.map((value) => -Math.log10(value)),
    );
    close(per('transmittance', light), absorbance, 1e-6);
    close(
      per(
        'percent-transmittance',
        light.map((value) => 100 * value),
      ),
      absorbance,
      1e-6,
    );
    expect(() => per('counts', light)).toThrowError(expect.objectContaining({ code: 'spectrum-outside-recipe' }));
    const dark = recipe({ step: 'absorbance', least: 0.001 });
    expect([...apply(dark, shift([1, 2, 3], [1, 0, -5], 'transmittance')).y]).toEqual([-0, 3, 3]);
  });

  it.each<[string, readonly unknown[]]>([
    ['no step', []],
    ['a step that nobody knows', [{ step: 'sharpen' }]],
    ['a parameter too many', [{ step: 'snv', by: 2 }]],
    ['a baseline before its grid', [{ step: 'baseline', halfWindow: 5 }, grid]],
    ['a derivative without a grid', [{ step: 'derivative', order: 1, windowPoints: 5, degree: 2 }]],
    ['two grids', [grid, grid]],
    ['a cut after the grid', [grid, { step: 'cut', from: 300, to: 400 }]],
    ['a grid without width', [{ ...grid, to: 200 }]],
    ['a window of even width', [grid, { step: 'smooth', windowPoints: 4, degree: 2 }]],
    ['a degree that no window holds', [grid, { step: 'smooth', windowPoints: 3, degree: 3 }]],
    ['a derivative of more than the degree', [grid, { step: 'derivative', order: 2, windowPoints: 5, degree: 1 }]],
    [
      'a baseline wider than the grid',
      [
        { ...grid, points: 16 },
        { step: 'baseline', halfWindow: 8 },
      ],
    ],
    ['absorbance of what is no light any more', [{ step: 'snv' }, { step: 'absorbance', least: 0.001 }]],
    ['a number that is none', [{ ...grid, from: Number.NaN }]],
  ])('with %s is none', (_what, steps) => {
    expect(() => recipe(...steps)).toThrowError(expect.objectContaining({ code: 'recipe-invalid' }));
  });
});

describe('a spectrum that gives no result', () => {
  const wide = x.map(peak(900, 500, 12));
  it.each<[string, Curve, string, Readonly<Record<string, unknown>>]>([
    ['of fewer y than x', shift(x, wide.slice(1)), 'spectrum-unsound', { reason: 'lengths-differ' }],
    ['with a hole', shift(x, wide.with(7, Number.NaN)), 'spectrum-unsound', { reason: 'not-a-number', point: 7 }],
    ['without end', shift(x, wide.with(7, Number.POSITIVE_INFINITY)), 'spectrum-unsound', { reason: 'not-a-number' }],
    ['whose x turns back', shift(x.with(5, 0), wide), 'spectrum-unsound', { reason: 'x-without-order' }],
    ['whose x stands still', shift(x.with(5, 162), wide), 'spectrum-unsound', { reason: 'x-without-order' }],
    ['of one point', shift([400], [1]), 'spectrum-unsound', { reason: 'points-too-few' }],
    [
      'that is constant',
      shift(
        x,
        x.map(() => 0.1),
      ),
      'spectrum-featureless',
      { step: 'measurement' },
    ],
    [
      'that is a slope',
      shift(
        x,
        x.map((value) => 0.1 * value),
      ),
      'spectrum-featureless',
      { step: 'baseline' },
    ],
    [
      'of another unit',
      { ...shift(x, wide), x: { unit: 'nm', values: x } },
      'spectrum-outside-recipe',
      { reason: 'unit' },
    ],
    ['of an unknown unit', { ...shift(x, wide), x: { unit: 'unknown', values: x } }, 'spectrum-outside-recipe', {}],
    [
      'of another range',
      shift(
        x.map((value) => value + 9000),
        wide,
      ),
      'spectrum-outside-recipe',
      { reason: 'range' },
    ],
    ['of two points far apart', shift([100, 2000], [1, 2]), 'spectrum-outside-recipe', { reason: 'gap' }],
    [
      'of numbers that overflow',
      shift(
        x,
        wide.map((_, at) => (at % 2 === 0 ? -1.5e308 : 1.5e308)),
      ),
      'spectrum-unsound',
      {},
    ],
  ])('%s says why', (_what, curve, code, details) => {
    expect(() => apply(ramanRecipe, curve)).toThrowError(
      expect.objectContaining({ code, details: expect.objectContaining(details) }),
    );
  });
});
