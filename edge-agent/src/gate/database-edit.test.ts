import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, EventDraft } from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { StationConfig } from '../config.ts';
import { admitAll, guard, order, type Prisoner, stories } from '../house/house-kit.ts';
import {
  answeredFor,
  asSigned,
  attend,
  configOf,
  deputy,
  enrol,
  enrolOfficer,
  newStation,
  setUpStation,
  superintendent,
} from '../test-kit.ts';
import { command } from './gate-kit.ts';

const altered = say('release-gap.record-altered');
const asked = (subject: string): EventDraft => ({
  type: 'prisoner.order-queried.v1',
  subject,
  data: { order, differs: ['name'] },
});
const wentHome = (subject: string): EventDraft => ({
  type: 'prisoner.released.v2',
  subject,
  data: {
    orderIds: [order.orderId],
    identity: [
      {
        method: 'fingerprint',
        finger: 'right-index',
        score: 80,
        threshold: 30,
        attempts: 1,
        imageHash: 'B'.repeat(43),
        scanner: { deviceId: 'scanner', profile: 'r307' },
      },
    ],
    holdsStatement: 'as signed',
    medicalClearance: uuidV7(),
    propertyReturn: uuidV7(),
    approvals: ['first', 'second'],
  },
});
const ready: Prisoner = { name: 'Aslam', story: stories.readyToGo };

/** A prison on disk whose gate does not run. */
async function prison(prisoners: readonly Prisoner[]) {
  const { folder, file } = setUpStation('gate');
  const config = configOf(folder, file);
  return { config, subjects: await admitAll(config, prisoners) };
}

/** Somebody who has the machine in front of them, and no key of anybody’s. */
function edit(config: StationConfig, change: (db: Database.Database) => void): void {
  const db = new Database(join(config.dataDir, 'station.db'));
  db.pragma('foreign_keys = OFF');
  change(db);
  db.close();
}

async function open(config: StationConfig) {
  const station = newStation(config);
  if (station.role.role !== 'gate') throw new Error('not a gate');
  const { gate } = station.role;
  await gate.start();
  await attend(station);
  return {
    station,
    gate,
    /** What the gate says to an order on the reader. */
    present: async (orderId = order.orderId) => {
      await gate.act({ action: 'begin-release', orderId });
      return gate.view().desk;
    },
  };
}

const refusedAsAltered = { step: 'not-allowed', reasons: expect.arrayContaining([altered]) };

