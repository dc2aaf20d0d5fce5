/** A gate that holds a whole prison: how soon it is ready, how soon a finger is decided and on the disk, and what it takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadStationConfig, startStation } from '@custody-edge/edge-agent';
import { pino } from 'pino';
import { hasChromium } from '../system/browser.ts';
import { type Figure, median, percentile, report } from './figures.ts';
import { coldStarts } from './gate/cold-starts.ts';
import { pageDelays } from './gate/page.ts';
import { goHome, passages } from './gate/passage.ts';
import { admitAll, fingers, impressions, officer, prisoners, provision, walkers } from './gate/prison.ts';
import { transitions } from './gate/transitions.ts';
import { rawSqlite } from './raw.ts';

const movements = 96;
const starts = 3;
const shownEvents = 100;
const transitionSeconds = 60;

const dir = mkdtempSync(join(tmpdir(), 'custody-bench-'));
const silent = pino({ level: 'silent' });

try {
  if (!hasChromium) throw new Error('chromium is not installed: how soon a page shows an event cannot be measured');
  const { configFile, code, centre } = await provision(dir);
  const config = loadStationConfig(configFile, {});
  const subjects = await admitAll(config);
  const firstMs = performance.now();
  // The first start folds everybody and fills the gallery; what comes after is every other day.
  const first = await startStation(config, silent);
  const firstSeconds = (performance.now() - firstMs) / 1000;
  await first.station.officers.enrolments.createFirst({
    ...officer,
    name: 'Officer',
    role: 'superintendent',
    oneTimeCode: code,
  });
  await first.close();
  const { seconds, megabytes, usedMegabytes } = await coldStarts({ dir, configFile, starts });

  const running = await startStation(config, silent);
  const { station } = running;
  if (station.role.role !== 'gate') throw new Error('not a gate');
  const { gate } = station.role;
  await station.officers.signIn(officer);
  const { expected, unexpected } = await passages(
    { station, gate, centre: centre.signer },
    subjects.slice(0, walkers),
    movements,
  );
  await goHome(gate);
  const shown = await pageDelays({ running, gate, centre: centre.signer }, subjects.slice(0, shownEvents));
  await running.close();

  const { waited, took } = await transitions(config, transitionSeconds);
  const commits = rawSqlite(dir, 2_000, 1, 1_000);

  const lower = { unit: 'ms', better: 'lower' } as const;
  const figures: Figure[] = [
    {
      name: 'finger image at the agent to decision on the disk, p95',
      value: percentile(expected, 0.95),
      ...lower,
      samples: expected.length,
      must: 250,
      aim: 120,
    },
    { name: 'the same, median', value: median(expected), ...lower, samples: expected.length },
    {
      name: 'the same for somebody whom nobody expects, to the answer, p95',
      value: percentile(unexpected, 0.95),
      ...lower,
      samples: unexpected.length,
    },
    { name: 'the same, median', value: median(unexpected), ...lower, samples: unexpected.length },
    {
      name: 'people through the court gate, one after the other',
      value: 1000 / median(expected),
      unit: 'people/s',
      better: 'higher',
      samples: expected.length,
      must: 4,
      aim: 10,
    },
    {
      name: '500 movements a second for a minute, on the disk, p99 of one',
      value: percentile(waited, 0.99),
      ...lower,
      samples: waited.length,
      must: 50,
      aim: 10,
    },
    { name: 'the same, median', value: median(waited), ...lower, samples: waited.length },
    {
      name: 'movements on the disk, one after the other',
      value: 1000 / median(took),
      unit: '/s',
      better: 'higher',
      samples: took.length,
      limit: commits,
      limitedBy: 'commits of bare SQLite, one row of 1 kB each',
    },
    {
      name: 'an event on the page in a browser after it happened, p95',
      value: percentile(shown, 0.95),
      ...lower,
      samples: shown.length,
      must: 100,
      aim: 30,
    },
    {
      name: 'cold start to ready, as a process of its own',
      value: median(seconds),
      unit: 's',
      better: 'lower',
      samples: starts,
      must: 2,
      aim: 1,
    },
    {
      name: 'the very first start, gallery taken from the record',
      value: firstSeconds,
      unit: 's',
      better: 'lower',
      samples: 1,
    },
    { name: 'memory when ready', value: megabytes, unit: 'MB', better: 'lower', samples: starts },
    {
      name: 'memory in use: every name opened, every thread that compares fingers started',
      value: usedMegabytes,
      unit: 'MB',
      better: 'lower',
      samples: 1,
      must: 300,
      aim: 200,
    },
  ];
  report(
    'gate',
    fileURLToPath(new URL('../../edge-agent/BENCHMARKS.md', import.meta.url)),
    [
      `${prisoners} people on record, ${fingers.length} fingers each, ${impressions} impressions each: ${prisoners * fingers.length * impressions} templates in the gallery.`,
      'Those on the list for the court, or due back from there, are looked for first; whoever is found among them beyond all doubt ends the search. Somebody on no list is searched for among everybody.',
      'The image is handed to the agent as its driver does; the time of the scanner and its line comes on top: an R307 at 57,600 baud takes some seconds for an image.',
      `${walkers} people with grown fingers walk; the rest have templates alone, which a search takes as long for.`,
      'Movements come at their rate whether or not those before them are done, right after a start; those that wait by then share one commit. The first of each person reads and verifies all their signed events, those after it go on from there.',
      'The page is open in Chromium on the same machine; its clock starts before the event is recorded.',
    ],
    figures,
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}
