/** The centre's search for the fingers of an admission among the people of several prisons: how long it takes, and what the gallery does. */
import { loadavg } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CentralGallery } from '@custody-edge/central-broker';
import { encodeTemplate, type FingerImpressions } from '@custody-edge/fingerprint';
import { syntheticTemplate } from '@custody-edge/fingerprint/synthetic';
import { type Figure, median, percentile, report } from './figures.ts';
import { progressOf } from './fingerprint/progress.ts';
import { fingers, impressions, prisoners } from './gate/prison.ts';

const prisons = [1, 2, 4] as const;
const searches = 21;

const lower = { unit: 'ms', better: 'lower' } as const;

/** Impressions of strangers: a search takes as long for them as for grown fingers. */
const handOf = (person: number): FingerImpressions[] =>
  fingers.map((finger, index) => ({
    finger,
    impressions: Array.from({ length: impressions }, (_, impression) =>
      encodeTemplate(syntheticTemplate((person * fingers.length + index) * impressions + impression)),
    ),
  }));

const gallery = new CentralGallery();
const load = loadavg()[0] ?? 0;
const figures: Figure[] = [];
let joiningMs = 0;
let people = 0;
let falseHits = 0;
for (const count of prisons) {
  const joining = progressOf('people in the gallery');
  for (; people < count * prisoners; people += 1) {
    const hand = handOf(people);
    const startedMs = performance.now();
    await gallery.join(`person/${people}`, 'admission', hand);
    joiningMs += performance.now() - startedMs;
    joining(people + 1, count * prisoners);
    await nextTurn();
  }
  const tookMs: number[] = [];
  let longestPauseMs = 0;
  for (let search = 0; search < searches; search += 1) {
    const hand = handOf(-1 - search);
    let before = performance.now();
    const watch = setInterval(() => {
      const now = performance.now();
      longestPauseMs = Math.max(longestPauseMs, now - before - 5);
      before = now;
    }, 5);
    const startedMs = performance.now();
    falseHits += (await gallery.duplicatesOf('person/new', hand)).length;
    tookMs.push(performance.now() - startedMs);
    clearInterval(watch);
  }
  const named = `${count === 1 ? 'one prison' : `${count} prisons`}, ${(count * prisoners).toLocaleString('en')} people`;
  figures.push(
    { name: `search for an admission among ${named}, median`, value: median(tookMs), ...lower, samples: searches },
    { name: 'the same, p95', value: percentile(tookMs, 0.95), ...lower, samples: searches },
    { name: 'longest pause of everything else meanwhile', value: longestPauseMs, ...lower, samples: searches },
  );
}
figures.push(
  { name: 'reading one person into the gallery at a start', value: joiningMs / people, ...lower, samples: people },
  {
    name: 'memory of the process with all of them',
    value: process.memoryUsage().rss / 2 ** 20,
    unit: 'MB',
    better: 'lower',
    samples: 1,
  },
);
await gallery.close();
const template = fingers.length * impressions;
report(
  'centre',
  fileURLToPath(new URL('../../central-broker/BENCHMARKS.md', import.meta.url)),
  [
    `${prisoners.toLocaleString('en')} people a prison, ${fingers.length} fingers each, ${impressions} impressions each; each of the ${template} templates of an admission is searched for. Admissions are searched one after the other. Load of the machine just before: ${load.toFixed(1)}.`,
    `A search takes time with the number of templates; the gallery holds a million, which is ${Math.floor(1_000_000 / template).toLocaleString('en')} people enrolled so. Whoever does not fit is not compared, and each result says among how many people of how many held it was found.`,
    'The gallery is in memory only and is read from the record at each start, in the background; who is admitted meanwhile waits for it. Unsealing and reading a person from the database comes on top.',
    `All people are strangers: ${falseHits} of ${searches * prisons.length} searches named anybody.`,
  ],
  figures,
);
