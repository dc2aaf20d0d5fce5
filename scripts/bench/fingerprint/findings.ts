import { cpus } from 'node:os';
import { join } from 'node:path';
import { Gallery, readTemplate, type Template, writeStandardTemplate } from '@custody-edge/fingerprint';
import type { Figure } from '../figures.ts';
import { discardPlot, tradeOffPlot } from './curves.ts';
import { engineVersion } from './engine-sources.ts';
import { drawMissedPairs } from './failures.ts';
import { compareAll, extractAll, type Print, type ScoreTable } from './measure.ts';
import { type MergingEntry, measureMerging } from './merging.ts';
import type { WorkerPool } from './pool.ts';
import type { Entry, Findings, ReleaseEntry } from './report.ts';
import { measuredFrom, measuredTwoFingers, scoresAgainstEnrolment } from './rows.ts';
import { ratePairs } from './search-loss.ts';
import { type CapturedSet, fcj, fvcSets, imagesOf, isTuning, personOf, syntheticImages } from './sets.ts';

export interface MeasureOptions {
  /** Folder that holds `fingerprints/<set>/`. */
  readonly data: string;
  /** Where pictures of missed pairs go. */
  readonly pictures: string;
  readonly syntheticFingers: number;
  readonly syntheticImpressions: number;
  readonly speed: readonly Figure[];
  readonly load: number;
}

export interface Plots {
  readonly tradeOff: string;
  readonly discard: string;
}

interface Table {
  readonly set: CapturedSet;
  readonly table: ScoreTable | undefined;
}

const ownFinger = (finger: string): string => finger;

/** Measures everything that is at hand, one set after the other. */
export async function measureAll(
  pool: WorkerPool,
  options: MeasureOptions,
): Promise<{ findings: Findings; plots: Plots }> {
  const syntheticSet = syntheticImages(options.syntheticFingers, options.syntheticImpressions);
  const synthetic = await tableOf(pool, 'synthetic', syntheticSet);
  const fvc: Table[] = [];
  for (const set of fvcSets) fvc.push(await capturedTable(pool, set, options));
  const people = await capturedTable(pool, fcj, options);
  const heldOutPart = (finger: string): boolean => !isTuning(finger);
  const part = (title: string, isPart?: (finger: string) => boolean): Entry => ({
    title,
    measured: people.table && measuredFrom(title, people.table, personOf, isPart),
  });
  const findings: Findings = {
    machine: `${cpus()[0]?.model ?? 'Unknown processor'}, ${cpus().length} cores, Node ${process.version}`,
    engine: engineVersion(),
    fvc: fvc.map(({ set: { title }, table }) => ({ title, measured: table && measuredFrom(title, table, ownFinger) })),
    tuning: part('FCJ2020-A, tuning half', isTuning),
    heldOut: part('FCJ2020-A, held-out half', heldOutPart),
    whole: part('FCJ2020-A, whole'),
    twoFingers: {
      title: 'FCJ2020-A, two fingers',
      measured: people.table && measuredTwoFingers('FCJ2020-A, two fingers', people.table),
    },
    throughIso: await throughIso(pool, fvc, people, heldOutPart),
    release: [...fvc, people].flatMap(({ set, table }) => (table ? [releaseEntry(set.title, table)] : [])),
    merging: await mergingOf(pool, [...fvc, people]),
    searched: await ratePairs(
      [...fvc, people].flatMap(({ table }) => table ?? []),
      new Gallery(),
    ),
    synthetic: measuredFrom('synthetic', synthetic, ownFinger),
    speed: options.speed,
    load: options.load,
  };
  const measured = [...findings.fvc, findings.tuning, findings.heldOut, findings.twoFingers].flatMap(
    (entry) => entry.measured ?? [],
  );
  const graded = [...fvc, people].flatMap(({ set: { title }, table }) => (table ? [{ title, table }] : []));
  return {
    findings,
    plots: {
      tradeOff: tradeOffPlot([...measured, findings.synthetic]),
      discard: discardPlot([...graded, { title: 'synthetic', table: synthetic }]),
    },
  };
}

async function tableOf(pool: WorkerPool, title: string, images: Parameters<typeof extractAll>[2]): Promise<ScoreTable> {
  return compareAll(pool, title, await extractAll(pool, title, images));
}

async function capturedTable(pool: WorkerPool, set: CapturedSet, { data, pictures }: MeasureOptions): Promise<Table> {
  const images = imagesOf(set, data);
  if (!images) {
    console.error(`${set.title}: not at hand`);
    return { set, table: undefined };
  }
  const table = await tableOf(pool, set.title, images);
  const missed = drawMissedPairs(table, join(pictures, set.folder));
  console.error(`${set.title}: ${images.length} images compared, ${missed} missed pairs drawn`);
  return { set, table };
}

async function mergingOf(pool: WorkerPool, tables: readonly Table[]): Promise<MergingEntry[]> {
  const entries: MergingEntry[] = [];
  for (const { set, table } of tables) if (table) entries.push(await measureMerging(pool, set.title, table));
  return entries.filter(({ genuine, impostor }) => genuine > 0 && impostor > 0);
}

async function throughIso(
  pool: WorkerPool,
  fvc: readonly Table[],
  people: Table,
  isPart: (finger: string) => boolean,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const { set, table } of [...fvc, people]) {
    const isPeople = set === people.set;
    const title = isPeople ? `${set.title}, held-out half` : set.title;
    const taken = table?.prints.filter(({ finger }) => !isPeople || isPart(finger)).map(inIsoFormat);
    const compared = taken && (await compareAll(pool, `${title}, ISO`, taken));
    entries.push({ title, measured: compared && measuredFrom(title, compared, isPeople ? personOf : ownFinger) });
  }
  return entries;
}

const inIsoFormat = (print: Print): Print => ({ ...print, template: print.template && writtenAndRead(print.template) });

function writtenAndRead(template: Template): Template {
  return readTemplate(
    writeStandardTemplate(template, { format: 'iso19794-2:2005', finger: 0, impression: 'live-plain' }),
  );
}

function releaseEntry(title: string, table: ScoreTable): ReleaseEntry {
  const { trials } = measuredFrom(title, table, ownFinger);
  return { title, single: trials.genuine.map(({ score }) => score), againstEnrolment: scoresAgainstEnrolment(table) };
}
