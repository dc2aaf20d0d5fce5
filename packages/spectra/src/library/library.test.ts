import { isCustodyError } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../process/apply.ts';
import { parseRecipe } from '../process/recipe.ts';
import { anyValues, curveFrom, entryOf, smallRecipe } from '../test-support/library.ts';
import { buildLibrary } from './build.ts';
import type { LibrarySpectrum } from './entry.ts';
import { likeness, type Measure, measures } from './measure.ts';
import { fastRows, plainRows } from './rows.ts';
import { substancesOf } from './substance.ts';

const settings = { name: 'bench', recipe: smallRecipe };
const build = (spectra: readonly LibrarySpectrum[], rows = fastRows) => buildLibrary(settings, spectra, rows).library;
const wave = (turns: number, points = 41): number[] =>
  Array.from({ length: points }, (_, at) => Math.round(100 * Math.sin(at / turns)));

/** Up to twelve spectra, of which some cover a part only; names repeat. */
const anyLibrary = fc.array(
  fc.record({
    name: fc.constantFrom('heroin', 'cocaine', 'lactose'),
    values: fc.oneof(anyValues(), anyValues(30)),
    late: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);
const spectraOf = (found: readonly { readonly name: string; readonly values: number[]; readonly late: boolean }[]) =>
  found.map(({ name, values, late }) => entryOf(name, curveFrom(values, late ? 420 : 200)));
const anyQuery = fc.oneof(anyValues(), anyValues(24));

/** What cannot be compared is refused; of that here nothing is asked. */
const attempt = <Value>(call: () => Value): Value | undefined => {
  try {
    return call();
  } catch (error) {
    if (!isCustodyError(error)) throw error;
    return undefined;
  }
};

describe('a search', () => {
  it('gives by the kernel what it gives in plain code, to the last bit', () => {
    fc.assert(
      fc.property(anyLibrary, anyQuery, fc.constantFrom(...measures), (found, query, measure) => {
        const [fast, plain] = [fastRows, plainRows].map((rows) =>
          attempt(() => build(spectraOf(found), rows).search(curveFrom(query), { measure, leastCoverage: 0.5 })),
        );
        expect(fast).toEqual(plain);
      }),
      { seed: 48, numRuns: 50 },
    );
  });

  it('runs on a kernel that was built', () => {
    const rows = fastRows(3, 801);
    expect([rows.stride, rows.values.buffer.byteLength % 65_536]).toEqual([808, 0]);
  });

  it('gives the products of the kernel for rows and weights of any bits', () => {
    const numbers = (count: number) =>
      fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: count, maxLength: count });
    fc.assert(
      fc.property(numbers(3 * 24), numbers(20), (values, weights) => {
        const [fast, plain] = [fastRows(3, 20), plainRows(3, 20)].map((rows) => {
          rows.values.set(values);
          return [...rows.dots(Float64Array.from(weights))];
        });
        expect(fast).toEqual(plain);
      }),
      { seed: 49, numRuns: 50 },
    );
  });

  it('scores each entry as the measure is defined, over the range that both cover', () => {
    fc.assert(
      fc.property(anyLibrary, anyQuery, fc.constantFrom(...measures), (found, query, measure) => {
        const spectra = spectraOf(found);
        const result = attempt(() => build(spectra).search(curveFrom(query), { measure, top: 99, leastCoverage: 0.5 }));
        if (!result) return;
        for (const { index, score, coverage } of result.matches) {
          const entry = apply(smallRecipe, spectra[index]?.curve ?? curveFrom([]));
          const from = Math.max(entry.first, result.query.first);
          const to = Math.min(entry.first + entry.y.length, result.query.first + result.query.y.length);
          const part = (y: Float64Array, first: number) => y.subarray(from - first, to - first);
          const expected = likeness(measure, part(result.query.y, result.query.first), part(entry.y, entry.first));
          expect(Math.abs(score - expected)).toBeLessThan(1e-5);
          expect(coverage).toBe((to - from) / result.query.y.length);
        }
      }),
      { seed: 50, numRuns: 50 },
    );
  });

  it.each<[Measure, number, number]>([
    ['correlation', 7.5, 400],
    ['derivative', 0.02, -90],
    ['cosine', 12, 0],
  ])('by %s does not change with the factor and the offset of the light', (measure, by, offset) => {
    fc.assert(
      fc.property(anyLibrary, anyValues(), (found, query) => {
        const library = attempt(() => build(spectraOf(found)));
        const one = attempt(() => library?.search(curveFrom(query), { measure }));
        const other = attempt(() => library?.search(curveFrom(query.map((value) => by * value + offset)), { measure }));
        const scores = [one, other].map((result) => result?.matches.map(({ score }) => score.toFixed(6)));
        expect(scores[0]).toEqual(scores[1]);
      }),
      { seed: 51, numRuns: 50 },
    );
  });

  it('finds a spectrum itself with a score of one, and says what is next of another substance', () => {
    const library = build([
      entryOf('Heroin', curveFrom(wave(3)), '561-27-3'),
      entryOf('heroin', curveFrom(wave(3.2))),
      entryOf('Diamorphine', curveFrom(wave(3.1)), '561-27-3'),
      entryOf('lactose', curveFrom(wave(5))),
    ]);
    const { matches, compared, passedOver } = library.search(curveFrom(wave(3)));
    expect(matches.map(({ entry, rank }) => [rank, entry.name])).toEqual([
      [1, 'Heroin'],
      [2, 'Diamorphine'],
      [3, 'heroin'],
      [4, 'lactose'],
    ]);
    const [first, second, third, last] = matches;
    expect(first?.score).toBeCloseTo(1, 6);
    expect(first?.gap).toBe((first?.score ?? 0) - (last?.score ?? 0));
    expect(second?.gap).toBe((second?.score ?? 0) - (last?.score ?? 0));
    expect(third?.gap).toBe((third?.score ?? 0) - (last?.score ?? 0));
    expect(last).not.toHaveProperty('gap');
    expect([compared, passedOver]).toEqual([4, 0]);
    // Of a list that ends before it as well.
    expect(library.search(curveFrom(wave(3)), { top: 1 }).matches).toEqual([first]);
  });

  it('gives no score to what falls where the spectrum rises', () => {
    const library = build([entryOf('a', curveFrom(wave(3).map((value) => -value))), entryOf('b', curveFrom(wave(7)))]);
    const { matches } = library.search(curveFrom(wave(3)));
    expect(matches.map(({ entry, score }) => [entry.name, score > 0])).toEqual([
      ['b', expect.any(Boolean)],
      ['a', false],
    ]);
  });

  it('passes over what covers too little, counts it, and compares the rest over what both cover', () => {
    const library = build([
      entryOf('whole', curveFrom(wave(4))),
      entryOf('most', curveFrom(wave(4.1).slice(0, 36))),
      entryOf('half', curveFrom(wave(4).slice(0, 20))),
    ]);
    const { matches, compared, passedOver } = library.search(curveFrom(wave(4)));
    expect(matches.map(({ entry, coverage }) => [entry.name, coverage])).toEqual([
      ['whole', 1],
      ['most', 36 / 41],
    ]);
    expect([compared, passedOver]).toEqual([2, 1]);
    expect(() => build([entryOf('half', curveFrom(wave(4).slice(0, 20)))]).search(curveFrom(wave(4)))).toThrowError(
      expect.objectContaining({
        code: 'spectrum-outside-recipe',
        details: expect.objectContaining({ reason: 'no-entry-covers' }),
      }),
    );
  });

  it('shows an entry as it is compared', () => {
    const library = build([entryOf('part', curveFrom(wave(4).slice(5, 36), 300))]);
    const { x, y } = library.curveAt(0);
    expect([x.unit, x.values[0], x.values.at(-1)]).toEqual(['/cm', 300, 900]);
    expect(likeness('correlation', y, Float64Array.from(wave(4).slice(5, 36)))).toBeCloseTo(1, 6);
    expect(() => library.curveAt(1)).toThrow(RangeError);
  });
});

