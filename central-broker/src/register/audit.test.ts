import {
  type Command,
  type CustodyEvent,
  type EventData,
  type EventDraft,
  type Hold,
  isRelease,
  type KnownOfficer,
  type ReleaseGap,
  type SightEvidence,
  type Signer,
  sightDigest,
  signMessage,
  wordsAsked,
} from '@custody-edge/event-contract';
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
  police,
  present,
} from '../../../packages/event-contract/src/test-kit.ts';
import {
  known,
  type Member,
  newMember,
  signedBy,
  wordBy,
} from '../../../packages/event-contract/src/test-support/staff.ts';
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

/** A draft, or an event that another one names. */
type Written = EventDraft | CustodyEvent;

const gateOfficer = newMember('4417', 'gate-officer');
const colleague = newMember('4418', 'gate-officer');
const deputy = newMember('3001', 'deputy-superintendent');
const doctor = newMember('5001', 'medical');
const clerk = newMember('6001', 'clerk');
/** Who may call the court, and sign for the gate as well. */
const caller = newMember('6002', 'gate-officer');
const supervisor = newMember('7001', 'supervisor');
const staff = [gateOfficer, colleague, deputy, doctor, clerk, caller, supervisor];
/** Everybody in force at the gate. */
const officers: KnownOfficer[] = staff.map(known);

const atMs = Date.parse(minutesBefore(1));
/** A draft with its words, given a minute before the release. */
const signed = (draft: EventDraft, by: readonly Member[], station = 'gate-1'): EventDraft =>
  signedBy(draft, by, { station, atMs });
/** An event of it, which others can name. */
const written = (draft: EventDraft): CustodyEvent => eventOf(draft, { time: releasedAt });

const admission = drafts.admitted();
const order = drafts.orderReceived();
const clearance = written(signed(drafts.cleared(), [doctor]));
const property = written(signed(drafts.propertyReturned(), [gateOfficer]));
const ready: readonly Written[] = [admission, order, clearance, property];
const without = (one: Written): Written[] => ready.filter((other) => other !== one);
const instead = (one: Written, other: Written): Written[] => ready.map((each) => (each === one ? other : each));

type Release = EventData<'prisoner.released.v2'>;
const whole: Release = {
  orderIds: ['RO-7'],
  identity: [finger('right-index')],
  holdsStatement: statement(),
  medicalClearance: clearance.id,
  propertyReturn: property.id,
  approvals: [],
};
/** Signed for what it says: by the first as the officer at the gate, by the second as the one who reviews. */
function released(
  changes: Partial<Release> = {},
  by: readonly Member[] = [gateOfficer, deputy],
  station = 'gate-1',
): EventDraft {
  const draft: EventDraft = { type: 'prisoner.released.v2', subject: asif, data: { ...whole, ...changes } };
  return changes.approvals ? draft : signed(draft, by, station);
}

const approvalsIn = ({ data }: EventDraft): string[] => ('approvals' in data ? data.approvals : []);

/** Events one after the other, as one gate writes them. */
const line = (...written: readonly Written[]): CustodyEvent[] =>
  written.reduce<CustodyEvent[]>((before, one) => {
    const after = before.at(-1)?.id;
    const placed = { time: releasedAt, ...(after !== undefined && { after }) };
    return before.concat('id' in one ? { ...one, ...placed } : eventOf(one, placed));
  }, []);

const called = written(signed(drafts.calledBack(asif, 'RO-7', 'confirmed', '6001'), [clerk]));
const byCall = (call: CustodyEvent): Written[] => [
  admission,
  call,
  drafts.orderCalledBack(call.id),
  clearance,
  property,
];

/** A supervisor who knew the person by the photograph, and what was signed for it. */
function bySight(by = supervisor, changes: Partial<SightEvidence> = {}): SightEvidence {
  const claim = { reason: 'worn', photograph: photographHash, marks: false } as const;
  const meaning = 'identity-by-sight';
  const approval = wordBy(by, { meaning, digest: sightDigest(meaning, asif, 'release', claim) }, { atMs });
  return { method: 'sight', ...claim, approval, ...changes };
}
const photographed = [...ready, drafts.photographed()];

const audit = (events: readonly CustodyEvent[], inForce = officers): ReleaseGap[] | undefined =>
  auditOf(present(events.find(isRelease)), events, centre.enrolment, () => inForce, false, {});

