import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Spectrum } from '../reading.ts';
import { wavelengthAxis } from './axis.ts';
import { processed, smoothed } from './processing.ts';

const x = wavelengthAxis([400, 1], 4);

const spectrum = (y: readonly number[], changes: Partial<Spectrum> = {}): Spectrum => ({
  kind: 'spectrum',
  x,
  y,
  quantity: 'counts',
  yUnit: '1',
  raw: { bytes: Uint8Array.from(y), sha256: y.join() },
  settings: { integrationMicroseconds: 1000, scansByDevice: 1, scansHere: 1, boxcarByDevice: 0 },
  saturated: [],
  correctedByDevice: [],
  device: { deviceId: 'd', profileId: 'p', model: 'm', serialNumber: 's' },
  startedAtMs: 0,
  atMs: 0,
  monotonicMs: 0,
  ...changes,
});

const dark = spectrum([10, 10, 10, 10]);
const reference = spectrum([110, 210, 10, 110]);

describe('a recipe', () => {
  it('gives transmittance and absorbance, and nothing where there is no light', () => {
    const sample = spectrum([60, 30, 50, 10]);
    expect(processed(sample, { dark, reference, quantity: 'transmittance' }).y).toEqual([0.5, 0.1, null, 0]);
    const { y, steps, sampleSha256 } = processed(sample, { dark, reference, quantity: 'absorbance' });
    expect(y.map((value) => value?.toFixed(4) ?? null)).toEqual(['0.3010', '1.0000', null, null]);
    expect(sampleSha256).toBe(sample.raw.sha256);
    expect(steps).toEqual([
      { step: 'subtract-dark', darkSha256: dark.raw.sha256 },
      { step: 'divide-by-reference', referenceSha256: reference.raw.sha256 },
      { step: 'absorbance' },
    ]);
  });

  it('leaves out a pixel that was full in the sample, the dark or the reference', () => {
    const full = { saturated: [0] };
    for (const [own, other] of [
      [spectrum([60, 30, 50, 10], full), reference],
      [spectrum([60, 30, 50, 10]), spectrum([110, 210, 10, 110], full)],
    ] as const)
      expect(processed(own, { dark, reference: other, quantity: 'transmittance' }).y[0]).toBeNull();
  });

  it('divides counts above dark by the polynomial of them', () => {
    const sample = spectrum([110, 60, 10, 20], { nonLinearity: [1, -0.001] });
    const { y } = processed(sample, { dark, linearise: true, quantity: 'counts' });
    expect(y[0]).toBeCloseTo(100 / 0.9);
    expect(y[1]).toBeCloseTo(50 / 0.95);
    expect(y[2]).toBe(0);
  });

  it.each<[string, Partial<Spectrum>]>([
    ['another device', { device: { deviceId: 'd', profileId: 'p', model: 'm', serialNumber: 'other' } }],
    ['another time', { settings: { ...dark.settings, integrationMicroseconds: 2000 } }],
    ['another axis', { x: wavelengthAxis([401, 1], 4) }],
    ['another quantity', { quantity: 'absorbance' }],
    ['another boxcar', { settings: { ...dark.settings, boxcarByDevice: 2 } }],
  ])('takes no dark of %s', (_, changes) => {
    expect(() => processed(reference, { dark: spectrum([1, 1, 1, 1], changes), quantity: 'counts' })).toThrowError(
      expect.objectContaining({ code: 'spectra-not-comparable' }),
    );
  });

  it('is refused where what it needs is missing', () => {
    for (const recipe of [
      { quantity: 'absorbance' },
      { quantity: 'counts', linearise: true },
      { quantity: 'counts', boxcarHalfWidth: 0.5 },
    ] as const)
      expect(() => processed(reference, recipe)).toThrowError(
        expect.objectContaining({ code: 'spectra-not-comparable' }),
      );
  });
});

