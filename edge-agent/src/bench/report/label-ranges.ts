import { lines } from './block-parts.ts';

/** Fewer characters than a cell of a report holds. */
const mostInCell = 900;
/** A number at the end of a label, with what sets it off. */
const numberAtEnd = /[-/.]?(?<!\d)(\d{1,12})$/;

/** Labels whose numbers follow each other as a reader says them, `L-1-001 … -120`, and every other one alone. */
export function labelRanges(labels: readonly string[]): string[] {
  const runs: string[][] = [];
  for (const label of labels) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && labelAfter(last) === label) run.push(label);
    else runs.push([label]);
  }
  return runs.flatMap((run) =>
    run.length > 2 ? [`${run.at(0)} … ${numberAtEnd.exec(run.at(-1) ?? '')?.at(0)}`] : run,
  );
}

/** @returns undefined where a label ends in no number */
function labelAfter(label: string): string | undefined {
  const digits = numberAtEnd.exec(label)?.[1];
  if (digits === undefined) return undefined;
  return label.slice(0, -digits.length) + String(Number(digits) + 1).padStart(digits.length, '0');
}

/** Labels below one another, as ranges, in as many cells as they take. */
export function labelCells(labels: readonly string[], most = mostInCell): string[] {
  const cells: string[] = [];
  for (const label of labelRanges(labels)) {
    const last = cells.at(-1);
    if (last === undefined || last.length + label.length >= most) cells.push(label);
    else cells[cells.length - 1] = lines(last, label);
  }
  return cells;
}

type LabelledRow = readonly [label: string, ...said: string[]];

/** Rows that say the same of several exhibits as one, in the order in which each is said first. */
export function alikeRows(rows: readonly LabelledRow[]): string[][] {
  const alike = new Map<string, { readonly labels: Set<string>; readonly said: readonly string[] }>();
  for (const [label, ...said] of rows) {
    const key = JSON.stringify(said);
    const group = alike.get(key) ?? { labels: new Set(), said };
    group.labels.add(label);
    alike.set(key, group);
  }
  return [...alike.values()].flatMap(({ labels, said }) => labelCells([...labels]).map((cell) => [cell, ...said]));
}
