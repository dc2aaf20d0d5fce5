import { describe, expect, it } from 'vitest';
import type { Evidence } from './evidence.ts';
import { invariants, violations } from './invariants.ts';
import type { RecordedEvent } from './recorded-event.ts';

const dueBack = '2030-01-01T14:00:00.000Z';
const beforeDueMs = Date.parse('2030-01-01T13:00:00.000Z');
const afterDueMs = Date.parse('2030-01-01T15:00:00.000Z');
const finger = (name: string, score = 100) => ({ method: 'fingerprint', finger: name, score, threshold: 80 });
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const approval = (officerId: string, kid = `key-${officerId}`): string =>
  JSON.stringify({
    protected: encoded({ kid }),
    payload: encoded({ officerId, authenticator: 'pin' }),
    signature: 'A',
  });

const approvalByKey = (officerId: string, kid = `key-${officerId}`): string =>
  JSON.stringify({ kid, payload: encoded({ officerId, authenticator: 'security-key' }), signature: 'A' });

/** A person who is admitted, goes to court, comes back and is released, each event after the one before. */
function aLife(subject = 'person/1', chain = 'gate'): RecordedEvent[] {
  const told: readonly (readonly [string, Record<string, unknown>])[] = [
    ['prisoner.admitted.v2', {}],
    ['prisoner.out-to-court.v1', { order: { dueBack }, identity: finger('right-index') }],
    ['prisoner.back-from-court.v1', { identity: finger('right-index') }],
    ['prisoner.release-order-received.v2', { order: { orderId: `RO ${subject}` } }],
    ['prisoner.medically-cleared.v1', {}],
    ['prisoner.property-returned.v1', {}],
    [
      'prisoner.released.v2',
      {
        orderIds: [`RO ${subject}`],
        identity: [finger('right-index'), finger('left-index')],
        holdsStatement: 'signed',
        medicalClearance: `${subject} 4`,
        propertyReturn: `${subject} 5`,
        approvals: [approval('4417'), approval('2001')],
      },
    ],
  ];
  return told.map(([type, data], index) => ({
    ...{ id: `${subject} ${index}`, type, subject, chain, sequence: index + 1, station: 'gate-1', data },
    ...{ time: '2030-01-01T10:00:00.000Z', timeQuality: 'synced' },
    ...(index > 0 && { after: `${subject} ${index - 1}` }),
  }));
}

const evidenceOf = (events: readonly RecordedEvent[], change: Partial<Evidence> = {}): Evidence => ({
  events,
  register: [{ subject: 'person/1', state: 'RELEASED', conflict: false }],
  rewritten: [],
  broken: [],
  setAside: 0,
  endMs: beforeDueMs,
  passedMs: (fromMs, untilMs) => untilMs - fromMs,
  entryKeptHours: 2,
  ...change,
});
const numbers = (evidence: Evidence): number[] => violations(evidence).map(({ number }) => number);
/** The same life with the data of its last event of a type changed. */
const changed = (type: string, change: Record<string, unknown>): RecordedEvent[] =>
  aLife().map((event) => (event.type === type ? { ...event, data: { ...event.data, ...change } } : event));
const without = (type: string): RecordedEvent[] => aLife().filter((event) => event.type !== type);

