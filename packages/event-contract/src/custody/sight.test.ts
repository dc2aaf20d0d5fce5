import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { asif, bilal, drafts, eventOf, photographHash, present } from '../test-kit.ts';
import { foldCustody } from './fold.ts';
import { gapsOfRelease, type ReleaseEvidence } from './release.ts';
import { isComparedWith, type Sight, sightDigest } from './sight.ts';

const nowMs = Date.UTC(2026, 2, 1, 9);
const policy = { fingers: 2, holdsMaxAgeMinutes: 60, seniorSignsWithKey: false };
const sight: Sight = { photograph: photographHash, marks: true, officerId: '7001', attendedBy: '4417' };
const evidence: ReleaseEvidence = {
  station: '/jail-a/gate-1',
  recordIsAltered: false,
  clockIsBehind: false,
  orderIds: ['RO-7'],
  matchedFingers: [],
  sight,
  holds: { open: [], asOfMs: nowMs },
  approvers: [
    { officerId: '4417', role: 'gate-officer', keyId: 'one', authenticator: 'pin' },
    { officerId: '3001', role: 'deputy-superintendent', keyId: 'other', authenticator: 'pin' },
  ],
};

/** Nobody of whom a finger is enrolled, with or without marks in the file. */
function admitted(marked: boolean, subject = asif): EventDraft {
  const draft = drafts.admittedInFull(subject);
  if (draft.type !== 'prisoner.admitted.v2') throw new Error('not an admission in full');
  return { ...draft, data: { ...draft.data, ...(marked && { marked: true }) } };
}

const line = (...written: readonly EventDraft[]): CustodyEvent[] =>
  written.reduce<CustodyEvent[]>((before, draft) => {
    const after = before.at(-1)?.id;
    return before.concat(eventOf(draft, { officer: '4419', ...(after !== undefined && { after }) }));
  }, []);

const others = [drafts.orderReceived(), drafts.cleared(), drafts.propertyReturned()];
const gaps = (written: readonly EventDraft[], changes: Partial<ReleaseEvidence> = {}) =>
  gapsOfRelease(present(foldCustody(line(...written))), { ...evidence, ...changes }, policy, 0, nowMs);
const whole = [admitted(true), drafts.photographed(), ...others];

describe('a release of whoever has no readable finger', () => {
  it('may happen on photograph, marks and the word of a supervisor who has no other part in it', () => {
    expect(gaps(whole)).toEqual([]);
  });

  it.each([
    ['a photograph', [admitted(false), drafts.photographed(), ...others], { photograph: photographHash, marks: false }],
    ['marks', [admitted(true), ...others], { photograph: undefined, marks: true }],
  ])('may happen on %s alone, where there is nothing else', (_, written, seen) => {
    expect(gaps(written, { sight: { ...sight, ...seen } })).toEqual([]);
  });

  it('takes one finger and the supervisor’s word, where the second finger cannot be read', () => {
    expect(gaps(whole, { matchedFingers: ['right-index'] })).toEqual([]);
  });

  it('becomes impossible with any one element of the evidence away', () => {
    const other = 'Q'.repeat(43);
    const removals: readonly (readonly [string, Partial<Sight> | undefined])[] = [
      ['identity-missing', undefined],
      ['identity-missing', { photograph: undefined, marks: false }],
      ['identity-missing', { photograph: other }],
      ['identifier-takes-part', { officerId: '4417' }],
      ['identifier-takes-part', { officerId: '3001' }],
      ['identifier-takes-part', { attendedBy: sight.officerId }],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...removals),
        fc.option(fc.constantFrom('orderIds' as const, 'holds' as const)),
        ([gap, changes], also) => {
          const without = also === null ? {} : { [also]: also === 'holds' ? undefined : [] };
          expect(gaps(whole, { ...without, sight: changes && { ...sight, ...changes } })).toContain(gap);
        },
      ),
      { seed: 31, numRuns: 100 },
    );
  });

  it('is impossible where whoever identified the person had called the court back', () => {
    const call = eventOf(drafts.calledBack(asif, 'RO-7', 'confirmed', sight.officerId));
    const [admission, ...rest] = line(admitted(true), drafts.photographed());
    const first = present(admission);
    const told = [{ ...call, after: present(rest[0]).id }];
    const after = [drafts.orderCalledBack(call.id), drafts.cleared(), drafts.propertyReturned()].reduce<CustodyEvent[]>(
      (before, draft) => before.concat(eventOf(draft, { after: before.at(-1)?.id ?? call.id })),
      [],
    );
    const custody = present(foldCustody([first, ...rest, ...told, ...after]));
    expect(gapsOfRelease(custody, evidence, policy, 0, nowMs)).toEqual(['identifier-takes-part']);
  });
});

describe('what a person is compared with by sight', () => {
  const recordOf = (...written: readonly EventDraft[]) => present(foldCustody(line(...written)));

  it('is on that person’s own record: another’s photograph or marks prove nothing', () => {
    const marked = recordOf(admitted(true, bilal), drafts.photographed(bilal));
    const plain = recordOf(admitted(false, asif));
    expect(isComparedWith(marked, sight)).toBe(true);
    for (const photograph of [photographHash, undefined])
      for (const marks of [true, false]) expect(isComparedWith(plain, { ...sight, photograph, marks })).toBe(false);
  });

  it('is no photograph that the same officers took later', () => {
    const later = recordOf(admitted(false), drafts.photographed(asif, 'later'));
    const byPhotograph = { ...sight, marks: false };
    expect(isComparedWith(later, byPhotograph)).toBe(true);
    expect(isComparedWith(later, { ...byPhotograph, officerId: '4419' })).toBe(false);
    expect(isComparedWith(later, { ...byPhotograph, attendedBy: '4419' })).toBe(false);
    const atAdmission = recordOf(admitted(false), drafts.photographed());
    expect(isComparedWith(atAdmission, { ...byPhotograph, attendedBy: '4419' })).toBe(true);
  });

  it('is signed with the person, the movement, the reason and each thing compared', () => {
    const claim = { reason: 'worn' as const, photograph: photographHash, marks: true };
    const signed = [
      sightDigest('identity-by-sight', asif, 'release', claim),
      sightDigest('identity-after-mismatch', asif, 'release', claim),
      sightDigest('identity-by-sight', bilal, 'release', claim),
      sightDigest('identity-by-sight', asif, 'out-to-court', claim),
      sightDigest('identity-by-sight', asif, 'recapture', claim),
      sightDigest('identity-by-sight', asif, 'release', { ...claim, reason: 'missing' }),
      sightDigest('identity-by-sight', asif, 'release', { ...claim, marks: false }),
      sightDigest('identity-by-sight', asif, 'release', { reason: 'worn', marks: true }),
    ];
    expect(new Set(signed).size).toBe(signed.length);
  });
});
