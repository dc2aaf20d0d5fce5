import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CustodyEvent, EventDraft } from '@custody-edge/event-contract';
import { authenticate } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { enrol, openStore, stamps } from '../test-kit.ts';
import type { StationDatabase } from './database.ts';
import { EventLog } from './event-log.ts';

const started = (heldEvents = 0): EventDraft => ({
  type: 'station.started.v1',
  subject: 'station/gate-1',
  data: { softwareVersion: '0.1.0', heldEvents },
});
const alarm = (subject = 'station/gate-1'): EventDraft => ({
  type: 'gate.alarm.v1',
  subject,
  data: { alarm: 'tamper', deviceId: 'gate-io' },
});
const forced: EventDraft = {
  type: 'officer.duress.v1',
  subject: 'station/gate-1',
  data: { by: 'pin', purpose: 'sign-in', door: 'opens' },
};
const forgotten = (subject: string): EventDraft => ({
  type: 'prisoner.forgotten.v1',
  subject,
  data: { legalBasis: 'acquitted', keyId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11' },
});

describe('a disk without room', () => {
  const fill = (db: StationDatabase): void => {
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
  };
  const many = (...more: readonly EventDraft[]): EventDraft[] => [
    ...Array.from({ length: 40 }, () => alarm()),
    ...more,
  ];

  it('is made room on once for everything but a release, and what was not recorded did not happen', () => {
    const { station, db, foreign } = openStore();
    let spent = 0;
    const spend = (): boolean => {
      spent += 1;
      if (spent === 1) db.pragma('max_page_count = 100000');
      return spent === 1;
    };
    const log = new EventLog(db, station.enrolment, station.signer, stamps, foreign, spend);
    fill(db);
    expect(log.commit(many())).toHaveLength(40);
    expect([spent, log.length]).toEqual([1, 40]);
    fill(db);
    expect(() => log.commit(many())).toThrowError(expect.objectContaining({ code: 'disk-full' }));
    expect([spent, log.length]).toEqual([2, 40]);
    expect(() => log.verify()).not.toThrow();
  });

  it('undoes nothing that was committed because its place could not be noted beside the database', () => {
    const { log, dataDir } = openStore();
    mkdirSync(join(dataDir, 'chain-head.json.new'));
    log.commit([alarm()]);
    log.close();
    log.commit([alarm()]);
    log.close();
    expect(log.length).toBe(2);
    expect(() => log.verify()).not.toThrow();
  });

  it.each([
    ['to freedom', drafts.released('person/a')],
    ['to the police', drafts.releasedToPolice('person/a')],
  ])('takes no release %s into the room that was kept', (_, release) => {
    const { station, db, foreign } = openStore();
    const log = new EventLog(db, station.enrolment, station.signer, stamps, foreign, () => {
      db.pragma('max_page_count = 100000');
      return true;
    });
    fill(db);
    expect(() => log.commit(many(release))).toThrowError(expect.objectContaining({ code: 'disk-full' }));
    expect(log.length).toBe(0);
    expect(log.commit(many())).toHaveLength(40);
  });
});

describe('what is committed', () => {
  it('is numbered, linked, signed and stamped', () => {
    const { log, station } = openStore();
    const [first, second] = log.commit([started(), alarm()]);
    const { record, hash } = station.enrolment;
    expect(first).toMatchObject({
      source: '/jail-a/gate-1',
      chainid: record.chainId,
      sequence: 1,
      prevhash: hash,
      time: '2026-03-01T05:00:00.000Z',
      timequality: 'holdover',
      bootid: stamps.bootId,
    });
    const [text = ''] = log.signedTexts();
    const authentic = authenticate(text, station.enrolment);
    expect(authentic).toMatchObject({ ok: true, value: { envelope: { id: first?.id } } });
    expect(second).toMatchObject({ sequence: 2, prevhash: authentic.ok && authentic.value.hash });
    expect(log.length).toBe(2);
    expect(() => log.verify()).not.toThrow();
  });

  it('names the last event of its subject, whatever happened to others in between', () => {
    const { log } = openStore();
    const events = log.commit([
      forgotten('person/a'),
      forgotten('person/b'),
      forgotten('person/a'),
      forgotten('person/a'),
    ]);
    const [a1, b1, a2, a3] = events;
    expect(a1).not.toHaveProperty('after');
    expect(b1).not.toHaveProperty('after');
    expect([a2?.after, a3?.after]).toEqual([a1?.id, a2?.id]);
    expect(log.eventsOf('person/a')).toEqual([a1, a2, a3]);
    expect(log.eventsOfType('prisoner.forgotten.v1')).toEqual(events);
    expect(log.latest(2)).toEqual([a3, a2]);
  });

  it('is told newest first, whatever was asked and undone before, and never what no glass may tell of', () => {
    const count = fc.integer({ min: 1, max: 6 });
    const step = fc.record({
      told: fc.integer({ min: 0, max: 3 }),
      isForced: fc.boolean(),
      fails: fc.boolean(),
      count,
    });
    const history = fc.array(step, { maxLength: 12 });
    fc.assert(
      fc.property(history, (steps) => {
        const { log } = openStore();
        const told: CustodyEvent[] = [];
        for (const { told: alarms, isForced, fails, count } of steps) {
          const news = [...Array.from({ length: alarms }, () => alarm()), ...(isForced ? [forced] : [])];
          const look = (): void => {
            log.latest(count);
            if (fails) throw new Error('no room');
          };
          if (fails) expect(() => log.commit(news, look)).toThrow('no room');
          else told.unshift(...log.commit(news, look).slice(0, alarms).toReversed());
          expect(log.latest(count)).toEqual(told.slice(0, count));
        }
      }),
      { seed: 41, numRuns: 15 },
    );
  });

  it('is on record with what was projected from it, or neither is', () => {
    const { log, db } = openStore();
    const people = () => db.prepare('SELECT subject FROM person').pluck().all();
    const insert = (events: readonly CustodyEvent[]) => {
      for (const { subject } of events)
        db.prepare('INSERT INTO person (subject, custody) VALUES (?, ?)').run(subject, '{}');
    };
    log.commit([forgotten('person/a')], insert);
    expect(people()).toEqual(['person/a']);
    const texts = [...log.signedTexts()];
    const failing = (events: readonly CustodyEvent[]) => {
      insert(events);
      throw new Error('no room');
    };
    expect(() => log.commit([forgotten('person/b'), forgotten('person/c')], failing)).toThrow('no room');
    expect(people()).toEqual(['person/a']);
    expect([...log.signedTexts()]).toEqual(texts);
    expect(log.length).toBe(1);
    expect(db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(1);
    log.commit([forgotten('person/b')], insert);
    expect(log.length).toBe(2);
    expect(() => log.verify()).not.toThrow();
  });

  it('matches its schema: a draft that does not leaves nothing behind, not even its good neighbours', () => {
    const { log } = openStore();
    const wrong: EventDraft = {
      type: 'gate.alarm.v1',
      subject: 'station/gate-1',
      data: { alarm: 'tamper', deviceId: '' },
    };
    expect(() => log.commit([started(), wrong])).toThrow(expect.objectContaining({ code: 'event-refused' }));
    expect(log.length).toBe(0);
    expect([...log.signedTexts()]).toEqual([]);
  });

  it('fits into 64 kB or is refused', () => {
    const { log } = openStore();
    const samples = Array.from({ length: 100 }, () => ({ raw: '"'.repeat(80), value: '1' }));
    const sealed = { kid: stamps.bootId, iv: 'A'.repeat(16), ct: 'A'.repeat(47_000) };
    const weighed: EventDraft = {
      type: 'exhibit.weighed.v1',
      subject: 'exhibit/e',
      data: { label: 'E-1', value: '1', unit: 'g', samples, balance: { deviceId: 'balance', profile: 'p' } },
    };
    expect(() => log.commit([weighed])).not.toThrow();
    const admitted: EventDraft = {
      type: 'prisoner.admitted.v1',
      subject: 'person/a',
      data: {
        warrant: { kind: 'remand-warrant', number: '1', court: 'C', caseNumber: 'K', policeStation: 'P' },
        identity: sealed,
        templates: sealed,
        fingers: [{ finger: 'right-index', impressions: 1 }],
        localSearch: { compared: 0, hit: false },
      },
    };
    expect(() => log.commit([admitted])).toThrow(expect.objectContaining({ code: 'event-refused' }));
    expect(log.length).toBe(1);
  });
});

describe('the chain', () => {
  it('goes on where it was after the station was closed and opened again', () => {
    const before = openStore();
    before.log.commit([started(), alarm()]);
    before.db.close();
    const after = openStore(before.dataDir, before.station);
    expect(after.log.length).toBe(2);
    after.log.commit([started(2)]);
    expect(after.log.latest(1)).toMatchObject([{ sequence: 3, data: { heldEvents: 2 } }]);
    expect(() => after.log.verify()).not.toThrow();
  });

  it('holds for any batches, some of which fail, across restarts', () => {
    const batches = fc.array(
      fc.record({ count: fc.integer({ min: 1, max: 4 }), fails: fc.boolean(), restarts: fc.boolean() }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(batches, (plan) => {
        let store = openStore();
        let expected = 0;
        for (const { count, fails, restarts } of plan) {
          const drafts = Array.from({ length: count }, () => alarm());
          if (fails) {
            expect(() =>
              store.log.commit(drafts, () => {
                throw new Error('no');
              }),
            ).toThrow('no');
          } else expected += store.log.commit(drafts).length;
          if (restarts) {
            store.db.close();
            store = openStore(store.dataDir, store.station);
          }
        }
        expect(store.log.length).toBe(expected);
        store.log.verify();
        store.db.close();
      }),
      { seed: 301, numRuns: 12 },
    );
  });

  const change = (sql: string, ...values: (string | number)[]) => {
    const { log, db, station, foreign } = openStore();
    log.commit([started(), alarm(), alarm()]);
    db.pragma('foreign_keys = OFF');
    db.prepare(sql).run(...values);
    return { log, db, station, foreign };
  };

  it.each([
    ['loses an event', 'DELETE FROM event WHERE sequence = 2', 2],
    [
      'has an event replaced by another',
      'UPDATE event SET signed_text = (SELECT signed_text FROM event WHERE sequence = 3) WHERE sequence = 2',
      2,
    ],
    ['has its first event cut off', 'DELETE FROM event WHERE sequence = 1', 1],
    [
      'has a text altered',
      'UPDATE event SET signed_text = replace(signed_text, \'signature":"\', \'signature":"A\') WHERE sequence = 3',
      3,
    ],
  ])('that %s does not verify, and the place is named', (_, sql, sequence) => {
    const { log } = change(sql);
    expect(() => log.verify()).toThrow(expect.objectContaining({ code: 'database-damaged', details: { sequence } }));
  });

  it('whose head was altered does not open', () => {
    const { db, station, foreign } = change("UPDATE event SET signed_text = 'x' WHERE sequence = 3");
    expect(() => new EventLog(db, station.enrolment, station.signer, stamps, foreign)).toThrow(
      expect.objectContaining({ code: 'database-damaged' }),
    );
  });

  it('of another enrolment does not open: a copied disk is not this station', () => {
    const { db, log, foreign } = openStore();
    log.commit([started()]);
    const reinstalled = enrol('gate-1', 'gate');
    expect(() => new EventLog(db, reinstalled.enrolment, reinstalled.signer, stamps, foreign)).toThrow(
      expect.objectContaining({ code: 'database-damaged' }),
    );
  });

  it('is read event by event with its signature', () => {
    const { log } = change(
      'UPDATE event SET signed_text = replace(signed_text, \'payload":"\', \'payload":"A\') WHERE sequence = 2',
    );
    expect(() => log.eventsOf('station/gate-1')).toThrow(expect.objectContaining({ code: 'database-damaged' }));
  });

  it('is read with its signature as often as it is read: what held before holds for that very text only', () => {
    const { log, db } = openStore();
    log.commit([started(), alarm(), alarm()]);
    expect(log.eventsOf('station/gate-1')).toHaveLength(3);
    db.exec(`UPDATE event SET signed_text = json_set(signed_text, '$.signature',
      (SELECT signed_text ->> '$.signature' FROM event WHERE sequence = 3)) WHERE sequence = 2`);
    expect(() => log.eventsOf('station/gate-1')).toThrow(expect.objectContaining({ code: 'database-damaged' }));
  });
});
