import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from './envelope.ts';
import type { EventDraft } from './events/catalogue.ts';
import { lacksWord, type OfficerChange } from './officer-change.ts';
import { officerWithKey } from './officer-record.ts';
import { officerRecordAfter, officersAfter } from './officers.ts';
import { publicJwk, thumbprint } from './signature.ts';
import { eventOf, newSigner } from './test-kit.ts';
import { enrolmentOf, type Member, newMember, signedChange, withWord, wordFor } from './test-support/staff.ts';

const atMs = Date.parse('2026-03-01T06:00:00.000Z');
const time = new Date(atMs).toISOString();
const it1 = newMember('1001', 'it');
const head = newMember('100', 'superintendent');
const deputy = newMember('2001', 'deputy-superintendent');
const guard = newMember('4417', 'gate-officer');
const medical = newMember('5001', 'medical');
const key = publicJwk(newSigner().privateKey);
const securityKey = { publicKey: key, credentialId: 'AAAA', rpId: 'localhost', origins: ['http://localhost:8080'] };

const event = (draft: EventDraft, changes = {}): CustodyEvent => eventOf(draft, { time, ...changes });
const byCode = (member: Member) => event(withWord(enrolmentOf(member, 'one-time-code'), { without: 'one-time-code' }));
const alone = (member: Member, by: Member) =>
  event(withWord(enrolmentOf(member, by.officerId), { without: 'first-senior' }));
const answered = (member: Member, by: Member, word: Member) =>
  event(signedChange(enrolmentOf(member, by.officerId), word, { atMs }));
const change = (type: OfficerChange['type'], of: Member, data: object): OfficerChange =>
  ({ type, subject: `officer/${of.officerId}`, data }) as OfficerChange;
const disabling = (of: Member, by: Member) => change('officer.disabled.v2', of, { by: by.officerId });
const keyOf = (of: Member, by: Member) => change('officer.key-added.v2', of, { key: securityKey, by: by.officerId });
const fingersOf = (of: Member, by: Member) =>
  change('officer.fingers-enrolled.v2', of, { fingers: ['right-index', 'left-index'], by: by.officerId });
const fingersOff = (of: Member, by: Member) => change('officer.fingers-removed.v2', of, { by: by.officerId });
const old = (of: Member, type: string, data: object): CustodyEvent =>
  event({ type, subject: `officer/${of.officerId}`, data } as EventDraft);
const oldEnrolment = (of: Member, by: string) =>
  old(of, 'officer.enrolled.v1', {
    name: 'Salma',
    roles: [of.role],
    publicKey: publicJwk(of.signer.privateKey),
    enrolledBy: by,
  });

const numbers = (events: readonly CustodyEvent[]): string[] => officersAfter(events).map(({ officerId }) => officerId);
const knows = (events: readonly CustodyEvent[], jwk: typeof key | undefined) =>
  jwk && officerWithKey(officersAfter(events), thumbprint(jwk))?.officerId;
const staffed = [byCode(it1), alone(head, it1), answered(deputy, it1, head), answered(guard, it1, head)];

