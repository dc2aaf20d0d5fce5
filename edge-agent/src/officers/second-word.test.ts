import { type OfficerRole, officerRoleSchema } from '@custody-edge/event-contract';
import { EmulatedKey } from '@custody-edge/event-contract/emulated-key';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../store/database.ts';
import {
  answeredFor,
  attend,
  configOf,
  deputy,
  enrolOfficer,
  issueCode,
  newStation,
  setUpStation,
  superintendent,
} from '../test-kit.ts';
import { answer, newKey } from './emulated-key.ts';

const itOfficer = { officerId: '1001', pin: '730519' };
const guard = { officerId: '4417', pin: '829104' };
const medical = { officerId: '5001', pin: '640283' };
const digest = 'A'.repeat(43);

/** A gate with a page that security keys are registered for. */
function newConfig() {
  const { folder, file } = setUpStation('gate');
  return configOf(folder, { ...file, http: { port: 8080 } });
}

/** A gate whose first officer is of IT, and a superintendent whom they enrolled alone. */
async function began() {
  const config = newConfig();
  const station = newStation(config);
  const { enrolments } = station.officers;
  await enrolments.createFirst({ ...itOfficer, oneTimeCode: await issueCode(config), name: 'Imran', role: 'it' });
  await station.officers.signIn(itOfficer);
  const enrol = (officer: { officerId: string; pin: string }, ...roles: OfficerRole[]) =>
    enrolments.enrol({ ...officer, name: 'Officer', roles, ownPin: itOfficer.pin });
  await enrol(superintendent, 'superintendent');
  const inForce = () => enrolments.list().flatMap(({ officerId, state }) => (state === 'active' ? [officerId] : []));
  return { station, config, officers: station.officers, enrolments, enrol, inForce };
}

/** The same with a deputy; the superintendent is on duty. */
async function staffed() {
  const config = newConfig();
  const station = newStation(config);
  await attend(station);
  await enrolOfficer(station, { ...guard, name: 'Bashir', roles: ['gate-officer'] });
  const { enrolments } = station.officers;
  const ownPin = superintendent.pin;
  return { station, config, officers: station.officers, enrolments, ownPin };
}

