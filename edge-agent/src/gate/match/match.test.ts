import { isAdmission, type MatchAnswer, matchAnswers } from '@custody-edge/event-contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { everythingLate } from '../../house/late.ts';
import { lateThings } from '../late.ts';
import { toSign } from '../signing/to-sign.ts';
import { idle, inside, listed, nowMs, press, rollOf, TestGate } from '../test-world.ts';
import { isLate, matchAnswerDraft, openMatchesHere } from './match.ts';
import type { MatchStep } from './match-steps.ts';

const elsewhere = 'person/elsewhere';
const search = '5f0f2a52-8f0a-4c1f-9b56-0d2a1f1b7c11';
const enroller = '4417';
const hourMs = 3_600_000;

let gate: TestGate;

/** The centre says what it found for the fingers of somebody's admission. */
function state(subject: string, people: readonly string[], answerDueMs?: number): void {
  const admission = gate.world.historyOf(subject).findLast(isAdmission)?.id ?? '';
  const matches = people.map((person) => ({ person, site: 'jail-b' }));
  const answerDue = answerDueMs === undefined ? {} : { answerDue: new Date(answerDueMs).toISOString() };
  const data = { admission, search, compared: 7_000, held: 7_000, matches, ...answerDue };
  gate.record({ type: 'prisoner.searched-at-centre.v1', subject, data });
}

const signs = (finding: MatchStep, officerId = '3001', person = elsewhere) =>
  gate.sign(
    { action: 'settle-match', person, finding, ...(finding !== 'open' && { reason: 'the scar differs' }) },
    officerId,
    'deputy-superintendent',
  );

beforeEach(() => {
  gate = new TestGate();
  // Admitted anew, under the eyes of an officer.
  const [admission] = gate.world.historyOf(inside);
  if (admission?.type !== 'prisoner.admitted.v2') throw new Error('no admission');
  const { type, data } = admission;
  gate.record({ type, subject: inside, data }, admission.id, '/jail-a/gate-1', enroller);
  state(inside, [elsewhere]);
  gate.take(press({ action: 'open-record', subject: inside }));
});

describe('somebody whom the centre found alike', () => {
  it('is shown to a senior officer by their own signature, which is on record, and to nobody before', () => {
    gate.take(signs('open'));
    expect(gate.desk).toEqual({ step: 'match', subject: inside, person: elsewhere, reviewer: '3001' });
    const looked = gate.world.historyOf('station/gate-1').at(-1);
    expect(looked).toMatchObject({ type: 'gate.record-opened.v1', data: { person: elsewhere } });
  });

  it('is shown to nobody beside another record, by an answer, or by the officer who admitted', () => {
    const asked = { action: 'settle-match', person: elsewhere, officerId: '3001', pin: '' } as const;
    expect(toSign({ ...asked, finding: 'same-person', reason: 'x' }, gate.desk, gate.now())).toBeUndefined();
    expect(toSign({ ...asked, finding: 'open', person: listed }, gate.desk, gate.now())).toBeUndefined();
    expect(toSign({ ...asked, finding: 'open' }, { step: 'record', subject: listed }, gate.now())).toBeUndefined();
    expect(toSign({ ...asked, finding: 'open' }, gate.desk, gate.now())?.notBy).toBe(enroller);
    const record = gate.desk;
    gate.take(signs('open', enroller));
    expect(gate.desk).toBe(record);
  });

  it.each(matchAnswers)('is answered for with the reason, once: %s', (answer) => {
    gate.take(signs('open'));
    const effects = gate.take(signs(answer));
    expect(effects).toEqual([
      {
        kind: 'answer-match',
        subject: inside,
        person: elsewhere,
        answer,
        reason: 'the scar differs',
        approval: 'identity-conflict by 3001',
      },
    ]);
    expect(gate.desk).toEqual({ step: 'record', subject: inside });
    const [effect] = effects;
    if (effect?.kind !== 'answer-match') throw new Error('no answer');
    gate.record(matchAnswerDraft(effect, undefined, undefined, { bytes: (count) => new Uint8Array(count) }));
    expect(openMatchesHere(personOf(inside))).toEqual([]);
    const again = { action: 'settle-match', person: elsewhere, finding: 'open', officerId: '3001', pin: '' } as const;
    expect(toSign(again, gate.desk, gate.now())).toBeUndefined();
  });

  it('is answered for by the officer who opened it alone, and for that very person', () => {
    state(inside, [elsewhere, 'person/third']);
    gate.take(signs('open'));
    const side = gate.desk;
    for (const word of [signs('same-person', '3002'), signs('different-person', '3001', 'person/third')]) {
      expect(gate.take(word)).toEqual([]);
      expect(gate.desk).toBe(side);
    }
  });

  it('goes from the glass when nobody touches it, and back to the record when the officer leaves', () => {
    gate.take(signs('open'));
    gate.take(press({ action: 'cancel' }));
    expect(gate.desk).toEqual({ step: 'record', subject: inside });
    gate.take(signs('open'), idle);
    expect(gate.desk).toMatchObject({ step: 'home' });
  });

  it('gives the other name as an alias where it is one person, sealed under the key of whoever is here', () => {
    const other = {
      name: 'Aslam',
      relation: 'son-of' as const,
      parentage: 'Karim',
      prisonerNumber: '7',
      aliases: [],
    };
    const key = { keyId: search, bytes: new Uint8Array(32) };
    const aliasOf = (answer: MatchAnswer) => {
      const effect = {
        kind: 'answer-match',
        subject: inside,
        person: elsewhere,
        answer,
        reason: 'r',
        approval: 'a',
      } as const;
      const { data } = matchAnswerDraft(effect, other, key, { bytes: (count) => new Uint8Array(count) });
      return 'alias' in data ? data.alias : undefined;
    };
    expect(aliasOf('same-person')).toMatchObject({ kid: search });
    expect(aliasOf('different-person')).toBeUndefined();
    expect(aliasOf('stand-in-suspected')).toBeUndefined();
  });
});

