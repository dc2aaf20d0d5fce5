import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Journal } from './journal.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'custody-edge-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the journal of arrivals', () => {
  it('knows a name with a content again, also after a restart and a line that broke off', async () => {
    const folder = newFolder();
    const journal = await Journal.open(folder);
    await journal.add('a "b".txt', 'ff');
    await journal.add('a.txt', 'ee');
    appendFileSync(join(folder, 'arrived.jsonl'), '{"name":"c.txt","sha2');
    const again = await Journal.open(folder);
    expect([again.has('a "b".txt', 'ff'), again.has('a.txt', 'ee')]).toEqual([true, true]);
    expect([again.has('a.txt', 'ff'), again.has('c.txt', 'dd')]).toEqual([false, false]);
    await again.add('c.txt', 'dd');
    expect((await Journal.open(folder)).has('c.txt', 'dd')).toBe(true);
  });

  it('forgets the oldest beyond its bound, in memory and on the disk', async () => {
    const folder = newFolder();
    const journal = await Journal.open(folder, 3);
    for (let number = 0; number < 20; number += 1) await journal.add(`${number}.txt`, 'ff');
    expect([16, 17, 18, 19].map((number) => journal.has(`${number}.txt`, 'ff'))).toEqual([false, true, true, true]);
    expect(readFileSync(join(folder, 'arrived.jsonl'), 'utf8').split('\n').length).toBeLessThanOrEqual(8);
    const again = await Journal.open(folder, 3);
    expect(again.has('19.txt', 'ff')).toBe(true);
  });

  it('that cannot be kept says so', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await expect(Journal.open(file)).rejects.toMatchObject({ code: 'spool-unwritable' });
  });
});