describe('one IT officer', () => {
  it('enrols one superintendent alone, which is said ever after, and nobody else whose word counts', async () => {
    const { station, enrol, enrolments, inForce } = await began();
    for (const role of officerRoleSchema.options) {
      if (role === 'visitor-desk' || role === 'analyst') continue;
      await enrol({ officerId: '6001', pin: '918274' }, role);
      expect(enrolments.awaited).toEqual({ change: 'enrolled', officerId: '6001', name: 'Officer', roles: [role] });
      expect(inForce()).toEqual(['1001', '100']);
    }
    expect(enrolments.list()).toMatchObject([{ without: 'one-time-code' }, { without: 'first-senior' }]);
    expect(station.log.eventsOfType('officer.enrolled.v2')).toMatchObject([
      { data: { word: { without: 'one-time-code' } } },
      { subject: 'officer/100', data: { by: '1001', word: { without: 'first-senior' } } },
    ]);
    for (const role of ['visitor-desk', 'analyst'] as const) {
      await enrol({ officerId: role === 'analyst' ? '7001' : '7002', pin: '918274' }, role);
      expect(enrolments.awaited).toBeUndefined();
    }
    expect(inForce()).toEqual(['1001', '100', '7002', '7001']);
  });

  it('enrols the others with the superintendent’s word, which is in the event', async () => {
    const { station, enrol, enrolments, inForce } = await began();
    await enrol(guard, 'gate-officer');
    await enrolments.giveWord(superintendent);
    expect(enrolments.awaited).toBeUndefined();
    expect(inForce()).toContain('4417');
    expect(station.log.latest(1)).toMatchObject([{ data: { by: '1001', word: { approval: expect.any(String) } } }]);
    await expect(enrolments.giveWord(superintendent)).rejects.toMatchObject({ code: 'action-not-possible' });
  });

  it.each([
    ['their own', itOfficer, 'second-officer-needed'],
    ['an office’s that may not', guard, 'role-missing'],
    ['a wrong PIN', { ...superintendent, pin: '918273' }, 'sign-in-refused'],
    ['an officer’s whom nobody knows', { officerId: '999', pin: '918273' }, 'sign-in-refused'],
  ])('does not do it with %s', async (_, by, code) => {
    const { enrol, enrolments, inForce } = await began();
    await enrol(guard, 'gate-officer');
    await enrolments.giveWord(superintendent);
    await enrol(medical, 'medical');
    await expect(enrolments.giveWord(by)).rejects.toMatchObject({ code });
    expect(inForce()).not.toContain('5001');
    await enrolments.giveWord(superintendent);
    expect(inForce()).toContain('5001');
  });

  it('does not take the superintendent’s place: neither disabled, nor enrolled anew, nor with another key or finger', async () => {
    const { officers, enrolments, enrol, inForce } = await began();
    const puppet = { ...superintendent, pin: '918274' };
    await expect(enrol(puppet, 'superintendent')).rejects.toMatchObject({ code: 'officer-exists' });
    enrolments.disable('100');
    expect(enrolments.awaited).toMatchObject({ change: 'disabled', officerId: '100' });
    await expect(enrolments.giveWord(itOfficer)).rejects.toMatchObject({ code: 'second-officer-needed' });
    enrolments.leaveWord();
    expect(inForce()).toContain('100');
    await enrolments.addKey(
      newKey(new EmulatedKey(), await enrolments.askNewKey({ officerId: '100', ownPin: itOfficer.pin })),
    );
    expect(enrolments.awaited).toMatchObject({ change: 'key-added' });
    await expect(enrolments.giveWord(itOfficer)).rejects.toMatchObject({ code: 'second-officer-needed' });
    expect(enrolments.list()[1]?.keys).toEqual([]);
    // With the superintendent’s own word they leave, and nobody follows them whom IT enrolled alone.
    enrolments.disable('100');
    await enrolments.giveWord(superintendent);
    await expect(enrol(puppet, 'superintendent')).rejects.toMatchObject({ code: 'senior-officer-first' });
    await expect(officers.approve(puppet, 'release-review', digest)).rejects.toMatchObject({ code: 'sign-in-refused' });
  });

  it('is helped by a new one-time code once nobody senior is left', async () => {
    const { config, enrolments, inForce } = await began();
    enrolments.disable('100');
    await enrolments.giveWord(superintendent);
    const oneTimeCode = await issueCode(config);
    await enrolments.createFirst({ ...superintendent, oneTimeCode, name: 'Nasreen', role: 'superintendent' });
    expect(inForce()).toEqual(['1001', '100']);
  });
});