describe('who signs at a station', () => {
  it('begins with one officer by the one-time code and one senior officer whom that one enrols alone, and says so', () => {
    expect(officersAfter(staffed).map(({ officerId, without }) => [officerId, without])).toEqual([
      ['1001', 'one-time-code'],
      ['100', 'first-senior'],
      ['2001', undefined],
      ['4417', undefined],
    ]);
  });

  it('begins with a superintendent by the code as well, who enrols one senior officer alone and nobody else', () => {
    const begun = [byCode(head), alone(deputy, head)];
    expect(numbers(begun)).toEqual(['100', '2001']);
    expect(numbers([...begun, answered(guard, head, deputy)])).toContain('4417');
    for (const other of [guard, medical, it1, newMember('6001', 'clerk'), newMember('7001', 'supervisor')])
      expect(numbers([byCode(head), alone(other, head)])).toEqual(['100']);
  });

  it('is never two whom one officer enrolled alone, whatever is tried in whatever order', () => {
    const members = [head, deputy, guard, medical, newMember('6001', 'superintendent')];
    const tried = fc.constantFrom(
      ...members.flatMap((member) => [
        alone(member, it1),
        oldEnrolment(member, '1001'),
        answered(member, it1, it1),
        event(withWord(disabling(member, it1), { without: 'first-senior' })),
        event(signedChange(enrolmentOf(member, '1001'), member, { atMs })),
      ]),
    );
    fc.assert(
      fc.property(fc.array(tried, { minLength: 2, maxLength: 24 }), (day) => {
        let events = [byCode(it1)];
        let everSenior = new Set<string>();
        for (const one of day) {
          events = [...events, one];
          const found = officersAfter(events);
          everSenior = new Set([
            ...everSenior,
            ...found.flatMap((at) => (at.officerId === '1001' ? [] : at.officerId)),
          ]);
          expect(everSenior.size).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 411, numRuns: 60 },
    );
  });

  it.each<[string, (done: OfficerChange) => EventDraft]>([
    ['nobody', (done) => withWord(done, { without: 'first-senior' })],
    ['nobody, as though the office signed nothing', (done) => withWord(done, { without: 'signs-nothing' })],
    ['an office that may not', (done) => signedChange(done, guard, { atMs })],
    ['whoever enrols', (done) => signedChange(done, it1, { atMs })],
    ['a senior officer who is not enrolled', (done) => signedChange(done, newMember('2002', head.role), { atMs })],
    ['a stranger under the number of the head', (done) => signedChange(done, newMember('100', head.role), { atMs })],
    ['the head at another station', (done) => signedChange(done, head, { atMs, station: 'gate-2' })],
    ['the head long before', (done) => signedChange(done, head, { atMs: atMs - 3_600_000 })],
    [
      'the head for another officer',
      (done) => withWord(done, { approval: wordFor(enrolmentOf(guard, '1001'), head, { atMs }) }),
    ],
    [
      'the head for another key',
      (done) => withWord(done, { approval: wordFor(enrolmentOf(medical, '1001', key), head, { atMs }) }),
    ],
  ])('is not whom %s answered for', (_, draft) => {
    const draftOf = draft(enrolmentOf(medical, '1001'));
    expect(numbers([...staffed, event(draftOf)])).not.toContain('5001');
    expect(lacksWord(event(draftOf), officerRecordAfter(staffed))).toBe(true);
    expect(numbers([...staffed, answered(medical, it1, head)])).toContain('5001');
    expect(lacksWord(answered(medical, it1, head), officerRecordAfter(staffed))).toBe(false);
  });

  it('is not whom the superintendent enrols with their own word, and is with the deputy’s', () => {
    expect(numbers([...staffed, answered(medical, head, head)])).not.toContain('5001');
    expect(numbers([...staffed, answered(medical, head, deputy)])).toContain('5001');
  });

  it('does not come back by a word that was given before', () => {
    const enrolled = answered(medical, it1, head);
    const gone = event(signedChange(disabling(medical, it1), head, { atMs }));
    expect(numbers([...staffed, enrolled, gone])).not.toContain('5001');
    expect(numbers([...staffed, enrolled, gone, enrolled])).not.toContain('5001');
    expect(numbers([...staffed, enrolled, gone, answered(medical, it1, head)])).toContain('5001');
  });

  it('is not changed by whoever disables the only senior officer and enrols the number anew', () => {
    const begun = [byCode(it1), alone(head, it1)];
    const puppet = newMember('100', 'superintendent');
    const gone = event(signedChange(disabling(head, it1), head, { atMs }));
    expect(numbers([...begun, gone])).toEqual(['1001']);
    expect(numbers([...begun, gone, alone(puppet, it1)])).toEqual(['1001']);
    expect(knows([...begun, alone(puppet, it1)], publicJwk(puppet.signer.privateKey))).toBeUndefined();
    const asAnalyst = { ...puppet, role: 'analyst' as const };
    expect(knows([...begun, alone(asAnalyst, it1)], publicJwk(puppet.signer.privateKey))).toBeUndefined();
    expect(numbers([...begun, gone, byCode(puppet)])).toEqual(['1001', '100']);
  });

  it('takes in whose office signs nothing without anybody’s word', () => {
    const analyst = newMember('7301', 'analyst');
    const event7301 = event(withWord(enrolmentOf(analyst, '1001'), { without: 'signs-nothing' }));
    expect(numbers([byCode(it1), event7301])).toEqual(['1001', '7301']);
    const both: OfficerChange = { ...enrolmentOf(analyst, '1001') };
    const more = { ...both, data: { ...both.data, roles: ['analyst', 'medical'] } } as OfficerChange;
    expect(numbers([...staffed, event(withWord(more, { without: 'signs-nothing' }))])).not.toContain('7301');
  });

  it('counts what was recorded before anybody else had to answer for it by the same rules', () => {
    const before = [oldEnrolment(head, 'one-time-code'), oldEnrolment(deputy, '100'), oldEnrolment(guard, '100')];
    expect(numbers(before)).toEqual(['100', '2001']);
    expect(numbers([...before, answered(guard, head, deputy)])).toContain('4417');
    expect(numbers([...before, old(deputy, 'officer.disabled.v1', { disabledBy: '100' })])).toEqual(['100']);
  });
});

describe('what an officer signs with', () => {
  it('is a security key with somebody else’s word, until it is removed, copied, or its officer disabled or enrolled anew', () => {
    const added = event(signedChange(keyOf(guard, it1), head, { atMs }));
    expect(knows(staffed, key)).toBeUndefined();
    expect(knows([...staffed, event(withWord(keyOf(guard, it1), { without: 'first-senior' }))], key)).toBeUndefined();
    expect(knows([...staffed, old(guard, 'officer.key-added.v1', { key: securityKey, addedBy: '1001' })], key)).toBe(
      undefined,
    );
    expect(knows([...staffed, added], key)).toBe('4417');
    for (const end of [
      old(guard, 'officer.key-removed.v1', { keyId: thumbprint(key), removedBy: '1001' }),
      old(guard, 'officer.key-copied.v1', { keyId: thumbprint(key), counted: 1, expectedAbove: 7 }),
      event(signedChange(disabling(guard, it1), head, { atMs })),
      answered(newMember('4417', 'gate-officer'), it1, head),
    ])
      expect(knows([...staffed, added, end], key)).toBeUndefined();
    expect(knows([added], key)).toBeUndefined();
  });

  it('is the only senior officer’s own key or finger without anybody’s word, and no other’s', () => {
    const begun = [byCode(head)];
    expect(knows([...begun, event(withWord(keyOf(head, head), { without: 'first-senior' }))], key)).toBe('100');
    expect(
      knows([...begun, alone(deputy, head), event(withWord(keyOf(head, head), { without: 'first-senior' }))], key),
    ).toBe(undefined);
    const [it2, ...with1] = [byCode(it1), alone(head, it1)];
    expect(
      knows([it2 as CustodyEvent, ...with1, event(withWord(keyOf(head, it1), { without: 'first-senior' }))], key),
    ).toBe(undefined);
  });

  it('asks for a finger once one is enrolled, and no more only with somebody else’s word', () => {
    const fingers = (events: readonly CustodyEvent[]) =>
      officersAfter(events).find(({ officerId }) => officerId === '4417')?.fingers;
    const taken = [...staffed, event(signedChange(fingersOf(guard, it1), head, { atMs }))];
    expect(fingers(staffed)).toEqual([]);
    expect(fingers(taken)).toEqual(['right-index', 'left-index']);
    expect(fingers([...staffed, event(withWord(fingersOf(guard, it1), { without: 'first-senior' }))])).toHaveLength(2);
    for (const kept of [
      event(withWord(fingersOff(guard, it1), { without: 'signs-nothing' })),
      event(signedChange(fingersOff(guard, it1), it1, { atMs })),
      old(guard, 'officer.fingers-removed.v1', { removedBy: '1001' }),
    ])
      expect(fingers([...taken, kept])).toHaveLength(2);
    expect(fingers([...taken, event(signedChange(fingersOff(guard, it1), head, { atMs }))])).toEqual([]);
  });
});
