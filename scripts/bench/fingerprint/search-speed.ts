import { encodeTemplate, Gallery, GallerySearch } from '@custody-edge/fingerprint';
import { syntheticTemplate } from '@custody-edge/fingerprint/synthetic';
import { type Figure, median } from '../figures.ts';
import { compareAll, extractAll } from './measure.ts';
import type { WorkerPool } from './pool.ts';
import { progressOf } from './progress.ts';
import { lostPairs, ratePairs } from './search-loss.ts';
import { syntheticImages } from './sets.ts';

const searches = 11;
const warmUpSearches = 5;
const changes = 101;
const openings = 5;
/** The size of gallery that the targets are for. */
const targetSize = 100_000;

async function medianMs(calls: number, call: (index: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < calls; index += 1) {
    const startedMs = performance.now();
    await call(index);
    times.push(performance.now() - startedMs);
  }
  return median(times);
}

const probeRecord = (index: number): Uint8Array => encodeTemplate(syntheticTemplate(-1 - index));

/**
 * What searching a gallery costs and loses, on templates of fingers that nobody has.
 * @param size impressions in the largest gallery, each of another finger
 * @param fingers fingers that are grown, six impressions each, to see whether a search finds what comparing all does
 */
export async function searchFigures(pool: WorkerPool, size: number, fingers: number): Promise<Figure[]> {
  const gallery = new Gallery();
  const identification = await identificationFigures(gallery, size);
  const alone = new GallerySearch(gallery, 1);
  await alone.rate(probeRecord(0));
  const rateMs = await medianMs(searches, (index) => alone.rate(probeRecord(index)));
  await alone.close();
  const stored = gallery.store();
  const openMs = await medianMs(openings, () => Gallery.open(stored));
  const copyMs = await medianMs(openings, () => stored.slice());
  const bytesEach = gallery.usedBytes / gallery.count;
  const added = probeRecord(searches);
  const addMs = await medianMs(changes, (index) => gallery.add(size + index, added));
  const removeMs = await medianMs(changes, (index) => gallery.remove(size + index));
  const prints = await extractAll(pool, 'search, synthetic prints', syntheticImages(fingers, 6));
  const pairs = await ratePairs([await compareAll(pool, 'search, synthetic prints', prints)], gallery);
  const figure = (name: string, value: number, unit: string, samples: number, must: number, aim: number): Figure => {
    return { name, value, unit, better: 'lower', samples, must, aim };
  };
  return [
    ...identification,
    figure('per candidate in the first stage, one thread', (rateMs * 1000) / size, 'µs', searches, 8, 3),
    figure(
      'genuine pairs that comparing all finds and a search does not',
      (100 * lostPairs(pairs)) / pairs.length,
      '%',
      pairs.length,
      0.5,
      0.1,
    ),
    figure('memory per template in the gallery', bytesEach, 'B', size, 2000, 800),
    {
      name: `open a stored gallery of ${size}`,
      value: openMs,
      unit: 'ms',
      better: 'lower',
      samples: openings,
      limit: copyMs,
      limitedBy: 'copying its bytes',
      ...(size === targetSize && { must: 300, aim: 100 }),
    },
    figure('add a template to the gallery', addMs, 'ms', changes, 5, 0.2),
    figure('remove a template from the gallery', removeMs, 'ms', changes, 5, 0.2),
  ];
}

/** Fills the gallery up and searches it at a hundredth, a tenth and the whole of its size. */
async function identificationFigures(gallery: Gallery, size: number): Promise<Figure[]> {
  const search = new GallerySearch(gallery);
  const progress = progressOf('gallery, impressions');
  const figures: Figure[] = [];
  for (const share of [0.01, 0.1, 1]) {
    const count = Math.max(1, Math.round(size * share));
    for (let key = gallery.count; key < count; key += 1) {
      gallery.add(key, encodeTemplate(syntheticTemplate(key)));
      progress(key + 1, size);
    }
    for (let index = 0; index < warmUpSearches; index += 1) await search.search(probeRecord(index));
    const milliseconds = await medianMs(searches, (index) => search.search(probeRecord(index)));
    figures.push({
      name: `identification among ${count}, all cores, top 10`,
      value: milliseconds / 1000,
      unit: 's',
      better: 'lower',
      samples: searches,
      ...(count === targetSize && { must: 1, aim: 0.25 }),
    });
  }
  await search.close();
  return figures;
}