describe('the judge', () => {
  it('knows thirteen invariants, and a life as it should be contradicts none of them', () => {
    expect(invariants.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(numbers(evidenceOf(aLife()))).toEqual([]);
  });

  it('says the same whatever the order in which events arrive', () => {
    expect(numbers(evidenceOf(aLife().toReversed()))).toEqual([]);
  });

  it.each([
    [
      'a register that finds the person elsewhere',
      1,
      evidenceOf(aLife(), { register: [{ subject: 'person/1', state: 'IN_CUSTODY', conflict: false }] }),
    ],
    ['a conflict', 1, evidenceOf(aLife(), { register: [{ subject: 'person/1', state: 'RELEASED', conflict: true }] })],
    [
      'a second life of one person',
      2,
      evidenceOf([
        ...aLife(),
        ...aLife().map((event) => ({ ...event, id: `${event.id}b`, chain: 'b', after: `${event.after}b` })),
      ]),
    ],
    [
      'a release with one finger',
      3,
      evidenceOf(changed('prisoner.released.v2', { identity: [finger('right-index')] })),
    ],
    [
      'a release with two fingers of which one is too unlike',
      3,
      evidenceOf(changed('prisoner.released.v2', { identity: [finger('right-index'), finger('left-index', 79)] })),
    ],
    ['a release without its order on record', 3, evidenceOf(without('prisoner.release-order-received.v2'))],
    ['a release without its medical clearance on record', 3, evidenceOf(without('prisoner.medically-cleared.v1'))],
    ['a release without the return of property on record', 3, evidenceOf(without('prisoner.property-returned.v1'))],
    ['a release with one officer', 3, evidenceOf(changed('prisoner.released.v2', { approvals: [approval('4417')] }))],
    [
      'an order that two releases use',
      4,
      evidenceOf([
        ...aLife(),
        ...aLife('person/2', 'other').map((event) =>
          event.type === 'prisoner.released.v2'
            ? { ...event, data: { ...event.data, orderIds: ['RO person/1'] } }
            : event,
        ),
      ]),
    ],
    ['a return without a journey', 5, evidenceOf(without('prisoner.out-to-court.v1'))],
    [
      'a return by no finger',
      5,
      evidenceOf(changed('prisoner.back-from-court.v1', { identity: finger('right-index', 1) })),
    ],
    ['a journey without a time to return', 6, evidenceOf(changed('prisoner.out-to-court.v1', { order: {} }))],
    ['nobody missing whoever is out too long', 6, evidenceOf(aLife().slice(0, 2), { endMs: afterDueMs, register: [] })],
    ['an event that was heard otherwise', 7, evidenceOf(aLife(), { rewritten: ['person/1 2'] })],
    ['a chain that does not hold', 7, evidenceOf(aLife(), { broken: ['chain of gate-1'] })],
    [
      'one officer twice',
      8,
      evidenceOf(changed('prisoner.released.v2', { approvals: [approval('4417'), approval('4417')] })),
    ],
    [
      'two officers with one key',
      8,
      evidenceOf(changed('prisoner.released.v2', { approvals: [approval('4417', 'key'), approval('2001', 'key')] })),
    ],
    ['an event that was set aside', 9, evidenceOf(aLife(), { setAside: 1 })],
    ['an event that is there twice', 10, evidenceOf([...aLife(), ...aLife().slice(4, 5)])],
  ])('finds %s', (_, number, evidence) => {
    expect(numbers(evidence)).toContain(number);
  });

  it.each([
    [[approval('4417'), approvalByKey('2001')], true],
    [[approvalByKey('4417'), approvalByKey('2001')], true],
    [[approvalByKey('4417', 'key'), approvalByKey('2001', 'key')], false],
    [[approval('4417'), approvalByKey('4417', 'own')], false],
  ])('reads what a security key signed: case %#', (approvals, areTwo) => {
    const found = numbers(evidenceOf(changed('prisoner.released.v2', { approvals })));
    expect(found).toEqual(areTwo ? [] : [8]);
  });

  it('finds two alarms of one absence', () => {
    const out = aLife().slice(0, 2);
    const alarm = { ...aLife()[1], type: 'prisoner.overdue.v1', data: { journey: 'court', dueBack } };
    const alarms = ['x', 'y'].map((id, index) => ({
      ...aLife()[0],
      ...alarm,
      id,
      sequence: 10 + index,
      subject: 'person/1',
    }));
    const evidence = evidenceOf([...out, ...alarms.map((one) => ({ ...fallback, ...one }))], {
      endMs: afterDueMs,
      register: [],
    });
    expect(numbers(evidence)).toContain(6);
  });
});

const fallback: RecordedEvent = {
  ...{ id: '', type: '', subject: '', chain: 'gate', sequence: 1, station: 'gate-1', data: {} },
  ...{ time: '2030-01-01T10:00:00.000Z', timeQuality: 'synced' },
};
