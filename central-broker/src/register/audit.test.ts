import {
  type Approval,
  type Command,
  type CustodyEvent,
  type EventData,
  type EventDraft,
  type Hold,
  isRelease,
  type KnownOfficer,
  type OfficerRole,
  publicJwk,
  type ReleaseGap,
  releaseDigest,
  reportDigest,
  type SightEvidence,
  type Signer,
  sightDigest,
  signApproval,
  signMessage,
} from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asif,
  bilal,
  commandId,
  drafts,
  enrol,
  envelopeOf,
  eventOf,
  finger,
  hold,
  newSigner,
  photographHash,
  present,
} from '../../../packages/event-contract/src/test-kit.ts';
import { auditOf } from './audit.ts';

const centre = enrol('centre', 'centre', 'headquarters');
const releasedAt = '2026-03-01T05:00:00.000Z';
const minutesBefore = (minutes: number): string => new Date(Date.parse(releasedAt) - minutes * 60_000).toISOString();

interface Said {
  readonly holds?: readonly Hold[];
  readonly subject?: string;
  readonly recipient?: string;
  readonly minutesOld?: number;
  readonly by?: Signer;
}

/** What the centre said of other matters, good for a quarter of an hour. */
function statement({
  holds = [],
  subject = asif,
  recipient = 'gate-1',
  minutesOld = 4,
  by = centre.signer,
}: Said = {}) {
  const command: Command = {
    commandId,
    recipient,
    issuedAt: minutesBefore(minutesOld),
    expiresAt: minutesBefore(minutesOld - 15),
    body: { purpose: 'state-holds', subject, holds: [...holds] },
  };
  return signMessage('custody-command+json', command, by).text;
}

const [admission, order, clearance, property] = [
  drafts.admitted(),
  drafts.orderReceived(),
  drafts.cleared(),
  drafts.propertyReturned(),
];
const ready = [admission, order, clearance, property];
const without = (draft: EventDraft): EventDraft[] => ready.filter((one) => one !== draft);

type Release = EventData<'prisoner.released.v2'>;
const whole: Release = {
  orderIds: ['RO-7'],
  identity: [finger('right-index')],
  holdsStatement: statement(),
  medicalClearance: '0195533f-7c00-7000-8000-000000000001',
  propertyReturn: '0195533f-7c00-7000-8000-000000000002',
  approvals: [],
};
/** Signed for what it says: by the first as the officer at the gate, by the second as the one who reviews. */
function released(changes: Partial<Release> = {}, first = '4417', second = '3001', station = 'gate-1'): EventDraft {
  const data = { ...whole, ...changes };
  const sign = (officerId: string, meaning: 'release' | 'release-review') =>
    approvalBy(
      officerId,
      keys[officerId],
      { meaning, digest: releaseDigest(meaning, { subject: asif, ...data }) },
      station,
    );
  const approvals = changes.approvals ?? [sign(first, 'release'), sign(second, 'release-review')];
  return { type: 'prisoner.released.v2', subject: asif, data: { ...data, approvals } };
}

const approvalsIn = ({ data }: EventDraft): string[] => ('approvals' in data ? data.approvals : []);

/** A draft, or an event that another one names. */
type Written = EventDraft | CustodyEvent;

/** Events one after the other, as one gate writes them. */
const line = (...written: readonly Written[]): CustodyEvent[] =>
  written.reduce<CustodyEvent[]>((before, one) => {
    const after = before.at(-1)?.id;
    const placed = { time: releasedAt, ...(after !== undefined && { after }) };
    return before.concat('id' in one ? { ...one, ...placed } : eventOf(one, placed));
  }, []);

const roles: Readonly<Record<string, OfficerRole>> = { '3001': 'deputy-superintendent' };
const roleOf = (officerId: string): OfficerRole => roles[officerId] ?? 'gate-officer';
const keys: Readonly<Record<string, Signer>> = {
  '4417': newSigner(),
  '4418': newSigner(),
  '3001': newSigner(),
  '6001': newSigner(),
};
/** Everybody in force at the gate. */
const officers: KnownOfficer[] = Object.entries(keys).map(([officerId, { privateKey }]) => ({
  officerId,
  roles: [roleOf(officerId)],
  publicKey: publicJwk(privateKey),
  securityKeys: [],
}));

const aRelease = { meaning: 'release', digest: 'A'.repeat(43) } as const;

/** An officer's word, for a release unless told otherwise, whatever the key. */
const approvalBy = (
  officerId: string,
  signer = newSigner(),
  says: Pick<Approval, 'meaning' | 'digest'> = aRelease,
  station = 'gate-1',
): string =>
  signApproval(
    {
      approvalId: uuidV7(),
      officerId,
      role: roleOf(officerId),
      ...says,
      station,
      nonce: 'A'.repeat(22),
      authenticator: 'pin',
      issuedAt: minutesBefore(1),
      expiresAt: minutesBefore(-4),
    },
    signer,
  ).text;
