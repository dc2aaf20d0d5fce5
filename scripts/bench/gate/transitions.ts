import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import {
  bootId,
  clockQuality,
  openRecord,
  People,
  type Person,
  PersonKeys,
  type StationConfig,
} from '@custody-edge/edge-agent';
import type { EventDraft, IdentityEvidence } from '@custody-edge/event-contract';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { progressOf } from '../fingerprint/progress.ts';
import { officer } from './prison.ts';

const perSecond = 500;

const identity: IdentityEvidence = {
  method: 'fingerprint',
  finger: 'right-index',
  score: 120,
  threshold: 76,
  attempts: 1,
  imageHash: 'A'.repeat(43),
  scanner: { deviceId: 'scanner', profile: 'r307' },
};

/** Milliseconds of each movement. */
export interface Recorded {
  /** From when it was due to when it was on the disk. */
  readonly waited: readonly number[];
  /** What recording took, for each of those recorded together. */
  readonly took: readonly number[];
}

/** At most so many share one commit: what came first must not wait for a long row of others to be written. */
const togetherLimit = 32;

/**
 * Records movements of the whole roll at a steady rate, each signed and folded as the gate records it, whether or not the ones before it
 * are done. Those that wait by then share one commit.
 */
export async function transitions(config: StationConfig, seconds: number): Promise<Recorded> {
  const record = openRecord(config, {
    clock: systemClock,
    random: systemRandom,
    bootId: bootId(),
    timeQuality: () => clockQuality(Date.now()),
    officer: () => officer.officerId,
  });
  const keys = new PersonKeys(record.db, record.identity.siteKey, systemRandom);
  const people = new People(record.db, record.log, keys, record.identity.centre, config.gate);
  const subjects = people.all().map(({ subject }) => subject);
  const count = perSecond * seconds;
  const progress = progressOf('movements recorded');
  const waited: number[] = [];
  const took: number[] = [];
  const startMs = performance.now();
  const dueMs = (index: number) => startMs + (index * 1000) / perSecond;
  for (let index = 0; index < count; ) {
    const beginMs = performance.now();
    const earlyMs = dueMs(index) - beginMs;
    if (earlyMs > 0) {
      // A timer is late by up to a millisecond.
      await (earlyMs > 1 ? sleep(earlyMs - 1) : turn());
      continue;
    }
    const drafts: EventDraft[] = [];
    for (; index < count && dueMs(index) <= beginMs && drafts.length < togetherLimit; index += 1) {
      const person = people.find(subjects[index % subjects.length] ?? '');
      if (!person) throw new Error('nobody is on record');
      drafts.push(movementOf(person, index));
    }
    people.record(drafts);
    const endMs = performance.now();
    for (let one = index - drafts.length; one < index; one += 1) waited.push(endMs - dueMs(one));
    took.push((endMs - beginMs) / drafts.length);
    progress(index, count);
  }
  record.db.close();
  return { waited, took };
}

/** Out to court, or back from there. */
function movementOf({ subject, custody }: Person, index: number): EventDraft {
  if (custody.absence) return { type: 'prisoner.back-from-court.v1', subject, data: { identity } };
  const dueBack = new Date(systemClock.nowMs() + 3_600_000).toISOString();
  const order = { orderId: `PO-${index}`, court: 'Sessions Court', caseNumber: 'FIR 1/26', dueBack };
  return { type: 'prisoner.out-to-court.v1', subject, data: { order, identity } };
}
