import { createHash, randomUUID } from 'node:crypto';
import { type Command, decisionDigest, type Hold, readApproval } from '@custody-edge/event-contract';
import type { HttpServer } from '@custody-edge/service-kit';
import { afterEach, describe, expect, it } from 'vitest';
import { asCentre, command } from '../gate/gate-kit.ts';
import type { Station } from '../station/station.ts';
import { asSigned, deputy, nowMs, superintendent } from '../test-kit.ts';
import { guard, openHouse, order, type Prisoner, stories, wards } from './house-kit.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(...given: Parameters<typeof openHouse>) {
  const house = await openHouse(...given);
  servers.push(house.server);
  return house;
}

const prisoners: readonly Prisoner[] = [
  { name: 'Aslam', story: (subject) => [stories.inWard(subject)] },
  { name: 'Bilal', story: (subject) => [stories.inWard(subject, 'ward-2')] },
  { name: 'Chand', story: (subject) => [stories.toCourt(subject, '2026-03-01T04:00:00.000Z')] },
  { name: 'Danish', ageYears: 15 },
];
const ready: Prisoner = { name: 'Ehsan', story: stories.readyToGo };
const refusal = (status: number, code: string) => ({ status, body: { code } });
const recorded = (station: Station) => station.log.eventsOfType('gate.list-opened.v1').map(({ data }) => data);
const statedHolds = (station: Station, subject: string, holds: Hold[] = []) => {
  if (station.role.role !== 'gate') throw new Error('not a gate');
  const body = { purpose: 'state-holds' as const, subject, holds };
  const command: Command = {
    commandId: randomUUID(),
    recipient: 'gate-1',
    issuedAt: new Date(nowMs - 60_000 + holds.length).toISOString(),
    expiresAt: '2026-03-01T09:00:00.000Z',
    body,
  };
  station.role.gate.onCommand(command, 'as signed');
};

