import type { EventDraft } from '@custody-edge/event-contract';
import { afterwards } from '@custody-edge/foundation/test-support';
import { beforeEach, expect, it, vi } from 'vitest';
import { silent } from '../test-kit.ts';
import { Lookout } from './lookout.ts';
import { pending, rollOf, TestGate } from './test-world.ts';

beforeEach(() => {
  vi.useFakeTimers();
  afterwards(() => vi.useRealTimers());
});

/** A gate at which somebody is over-detained, and what it puts on record by itself. */
function lookingOut(isLearning: () => boolean) {
  const gate = new TestGate({ overDetained: { afterHours: 0, owner: 'superintendent' } });
  const raised: EventDraft[] = [];
  const alarms: string[] = [];
  const parts = {
    log: { alteration: new Error('altered') },
    logger: silent,
    config: { site: 'jail-a' },
    timeFloor: { nowMs: () => gate.world.nowMs, quality: 'synced' },
  };
  const lookout = new Lookout(parts as never, {
    people: rollOf(gate) as never,
    door: { raise: (alarm: string) => alarms.push(alarm) } as never,
    world: () => ({ ...gate.world, policy: gate.policy }),
    isLearning,
    inTurn: (work) => void work(),
    commitAll: (drafts) => raised.push(...drafts),
  });
  lookout.start();
  afterwards(() => lookout.stop());
  return { raised, alarms };
}

it('calls nobody late while the record of the house is still coming in, and does as soon as it is here', () => {
  let learning = true;
  const { raised, alarms } = lookingOut(() => learning);
  vi.advanceTimersByTime(600_000);
  expect(raised).toEqual([]);
  expect(alarms).toEqual(['record-altered']);
  learning = false;
  vi.advanceTimersByTime(15_000);
  expect(raised).toContainEqual(expect.objectContaining({ type: 'prisoner.over-detained.v1', subject: pending }));
});

it('calls nobody late before its neighbours could tell what they recorded meanwhile', () => {
  const { raised } = lookingOut(() => false);
  expect(raised).toEqual([]);
  vi.advanceTimersByTime(15_000);
  expect(raised).not.toEqual([]);
});