describe('a release that happened', () => {
  test('lacked nothing when the record has everything', () => {
    expect(audit(line(...ready, released()))).toEqual([]);
  });

  test('on an order that the court confirmed by telephone lacked nothing where two others signed', () => {
    expect(audit(line(...byCall(called), released()))).toEqual([]);
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
      [...photographed, released({ identity: [bySight(supervisor, { reason: 'missing' })] })],
    ],
    [
      'by sight on a word for something else',
      ['identity-missing'],
      [
        ...photographed,
        released({
          identity: [
            bySight(supervisor, {
              approval: wordBy(supervisor, { meaning: 'identity-by-sight', digest: 'A'.repeat(43) }, { atMs }),
            }),
          ],
        }),
      ],
    ],
    [
      'by sight of somebody who signed it as well',
      ['identifier-takes-part'],
      [...photographed, released({ identity: [bySight(deputy)] })],
    ],
    [
      'where whoever called the court signed as well',
      ['call-back-officer-signs'],
      [
        ...byCall(written(signed(drafts.calledBack(asif, 'RO-7', 'confirmed', '6002'), [caller]))),
        released({}, [caller, deputy]),
      ],
    ],
    [
      'on a call-back that is not on record',
      ['order-not-confirmed'],
      [...byCall(called).filter((one) => one !== called), released()],
    ],
    ['before the court had answered whom it meant', ['order-queried'], [...ready, drafts.queried(), released()]],
    [
      'on an order that the court disowned',
      ['order-denied', 'order-not-confirmed'],
      [...ready, drafts.calledBack(asif, 'RO-7', 'denied'), released()],
    ],
    ['on two words of one officer', ['second-officer-missing'], [...ready, released({}, [deputy, deputy])]],
    [
      'with the review of somebody who may not review',
      ['second-officer-missing', 'senior-officer-missing'],
      [...ready, released({}, [gateOfficer, colleague])],
    ],
    [
      'without a senior officer’s word',
      ['senior-officer-missing'],
      [
        ...ready,
        released({
          approvals: [gateOfficer, colleague].map((by) => wordBy(by, present(wordsAsked(released())[0]), { atMs })),
        }),
      ],
    ],
    [
      'on words that nobody in force signed',
      ['second-officer-missing', 'senior-officer-missing'],
      [...ready, released({}, [newMember('4417', 'gate-officer'), newMember('3001', 'deputy-superintendent')])],
    ],
    [
      'on the words of another release',
      ['second-officer-missing', 'senior-officer-missing'],
      [...ready, released({ approvals: approvalsIn(released({ orderIds: ['RO-8'] })) })],
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
    const approvals = approvalsIn(signed(draftOf([]), [gateOfficer, deputy]));
    const atCourt = [admission, order, drafts.toCourt()];
    expect(audit(line(...atCourt, draftOf(approvals)))).toEqual([]);
    expect(audit(line(...atCourt, draftOf(approvals, 'told by nobody')))).toEqual([
      'second-officer-missing',
      'senior-officer-missing',
    ]);
    expect(audit(line(admission, order, draftOf(approvals)))).toEqual(['not-inside']);
  });

  describe('into the hands of the police', () => {
    const forPolice = { ...hold(), handOver: true as const };
    const said = (holds: readonly Hold[], named: readonly string[]) => ({
      ...whole,
      holdsStatement: statement({ holds }),
      handOver: { ...police, holds: [...named] },
    });
    const draftOf = (data: EventData<'prisoner.released-to-police.v1'>): EventDraft => ({
      type: 'prisoner.released-to-police.v1',
      subject: asif,
      data,
    });
    const handedOver = (
      holds: readonly Hold[],
      named: readonly string[],
      by: readonly Member[] = [gateOfficer, deputy],
    ): EventDraft => signed(draftOf(said(holds, named)), by);

    test('lacked nothing where it answers everything that the centre had stated', () => {
      expect(audit(line(...ready, handedOver([forPolice], ['H-1'])))).toEqual([]);
      expect(audit(line(...ready, handedOver([], [])))).toEqual([]);
    });

    test.each<[string, ReleaseGap[], readonly Written[]]>([
      ['for a hold that it cannot answer', ['other-hold'], [...ready, handedOver([hold()], ['H-1'])]],
      [
        'for one of two holds',
        ['other-hold'],
        [...ready, handedOver([forPolice, { ...forPolice, holdId: 'H-2' }], ['H-1'])],
      ],
      ['for a hold that was not stated', ['hand-over-incomplete'], [...ready, handedOver([], ['H-1'])]],
      [
        'by one officer twice',
        ['second-officer-missing'],
        [...ready, handedOver([forPolice], ['H-1'], [deputy, deputy])],
      ],
      [
        'by two of whom none is senior',
        ['second-officer-missing', 'senior-officer-missing'],
        [...ready, handedOver([forPolice], ['H-1'], [gateOfficer, colleague])],
      ],
      ['without medical clearance', ['medical-missing'], [...without(clearance), handedOver([forPolice], ['H-1'])]],
      [
        'on words for a release to freedom',
        ['second-officer-missing', 'senior-officer-missing'],
        [...ready, draftOf({ ...said([forPolice], ['H-1']), approvals: approvalsIn(released()) })],
      ],
      [
        'on words for another officer of the police',
        ['second-officer-missing', 'senior-officer-missing'],
        [
          ...ready,
          draftOf({
            ...said([forPolice], ['H-1']),
            handOver: { ...police, officer: 'Tariq', holds: ['H-1'] },
            approvals: approvalsIn(handedOver([forPolice], ['H-1'])),
          }),
        ],
      ],
    ])('%s lacked exactly that', (_, expected, written) => {
      expect(audit(line(...written))).toEqual(expected);
    });

    test('for a hold that came after the order rests on the words of those who saw its document', () => {
      const came = written(drafts.cameLate());
      const report = drafts.lateHoldReported(asif, came.id);
      const release = handedOver([forPolice], ['H-1']);
      expect(audit(line(...ready, came, release))).toEqual(['other-hold']);
      expect(audit(line(...ready, came, report, release))).toEqual(['other-hold']);
      expect(audit(line(...ready, came, signed(report, [gateOfficer, gateOfficer]), release))).toEqual(['other-hold']);
      expect(audit(line(...ready, came, signed(report, [gateOfficer, deputy]), release))).toEqual([]);
    });

    test('is no way to freedom by the same words', () => {
      const approvals = approvalsIn(handedOver([], []));
      expect(audit(line(...ready, released({ approvals })))).toEqual([
        'second-officer-missing',
        'senior-officer-missing',
      ]);
    });
  });

  test('does not count the word of an officer who was disabled before it', () => {
    const inForce = officers.filter(({ officerId }) => officerId !== '3001');
    expect(audit(line(...ready, released()), inForce)).toEqual(['second-officer-missing', 'senior-officer-missing']);
  });

  test('on an order that the centre did not grant was confirmed by nobody', () => {
    const events = line(...ready, released());
    const lacking = auditOf(present(events.find(isRelease)), events, centre.enrolment, () => officers, false, {
      isGranted: () => false,
    });
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
      expect(auditOf(release, [...before, ...twice], centre.enrolment, () => officers, false, {})).toEqual(
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
      released({ holdsStatement: statement({ recipient: 'gate-2' }) }, [gateOfficer, deputy], 'gate-2'),
    );
    const elsewhere = events.map((event) => (isRelease(event) ? { ...event, source } : event));
    expect(audit(elsewhere)).toEqual(['order-elsewhere']);
    const moved = elsewhere.map((event) =>
      event.type === 'prisoner.release-order-received.v1' ? { ...event, source } : event,
    );
    expect(audit(moved)).toEqual([]);
  });
});

