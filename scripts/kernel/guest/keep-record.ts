import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import type { EventDraft } from '@custody-edge/event-contract';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { z } from 'zod';
import { loadStationConfig } from '../../../edge-agent/src/config.ts';
import { bootId } from '../../../edge-agent/src/station/clock-quality.ts';
import { openRecord } from '../../../edge-agent/src/store/record.ts';
import { modprobe } from './modprobe.ts';

/** What the host says once, when the machine has its power and its disk. */
const startSchema = z.object({
  /** A machine that goes on from a snapshot believes that it is still then. */
  nowMs: z.int(),
  /** Another value than the product's own shows that the test can fail. */
  synchronous: z.enum(['FULL', 'OFF']),
  /** Every signature is verified, not only every link: that takes a hundred times as long. */
  thorough: z.boolean(),
  /** Sequence of the last event of which the station told. */
  told: z.int(),
});
const disk = '/disk';
const drafts = (count: number): EventDraft[] =>
  Array.from({ length: count }, () => ({
    type: 'gate.alarm.v1',
    subject: 'station/gate-1',
    data: { alarm: 'tamper', deviceId: 'gate-io' },
  }));

/**
 * A station that does nothing but keep its record: opens and examines it as every start does, and then commits one to three events
 * at a time, as fast as the disk lets it. After each commit it tells where the chain stands; what it has told must never be lost.
 */
async function keepRecord(start: z.infer<typeof startSchema>): Promise<never> {
  execFileSync('date', ['-s', `@${Math.floor(start.nowMs / 1000)}`]);
  modprobe('virtio_pci', 'virtio_blk', 'crc32c_generic', 'ext4');
  mkdirSync(disk, { recursive: true });
  execFileSync('mount', ['-t', 'ext4', '/dev/vda', disk]);
  const record = openRecord(loadStationConfig(`${disk}/station.json`, {}), {
    clock: systemClock,
    random: systemRandom,
    bootId: bootId(),
    timeQuality: () => 'unset',
    officer: () => undefined,
  });
  const { db, log, outbox } = record;
  await log.checkContinuity();
  if (start.thorough) log.verify();
  const at = db.prepare('SELECT sequence, hash FROM event WHERE sequence = ?');
  tell({
    found: {
      ...{ told: at.get(start.told), head: at.get(log.length) },
      ...{ waiting: outbox.waiting, altered: log.alteration?.code },
    },
  });
  db.pragma(`synchronous = ${start.synchronous}`);
  for (let commit = 0; ; commit++) {
    log.commit(drafts(1 + (commit % 3)));
    tell({ committed: at.get(log.length) });
    await setImmediate();
  }
}

const tell = (what: object): void => console.log(JSON.stringify(what));

// A machine that goes on from a snapshot hears nothing before it does.
const waiting = setInterval(() => tell({ ready: true }), 100);
createInterface({ input: process.stdin }).once('line', (line) => {
  clearInterval(waiting);
  keepRecord(startSchema.parse(JSON.parse(line)));
});
