import { buildLibrary, type Curve, type Imported, ramanRecipe } from '@custody-edge/spectra';
import { seeded } from '../../seeded.ts';
import { type Figure, type Measured, median, percentile } from '../figures.ts';
import { timesMs } from '../times.ts';

/** The size that the figures must be reached at. */
export const targetEntries = 15_000;
export const points = 800;
const mostMs = 30;
const searches = 101;
const warmUps = 10;
const samples = 51;

/** Peaks at random places over a broad ground: nobody's substance. */
export function syntheticCurve(seed: number): Curve {
  const random = seeded(seed);
  const peaks = Array.from({ length: 12 }, () => ({
    at: 200 + 1600 * random(),
    height: random(),
    width: 4 + 12 * random(),
  }));
  const values = Array.from({ length: points }, (_, at) => 200 + (1600 * at) / (points - 1));
  const y = values.map((x) => {
    const bands = peaks.reduce((sum, { at, height, width }) => sum + height * Math.exp(-(((x - at) / width) ** 2)), 0);
    return 1000 * (bands + Math.exp(-x / 900)) + 5 * random();
  });
  return { x: { unit: '/cm', values }, y, yUnit: 'counts' };
}

const shortened = ({ x, y, ...rest }: Curve, count: number): Curve => ({
  ...rest,
  x: { ...x, values: Array.from(x.values).slice(0, count) },
  y: Array.from(y).slice(0, count),
});

function* syntheticLibrary(count: number): Generator<Imported> {
  for (let index = 0; index < count; index++) {
    const entry = { name: `substance ${index}`, source: 'none', fileName: `${index}.jdx`, fileSha256: '', line: 1 };
    yield { kind: 'entry', entry, curve: syntheticCurve(index) };
  }
}

/** Two equal runs of bytes are compared from end to end; one of them takes half of that. */
function readOnceMs(bytes: number): number {
  const [one, other] = [Buffer.alloc(bytes, 7), Buffer.alloc(bytes, 7)];
  return median(timesMs(samples, () => one.equals(other))) / 2;
}

/** The same sums of products, one after the other, as anybody would write them first. */
function plainMs(entries: number): number {
  const rows = new Float32Array(entries * points).fill(0.25);
  const query = new Float32Array(points).fill(0.5);
  let most = 0;
  const times = timesMs(samples, () => {
    for (let row = 0; row < entries; row++) {
      let sum = 0;
      for (let at = 0; at < points; at++) sum += (query[at] ?? 0) * (rows[row * points + at] ?? 0);
      most = Math.max(most, sum);
    }
  });
  if (most === 0) throw new Error('nothing was summed');
  return median(times);
}

/** What a search through a library of spectra costs against reading its bytes once. */
export function searching(entries = targetEntries): Measured {
  const { library } = buildLibrary({ name: 'synthetic', recipe: ramanRecipe }, syntheticLibrary(entries));
  const queries = Array.from({ length: searches }, (_, index) => syntheticCurve(1_000_000 + index));
  const search = (index: number) => void library.search(queries[index % searches] ?? syntheticCurve(0));
  timesMs(warmUps, search);
  const times = timesMs(searches, search);
  /** Each ends elsewhere, so that nothing is known of its range. */
  const otherRanges = Array.from({ length: 11 }, (_, index) =>
    shortened(syntheticCurve(2_000_000 + index), 700 + index),
  );
  const firstMs = median(
    timesMs(otherRanges.length, (index) => void library.search(otherRanges[index] ?? syntheticCurve(0))),
  );
  const found = library.search(syntheticCurve(entries - 1));
  if (found.matches[0]?.index !== entries - 1) throw new Error('a spectrum of the library was not found in it');
  const limit = {
    limit: readOnceMs(entries * points * Float32Array.BYTES_PER_ELEMENT),
    limitedBy: 'reading the same bytes once',
  };
  const must = entries === targetEntries && { must: mostMs };
  const lower = { unit: 'ms', better: 'lower' } as const;
  const figures: Figure[] = [
    {
      name: `search ${entries} spectra of ${points} points, one thread, top 10`,
      ...{ value: median(times), ...lower, samples: searches, ...must, ...limit },
    },
    {
      name: '… of all searches 95 % are faster than',
      ...{ value: percentile(times, 0.95), ...lower, samples: searches, ...must, ...limit },
    },
    {
      name: 'the first search over a range, which works out what all others use',
      ...{ value: firstMs, ...lower, samples: otherRanges.length },
    },
    {
      name: 'the same sums of products in plain code, without anything else of a search',
      ...{ value: plainMs(entries), ...lower, samples },
    },
  ];
  return {
    figures,
    remarks: [
      'The spectra are made from a seed, twelve peaks each over a broad ground; the queries are not in the library. A search processes its query by the recipe, compares it with every entry in double precision, and finds what is next of another substance.',
      'The limit of a search is half of the time in which two runs of as many bytes as the library has are compared and found equal.',
    ],
  };
}