/** One word of the record, who gives it, and what a release on it lacks where it does not hold. */
interface Element {
  readonly draft: EventDraft;
  readonly by: readonly Member[];
  readonly lacks: ReleaseGap;
  /** The line up to the release, with this in its place. */
  on(event: CustodyEvent): readonly Written[];
  /** What the release itself says then. */
  says?(event: CustodyEvent): Partial<Release>;
}
const query = written(drafts.queried());
const elements: Readonly<Record<string, Element>> = {
  'medical clearance': {
    draft: drafts.cleared(),
    by: [doctor],
    lacks: 'medical-missing',
    on: (event) => instead(clearance, event),
    says: ({ id }) => ({ medicalClearance: id }),
  },
  'the return of property': {
    draft: drafts.propertyReturned(),
    by: [gateOfficer],
    lacks: 'property-missing',
    on: (event) => instead(property, event),
    says: ({ id }) => ({ propertyReturn: id }),
  },
  'the call to the court': {
    draft: drafts.calledBack(asif, 'RO-7', 'confirmed', '6001'),
    by: [clerk],
    lacks: 'order-not-confirmed',
    on: byCall,
  },
  'the court’s answer': {
    draft: drafts.queryAnswered(query.id),
    by: [clerk],
    lacks: 'order-queried',
    on: (event) => [admission, order, query, event, clearance, property],
  },
  'the end of a conflict': {
    draft: drafts.resolved(property.id, clearance.id),
    by: [gateOfficer, deputy],
    lacks: 'conflict',
    on: (event) => [...ready, event],
  },
};

