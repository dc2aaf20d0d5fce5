import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { describe, expect, it } from 'vitest';
import { openStore } from '../test-kit.ts';
import { openDatabase } from './database.ts';

const thrown = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('a station’s database', () => {
  it('is held by one process: two writers would fork the chain', () => {
    const { dataDir } = openStore();
    const second = thrown(() => openDatabase(dataDir));
    expect(second).toMatchObject({ code: 'already-running', entry: { retry: true } });
    const program = `import { openDatabase } from ${JSON.stringify(new URL('./database.ts', import.meta.url).href)};
      try { openDatabase(process.argv[1]); } catch (error) { process.stdout.write(error.code); }`;
    const other = spawnSync(process.execPath, ['--input-type=module', '--eval', program, dataDir], {
      encoding: 'utf8',
    });
    expect(other.stdout).toBe('already-running');
  });

  it('is free again once it is closed', () => {
    const { dataDir, db } = openStore();
    db.close();
    openDatabase(dataDir).close();
  });

  it('writes through to the disk and overwrites what it deletes', () => {
    const { db, dataDir } = openStore();
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('locking_mode')).toBe('exclusive');
    expect(statSync(join(dataDir, 'station.db')).isFile()).toBe(true);
  });

  it('lies in a folder that nobody else may enter', () => {
    const dataDir = join(newFolder(), 'state', 'data');
    openDatabase(dataDir).close();
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  });

  it('is a file that nobody else may read, with its log, whoever made the folder', () => {
    const { dataDir } = openStore();
    for (const name of readdirSync(dataDir)) expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
  });

  it('of a newer version is not written to by an older one', () => {
    const { dataDir, db } = openStore();
    db.pragma('user_version = 99');
    db.close();
    expect(thrown(() => openDatabase(dataDir))).toMatchObject({ code: 'database-newer' });
  });

  it.each([
    [
      'is no database',
      () => Buffer.from('this is not a database, and it is longer than its header would be'.repeat(20)),
    ],
    [
      'has a page overwritten',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(4_096, 0xa5), bytes.subarray(8_192)]),
    ],
  ])('that %s is not opened, and not written over', (_, damage) => {
    const { dataDir, db, log } = openStore();
    log.commit([
      { type: 'station.started.v1', subject: 'station/gate-1', data: { softwareVersion: '1', heldEvents: 0 } },
    ]);
    db.close();
    const file = join(dataDir, 'station.db');
    const damaged = damage(readFileSync(file));
    writeFileSync(file, damaged);
    expect(thrown(() => openDatabase(dataDir))).toMatchObject({ code: 'database-damaged' });
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });
});
