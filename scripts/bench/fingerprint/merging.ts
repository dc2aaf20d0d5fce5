import { fuseImpressions, mergeTemplates, type Template } from '@custody-edge/fingerprint';
import { errorCurve, errorRates, rankScores } from '@custody-edge/fingerprint/evaluation';
import type { ScoreTable } from './measure.ts';
import type { WorkerPool } from './pool.ts';
import { progressOf } from './progress.ts';

const enrolledImpressions = 3;

/** How often later prints of a finger are missed at an FMR of 0.1 %, by what is kept of its first three. */
export interface MergingEntry {
  readonly title: string;
  readonly genuine: number;
  readonly impostor: number;
  /** Fingers whose three did not lie over each other; left out of every column. */
  readonly refused: number;
  /** FNMR with one impression alone, each of the three. */
  readonly single: readonly number[];
  /** With all three, their scores joined by `fuseImpressions`. */
  readonly fused: number;
  /** With the one template that `mergeTemplates` makes of them. */
  readonly merged: number;
}

interface Enrolled {
  readonly finger: string;
  readonly indices: readonly number[];
  readonly merged: Template;
}

export async function measureMerging(pool: WorkerPool, title: string, table: ScoreTable): Promise<MergingEntry> {
  const byFinger = Map.groupBy(table.prints.entries(), ([, { finger }]) => finger);
  const enrolled: Enrolled[] = [];
  let refused = 0;
  for (const [finger, prints] of byFinger) {
    const first = prints.slice(0, enrolledImpressions);
    const templates = first.flatMap(([, { template }]) => template ?? []);
    if (prints.length <= enrolledImpressions || templates.length < enrolledImpressions) continue;
    const merged = mergeTemplates(templates);
    if (merged.ok) enrolled.push({ finger, indices: first.map(([index]) => index), merged: merged.value });
    else refused += 1;
  }
  const probes = [...byFinger.values()].flatMap((prints) => prints.slice(enrolledImpressions).map(([index]) => index));
  const pairs = enrolled.flatMap((one, place) => probes.map((probe) => ({ one, place, probe })));
  const mergedScores = await mergedAgainst(pool, title, enrolled, table, pairs);
  const isGenuine = pairs.map(({ one, probe }) => table.prints[probe]?.finger === one.finger);
  const missedAt = (scores: readonly number[]): number => {
    const part = (wanted: boolean): number[] => scores.filter((_, index) => isGenuine[index] === wanted);
    return errorRates(errorCurve(rankScores(part(true), part(false)))).fnmrAtFmr['0.001'];
  };
  const single = (impression: number): number[] =>
    pairs.map(({ one, probe }) => scoreOf(table, one.indices[impression] ?? 0, probe));
  const singles = Array.from({ length: enrolledImpressions }, (_, impression) => single(impression));
  const genuine = isGenuine.filter(Boolean).length;
  return {
    title,
    genuine,
    impostor: pairs.length - genuine,
    refused,
    single: singles.map(missedAt),
    fused: missedAt(pairs.map((_, index) => fuseImpressions(singles.map((scores) => scores[index] ?? 0)))),
    merged: missedAt(mergedScores),
  };
}

async function mergedAgainst(
  pool: WorkerPool,
  title: string,
  enrolled: readonly Enrolled[],
  { prints }: ScoreTable,
  pairs: readonly { readonly place: number; readonly probe: number }[],
): Promise<number[]> {
  const templates = [...prints.map(({ template }) => template), ...enrolled.map(({ merged }) => merged)];
  const flat = Uint32Array.from(pairs.flatMap(({ place, probe }) => [probe, prints.length + place]));
  const half = 2 * Math.ceil(pairs.length / 2);
  const tasks = [flat.slice(0, half), flat.slice(half)].map((part) => ({ templates, pairs: part }));
  const scores = await pool.all('compare', tasks, progressOf(`${title}, merged`));
  return scores.flatMap((part) => [...part]);
}

const scoreOf = (table: ScoreTable, a: number, b: number): number =>
  table.scoreOf({ a: Math.min(a, b), b: Math.max(a, b) });
