import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpectrumFile } from '../read.ts';
import { bytesOf, encodings, jcampPages, jcampPairs, jcampSteps } from '../test-support/writers.ts';

const ordinates = fc.array(fc.oneof(fc.integer({ min: -99_999, max: 99_999 }), fc.constantFrom(0, 1, 1, 1)), {
  minLength: 2,
  maxLength: 60,
});
/** Masses that rise, with what was counted of each. */
const peaks = fc
  .uniqueArray(fc.integer({ min: 1, max: 900 }), { minLength: 2, maxLength: 30 })
  .chain((masses) =>
    fc
      .array(fc.integer({ min: 0, max: 10_000 }), { minLength: masses.length, maxLength: masses.length })
      .map((counts) => ({ x: masses.toSorted((one, other) => one - other), y: counts.map((count) => count / 100) })),
  );
const read = (text: string) => {
  const result = readSpectrumFile('x.jdx', bytesOf(text));
  if (!result.ok) throw result.error;
  return result.value.spectra;
};

describe('what a writer of JCAMP-DX wrote is read number for number', () => {
  it.each(encodings)('as %s', (encoding) => {
    const steps = fc.constantFrom(-4, -0.964501, 0.5, 1, 1.928);
    fc.assert(
      fc.property(ordinates, steps, fc.integer({ min: -100, max: 4000 }), (values, step, first) => {
        const [spectrum] = read(jcampSteps({ first, step, ordinates: values }, encoding));
        expect(spectrum?.y.values).toEqual(Float64Array.from(values, (value) => value * 0.5));
        expect(spectrum?.x.values).toHaveLength(values.length);
        expect(spectrum?.x.values[0]).toBe(first);
        expect(spectrum?.x.values.at(-1)).toBe(Number((first + step * (values.length - 1)).toFixed(6)));
        expect(spectrum).toMatchObject({ kind: 'infrared', title: 'caffeine', x: { unit: '/cm' } });
      }),
      { seed: 424, numRuns: 150 },
    );
  });

  it('as pairs', () => {
    fc.assert(
      fc.property(peaks, (points) => {
        const [spectrum] = read(jcampPairs(points));
        expect(spectrum).toMatchObject({
          kind: 'mass',
          title: 'cocaine',
          x: { unit: 'm/z', values: Float64Array.from(points.x) },
          y: { unit: 'relative-abundance', values: Float64Array.from(points.y) },
        });
      }),
      { seed: 501, numRuns: 150 },
    );
  });

  it('as pages of one run, each a spectrum', () => {
    fc.assert(
      fc.property(fc.array(peaks, { minLength: 1, maxLength: 4 }), (pages) => {
        const spectra = read(jcampPages(pages));
        expect(spectra.map(({ title, x, y }) => [title, x.values, y.values])).toEqual(
          pages.map(({ x, y }, page) => [`run, T= ${page}`, Float64Array.from(x), Float64Array.from(y)]),
        );
      }),
      { seed: 502, numRuns: 60 },
    );
  });
});