describe('a boxcar', () => {
  it('never leaves the range of what it averages, and keeps an even spectrum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(65_535), { minLength: 1, maxLength: 60 }), fc.nat(10), (values, halfWidth) => {
        for (const value of smoothed(values, halfWidth)) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...values));
          expect(value).toBeLessThanOrEqual(Math.max(...values));
        }
        expect(smoothed(new Array(20).fill(7), halfWidth)).toEqual(new Array(20).fill(7));
      }),
      { seed: 83, numRuns: 200 },
    );
  });

  it('gives a pixel without a value no part in its neighbours', () => {
    expect(smoothed([1, null, 3, 5], 1)).toEqual([1, null, 4, 4]);
  });
});

describe('an axis', () => {
  it('is the polynomial of the device in the number of the pixel', () => {
    expect(wavelengthAxis([400, 2, 0.5], 3).values).toEqual([400, 402.5, 406]);
    expect(wavelengthAxis([406, -2], 3).values).toEqual([406, 404, 402]);
  });

  it.each([[[]], [[400]], [[400, Number.NaN]], [[-5, 1]], [[400, 1, -1]], [[400, Number.POSITIVE_INFINITY]]])(
    'of the coefficients %j is none',
    (coefficients) => {
      expect(() => wavelengthAxis(coefficients, 4)).toThrowError(
        expect.objectContaining({ code: 'spectrum-axis-unusable' }),
      );
    },
  );
});

describe('the shift from a laser', () => {
  it('is 10⁷/λ₀ − 10⁷/λ for every wavelength, rises with it, and can be worked back', () => {
    const laser = fc.integer({ min: 200_000, max: 1_100_000 }).map((thousandths) => (thousandths / 1000).toFixed(3));
    const start = fc.double({ min: 150, max: 1200, noNaN: true });
    fc.assert(
      fc.property(laser, start, (laserWavelengthNm, from) => {
        const sample = spectrum([1, 2, 3, 4], { x: wavelengthAxis([from, 0.5], 4) });
        const made = processed(sample, { quantity: 'counts', laserWavelengthNm });
        expect(made).toMatchObject({ y: [1, 2, 3, 4], x: { quantity: 'raman-shift', unit: '/cm' } });
        expect(made.x).not.toHaveProperty('coefficients');
        expect(made.steps).toEqual([{ step: 'raman-shift', laserWavelengthNm }]);
        made.x.values.forEach((shift, pixel) => {
          const nm = sample.x.values[pixel] ?? 0;
          expect(1e7 / (1e7 / Number(laserWavelengthNm) - shift)).toBeCloseTo(nm, 6);
          expect(Math.sign(shift)).toBe(Math.sign(nm - Number(laserWavelengthNm)));
          if (pixel > 0) expect(shift).toBeGreaterThan(made.x.values[pixel - 1] ?? Infinity);
        });
      }),
      { seed: 785, numRuns: 100 },
    );
  });

  it('of the strongest line of silicon before a laser of 785 nm is 520.7 /cm', () => {
    const sample = spectrum([1, 2, 3, 4], { x: wavelengthAxis([818.454, 0.1], 4) });
    const { x } = processed(sample, { quantity: 'counts', laserWavelengthNm: '785' });
    expect(x.values[0]).toBeCloseTo(520.7, 1);
  });

  it('is worked out after the dark was taken out, whose axis stays in nm, and never of what has no wavelength', () => {
    const laserWavelengthNm = '380';
    const { y, steps } = processed(spectrum([60, 30, 50, 10]), { dark, quantity: 'counts', laserWavelengthNm });
    expect(y).toEqual([50, 20, 40, 0]);
    expect(steps.map(({ step }) => step)).toEqual(['subtract-dark', 'raman-shift']);
    const shifted = spectrum([1, 2, 3, 4], { x: { quantity: 'raman-shift', unit: '/cm', values: [1, 2, 3, 4] } });
    expect(() => processed(shifted, { quantity: 'counts', laserWavelengthNm })).toThrowError(
      expect.objectContaining({ code: 'spectra-not-comparable' }),
    );
  });
});
