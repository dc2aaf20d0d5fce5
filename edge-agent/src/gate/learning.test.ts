import { say } from '@custody-edge/ui-kit';
import { expect, it, vi } from 'vitest';
import { gateOf, sent } from '../people/handed-over-kit.ts';
import { enrol, openStore } from '../test-kit.ts';
import { FingerTries } from './finger/finger-tries.ts';
import { admit, asCentre, enrolOfficers, openGate, order, setUp, signRelease } from './gate-kit.ts';
import { Learning } from './learning.ts';

it('a gate to which entries of other stations are still coming moves nobody, says how many, and goes on when they are here', async () => {
  const { config } = setUp();
  const at = await openGate(config);
  await enrolOfficers(at);
  const asif = await admit(at, 'asif');
  at.gate.onCommand(...asCentre({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }));
  await at.show('RO-1');
  await at.touch('asif', 0, 5);
  await at.touch('asif', 1, 5);
  await signRelease(at, asif);
  const toCome = vi.spyOn(at.station.peers, 'toCome', 'get').mockReturnValue(300);
  const tries = vi.spyOn(FingerTries.prototype, 'begin');
  const before = at.station.log.length;
  const coming = say('gate.entries-to-come', { count: 300 });

  await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({
    code: 'entries-to-come',
    details: { count: 300 },
    entry: { retry: true },
  });
  await at.touch('asif', 0, 6);
  expect(at.desk()).toMatchObject({ step: 'board', instruction: coming });
  await at.show('RO-9');
  expect(at.desk()).toMatchObject({ step: 'board', instruction: coming });
  expect(tries).not.toHaveBeenCalled();
  // The centre says it again.
  const another = { purpose: 'grant-release-order', subject: asif, order: order('RO-2') } as const;
  expect(at.gate.onCommand(...asCentre(another))).toBe(false);
  expect(at.station.log.length).toBe(before);
  expect(at.gate.view().entriesToCome).toBe(300);

  toCome.mockReturnValue(0);
  expect(at.gate.view()).not.toHaveProperty('entriesToCome');
  await at.gate.act({ action: 'confirm' });
  expect(at.recorded().at(-1)).toBe('prisoner.released.v2');
}, 60_000);

it('nothing is recorded of somebody of whom the centre has told a part, until the rest is here', async () => {
  const { config, station } = setUp();
  const at = await openGate(config);
  const theirs = gateOf(openStore(undefined, enrol('gate-2', 'gate', 'jail-b')));
  const { subject, telling } = await sent(theirs, station.enrolment, 'نذیر');
  const [admitted = '', dispatched = ''] = telling.events;
  const granting = () =>
    at.gate.onCommand(...asCentre({ purpose: 'grant-release-order', subject, order: order('RO-1') }));
  const told = (part: string) => at.gate.onCommand(...asCentre({ ...telling, events: [part] }));

  told(admitted);
  await vi.waitFor(() => expect(at.gate.people.find(subject)).toBeDefined());
  expect(granting()).toBe(false);
  told(dispatched);
  await vi.waitFor(() => expect(at.recorded()).toContain('gate.told-of-person.v1'));
  await vi.waitFor(() => expect(granting()).toBe(true));
  expect(at.recorded()).toContain('prisoner.release-order-passed-on.v1');
}, 60_000);

it('somebody whose line is being told keeps nobody else and no alarm of the door from the record', () => {
  const told = 'person/asif';
  const isTelling = (subject?: string) => subject === undefined || subject === told;
  const learning = new Learning({ entriesToCome: () => 0, fromCentre: { isTelling } });
  const record =
    (...subjects: readonly string[]) =>
    () =>
      learning.mustBeOver(subjects.map((subject) => ({ subject })));
  expect(learning.goesOn).toBe(true);
  expect(learning.refusal).toBeUndefined();
  expect(record('person/bilal', told)).toThrow(
    expect.objectContaining({
      code: 'person-being-told',
      details: { subject: told },
      entry: expect.objectContaining({ retry: true }),
    }),
  );
  expect(record('person/bilal', 'station/gate-1')).not.toThrow();
});