describe('the superintendent’s page', () => {
  it('tells nothing to anybody but a superintendent or deputy who is signed in', async () => {
    const { get, post } = await serve(prisoners.slice(0, 1));
    const lists = ['roll', 'late', 'pending', 'reviews', 'evacuation', 'exceptions', 'alarms'];
    const told = async () => {
      const answers = await Promise.all(lists.map(get));
      return new Set(answers.map(({ status, body }) => (status === 200 ? 'told' : body.code)));
    };
    expect(await told()).toEqual(new Set(['told']));
    await post('hand-over', deputy);
    expect(await told()).toEqual(new Set(['told']));
    await post('hand-over', guard);
    expect(await told()).toEqual(new Set(['role-missing']));
    expect((await get('view')).body).not.toHaveProperty('house');
    await post('sign-out', {});
    expect(await told()).toEqual(new Set(['sign-in-first']));
  });

  it('counts everybody by state and ward, and what waits', async () => {
    const { get } = await serve(prisoners, { wards });
    expect((await get('view')).body.house).toMatchObject({
      wards: [{ id: 'ward-1' }, { id: 'ward-2' }],
      counts: [
        { state: 'IN_CUSTODY', ward: 'ward-1', count: 1 },
        { state: 'IN_CUSTODY', ward: 'ward-2', count: 1 },
        { state: 'OUT_COURT', ward: 'none', count: 1 },
        { state: 'IN_CUSTODY', ward: 'none', count: 1 },
      ],
      late: 2,
      pending: 4,
      reviewable: 0,
      alarms: 0,
    });
  });

  it('opens each number into people by name, a child by number alone, and finds who is searched for', async () => {
    const { get } = await serve(prisoners, { wards });
    const numbers = async (query: string) =>
      (await get(`roll${query}`)).body.people.map(
        (person: { numberOnly?: string; identity?: { prisonerNumber: string } }) =>
          person.numberOnly ?? person.identity?.prisonerNumber,
      );
    expect(await numbers('')).toEqual(['Aslam', 'Bilal', 'Chand', 'Danish']);
    expect(await numbers('?ward=ward-2')).toEqual(['Bilal']);
    expect(await numbers('?ward=none&state=IN_CUSTODY')).toEqual(['Danish']);
    expect(await numbers('?q=aslm')).toEqual(['Aslam']);
    expect(await numbers('?page=2')).toEqual([]);
    const { body } = await get('roll?ward=none&state=IN_CUSTODY');
    expect(JSON.stringify(body)).not.toContain('Muhammad');
  });

  it('refuses what is no list, and records no look', async () => {
    const { get, station } = await serve(prisoners.slice(0, 1));
    const wrong = ['state=AWAY', 'ward=Ward 1', 'page=0', 'page=x', 'sort=age', 'days=1', `q=${'x'.repeat(121)}`];
    for (const query of wrong) expect(await get(`roll?${query}`), query).toMatchObject(refusal(400, 'request-invalid'));
    for (const query of ['days=8', 'days='])
      expect(await get(`exceptions?${query}`), query).toMatchObject(refusal(400, 'request-invalid'));
    expect(recorded(station)).toEqual([]);
  });

  it('records each list that is opened, once, with what was asked and no name', async () => {
    const { get, post, station } = await serve(prisoners, { wards });
    for (const list of ['roll?ward=ward-1', 'roll?ward=ward-1&sort=name', 'roll?ward=ward-1&q=aslam', 'evacuation'])
      await get(list);
    const looks = [
      { list: 'roll', ward: 'ward-1', searched: false, count: 1 },
      { list: 'roll', ward: 'ward-1', searched: true, count: 1 },
      { list: 'evacuation', searched: false, count: 3 },
    ];
    expect(recorded(station)).toEqual(looks);
    await get('evacuation');
    expect(recorded(station)).toEqual(looks);
    await post('hand-over', deputy);
    await get('evacuation');
    await get('late');
    await get('reviews');
    expect(recorded(station).slice(3)).toEqual([
      { list: 'evacuation', searched: false, count: 3 },
      { list: 'late', searched: false, count: 2 },
      { list: 'reviews', searched: false, count: 0 },
    ]);
    expect(JSON.stringify(recorded(station))).not.toContain('aslam');
  });

  it('takes nobody to be there because a list keeps itself up to date', async () => {
    const { get, rest, station } = await serve(prisoners.slice(0, 1));
    const almostMs = station.config.officers.idleMs - 1;
    await get('roll');
    rest(almostMs);
    expect((await get('roll?sort=name')).status).toBe(200);
    rest(almostMs);
    expect((await get('roll?sort=name')).status).toBe(200);
    rest(1);
    expect(await get('roll?sort=name')).toMatchObject(refusal(403, 'sign-in-first'));
  });

  it('prints who is inside by ward, in the order of the house, whoever has no ward last', async () => {
    const { get } = await serve(prisoners, { wards: wards.toReversed() });
    const { body } = await get('evacuation');
    expect(body).toMatchObject({
      count: 3,
      wards: [{ ward: { id: 'ward-2' } }, { ward: { id: 'ward-1' } }, { ward: { id: 'none' } }],
    });
  });

  it('says what admissions left open, the oldest first, and whose duty it is; a look that goes on record', async () => {
    const { get, station } = await serve([{ name: 'Aslam' }, { name: 'Bilal', seen: false, reference: 'no-answer' }]);
    const { body } = await get('pending');
    expect(body).toMatchObject({
      late: [
        { kind: 'pending-photograph', owner: 'reception', person: { identity: { name: 'Aslam' } } },
        { kind: 'pending-medical', owner: 'medical', sign: 'wait', person: { identity: { name: 'Bilal' } } },
        { kind: 'pending-reference', owner: 'clerk' },
        { kind: 'pending-photograph' },
      ],
      more: 0,
    });
    expect(recorded(station)).toEqual([{ list: 'pending', searched: false, count: 4 }]);
  });

  it('says what is late and whose duty it is', async () => {
    const { get } = await serve(prisoners);
    expect((await get('late')).body.late).toMatchObject([
      { kind: 'late-back', owner: 'superintendent', since: '2026-03-01T04:00:00.000Z' },
      { kind: 'juvenile', owner: 'superintendent', person: { numberOnly: 'Danish' } },
    ]);
  });
});