describe('a chain that was edited on the disk', () => {
  const edits: readonly (readonly [string, (db: Database.Database) => void])[] = [
    ['an event was deleted', (db) => db.exec("DELETE FROM event WHERE type = 'prisoner.order-queried.v1'")],
    [
      'an event is found under another person',
      (db) => db.exec("UPDATE event SET subject = 'person/x' WHERE type = 'prisoner.order-queried.v1'"),
    ],
    [
      'an event is found as another kind',
      (db) => db.exec("UPDATE event SET type = 'prisoner.overdue.v1' WHERE type = 'prisoner.order-queried.v1'"),
    ],
    [
      'an event stands in another one’s place',
      (db) =>
        db.exec(
          "UPDATE event SET signed_text = (SELECT signed_text FROM event WHERE sequence = 2), hash = (SELECT hash FROM event WHERE sequence = 2) WHERE type = 'prisoner.order-queried.v1'",
        ),
    ],
    [
      'those after it were given its number',
      (db) => {
        db.exec("DELETE FROM event WHERE type = 'prisoner.order-queried.v1'");
        db.exec(
          'UPDATE event SET sequence = sequence - 1 WHERE sequence > (SELECT count(*) FROM event WHERE sequence <= 5)',
        );
      },
    ],
  ];

  it.each(edits)('releases nobody where %s, says so, and goes on for whoever comes back', async (_, change) => {
    const { config, subjects } = await prison([
      { ...ready, story: (subject) => [...stories.readyToGo(subject), asked(subject)] },
      { name: 'Chand', story: (subject) => [stories.toCourt(subject, '2099-03-01T04:00:00.000Z')] },
    ]);
    edit(config, (db) => {
      change(db);
      db.exec('DELETE FROM person; DELETE FROM outbox; DELETE FROM time_floor');
    });
    const { station, gate, present } = await open(config);
    expect(await present()).toMatchObject(refusedAsAltered);
    expect(station.log.alteration).toMatchObject({ code: 'record-altered' });
    expect(station.log.eventsOfType('gate.alarm.v1')).toMatchObject([{ data: { alarm: 'record-altered' } }]);
    expect(gate.view().alarms).toMatchObject([{ text: altered }]);
    await gate.act({ action: 'cancel' });
    await gate.act({ action: 'begin-queue', movement: 'back-from-court' });
    expect(gate.view().desk).toMatchObject({ listed: [{ person: { subject: subjects[1] } }] });
    await gate.act({ action: 'cancel' });
    await gate.act({ action: 'begin-admission' });
    expect(gate.view().desk.step).toBe('admission');
    await gate.act({ action: 'cancel' });
    // Not only once.
    await station.stop();
    expect(await (await open(config)).present()).toMatchObject(refusedAsAltered);
  });

  it.each([
    ['at its end', []],
    ['with everything since', [stories.inWard('person/nobody')]],
  ])('does not bring back who was released, nor their order, where the release was deleted %s', async (_, later) => {
    const story = (subject: string) => [...stories.readyToGo(subject), wentHome(subject), ...later];
    const { config } = await prison([{ ...ready, story }]);
    edit(config, (db) => {
      db.exec("DELETE FROM event WHERE sequence >= (SELECT sequence FROM event WHERE type = 'prisoner.released.v2')");
      db.exec('DELETE FROM person; DELETE FROM outbox');
    });
    const first = await open(config);
    expect(await first.present()).toMatchObject(refusedAsAltered);
    await first.station.stop();
    // Nor where what is kept beside the database was taken away as well.
    rmSync(join(config.dataDir, 'chain-head.json'));
    expect(await (await open(config)).present()).toMatchObject(refusedAsAltered);
  });

  it('is also found out by the centre, which holds what was deleted', async () => {
    const { config } = await prison([ready]);
    const { station, gate, present } = await open(config);
    expect((await present()).step).toBe('board');
    await gate.act({ action: 'cancel' });
    station.log.foundAltered({ receiptedUpTo: 99 });
    expect(await present()).toMatchObject(refusedAsAltered);
  });
});

