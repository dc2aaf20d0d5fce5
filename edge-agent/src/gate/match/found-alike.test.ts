import { randomUUID } from 'node:crypto';
import { type Command, type Enrolment, isAdmission, sealFor } from '@custody-edge/event-contract';
import { expect, it } from 'vitest';
import { enrol, superintendent } from '../../test-kit.ts';
import { admit, command, enrolOfficers, officers, openGate, setUp } from '../gate-kit.ts';

const elsewhere = 'person/elsewhere';
const named = { name: 'Shani', relation: 'son-of', parentage: 'Karim', prisonerNumber: '77', aliases: [] } as const;
type Gate = Awaited<ReturnType<typeof openGate>>;

/** What the centre says of the search for the fingers of somebody's newest admission. */
function stated(at: Gate, subject: string, letters: string[], search = randomUUID()): Command {
  const admission = at.station.log.eventsOf(subject).findLast(isAdmission)?.id ?? '';
  const matches = letters.map(() => ({ person: elsewhere, site: 'jail-b' }));
  const counts = { compared: 14_000, held: 14_003 };
  return command({ purpose: 'state-central-search', subject, admission, search, ...counts, matches, letters });
}

const letterTo = (gate: Enrolment): Promise<string> => sealFor(gate, Buffer.from(JSON.stringify(named)));

/** The gate takes what it is told in its turn. */
async function tell(at: Gate, told: Command): Promise<void> {
  expect(at.gate.onCommand(told, 'as signed')).toBe(true);
  await at.gate.act({ action: 'keep-in-custody' });
}

async function compare(at: Gate, subject: string) {
  await at.gate.act({ action: 'open-record', subject });
  await at.gate.act({ action: 'settle-match', person: elsewhere, finding: 'open', ...officers.deputy });
  const desk = at.desk();
  return desk.step === 'match' ? desk.other : 'not shown';
}

it('an admission says that the centre has not searched, until it has', async () => {
  const at = await openGate(setUp().config);
  const asif = await admit(at, 'asif');
  expect(at.desk()).toMatchObject({ text: { en: expect.stringContaining('not yet searched for at the centre') } });
  await at.gate.act({ action: 'cancel' });
  await at.gate.act({ action: 'open-record', subject: asif });
  expect(at.desk()).toMatchObject({ step: 'record', centralSearch: 'waiting', matches: [] });
  await tell(at, stated(at, asif, []));
  expect(at.desk()).toMatchObject({ step: 'record', centralSearch: 'done', matches: [] });
  expect(at.gate.view().recent[0]).toMatchObject({ sign: 'information' });
});

it('whoever is found is on record once, however often the centre says so, and known after a restart', async () => {
  const { config, station } = setUp();
  const before = await openGate(config);
  await enrolOfficers(before);
  const asif = await admit(before, 'asif');
  const told = stated(before, asif, [await letterTo(station.enrolment)]);
  await tell(before, told);
  await tell(before, told);
  expect(before.recorded().filter((type) => type === 'prisoner.searched-at-centre.v1')).toHaveLength(1);
  const chain = before.station.log.latest(100);
  expect(JSON.stringify(chain)).not.toContain('Shani');
  await before.station.stop();

  const at = await openGate(config);
  await tell(at, told);
  expect(at.recorded().filter((type) => type === 'prisoner.searched-at-centre.v1')).toHaveLength(1);
  expect(at.gate.view().matches).toMatchObject([{ subject: asif, late: false }]);
  expect(await compare(at, asif)).toEqual(named);
  const answer = { action: 'settle-match', person: elsewhere, finding: 'same-person' } as const;
  await expect(at.gate.act({ ...answer, ...officers.deputy })).rejects.toMatchObject({ code: 'action-not-possible' });
  const reason = 'the same scar';
  await expect(at.gate.act({ ...answer, reason, ...superintendent })).rejects.toMatchObject({
    code: 'second-officer-needed',
  });
  await at.gate.act({ ...answer, reason, ...officers.deputy });
  const recorded = at.station.log.eventsOf(asif).at(-1);
  expect(recorded).toMatchObject({
    type: 'prisoner.match-answered.v1',
    data: { person: elsewhere, answer: 'same-person', reason, alias: { ct: expect.any(String) } },
  });
  expect(JSON.stringify(recorded)).not.toContain('Shani');
  expect(at.gate.view()).toMatchObject({ matches: [], desk: { step: 'record', matches: [] } });
});

it('a name that the centre erased meanwhile is gone from the gate, and the match can still be answered', async () => {
  const { config, station } = setUp();
  const at = await openGate(config);
  await enrolOfficers(at);
  const asif = await admit(at, 'asif');
  await tell(at, stated(at, asif, [await letterTo(station.enrolment)]));
  await tell(at, stated(at, asif, ['']));
  expect(await compare(at, asif)).toBeUndefined();
  const finding = 'different-person' as const;
  const reason = 'nothing to compare with';
  await at.gate.act({ action: 'settle-match', person: elsewhere, finding, reason, ...officers.deputy });
  expect(at.gate.view().matches).toEqual([]);
});

it('a letter to another station, or none of ours, names nobody; the match stands all the same', async () => {
  const { config } = setUp();
  const at = await openGate(config);
  await enrolOfficers(at);
  const asif = await admit(at, 'asif');
  for (const letter of [await letterTo(enrol('gate-2', 'gate').enrolment), 'no letter']) {
    await tell(at, stated(at, asif, [letter]));
    expect(await compare(at, asif)).toBeUndefined();
    await at.gate.act({ action: 'cancel' });
    await at.gate.act({ action: 'cancel' });
  }
  expect(at.gate.view().matches).toHaveLength(1);
});

it('what is said of nobody here, or of another admission, is not recorded', async () => {
  const at = await openGate(setUp().config);
  const asif = await admit(at, 'asif');
  const unknown = stated(at, asif, []);
  if (unknown.body.purpose !== 'state-central-search') throw new Error('another command');
  const admission = '0195533f-7c00-7000-8000-000000000001';
  await tell(at, { ...unknown, body: { ...unknown.body, admission } });
  expect(at.gate.onCommand({ ...unknown, body: { ...unknown.body, subject: elsewhere } }, 'as signed')).toBe(false);
  expect(at.recorded()).toEqual(['prisoner.admitted.v2']);
});

it('that somebody here was found elsewhere is on record once, and once more when it is answered there', async () => {
  const at = await openGate(setUp().config);
  const asif = await admit(at, 'asif');
  const match = { purpose: 'state-match', subject: asif, person: elsewhere, site: 'jail-b' } as const;
  const answered = { ...match, answer: 'stand-in-suspected' } as const;
  for (const told of [match, match, answered, answered]) await tell(at, command(told));
  expect(at.recorded().slice(1)).toEqual(['prisoner.matched-elsewhere.v1', 'prisoner.matched-elsewhere.v1']);
  expect(at.gate.view().recent[0]).toMatchObject({ sign: 'stop' });
  expect(at.gate.view().matches).toEqual([]);
});