describe('what officers did', () => {
  it('is counted by officer and day, the fingers that were not taken from the sealed file', async () => {
    const exceptions = [
      {
        fingers: ['left-index', 'left-thumb'] as const,
        reason: 'worn' as const,
        photograph: 'no-camera' as const,
        at: '2026-03-01T04:00:00.000Z',
        approval: 'x',
      },
    ];
    const { get, post } = await serve([{ name: 'Aslam', exceptions }, { name: 'Bilal' }]);
    await post('desk', { action: 'begin-release', orderId: 'RO-9' });
    for (let wrong = 0; wrong < 5; wrong++) await post('hand-over', { ...deputy, pin: '111222' });
    const { body } = await get('exceptions?days=30');
    expect(body.officers).toMatchObject([
      {
        officerId: guard.officerId,
        name: 'Bashir',
        total: { movements: 2, 'fingers-excepted': 2, 'fingers-unphotographed': 2, stops: 0 },
      },
      { officerId: superintendent.officerId, total: { movements: 0, 'papers-refused': 1, 'lock-outs': 0 } },
      {
        officerId: deputy.officerId,
        name: 'Salma',
        total: { 'lock-outs': 1 },
        byDay: [{ counts: { 'lock-outs': 1 } }],
      },
    ]);
  });

  it('is not counted beyond the days that were asked for', async () => {
    const { get } = await serve([{ name: 'Aslam' }], {}, nowMs + 8 * 86_400_000);
    const movements = async (days: number) =>
      (await get(`exceptions?days=${days}`)).body.officers.map(
        (one: { total: { movements: number } }) => one.total.movements,
      );
    expect((await movements(7)).includes(1)).toBe(false);
    expect((await movements(30)).includes(1)).toBe(true);
  });

  it('names every alarm with whoever has seen it', async () => {
    const { get, post, station } = await serve([]);
    if (station.role.role !== 'gate') throw new Error('not a gate');
    station.role.gate.onReading('gate-io', {
      kind: 'line-change',
      line: 'tamper',
      active: true,
      initial: false,
      atMs: nowMs,
    });
    const [{ id, ...alarm }] = (await get('alarms')).body.alarms;
    expect(alarm).toMatchObject({ sign: 'stop', unseen: true, open: true });
    expect((await get('view')).body.house.alarms).toBe(1);
    await post('desk', { action: 'acknowledge-alarm', id });
    expect((await get('alarms')).body.alarms).toMatchObject([
      { id, unseen: false, open: false, seen: { officerId: superintendent.officerId } },
      { officerId: deputy.officerId, sign: 'wait', text: { en: expect.stringContaining('by officer 100 alone') } },
    ]);
    await post('desk', { action: 'acknowledge-alarm', id });
    expect(station.log.eventsOfType('gate.alarm-acknowledged.v1')).toHaveLength(1);
  });
});

