import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Undo = () => unknown;

/** What a test leaves behind, and what is left by what a file does outside its tests. Files of one worker share these lists. */
const left: Readonly<Record<'test' | 'file', Undo[]>> = { test: [], file: [] };
let now: keyof typeof left = 'file';

/** From here to its end a test is running. */
export function beginTest(): void {
  now = 'test';
}

/** Undoes everything, the last first, also where something cannot be undone. @throws what could not */
async function undoAll(which: keyof typeof left): Promise<void> {
  const failures: unknown[] = [];
  for (const undo of left[which].splice(0).toReversed()) {
    try {
      await undo();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
}

export async function endTest(): Promise<void> {
  now = 'file';
  await undoAll('test');
}

export const endFile = (): Promise<void> => undoAll('file');

/** Has something undone when the test is over; outside of tests, when the file is. */
export function afterwards(undo: Undo): void {
  left[now].push(undo);
}

/** A folder of its own, gone when the test is over; outside of tests, when the file is. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'custody-edge-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