const call = eventOf(drafts.calledBack(asif, 'RO-7', 'confirmed', '6001'));
const readyByCall = [admission, call, drafts.orderCalledBack(call.id), clearance, property];

/** A supervisor who knew the person by the photograph, and what was signed for it. */
function bySight(officerId = '7001', changes: Partial<SightEvidence> = {}): SightEvidence {
  const claim = { reason: 'worn', photograph: photographHash, marks: false } as const;
  const digest = sightDigest('identity-by-sight', asif, 'release', claim);
  return {
    method: 'sight',
    ...claim,
    approval: approvalBy(officerId, newSigner(), { meaning: 'identity-by-sight', digest }),
    ...changes,
  };
}
const photographed = [...ready, drafts.photographed()];

const audit = (events: readonly CustodyEvent[], inForce = officers): ReleaseGap[] | undefined =>
  auditOf(present(events.find(isRelease)), events, centre.enrolment, inForce, false, () => true);

describe('a release that happened', () => {
  test('lacked nothing when the record has everything', () => {
    expect(audit(line(...ready, released()))).toEqual([]);
  });

  test('on an order that the court confirmed by telephone lacked nothing where two others signed', () => {
    expect(audit(line(...readyByCall, released()))).toEqual([]);
  });

  test('by sight lacked nothing where a supervisor without another part in it had signed what was compared', () => {
    expect(audit(line(...photographed, released({ identity: [bySight()] })))).toEqual([]);
  });

  const cases: readonly [string, ReleaseGap[], readonly Written[]][] = [
    [
      'by sight of a photograph that is not on record',
      ['identity-missing'],
      [...ready, released({ identity: [bySight()] })],
    ],
    [
      'by sight for another reason than was signed',
      ['identity-missing'],
      [...photographed, released({ identity: [bySight('7001', { reason: 'missing' })] })],
    ],
    [
      'by sight on a word for something else',
      ['identity-missing'],
      [...photographed, released({ identity: [bySight('7001', { approval: approvalBy('7001') })] })],
    ],
    [
      'by sight of somebody who signed it as well',
      ['identifier-takes-part'],
      [...photographed, released({ identity: [bySight('3001')] })],
    ],
    [
      'where whoever called the court signed as well',
      ['call-back-officer-signs'],
      [...readyByCall, released({}, '6001')],
    ],
    [
      'on a call-back that is not on record',
      ['order-not-confirmed'],
      [...readyByCall.filter((one) => one !== call), released()],
    ],
    ['before the court had answered whom it meant', ['order-queried'], [...ready, drafts.queried(), released()]],
    [
      'on an order that the court disowned',
      ['order-denied', 'order-not-confirmed'],
      [...ready, drafts.calledBack(asif, 'RO-7', 'denied'), released()],
    ],
    [
      'on two words of one officer',
      ['second-officer-missing', 'senior-officer-missing'],
      [...ready, released({}, '4417', '4417')],
    ],
    ['without a senior officer’s word', ['senior-officer-missing'], [...ready, released({}, '4417', '4418')]],
    [
      'on words that nobody in force signed',
      ['second-officer-missing', 'senior-officer-missing'],
      [...ready, released({ approvals: [approvalBy('4417'), approvalBy('3001')] })],
    ],
    [
      'on the words of another release',
      ['second-officer-missing', 'senior-officer-missing'],
      [...ready, released({ approvals: approvalsIn(released({ propertyReturn: whole.medicalClearance })) })],
    ],
    ['without an order on record', ['order-not-confirmed'], [...without(order), released()]],
    ['while another order was open', ['order-left-open'], [...ready, drafts.orderReceived(asif, 'RO-8'), released()]],
    ['without medical clearance', ['medical-missing'], [...without(clearance), released()]],
    ['without the property returned', ['property-missing'], [...without(property), released()]],
    [
      'by a finger that is not enrolled',
      ['identity-missing'],
      [...ready, released({ identity: [finger('left-thumb')] })],
    ],
    [
      'by a print below its threshold',
      ['identity-missing'],
      [...ready, released({ identity: [{ ...finger(), score: 29, threshold: 30 }] })],
    ],
    [
      'although wanted in another case',
      ['other-hold'],
      [...ready, released({ holdsStatement: statement({ holds: [hold()] }) })],
    ],
    [
      'with a statement that had run out',
      ['holds-unknown'],
      [...ready, released({ holdsStatement: statement({ minutesOld: 16 }) })],
    ],
    [
      'with a statement of another person',
      ['holds-unknown'],
      [...ready, released({ holdsStatement: statement({ subject: bilal }) })],
    ],
    [
      'with a statement to another gate',
      ['holds-unknown'],
      [...ready, released({ holdsStatement: statement({ recipient: 'gate-2' }) })],
    ],
    [
      'with a statement that the centre did not sign',
      ['holds-unknown'],
      [...ready, released({ holdsStatement: statement({ by: newSigner() }) })],
    ],
    ['with no statement at all', ['holds-unknown'], [...ready, released({ holdsStatement: 'none' })]],
    [
      'on one approval given twice',
      ['second-officer-missing'],
      [
        ...ready,
        released({
          approvals: approvalsIn(released())
            .slice(1)
            .flatMap((one) => [one, one]),
        }),
      ],
    ],
    [
      'of somebody who was out',
      ['not-inside', 'medical-missing', 'property-missing'],
      [...ready, drafts.toCourt(), released()],
    ],
  ];
  test.each(cases)('%s lacked exactly that', (_, expected, written) => {
    expect(audit(line(...written))).toEqual(expected);
  });

  test('by a court lacked nothing where two officers signed what the event says, and all of it where they signed another account', () => {
    const said = { orderIds: ['RO-7'], holdsStatement: statement(), account: 'told by the reader' };
    const draftOf = (approvals: string[], account = said.account) =>
      ({ type: 'prisoner.released-at-court.v1', subject: asif, data: { ...said, account, approvals } }) as const;
    const approvals = (['4417', '3001'] as const).map((officerId, index) => {
      const meaning = index === 0 ? 'report' : 'report-review';
      return approvalBy(officerId, keys[officerId], { meaning, digest: reportDigest(meaning, draftOf([])) });
    });
    const atCourt = [admission, order, drafts.toCourt()];
    expect(audit(line(...atCourt, draftOf(approvals)))).toEqual([]);
    expect(audit(line(...atCourt, draftOf(approvals, 'told by nobody')))).toEqual([
      'second-officer-missing',
      'senior-officer-missing',
    ]);
    expect(audit(line(admission, order, draftOf(approvals)))).toEqual(['not-inside']);
  });

  test('does not count the word of an officer who was disabled before it', () => {
    const inForce = officers.filter(({ officerId }) => officerId !== '3001');
    expect(audit(line(...ready, released()), inForce)).toEqual(['second-officer-missing', 'senior-officer-missing']);
  });

  test('on an order that the centre did not grant was confirmed by nobody', () => {
    const events = line(...ready, released());
    const lacking = auditOf(present(events.find(isRelease)), events, centre.enrolment, officers, false, () => false);
    expect(lacking).toEqual(['order-not-confirmed']);
  });

  test('is not judged by what came after it', () => {
    expect(audit(line(...ready, released(), drafts.releaseError(), drafts.forgotten()))).toEqual([]);
  });

  test('by one order at two gates is seen at both', () => {
    const before = line(...ready);
    const after = present(before.at(-1)).id;
    const twice = [1, 2].map(() => eventOf(released(), { time: releasedAt, after }));
    for (const release of twice.filter(isRelease))
      expect(auditOf(release, [...before, ...twice], centre.enrolment, officers, false, () => true)).toEqual(
        expect.arrayContaining(['already-released', 'order-used']),
      );
  });

  test('is not judged before the admission is known', () => {
    expect(audit(line(released()))).toBeUndefined();
  });

  test('is judged alike in whatever order the events are read, and never of its rank', () => {
    fc.assert(
      fc.property(
        fc.subarray([order, clearance, property]).chain((kept) => {
          const events = line(admission, ...kept, released(), drafts.releaseError());
          return fc.record({
            events: fc.constant(events),
            shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
          });
        }),
        ({ events, shuffled }) => {
          const lacking = present(audit(events));
          expect(audit(shuffled)).toEqual(lacking);
        },
      ),
      { seed: 23, numRuns: 50 },
    );
  });

  test('by a gate of another name is measured against the statement and the order to that gate', () => {
    const { source } = envelopeOf(released(), enrol('gate-2'));
    const events = line(
      ...ready,
      released({ holdsStatement: statement({ recipient: 'gate-2' }) }, '4417', '3001', 'gate-2'),
    );
    const elsewhere = events.map((event) => (isRelease(event) ? { ...event, source } : event));
    expect(audit(elsewhere)).toEqual(['order-elsewhere']);
    const moved = elsewhere.map((event) =>
      event.type === 'prisoner.release-order-received.v1' ? { ...event, source } : event,
    );
    expect(audit(moved)).toEqual([]);
  });
});