describe('a batch of releases', () => {
  async function withReady(policy: object = {}) {
    const house = await serve([ready, { name: 'Farid', story: stories.readyToGo }], policy);
    for (const subject of house.subjects) statedHolds(house.station, subject);
    const reviews = async () => (await house.get('reviews')).body.reviews;
    const batch = async () =>
      (await reviews()).map((one: { person: { subject: string }; digest: string }) => ({
        subject: one.person.subject,
        digest: one.digest,
      }));
    const reviewed = () => house.station.log.eventsOfType('prisoner.release-reviewed.v1');
    return { ...house, reviews, batch, reviewed };
  }

  it('is signed once, each person by name, with an approval of their own that anybody can check', async () => {
    const { post, batch, reviews, reviewed, station } = await withReady({ batchReviewHours: 4 });
    const people = await batch();
    expect(await post('house/reviews', { ...deputy, people })).toMatchObject({ status: 200 });
    expect(new Set(reviewed().map(({ subject }) => subject)).size).toBe(2);
    const keyOf = (keyId: string) => station.officers.keyOf(keyId);
    for (const { subject, data } of reviewed()) {
      const meaning = 'release-review';
      const { orderIds, medicalClearance, propertyReturn } = data;
      const digest = decisionDigest({ meaning, subject, orderIds, medicalClearance, propertyReturn });
      const read = readApproval(data.approvals[0] ?? '', { digest, station: 'gate-1', meaning, nowMs, keyOf });
      expect(read.ok && read.value.approval).toMatchObject({
        officerId: deputy.officerId,
        role: 'deputy-superintendent',
        expiresAt: new Date(nowMs + 4 * 3_600_000).toISOString(),
      });
    }
    expect(await reviews()).toMatchObject([
      { reviewed: { officerId: deputy.officerId } },
      { reviewed: { officerId: deputy.officerId } },
    ]);
  });

  it('counts as briefly as any approval where the house has set no hours', async () => {
    const { post, batch, reviews } = await withReady();
    await post('house/reviews', { ...deputy, people: await batch() });
    const [{ reviewed }] = await reviews();
    expect(Date.parse(reviewed.until) - nowMs).toBe(5 * 60_000);
  });

  it('is signed for all or for nobody: not where one of them changed, is twice in it, or another PIN was typed', async () => {
    const { post, batch, reviewed } = await withReady();
    const people = await batch();
    const [first, second] = people;
    const other = 'A'.repeat(43);
    for (const [payload, status, code] of [
      [{ ...deputy, people: [first, { ...second, digest: other }] }, 409, 'action-not-possible'],
      [{ ...deputy, people: [first, { subject: 'person/nobody', digest: other }] }, 409, 'action-not-possible'],
      [{ ...deputy, people: [first, first] }, 400, 'request-invalid'],
      [{ ...deputy, people: [] }, 400, 'request-invalid'],
      [{ ...deputy, pin: '111222', people }, 403, 'sign-in-refused'],
      [{ ...guard, people }, 403, 'role-missing'],
    ] as const)
      expect(await post('house/reviews', payload)).toMatchObject(refusal(status, code));
    expect(reviewed()).toEqual([]);
  });

  it('counts no more once another case holds the person, and that is on record', async () => {
    const { post, batch, reviews, subjects, station } = await withReady();
    await post('house/reviews', { ...deputy, people: await batch() });
    const [subject = ''] = subjects;
    const hold = { holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' };
    statedHolds(station, subject, [hold]);
    statedHolds(station, subject, [hold]);
    expect(station.log.eventsOfType('prisoner.release-review-voided.v1')).toMatchObject([
      { subject, data: { holds: ['H-1'] } },
    ]);
    const shown = (await reviews()).find((one: { person: { subject: string } }) => one.person.subject === subject);
    expect(shown).toMatchObject({ holds: { open: ['FIR 40/26'] } });
    expect(shown).not.toHaveProperty('reviewed');
  });

  it('is held up by a late hold that is recorded once, and that only two officers, one of them senior, can report', async () => {
    const { get, subjects, station } = await withReady();
    if (station.role.role !== 'gate') throw new Error('not a gate');
    const { gate } = station.role;
    const [subject = ''] = subjects;
    const hold = { holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' };
    const late = { addedAt: new Date(nowMs - 60_000).toISOString(), orders: [order.orderId] };
    const stated = {
      ...command({ purpose: 'state-holds', subject, holds: [{ ...hold, late }] }),
      issuedAt: new Date(nowMs).toISOString(),
    };
    // Said again and again, it is recorded once, with what the centre signed.
    for (const _ of [1, 2]) gate.onCommand(stated, asSigned(stated));
    const [came, ...again] = station.log.eventsOfType('prisoner.hold-came-late.v1');
    expect(came?.data).toMatchObject({ hold, orders: [order], statement: asSigned(stated) });
    expect(again).toEqual([]);
    expect((await get('late')).body.late).toMatchObject([{ kind: 'late-hold', owner: 'deputy-superintendent' }]);

    const document = { kind: 'warrant', number: 'W-40', authority: 'Sessions Court', on: '2026-02-20' } as const;
    await gate.act({ action: 'open-record', subject });
    await gate.act({ action: 'begin-report', report: 'late-hold' });
    await gate.act({ action: 'report-details', details: { report: 'late-hold', lateHold: came?.id ?? '', document } });
    await gate.act({ action: 'vouch', meaning: 'report', ...guard });
    await expect(gate.act({ action: 'vouch', meaning: 'report-review', ...guard })).rejects.toMatchObject({
      code: 'role-missing',
    });
    await expect(gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-incomplete' });
    await gate.act({ action: 'vouch', meaning: 'report-review', ...deputy });
    await gate.act({ action: 'confirm' });
    const [report] = station.log.eventsOfType('prisoner.late-hold-reported.v1');
    expect(report?.data).toMatchObject({ lateHold: came?.id, document, orders: [order] });
    expect((await get('late')).body.late).toEqual([]);
    station.log.verify();
  });

  it('counts no more once its officer is disabled', async () => {
    const { post, batch, reviews } = await withReady();
    await post('house/reviews', { ...deputy, people: await batch() });
    await post('officers/disable', { officerId: deputy.officerId });
    await post('officers/word', deputy);
    for (const one of await reviews()) expect(one).not.toHaveProperty('reviewed');
  });

  it('holds for the order that was reviewed, not for one more', async () => {
    const { post, batch, reviews, subjects, station } = await withReady();
    await post('house/reviews', { ...deputy, people: await batch() });
    if (station.role.role !== 'gate') throw new Error('not a gate');
    const [subject = ''] = subjects;
    station.role.gate.onCommand(
      ...asCentre({ purpose: 'grant-release-order', subject, order: { ...order, orderId: 'RO-2' } }),
    );
    const shown = (await reviews()).find((one: { person: { subject: string } }) => one.person.subject === subject);
    expect(shown.orders).toHaveLength(2);
    expect(shown).not.toHaveProperty('reviewed');
  });
});

describe('names of many people', () => {
  const asked = { query: {}, reason: 'Inspector General, monthly return', pin: superintendent.pin, second: deputy };

  it('leave as a file that two officers sign, and that is on record by its digest', async () => {
    const { post, station } = await serve(prisoners, { wards });
    const { status, body } = await post('house/export', { ...asked, query: { state: 'IN_CUSTODY' } });
    expect(status).toBe(200);
    expect(body.fileName).toBe('roll-jail-a-2026-03-01.csv');
    const lines = body.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe('Aslam,Aslam ولد Muhammad,In custody / حراست میں,2026-03-01T05:00:00.000Z,Ward 1 / بارک 1');
    expect(lines[3]).toMatch(/^Danish,,/);
    const [event] = station.log.eventsOfType('gate.roll-exported.v1');
    const { approvals = [], ...said } = event?.data ?? {};
    expect(said).toEqual({
      state: 'IN_CUSTODY',
      searched: false,
      count: 3,
      reason: asked.reason,
      fileHash: createHash('sha256').update(body.text).digest('base64url'),
    });
    const meaning = 'roll-export';
    const digest = decisionDigest({ meaning, subject: 'station/gate-1', ...said });
    const keyOf = (keyId: string) => station.officers.keyOf(keyId);
    const officers = approvals.map((text) => {
      const read = readApproval(text, { digest, station: 'gate-1', meaning, nowMs, keyOf });
      return read.ok && read.value.approval.officerId;
    });
    expect(officers).toEqual([superintendent.officerId, deputy.officerId]);
  });

  it('stay where the second officer is the first one, may not sign this, or types another PIN, or no reason is given', async () => {
    const { post, station } = await serve(prisoners);
    for (const [change, status, code] of [
      [{ second: superintendent }, 409, 'second-officer-needed'],
      [{ second: guard }, 403, 'role-missing'],
      [{ second: { ...deputy, pin: '111222' } }, 403, 'sign-in-refused'],
      [{ pin: '111222' }, 403, 'sign-in-refused'],
      [{ reason: ' ' }, 400, 'request-invalid'],
      [{ query: { state: 'AWAY' } }, 400, 'request-invalid'],
    ] as const)
      expect(await post('house/export', { ...asked, ...change })).toMatchObject(refusal(status, code));
    await post('hand-over', guard);
    expect(await post('house/export', asked)).toMatchObject(refusal(403, 'role-missing'));
    expect(station.log.eventsOfType('gate.roll-exported.v1')).toEqual([]);
  });
});
