import { say } from '@custody-edge/ui-kit';
import { expect, it } from 'vitest';
import { nowMs } from '../test-kit.ts';
import { admit, command, enrolOfficers, openGate, order, setUp, signRelease } from './gate-kit.ts';

const [minuteMs, dayMs] = [60_000, 86_400_000];
const behind = say('release-gap.clock-behind');

it('a clock set back to the minute of an old word releases nobody on it, also after a restart; whoever comes is admitted', async () => {
  const { config } = setUp();
  const clock = { wallMs: nowMs, nowMs: () => clock.wallMs, monotonicMs: () => 0 };
  const at = await openGate(config, clock);
  await enrolOfficers(at);
  const asif = await admit(at, 'asif');
  at.gate.onCommand(command({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }), 'as signed');
  await at.show('RO-1');
  for (const finger of [0, 1] as const) await at.touch('asif', finger, 5);
  await signRelease(at, asif);

  // A month goes by, and something is recorded.
  clock.wallMs = nowMs + 30 * dayMs;
  await at.gate.act({ action: 'cancel' });
  await at.show('RO-9');
  await at.gate.act({ action: 'cancel' });

  for (const wallMs of [nowMs + minuteMs, 0, nowMs - 365 * dayMs]) {
    clock.wallMs = wallMs;
    await at.show('RO-1');
    expect(at.desk()).toMatchObject({ step: 'not-allowed', reasons: expect.arrayContaining([behind]) });
    await at.gate.act({ action: 'cancel' });
  }
  await at.station.stop();

  clock.wallMs = nowMs + minuteMs;
  const again = await openGate(config, clock);
  await again.show('RO-1');
  expect(again.desk()).toMatchObject({ step: 'not-allowed', reasons: expect.arrayContaining([behind]) });
  await again.gate.act({ action: 'cancel' });
  await admit(again, 'bilal');
  expect(again.station.view()).toMatchObject({ status: { timeQuality: 'unset' } });
  expect(again.station.log.latest(1)).toMatchObject([{ type: 'prisoner.admitted.v2', timequality: 'unset' }]);
  expect(again.recorded()).not.toContain('prisoner.released.v2');

  // Set right again, the word is as old as it is.
  clock.wallMs = nowMs + 30 * dayMs;
  await again.gate.act({ action: 'cancel' });
  await again.show('RO-1');
  await again.touch('asif', 0, 6);
  await expect(again.gate.act({ action: 'confirm' })).rejects.toMatchObject({
    details: { missing: expect.arrayContaining([say('release-gap.holds-unknown').en]) },
  });
}, 60_000);