const personOf = (subject: string) => {
  const person = gate.person(subject);
  if (!person) throw new Error(`${subject} is not on record`);
  return person;
};

describe('on the lists of the house', () => {
  const late = (atMs = nowMs) => everythingLate(rollOf(gate), gate.policy, 'jail-a', atMs);

  it('a match stays until it is answered, and is an alarm once its time is up', () => {
    const due = nowMs + hourMs;
    state(listed, [elsewhere], due);
    const signsAt = (atMs: number) =>
      late(atMs).flatMap(({ kind, subject, sign, owner }) =>
        kind === 'match' && subject === listed ? [[sign, owner]] : [],
      );
    expect(signsAt(nowMs)).toEqual([['wait', 'superintendent']]);
    expect(signsAt(due + 1)).toEqual([['stop', 'superintendent']]);
    expect(openMatchesHere(personOf(listed)).map((match) => isLate(match, due))).toEqual([false]);
    gate.record({
      type: 'prisoner.match-answered.v1',
      subject: listed,
      data: { person: elsewhere, answer: 'different-person', reason: 'another scar', approvals: ['one'] },
    });
    expect(signsAt(due + 1)).toEqual([]);
  });

  it('a match that another prison answers for is shown and asks nothing of this one', () => {
    const data = { person: elsewhere, site: 'jail-b' };
    gate.record({ type: 'prisoner.matched-elsewhere.v1', subject: listed, data });
    expect(late().filter(({ subject }) => subject === listed)).toMatchObject([
      { kind: 'match-elsewhere', sign: 'wait' },
    ]);
    expect(openMatchesHere(personOf(listed))).toEqual([]);
  });

  it('an admission whose fingers the centre has not searched for in time is an alarm, of nobody who has gone', () => {
    const waiting = (atMs: number) =>
      lateThings(rollOf(gate), gate.policy, 'jail-a', atMs).flatMap(({ kind, subject }) =>
        kind === 'central-search' ? [subject] : [],
      );
    // Everybody of the test's house was admitted at five.
    const dueMs = Date.parse('2026-03-01T05:00:00.000Z') + gate.policy.centralSearchHours * hourMs;
    expect(waiting(dueMs - 1)).toEqual([]);
    expect(waiting(dueMs)).toContain(listed);
    expect(waiting(dueMs)).not.toContain(inside);
    expect(waiting(dueMs)).not.toContain('person/released');
  });
});