describe('a superintendent', () => {
  it('enrols one deputy alone, and before that nobody', async () => {
    const { config } = setUpStation('gate');
    const station = newStation(config);
    await attend(station);
    const { enrolments } = station.officers;
    const enrol = (roles: OfficerRole[]) =>
      enrolments.enrol({ ...deputy, name: 'Salma', roles, ownPin: superintendent.pin });
    for (const roles of [
      ['gate-officer'],
      ['medical'],
      ['it'],
      ['deputy-superintendent', 'medical'],
    ] as OfficerRole[][])
      await expect(enrol(roles)).rejects.toMatchObject({ code: 'senior-officer-first' });
    await enrol(['deputy-superintendent']);
    expect(enrolments.list()).toMatchObject([{ officerId: '100' }, { officerId: '3001', without: 'first-senior' }]);
    await enrolments.enrol({ ...guard, name: 'Bashir', roles: ['gate-officer'], ownPin: superintendent.pin });
    await expect(enrolments.giveWord(superintendent)).rejects.toMatchObject({ code: 'second-officer-needed' });
  });

  it('changes what another officer signs with, and whether they are one, with the deputy’s word alone', async () => {
    const { station, officers, enrolments, ownPin } = await staffed();
    const own = new EmulatedKey();
    await enrolments.addKey(newKey(own, await enrolments.askNewKey({ officerId: '4417', ownPin })));
    expect(officers.keyOf(own.keyId)).toBeUndefined();
    await enrolments.giveWord(deputy);
    expect(officers.keyOf(own.keyId)?.officerId).toBe('4417');
    enrolments.disable('4417');
    expect(await officers.approve(guard, 'release', digest)).toEqual(expect.any(String));
    await enrolments.giveWord(deputy);
    await expect(officers.approve(guard, 'release', digest)).rejects.toMatchObject({ code: 'sign-in-refused' });
    await enrolments.enrol({ ...guard, name: 'Bashir', roles: ['gate-officer'], ownPin });
    await expect(officers.approve(guard, 'release', digest)).rejects.toMatchObject({ code: 'sign-in-refused' });
    await enrolments.giveWord(deputy);
    expect(await officers.approve(guard, 'release', digest)).toEqual(expect.any(String));
    expect(officers.keyOf(own.keyId)).toBeUndefined();
    station.log.verify();
  });

  it('is answered by the deputy’s security key as well, for this change alone and once', async () => {
    const { station, enrolments, ownPin } = await staffed();
    const own = new EmulatedKey();
    const officerId = deputy.officerId;
    await answeredFor(station, enrolments.addKey(newKey(own, await enrolments.askNewKey({ officerId, ownPin }))));
    await enrolments.enrol({ ...medical, name: 'Rafi', roles: ['medical'], ownPin });
    const forMedical = answer(own, await enrolments.askToGiveWord(officerId));
    enrolments.disable('4417');
    await expect(enrolments.giveWord({ officerId, key: forMedical })).rejects.toMatchObject({
      code: 'challenge-spent',
    });
    const key = answer(own, await enrolments.askToGiveWord(officerId));
    await enrolments.giveWord({ officerId, key });
    await expect(enrolments.askToGiveWord(officerId)).rejects.toMatchObject({ code: 'action-not-possible' });
    expect(enrolments.list().map(({ officerId: one, state }) => [one, state])).toEqual([
      ['100', 'active'],
      ['3001', 'active'],
      ['4417', 'disabled'],
    ]);
  });
});

describe('a change that waits', () => {
  it('is gone with the duty of whoever began it, and with the process', async () => {
    const { config, officers, enrolments, ownPin, station } = await staffed();
    const begin = () => enrolments.enrol({ ...medical, name: 'Rafi', roles: ['medical'], ownPin });
    await begin();
    await officers.handOver(deputy);
    expect(enrolments.awaited).toBeUndefined();
    await officers.handOver(superintendent);
    await begin();
    await station.stop();
    const again = newStation(config).officers;
    await again.signIn(superintendent);
    expect(again.enrolments.awaited).toBeUndefined();
    await expect(again.enrolments.giveWord(deputy)).rejects.toMatchObject({ code: 'action-not-possible' });
  });

  it('is not another one by the time it is signed', async () => {
    const { enrolments, ownPin } = await staffed();
    await enrolments.enrol({ ...medical, name: 'Rafi', roles: ['medical'], ownPin });
    const given = enrolments.giveWord(deputy);
    enrolments.disable('4417');
    await expect(given).rejects.toMatchObject({ code: 'action-not-possible' });
    expect(enrolments.list().every(({ state }) => state === 'active')).toBe(true);
    expect(enrolments.list()).toHaveLength(3);
  });
});

it('an edit of the database makes nobody an officer whom nobody answered for', async () => {
  const { station, config, ownPin, enrolments } = await staffed();
  await enrolments.enrol({ ...medical, name: 'Rafi', roles: ['medical'], ownPin });
  await station.stop();
  const db = openDatabase(config.dataDir);
  db.exec(
    `INSERT INTO officer SELECT '${medical.officerId}', 'Rafi', '["medical"]', public_key, wrapped_key, 0, 0, 9, other_key FROM officer
     WHERE officer_id = '4417'`,
  );
  db.close();
  const { officers } = newStation(config);
  await expect(officers.approve({ ...guard, officerId: '5001' }, 'medical-clearance', digest)).rejects.toMatchObject({
    code: 'sign-in-refused',
  });
});