describe('what stands beside the signed texts', () => {
  const about = (
    subject: string,
    holds: readonly { holdId: string; authority: string; caseNumber: string }[],
  ): Command => command({ purpose: 'state-holds', subject, holds: [...holds] });
  const hold = { holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' };

  it('tells of no other case only in the centre’s own words about this person', async () => {
    const { config, subjects } = await prison([ready, { name: 'Bilal' }]);
    const [aslam = '', bilal = ''] = subjects;
    const first = await open(config);
    first.gate.onCommand(about(aslam, [hold]), '');
    first.gate.onCommand(about(bilal, []), '');
    await first.station.stop();
    const forged = [
      asSigned(about(bilal, [])),
      asSigned(about(aslam, []), enrol('centre-1', 'centre').signer),
      JSON.stringify(about(aslam, [])),
    ];
    for (const text of forged) {
      edit(config, (db) => db.prepare('UPDATE holds_statement SET signed_text = ? WHERE subject = ?').run(text, aslam));
      const { station, gate } = await open(config);
      await gate.act({ action: 'begin-release', orderId: order.orderId });
      const { desk } = gate.view();
      expect(desk.step === 'board' && desk.missing).toContainEqual(say('release-gap.holds-unknown'));
      await station.stop();
    }
  });

  it('sends nobody to court', async () => {
    const { config, subjects } = await prison([{ name: 'Aslam' }]);
    const [aslam = ''] = subjects;
    const production = { ...order, orderId: 'PO-7', dueBack: '2099-01-01T13:00:00.000Z' };
    const listing = command({ purpose: 'list-for-court', subject: aslam, order: production });
    const insert = (text: string) =>
      edit(config, (db) => db.prepare('INSERT OR REPLACE INTO court_list VALUES (?, ?)').run(aslam, text));
    for (const text of [JSON.stringify(production), asSigned(listing, enrol('centre-1', 'centre').signer)]) {
      insert(text);
      const { station, gate } = await open(config);
      expect(gate.view().counts.toCourt).toBe(0);
      await station.stop();
    }
    insert(asSigned(listing));
    const { gate } = await open(config);
    await gate.act({ action: 'begin-queue', movement: 'out-to-court' });
    expect(gate.view().desk).toMatchObject({ listed: [{ person: { subject: aslam } }] });
  });

  it('names no telephone number of a court', async () => {
    const { config } = await prison([]);
    const courts = [{ court: 'Sessions Court', telephone: '0300-1234567' }];
    const text = asSigned(command({ purpose: 'state-court-directory', courts }), enrol('centre-1', 'centre').signer);
    edit(config, (db) => db.prepare('INSERT INTO court_directory VALUES (1, ?, ?)').run(randomUUID(), text));
    const { gate } = await open(config);
    await gate.act({ action: 'begin-release', orderId: 'PAPER-9' });
    await gate.act({ action: 'begin-call-back' });
    expect(gate.view().desk).toMatchObject({ step: 'call-back', courts: [] });
  });

  it('gives nobody an office, a key or their place back', async () => {
    const { config } = await prison([ready]);
    const first = await open(config);
    await enrolOfficer(first.station, { ...deputy, name: 'Salma', roles: ['deputy-superintendent'] });
    await enrolOfficer(first.station, { ...guard, name: 'Bashir', roles: ['gate-officer'] });
    await answeredFor(first.station, first.station.officers.enrolments.disable(deputy.officerId));
    await first.station.stop();
    edit(config, (db) => {
      db.exec(
        `UPDATE officer SET roles = '["deputy-superintendent","medical"]' WHERE officer_id = '${guard.officerId}'`,
      );
      // The disabled officer, with a key whose PIN the editor knows.
      db.exec(`UPDATE officer SET disabled = 0, wrapped_key = (SELECT wrapped_key FROM officer WHERE officer_id = '${guard.officerId}')
        WHERE officer_id = '${deputy.officerId}'`);
      db.exec(
        `INSERT INTO officer SELECT '9001', name, roles, public_key, wrapped_key, 0, 0, 99, other_key FROM officer WHERE officer_id = '${guard.officerId}'`,
      );
    });
    const { officers } = (await open(config)).station;
    const digest = 'A'.repeat(43);
    for (const meaning of ['release-review', 'medical-clearance'] as const)
      await expect(officers.approve(guard, meaning, digest)).rejects.toMatchObject({ code: 'role-missing' });
    for (const officerId of [deputy.officerId, '9001'])
      await expect(officers.approve({ ...guard, officerId }, 'release', digest)).rejects.toMatchObject({
        code: 'sign-in-refused',
      });
    expect(officers.enrolments.list().map(({ officerId, state }) => [officerId, state])).toEqual([
      [superintendent.officerId, 'active'],
      [deputy.officerId, 'disabled'],
      [guard.officerId, 'active'],
      ['9001', 'disabled'],
    ]);
  });

  it('does not let an officer’s number answer to another key', async () => {
    const { config } = await prison([ready]);
    const first = await open(config);
    await enrolOfficer(first.station, { ...deputy, name: 'Salma', roles: ['deputy-superintendent'] });
    await enrolOfficer(first.station, { ...guard, name: 'Bashir', roles: ['gate-officer'] });
    await first.station.stop();
    edit(config, (db) =>
      db.exec(
        `UPDATE officer SET public_key = (SELECT public_key FROM officer WHERE officer_id = '${guard.officerId}')`,
      ),
    );
    const { officers } = (await open(config)).station;
    const text = await officers.approve(deputy, 'release-review', 'A'.repeat(43));
    expect(text).toEqual(expect.any(String));
    const { protected: header } = JSON.parse(text);
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    expect(officers.keyOf(kid)).toMatchObject({ officerId: deputy.officerId, roles: ['deputy-superintendent'] });
  });
});
