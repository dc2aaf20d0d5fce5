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

const kept = (name: string, sha256: string) => ({
  name,
  sha256,
  copy: `copy of ${name}`,
  sizeBytes: 3,
  arrivedAtMs: 5,
});

describe('the journal of arrivals', () => {
  it('knows a name with a content again, also after a restart and a line that broke off', async () => {
    const folder = newFolder();
    const journal = await Journal.open(folder);
    await journal.keep(kept('a "b".txt', 'ff'));
    await journal.keep(kept('a.txt', 'ee'));
    appendFileSync(join(folder, 'arrived.jsonl'), '{"name":"c.txt","sha2');
    const again = await Journal.open(folder);
    expect([again.has('a "b".txt', 'ff'), again.has('a.txt', 'ee')]).toEqual([true, true]);
    expect([again.has('a.txt', 'ff'), again.has('c.txt', 'dd')]).toEqual([false, false]);
    await again.keep(kept('c.txt', 'dd'));
    expect((await Journal.open(folder)).has('c.txt', 'dd')).toBe(true);
  });

  it('forgets the oldest beyond its bound, in memory and on the disk', async () => {
    const folder = newFolder();
    const journal = await Journal.open(folder, 3);
    for (let number = 0; number < 20; number += 1) {
      await journal.keep(kept(`${number}.txt`, 'ff'));
      await journal.begin(`copy of ${number}.txt`);
      await journal.tell(`copy of ${number}.txt`);
    }
    expect([16, 17, 18, 19].map((number) => journal.has(`${number}.txt`, 'ff'))).toEqual([false, true, true, true]);
    expect(readFileSync(join(folder, 'arrived.jsonl'), 'utf8').split('\n').length).toBeLessThanOrEqual(14);
    const again = await Journal.open(folder, 3);
    expect(again.has('19.txt', 'ff')).toBe(true);
  });

  it('says what was kept and not told, also beyond its bound, and how often its reading was begun', async () => {
    const folder = newFolder();
    const journal = await Journal.open(folder, 2);
    for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) await journal.keep(kept(name, 'ff'));
    await journal.begin('copy of a.txt');
    await journal.begin('copy of a.txt');
    await journal.tell('copy of b.txt');
    const again = await Journal.open(folder, 2);
    expect(again.untold).toEqual([
      { ...kept('a.txt', 'ff'), begun: 2 },
      { ...kept('c.txt', 'ff'), begun: 0 },
      { ...kept('d.txt', 'ff'), begun: 0 },
    ]);
    await again.forget('copy of c.txt');
    const later = await Journal.open(folder, 2);
    expect(later.untold.map(({ name }) => name)).toEqual(['a.txt', 'd.txt']);
    expect(later.has('c.txt', 'ff')).toBe(false);
  });

  it('of an earlier version holds what had arrived, and nothing to tell', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'arrived.jsonl'), '{"name":"a.txt","sha256":"ff"}\n');
    const journal = await Journal.open(folder);
    expect([journal.has('a.txt', 'ff'), journal.untold]).toEqual([true, []]);
  });

  it('that cannot be kept says so', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await expect(Journal.open(file)).rejects.toMatchObject({ code: 'spool-unwritable' });
  });
});
