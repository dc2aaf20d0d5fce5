import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from './database.ts';
import { createEventStore } from './events.ts';

test('events are looked up by an index, however many years of them are held', () => {
  const dir = mkdtempSync(join(tmpdir(), 'custody-events-'));
  const store = openStore(dir);
  onTestFinished(() => {
    store.close();
    rmSync(dir, { recursive: true });
  });
  const prepared = vi.spyOn(store, 'prepare');
  createEventStore(store);
  const asked = prepared.mock.calls.map(([sql]) => sql).filter((sql) => sql.trimStart().startsWith('SELECT'));
  prepared.mockRestore();
  const readsAll = asked.filter((sql) => {
    const unbound = sql.replaceAll('?', 'NULL');
    const plan = store.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${unbound}`).all();
    return plan.some(({ detail }) => detail === 'SCAN event');
  });

  expect(asked.length).toBeGreaterThan(15);
  // The newest ones are at the end, where this one begins, and it stops after so many.
  expect(readsAll).toEqual([expect.stringMatching(/ORDER BY position DESC LIMIT \?$/)]);
});