describe('a library', () => {
  it('puts aside what it cannot use, with the reason, and keeps the others', () => {
    const quarantine = buildLibrary(settings, [
      entryOf('flat', curveFrom(wave(4).map(() => 3))),
      entryOf('good', curveFrom(wave(4))),
      entryOf('holed', curveFrom(wave(4).with(3, Number.NaN))),
      entryOf('mass', { ...curveFrom(wave(4)), x: { unit: 'm/z', values: curveFrom(wave(4)).x.values } }),
    ]);
    expect(quarantine.library.entries.map(({ name }) => name)).toEqual(['good']);
    expect(quarantine.quarantined.map(({ title, error }) => [title, error.code])).toEqual([
      ['flat', 'spectrum-featureless'],
      ['holed', 'spectrum-unsound'],
      ['mass', 'spectrum-outside-recipe'],
    ]);
  });

  it('is none without an entry, or without a grid', () => {
    expect(() => build([])).toThrowError(expect.objectContaining({ code: 'library-empty' }));
    const recipe = parseRecipe({ name: 'loose', steps: [{ step: 'snv' }] });
    expect(() => buildLibrary({ name: 'b', recipe }, [entryOf('a', curveFrom(wave(4)))])).toThrowError(
      expect.objectContaining({ code: 'recipe-invalid' }),
    );
  });

  it('has a version that is of all that a search depends on', () => {
    const versions = [
      build([entryOf('a', curveFrom(wave(4)))]),
      build([entryOf('a', curveFrom(wave(4)))], plainRows),
      build([entryOf('a', curveFrom(wave(4).with(9, 12)))]),
      build([entryOf('b', curveFrom(wave(4)))]),
      build([entryOf('a', curveFrom(wave(4)), '50-36-2')]),
      buildLibrary({ name: 'bench', recipe: { ...smallRecipe, name: 'other' } }, [entryOf('a', curveFrom(wave(4)))])
        .library,
    ].map(({ version }) => version);
    expect(versions[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(versions[0]).toBe(versions[1]);
    expect(new Set(versions).size).toBe(versions.length - 1);
  });

  it('holds for one substance what has one CAS number, else one name', () => {
    const entries = [
      { name: 'Cocaine', cas: '50-36-2' },
      { name: 'cocaine  ' },
      { name: 'Cocaine HCl', cas: '53-21-4' },
      { name: 'methyl benzoylecgonine', cas: '50-36-2' },
      { name: 'Charas' },
      { name: 'charas' },
    ];
    expect([...substancesOf(entries)]).toEqual([0, 0, 1, 0, 2, 2]);
    // Of two numbers under one name it is not known which an entry without a number is of.
    expect([...substancesOf([{ name: 'a', cas: '50-36-2' }, { name: 'a', cas: '53-21-4' }, { name: 'a' }])]).toEqual([
      0, 1, 2,
    ]);
  });
});