describe.each(Object.entries(elements))('%s', (_, { draft, by, lacks, on, says }) => {
  const auditOn = (event: CustodyEvent, inForce = officers): ReleaseGap[] | undefined =>
    audit(line(...on(event), released(says?.(event) ?? {})), inForce);
  const [giver, ...others] = by;
  const imposters = by.map(({ officerId, role }) => newMember(officerId, role));

  test('holds as its officers signed it', () => {
    expect(auditOn(written(signed(draft, by)))).toEqual([]);
  });

  test.each<[string, () => EventDraft]>([
    ['without a word', () => ({ ...draft, data: { ...draft.data, approvals: by.map(() => 'signed') } }) as EventDraft],
    ['signed by keys that nobody enrolled', () => signed(draft, imposters)],
    [
      'signed in an office whose word does not count for it',
      () =>
        signed(
          draft,
          by.map(() => supervisor),
        ),
    ],
    ['with the words of another station', () => signed(draft, by, 'gate-2')],
    [
      'with the words for another person',
      () => ({ ...draft, data: signed({ ...draft, subject: bilal } as EventDraft, by).data }) as EventDraft,
    ],
  ])('%s is found', (_name, forged) => {
    expect(auditOn(written(forged()))).toEqual([lacks]);
  });

  test('with words that had run out is found', () => {
    const late = eventOf(signed(draft, by), { time: minutesBefore(-10) });
    const events = line(...on(late), released(says?.(late) ?? {}));
    const asWritten = events.map((event) => (event.id === late.id ? { ...event, time: minutesBefore(-10) } : event));
    expect(audit(asWritten)).toContain(lacks);
  });

  test('of an officer who was disabled before it is found', () => {
    const inForce = officers.filter(({ officerId }) => officerId !== giver?.officerId);
    expect(auditOn(written(signed(draft, by)), inForce)).toContain(lacks);
  });

  if (others.length > 0)
    test('of one officer for both is found', () => {
      expect(
        auditOn(
          written(
            signed(
              draft,
              by.map(() => deputy),
            ),
          ),
        ),
      ).toEqual([lacks]);
    });
});

describe('a release that names', () => {
  test.each<[string, Partial<Release>, ReleaseGap]>([
    ['another clearance than stands', { medicalClearance: property.id }, 'medical-missing'],
    ['another return of property than stands', { propertyReturn: clearance.id }, 'property-missing'],
  ])('%s is found', (_, changes, gap) => {
    expect(audit(line(...ready, released(changes)))).toEqual([gap]);
  });

  test.each([
    ['a finger that is not enrolled', finger('left-thumb')],
    ['a print below its threshold', { ...finger(), score: 29, threshold: 30 }],
    ['sight that nobody signed', bySight(newMember('7001', 'supervisor'))],
  ])('a return of property acknowledged by %s is found', (_, identity) => {
    const data = { receipt: 'PR-3', identity, approvals: [] };
    const returned = written(signed({ type: 'prisoner.property-returned.v1', subject: asif, data }, [gateOfficer]));
    const events = line(
      admission,
      drafts.photographed(),
      order,
      clearance,
      returned,
      released({ propertyReturn: returned.id }),
    );
    expect(audit(events)).toEqual(['property-missing']);
  });

  test('somebody whom a supervisor knew by sight at the return of property and at the gate lacks nothing', () => {
    const data = { receipt: 'PR-3', identity: bySight(), approvals: [] };
    const returned = written(signed({ type: 'prisoner.property-returned.v1', subject: asif, data }, [gateOfficer]));
    const unread = released({ propertyReturn: returned.id, identity: [bySight()] });
    expect(audit(line(admission, drafts.photographed(), order, clearance, returned, unread))).toEqual([]);
  });

  test.each<[string, () => SightEvidence]>([
    ['key', () => bySight(newMember('7001', 'supervisor'))],
    ['office', () => bySight(gateOfficer)],
    ['word', () => bySight(supervisor, { approval: 'seen' })],
  ])('a supervisor’s sight without the right %s is found', (_, identity) => {
    expect(audit(line(...photographed, released({ identity: [identity()] })))).toEqual(['identity-missing']);
  });
});
