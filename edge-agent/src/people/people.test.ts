import { type EventDraft, foldCustody } from '@custody-edge/event-contract';
import { systemClock, systemRandom, uuidV7 } from '@custody-edge/foundation';
import { describe, expect, it, vi } from 'vitest';
import { detailsOf } from '../gate/admission/admission-kit.ts';
import { prepareAdmission } from '../gate/admission/admit.ts';
import { PersonSearch } from '../gate/report/person-search.ts';
import { openStore } from '../test-kit.ts';
import type { Person } from './people.ts';
import { admission, admitted, centre, impressions, moment, policy, prison } from './people-kit.ts';

const order = { orderId: 'RO-1', court: 'Sessions Court', caseNumber: 'FIR 12/2026' };
const granted = (subject: string, orderId = order.orderId): EventDraft => ({
  type: 'prisoner.release-order-received.v1',
  subject,
  data: { order: { ...order, orderId }, commandId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11' },
});

describe('a person on record', () => {
  it('is known by name and fingers to the station that admitted them', async () => {
    const { people, subject } = await admitted();
    expect(people.find(subject)).toMatchObject({
      identity: { name: 'آصف علی', parentage: 'محمد علی', prisonerNumber: '17' },
      fingers: ['right-index', 'left-index'],
      custody: { state: 'IN_CUSTODY' },
    });
    expect(people.templatesOf(subject).map((one) => one.impressions)).toEqual(
      [impressions, impressions].map((each) => each.map((bytes) => new Uint8Array(bytes))),
    );
    expect(people.all()).toHaveLength(1);
  });

  it('is the same after the station was closed and opened again', async () => {
    const before = await admitted();
    before.commit(granted(before.subject));
    const allOf = (person: Person | undefined) =>
      person && [person.custody, person.identity, person.admittedAs, person.fingers, person.warrant];
    const person = allOf(before.people.find(before.subject));
    before.db.close();
    const after = prison(openStore(before.dataDir, before.station));
    expect(person?.[1]).toMatchObject({ prisonerNumber: '17' });
    expect(allOf(after.people.find(before.subject))).toEqual(person);
    expect(after.people.find(before.subject)?.custody.state).toBe('RELEASE_PENDING');
    expect(after.people.templatesOf(before.subject)).toEqual(
      before.people.templatesOf.call(after.people, before.subject),
    );
  });

  it('is where the events say, never where a projection drifted to', async () => {
    const { people, subject, commit, log } = await admitted();
    commit(granted(subject));
    expect(people.find(subject)?.custody).toEqual(foldCustody(log.eventsOf(subject)));
  });

  it('concerns whoever draws a page once a matter of theirs is open, or the search of their fingers is late', async () => {
    const { people, subject, commit } = await admitted();
    const admittedMs = Date.parse(people.find(subject)?.custody.admission.at ?? '');
    const lateMs = admittedMs + policy.centralSearchHours * 3_600_000;
    expect(people.concerning(lateMs - 1)).toEqual([]);
    expect(people.concerning(lateMs)).toEqual([people.find(subject)]);
    commit(granted(subject));
    expect(people.concerning(admittedMs)).toEqual([people.find(subject)]);
  });

  it('is on the roll of one state, the one they are in, before and after a restart', async () => {
    const before = await admitted();
    const { people, subject } = before;
    expect([people.count('IN_CUSTODY'), people.in('IN_CUSTODY')]).toEqual([1, [people.find(subject)]]);
    before.commit(granted(subject));
    expect(people.count('IN_CUSTODY')).toBe(0);
    expect(people.in('IN_CUSTODY', 'RELEASE_PENDING')).toEqual([people.find(subject)]);
    before.db.close();
    const after = prison(openStore(before.dataDir, before.station)).people;
    expect([after.count('IN_CUSTODY'), after.count('IN_CUSTODY', 'RELEASE_PENDING')]).toEqual([0, 1]);
  });

  it('has the name that officers say is right, and is found by the one on the papers as well', async () => {
    const { people, subject, commit, keys, log } = await admitted();
    const names = { name: 'آصف رضا', relation: 'son-of', parentage: 'محمد رضا' } as const;
    const sealed = keys.seal(subject, 'correction', JSON.stringify(names));
    const [admission] = log.eventsOf(subject);
    if (!sealed || !admission) throw new Error('nobody is admitted');
    const data = { corrects: admission.id, name: sealed, paper: 'CNIC', approvals: ['one', 'two'] };
    const search = new PersonSearch(people);
    expect(search.find('آصف رضا').subjects).toEqual([]);
    commit({
      type: 'prisoner.name-corrected.v1',
      subject,
      data: { ...data, corrects: uuidV7(systemClock, systemRandom) },
    });
    expect(people.find(subject)?.identity?.name).toBe('آصف علی');
    commit({ type: 'prisoner.name-corrected.v1', subject, data });
    expect(people.find(subject)).toMatchObject({
      identity: { ...names, prisonerNumber: '17' },
      admittedAs: { name: 'آصف علی', parentage: 'محمد علی' },
    });
    for (const name of ['آصف رضا', 'آصف علی']) expect(search.find(name).subjects).toEqual([subject]);
  });

  it('keeps the last name that can be read, whatever a correction after it holds', async () => {
    const { people, subject, commit, keys, log } = await admitted();
    const [admission] = log.eventsOf(subject);
    const sealed = (field: string, text: string) => {
      const made = keys.seal(subject, field, text);
      if (!made || !admission) throw new Error('nobody is admitted');
      return { corrects: admission.id, name: made, paper: 'CNIC', approvals: ['one', 'two'] };
    };
    const names = JSON.stringify({ name: 'آصف رضا', relation: 'son-of', parentage: 'محمد رضا' });
    commit({ type: 'prisoner.name-corrected.v1', subject, data: sealed('correction', names) });
    for (const unreadable of [sealed('claim', names), sealed('correction', 'no names'), sealed('correction', '{}')]) {
      commit({ type: 'prisoner.name-corrected.v1', subject, data: unreadable });
      expect(people.find(subject)?.identity?.name).toBe('آصف رضا');
    }
  });

  it('moves together with others or, where one of them cannot, not at all', async () => {
    const { people, subject, db, log } = await admitted();
    people.record([granted(subject), granted(subject, 'RO-2')]);
    expect(people.find(subject)?.custody.openOrders).toHaveLength(2);
    const [count, custody] = [log.length, people.find(subject)?.custody];
    const rewrite = () => db.exec(`UPDATE person SET custody = '{}'`);
    expect(() => people.record([granted('person/other'), granted(subject, 'RO-3')], rewrite)).toThrow(
      expect.objectContaining({ code: 'database-damaged' }),
    );
    expect([log.length, people.find(subject)?.custody]).toEqual([count, custody]);
    people.record([granted(subject, 'RO-3')]);
    expect(people.find(subject)?.custody.openOrders).toHaveLength(3);
  });

  it('has a name only while the admission that gave it verifies', async () => {
    const before = await admitted();
    before.db.exec(`UPDATE event SET signed_text = 'unreadable'`);
    const { people } = prison(before);
    expect(people.all()).toHaveLength(1);
    expect(() => people.find(before.subject)?.identity).toThrow(expect.objectContaining({ code: 'database-damaged' }));
  });

  it('stands in no event and no log of the station by name', async () => {
    const { log } = await admitted();
    for (const text of log.signedTexts()) {
      const shown = Buffer.from(JSON.parse(text).payload, 'base64url').toString();
      for (const secret of [
        'آصف',
        'محمد',
        'prisonerNumber',
        'bruise',
        'Yusuf',
        'Nasreen',
        'Tariq',
        Buffer.from(impressions[0] ?? '').toString('base64'),
      ])
        expect(shown).not.toContain(secret);
    }
  });

  it('who is admitted again under their record has the new number, and the key that they had', async () => {
    const gate = await admitted();
    const { subject, keys, people, commit, station } = gate;
    const key = keys.find(subject);
    const paperNow = { ...detailsOf('آصف علی'), prisonerNumber: '18', warrantNumber: 'RW-2' };
    const again = { ...admission, details: paperNow, fingers: admission.fingers.slice(0, 1), sameAs: subject };
    commit({ type: 'prisoner.escaped.v1', subject, data: { report: 'short in the count', approvals: ['a', 'b'] } });
    expect(people.find(subject)?.custody.state).toBe('ESCAPED');
    const { draft, storeKey } = await prepareAdmission(
      again,
      { compared: 1, ...moment, subject },
      keys,
      centre.enrolment,
      station.signer,
      systemRandom,
    );
    commit(draft, storeKey);
    expect(people.all()).toHaveLength(1);
    expect(people.find(subject)).toMatchObject({
      custody: { state: 'IN_CUSTODY' },
      identity: { prisonerNumber: '18' },
      fingers: ['right-index'],
    });
    expect(people.templatesOf(subject)).toHaveLength(1);
    expect(keys.find(subject)).toEqual(key);
    for (const number of ['RW-1', 'RW-2'])
      expect(people.admittedUnder({ number, court: 'Sessions Court' })?.subject).toBe(subject);
    expect(prison(gate).people.find(subject)?.identity?.prisonerNumber).toBe('18');
  });

  it('is not admitted when the key cannot be stored with the event', async () => {
    const gate = prison();
    const { draft } = await prepareAdmission(
      admission,
      { compared: 0, ...moment },
      gate.keys,
      centre.enrolment,
      gate.station.signer,
      systemRandom,
    );
    const failing = () => {
      throw new Error('disk full');
    };
    expect(() => gate.commit(draft, failing)).toThrow('disk full');
    expect(gate.people.all()).toEqual([]);
    expect(gate.log.length).toBe(0);
  });

  it('costs nothing to what is recorded of the station itself: an alarm does not read all before it', () => {
    const { db, commit } = prison();
    const alarm = {
      type: 'gate.alarm.v1',
      subject: 'station/gate-1',
      data: { alarm: 'tamper', deviceId: 'gate-io' },
    } as const;
    commit(alarm);
    db.exec(`UPDATE event SET signed_text = 'unreadable'`);
    expect(() => commit(alarm)).not.toThrow();
  });

  it('is unknown when an event names nobody’s admission', () => {
    const { people, commit } = prison();
    commit(granted('person/nobody'));
    expect(people.find('person/nobody')).toBeUndefined();
  });
});

describe('erasing a person', () => {
  const erased = async () => {
    const gate = await admitted();
    const { subject } = gate;
    const keyId = gate.keys.find(subject)?.keyId ?? '';
    gate.commit({ type: 'prisoner.forgotten.v1', subject, data: { legalBasis: 'acquitted', keyId } }, () =>
      gate.keys.destroy(subject),
    );
    gate.keys.scrub();
    return gate;
  };

  it('leaves where they were, and nothing of who they were', async () => {
    const { people, subject } = await erased();
    const person = people.find(subject);
    expect(person).toMatchObject({ subject, custody: { state: 'IN_CUSTODY', forgotten: true } });
    expect(person?.identity).toBeUndefined();
    expect(people.templatesOf(subject)).toEqual([]);
  });

  it('leaves every signature and the whole chain verifiable, before and after a restart', async () => {
    const { log, db, dataDir, station, subject } = await erased();
    log.verify();
    db.close();
    const again = prison(openStore(dataDir, station));
    again.log.verify();
    expect(again.log.length).toBe(2);
    expect(again.people.find(subject)).toMatchObject({ identity: undefined, custody: { forgotten: true } });
  });
});

describe('a search at the gate', () => {
  it('finds people by name, number and case until they are erased, and prepares without opening anything twice', async () => {
    const { people, keys, commit, subject } = await admitted();
    const search = new PersonSearch(people);
    await search.prepare();
    for (const query of ['آصف', 'asif', 'muhammad', '17', 'fir 12'])
      expect(search.find(query), query).toEqual({ subjects: [subject], more: 0 });
    expect(search.find('RO-2').subjects).toEqual([]);
    expect(search.find(' ').subjects).toEqual([]);
    const lookedAt = vi.spyOn(people, 'find');
    await search.prepare();
    expect(lookedAt).not.toHaveBeenCalled();
    commit(granted(subject));
    lookedAt.mockClear();
    await search.prepare();
    expect(lookedAt.mock.calls).toEqual([[subject]]);
    commit(
      {
        type: 'prisoner.forgotten.v1',
        subject,
        data: { legalBasis: 'acquitted', keyId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11' },
      },
      () => keys.destroy(subject),
    );
    expect(search.find('asif').subjects).toEqual([]);
    expect(search.find('fir 12').subjects).toEqual([subject]);
  });
});
