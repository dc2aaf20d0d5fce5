import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { StationDatabase } from '../store/database.ts';
import { configOf, newStation, openStore, setUpStation } from '../test-kit.ts';

/** Tables that stay short however long a station is in use: every other one is long. */
const shortTables = [
  'court_list',
  'expected_admission',
  'foreign_chain',
  'line_wanted',
  'officer',
  'revoked_station',
  'taking_over',
  'time_floor',
  'visit_alarm',
  'visit_queue',
  'visitor_ban',
];

/** Long tables that a statement reads from end to end all the same. */
const readsAll: readonly { readonly table: string; readonly when: string; readonly sql: RegExp }[] = [
  { table: 'foreign_event', when: 'at a start', sql: /^SELECT DISTINCT subject FROM foreign_event$/ },
  { table: 'foreign_event', when: 'at a start', sql: / WHERE set_aside IN \('event-type-unknown'/ },
  { table: 'foreign_event', when: 'at a start', sql: / EXCEPT SELECT subject FROM person$/ },
  { table: 'event', when: 'at a start', sql: / EXCEPT SELECT subject FROM person$/ },
  { table: 'event', when: 'at a start, its last row', sql: / FROM event ORDER BY sequence DESC LIMIT 1$/ },
  { table: 'person', when: 'at a start', sql: / EXCEPT SELECT subject FROM person$/ },
  { table: 'person', when: 'at a start', sql: /^SELECT subject, custody FROM person$/ },
  {
    table: 'person',
    when: 'once after a change of the people',
    sql: /^SELECT subject FROM person WHERE subject NOT IN/,
  },
  { table: 'outbox', when: 'what waits is counted', sql: /^SELECT \(SELECT count\(\*\) FROM outbox\)/ },
  { table: 'allowed_visitor', when: 'an officer looks through all', sql: /^SELECT .* relation FROM allowed_visitor$/ },
  {
    table: 'allowed_visitor',
    when: 'somebody is to be forgotten',
    sql: /^SELECT subject FROM visitor WHERE last_seen/,
  },
];

/** The statements that a station has compiled once it stands. */
function compiledBy(role: (typeof roles)[number]): string[] {
  const prepared = vi.spyOn(Database.prototype, 'prepare');
  const { folder, file } = setUpStation(role);
  newStation(configOf(folder, file));
  const compiled = new Set(prepared.mock.calls.map(([sql]) => sql.replace(/\s+/g, ' ').trim()));
  prepared.mockRestore();
  return [...compiled];
}

const roles = ['gate', 'visitor', 'count', 'bench'] as const;

/** Tells which tables a statement reads from end to end. */
function scanning(db: StationDatabase) {
  return (sql: string): string[] => {
    const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]);
    const given = names.length > 0 ? [Object.fromEntries(names)] : [...sql.matchAll(/\?/g)].map(() => null);
    const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...given);
    return plan.flatMap(({ detail }) => /^SCAN (\w+)/.exec(detail)?.[1] ?? []);
  };
}

describe('a station that has been in use for years', () => {
  it('looks up by an index whatever it has compiled once it stands', () => {
    const { db } = openStore();
    const tables = z.array(z.string()).parse(db.prepare('SELECT name FROM sqlite_schema').pluck().all());
    expect(shortTables.filter((name) => !tables.includes(name))).toEqual([]);
    const long = tables.filter((name) => !shortTables.includes(name));
    const scannedBy = scanning(db);
    const compiled = roles.flatMap(compiledBy);
    expect(compiled.length).toBeGreaterThan(300);
    const found = compiled.flatMap((sql) => scannedBy(sql).map((table) => ({ sql, table })));
    const isMeant = (one: (typeof readsAll)[number], { sql, table }: (typeof found)[number]): boolean =>
      one.table === table && one.sql.test(sql);
    const read = found.filter(({ table }) => long.includes(table));
    expect(read.filter((scan) => !readsAll.some((one) => isMeant(one, scan)))).toEqual([]);
    expect(readsAll.filter((one) => !read.some((scan) => isMeant(one, scan)))).toEqual([]);
  });

  it('would be found to read a whole table', () => {
    const scannedBy = scanning(openStore().db);
    expect(scannedBy('SELECT id FROM event WHERE hash = ?')).toEqual(['event']);
    expect(scannedBy('SELECT id FROM event WHERE subject = @subject')).toEqual([]);
  });
});
