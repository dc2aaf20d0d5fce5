import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { openStore } from '../test-kit.ts';

const alarm = {
  type: 'gate.alarm.v1' as const,
  subject: 'station/gate-1',
  data: { alarm: 'tamper' as const, deviceId: 'gate-io' },
};

/** A chain of five events, closed; `kept` is what stood beside the database after each, the start included. */
function closedChain() {
  const { db, log, dataDir, station } = openStore(newFolder());
  const file = join(dataDir, 'chain-head.json');
  const kept = [readFileSync(file, 'utf8')];
  for (let count = 0; count < 5; count += 1) {
    log.commit([alarm]);
    log.close();
    kept.push(readFileSync(file, 'utf8'));
  }
  db.close();
  const reopened = async (change: () => void) => {
    change();
    const again = openStore(dataDir, station);
    await again.log.checkContinuity();
    again.db.close();
    return again.log;
  };
  return { file, kept, reopened };
}

it('a chain is whole where the process was killed before it could say how far it had come', async () => {
  const { file, kept, reopened } = closedChain();
  for (const before of kept) expect((await reopened(() => writeFileSync(file, before))).isWhole).toBe(true);
});

it('a chain is whole only once it was looked at', async () => {
  const { db, log, dataDir, station } = openStore();
  expect(log.isWhole).toBe(true);
  log.commit([alarm]);
  db.close();
  expect(openStore(dataDir, station).log.isWhole).toBe(false);
});

it('a chain is not whole beside a head that it never had, one that cannot be read, and none', async () => {
  const { file, reopened } = closedChain();
  const strange = JSON.stringify({ sequence: 3, hash: 'A'.repeat(43) });
  const changes = [() => writeFileSync(file, strange), () => writeFileSync(file, 'no head'), () => rmSync(file)];
  for (const change of changes) expect((await reopened(change)).alteration).toMatchObject({ code: 'record-altered' });
});

it('how far a chain has come is noted a moment later, and before the record is closed', () => {
  const { log, dataDir } = openStore();
  const noted = () => readFileSync(join(dataDir, 'chain-head.json'), 'utf8');
  const before = noted();
  log.commit([alarm, alarm]);
  expect(noted()).toBe(before);
  log.close();
  expect(JSON.parse(noted())).toMatchObject({ sequence: 2 });
});
