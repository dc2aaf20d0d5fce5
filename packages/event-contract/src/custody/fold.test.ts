import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { bilal, drafts, eventOf, present, releaseOrder } from '../test-kit.ts';
import { custodyHere, custodySchema } from './custody.ts';
import { isErasure } from './erasure.ts';
import { foldCustody, holdsLineTo } from './fold.ts';
import { histories } from './fold-kit.ts';
import { isGateRelease } from './orders.ts';
import { stateOnJourney } from './states.ts';

const run = { seed: 91, numRuns: 200 };

const mayStandBeside = [
  'prisoner.overdue.v1',
  'prisoner.over-detained.v1',
  'prisoner.ward-assigned.v1',
  'prisoner.searched.v1',
  'prisoner.medically-screened.v1',
  'prisoner.reference-recorded.v1',
  'prisoner.detention-extended.v1',
  'prisoner.detention-alarm.v1',
  'prisoner.name-corrected.v1',
  'prisoner.corrected.v1',
  'prisoner.hold-came-late.v1',
  'prisoner.late-hold-lifted.v1',
  'prisoner.late-hold-reported.v1',
  'prisoner.searched-at-centre.v1',
  'prisoner.match-answered.v1',
  'prisoner.matched-elsewhere.v1',
];

/** What the events come to, without the times that are shown beside an order. */
function withoutTimes(events: readonly CustodyEvent[]) {
  const custody = present(foldCustody(events));
  const openOrders = custody.openOrders.map(({ verified, queries, ...order }) => ({
    ...order,
    verified: verified?.by,
    queries: queries.map(({ event }) => event),
  }));
  const openInjuries = custody.openInjuries.map(({ id, count }) => ({ id, count }));
  const openMatches = custody.openMatches.map(({ since: _, ...match }) => match);
  return {
    ...custody,
    openInjuries,
    openMatches,
    centralSearch: custody.centralSearch?.state,
    movedAt: undefined,
    admission: { ...custody.admission, at: undefined },
    openOrders,
  };
}

/** Events one after the other, as a single station writes them. */
function line(...written: ReturnType<typeof drafts.admitted>[]): CustodyEvent[] {
  return written.reduce<CustodyEvent[]>((before, draft) => {
    const after = before.at(-1)?.id;
    return before.concat(eventOf(draft, after === undefined ? {} : { after }));
  }, []);
}

const granted = (orderId?: string) => ({
  ...releaseOrder(orderId),
  holder: '/jail-a/gate-1',
  verified: { by: 'feed', at: '2026-03-01T05:00:00.000Z' },
  queries: [],
  overDetainedRaised: false,
});

const pass = {
  paper: 'JM-4',
  authority: 'Magistrate',
  place: 'PS Saddar',
  escort: 'Belt 512',
  dueBack: '2026-03-02T05:00:00.000Z',
};

describe('where a person is', () => {
  it.each([
    ['admitted', [drafts.admitted()], 'IN_CUSTODY'],
    ['at court', [drafts.admitted(), drafts.toCourt()], 'OUT_COURT'],
    ['back', [drafts.admitted(), drafts.toCourt(), drafts.back()], 'IN_CUSTODY'],
    ['under an order', [drafts.admitted(), drafts.orderReceived()], 'RELEASE_PENDING'],
    ['at court while an order arrives', [drafts.admitted(), drafts.toCourt(), drafts.orderReceived()], 'OUT_COURT'],
    [
      'back with an order',
      [drafts.admitted(), drafts.toCourt(), drafts.orderReceived(), drafts.back()],
      'RELEASE_PENDING',
    ],
    ['released', [drafts.admitted(), drafts.orderReceived(), drafts.released()], 'RELEASED'],
    ['forgotten', [drafts.admitted(), drafts.orderReceived(), drafts.released(), drafts.forgotten()], 'RELEASED'],
    ['in hospital', [drafts.admitted(), drafts.out()], 'OUT_HOSPITAL'],
    ['back from hospital', [drafts.admitted(), drafts.out(), drafts.backFromHospital()], 'IN_CUSTODY'],
    ['late', [drafts.admitted(), drafts.toCourt(), drafts.overdue()], 'OUT_COURT'],
    ['sent to another prison', [drafts.admitted(), drafts.dispatched()], 'IN_TRANSIT'],
    ['received there', [drafts.admitted(), drafts.dispatched(), drafts.received()], 'IN_CUSTODY'],
    ['taken back, not received', [drafts.admitted(), drafts.dispatched(), drafts.backFromTransfer()], 'IN_CUSTODY'],
    ['escaped', [drafts.admitted(), drafts.escaped()], 'ESCAPED'],
    [
      'let go by the court',
      [drafts.admitted(), drafts.orderReceived(), drafts.toCourt(), drafts.releasedAtCourt()],
      'RELEASED',
    ],
    ['back, by a form', [drafts.admitted(), drafts.toCourt(), drafts.onForm()], 'IN_CUSTODY'],
    ['out, by a form', [drafts.admitted(), drafts.onForm({ way: 'out', journey: 'remand', pass })], 'OUT_REMAND'],
    ['dead', [drafts.admitted(), drafts.deceased()], 'DECEASED'],
    [
      'released in error',
      [drafts.admitted(), drafts.orderReceived(), drafts.released(), drafts.releaseError()],
      'RELEASED_IN_ERROR',
    ],
    ['brought back after an escape', [drafts.admitted(), drafts.escaped(), drafts.recaptured()], 'IN_CUSTODY'],
    [
      'brought back while an order is open',
      [drafts.admitted(), drafts.orderReceived(), drafts.escaped(), drafts.recaptured()],
      'RELEASE_PENDING',
    ],
    [
      'brought back after a release in error',
      [drafts.admitted(), drafts.orderReceived(), drafts.released(), drafts.releaseError(), drafts.recaptured()],
      'IN_CUSTODY',
    ],
    [
      'still there after a claim and its answer',
      [drafts.admitted(), drafts.claimed(), drafts.answered()],
      'IN_CUSTODY',
    ],
    ['kept after a refusal', [drafts.admitted(), drafts.refused()], 'IN_CUSTODY'],
    ['still out after a refusal', [drafts.admitted(), drafts.toCourt(), drafts.refused()], 'OUT_COURT'],
  ])('%s', (_, written, state) => {
    const events = line(...written);
    expect(foldCustody(events)).toMatchObject({ state, heads: [events.at(-1)?.id] });
  });

  it('is not known without the admission', () => {
    expect(foldCustody([])).toBeUndefined();
    expect(foldCustody(line(drafts.toCourt(), drafts.back()))).toBeUndefined();
  });

  it('is in custody after an admission of either version, also of one who had escaped', () => {
    expect(foldCustody(line(drafts.admittedInFull()))?.state).toBe('IN_CUSTODY');
    expect(foldCustody(line(drafts.admitted(), drafts.escaped(), drafts.admittedInFull()))?.state).toBe('IN_CUSTODY');
    expect(foldCustody(line(drafts.admitted(), drafts.escaped(), drafts.conflictAnswered()))?.state).toBe('ESCAPED');
  });

  it('tells of a child, and whether the superintendent knows', () => {
    const child = drafts.admittedInFull(undefined, true);
    expect(foldCustody(line(drafts.admittedInFull()))).not.toHaveProperty('juvenile');
    expect(foldCustody(line(child))).toMatchObject({ state: 'IN_CUSTODY', juvenile: 'waiting' });
    expect(foldCustody(line(child, drafts.toCourt(), drafts.juvenileSeen()))).toMatchObject({
      state: 'OUT_COURT',
      juvenile: 'seen',
    });
  });

  it('tells what the person left under and whether lateness is on record, and only while out', () => {
    const events = line(drafts.admitted(), drafts.toCourt(undefined, 'PO-9'), drafts.overdue(), drafts.back());
    const absence = {
      journey: 'court',
      paper: 'PO-9',
      place: 'Sessions Court',
      caseNumber: 'FIR 12/2026',
      dueBack: '2026-03-02T13:00:00.000Z',
      overdueRaised: false,
    };
    expect(foldCustody(events.slice(0, 2))?.absence).toEqual(absence);
    expect(foldCustody(events.slice(0, 3))?.absence).toEqual({ ...absence, overdueRaised: true });
    expect(foldCustody(events)).not.toHaveProperty('absence');
  });

  it('counts a medical clearance and the return of property until the person moves', () => {
    const events = line(
      drafts.admitted(),
      drafts.cleared(),
      drafts.propertyReturned(),
      drafts.toCourt(),
      drafts.back(),
    );
    expect(foldCustody(events.slice(0, 3))).toMatchObject({
      medicalClearance: events[1]?.id,
      propertyReturn: events[2]?.id,
    });
    expect(foldCustody(events)).not.toHaveProperty('medicalClearance');
    expect(foldCustody(events)).not.toHaveProperty('propertyReturn');
  });

  it('tells when the person last moved', () => {
    const events = line(drafts.admitted(), drafts.toCourt(), drafts.overdue());
    expect(foldCustody(events)?.movedAt).toBe(events[1]?.time);
  });

  it('waits for the centre’s search of the newest admission, and for nobody’s where no finger is enrolled', () => {
    const admission = eventOf(drafts.admitted());
    const search = (...told: readonly CustodyEvent[]) => foldCustody([admission, ...told])?.centralSearch?.state;
    expect(search()).toBe('waiting');
    expect(search(eventOf(drafts.searched(), { after: admission.id }))).toBe('waiting');
    const searched = eventOf(drafts.searched(undefined, admission.id), { after: admission.id });
    expect(search(searched)).toBe('done');
    const later = { id: 'ffffffff-ffff-7fff-bfff-ffffffffffff', after: searched.id };
    expect(search(searched, eventOf(drafts.admitted(), later))).toBe('waiting');
    expect(search(searched, eventOf(drafts.forgotten(), { after: searched.id }))).toBeUndefined();
  });

  it('keeps everybody whom the centre found alike open until that very match is answered', () => {
    const openAfter = (...told: readonly EventDraft[]) =>
      foldCustody(line(drafts.admitted(), ...told))?.openMatches.map(({ person, answers }) => `${person} ${answers}`);
    const found = drafts.searched(undefined, undefined, bilal, 'person/dara');
    expect(openAfter()).toEqual([]);
    expect(openAfter(found)).toEqual([`${bilal} here`, 'person/dara here']);
    expect(openAfter(found, found)).toHaveLength(2);
    expect(openAfter(found, drafts.matchAnswered())).toEqual(['person/dara here']);
    expect(openAfter(drafts.matchedElsewhere(), drafts.toCourt())).toEqual([`${bilal} elsewhere`]);
    expect(openAfter(drafts.matchedElsewhere(), drafts.matchedElsewhere(undefined, 'stand-in-suspected'))).toEqual([]);
    expect(openAfter(found, drafts.forgotten())).toEqual([]);
  });

  it('takes no word of the centre’s search for a contradiction, however long the history went on beside it', () => {
    const admission = eventOf(drafts.admitted());
    const searched = eventOf(drafts.searched(undefined, admission.id, bilal), { after: admission.id });
    const answered = eventOf(drafts.matchAnswered(), { after: searched.id });
    const dispatched = eventOf(drafts.dispatched(), { after: admission.id });
    const received = eventOf(drafts.received(), { after: dispatched.id });
    const twice = eventOf(drafts.searched(undefined, admission.id, bilal), { after: dispatched.id });
    const custody = foldCustody([admission, searched, answered, dispatched, received, twice]);
    expect(custody).toMatchObject({ heads: [received.id], openMatches: [], centralSearch: { state: 'done' } });
    // Where nothing else was recorded beside it, it is the last word as any other.
    expect(foldCustody([admission, searched, answered])?.heads).toEqual([answered.id]);
    // Two movements contradict each other as ever.
    const out = eventOf(drafts.toCourt(), { after: admission.id });
    expect(foldCustody([admission, searched, dispatched, out])?.heads).toHaveLength(2);
  });

  it('is where they moved, whoever called them late without having heard of it', () => {
    const events = line(drafts.admitted(), drafts.orderReceived(), drafts.released());
    const [, order, release] = events;
    const alarm = eventOf(drafts.overDetained(), { after: present(order).id });
    for (const heard of [
      [...events, alarm],
      [alarm, ...events],
    ])
      expect(foldCustody(heard)).toMatchObject({ state: 'RELEASED', heads: [present(release).id], openOrders: [] });
    expect(foldCustody([...events.slice(0, 2), alarm])).toMatchObject({
      state: 'RELEASE_PENDING',
      openOrders: [{ overDetainedRaised: true }],
    });
  });

  it('lets a search that found nobody void no review of a release, and one that found somebody void it', () => {
    const reviewed = [drafts.admitted(), drafts.orderReceived(), drafts.releaseReviewed()];
    const reviewAfter = (told: EventDraft) => foldCustody(line(...reviewed, told))?.releaseReview;
    expect(reviewAfter(drafts.searched())).toBeDefined();
    expect(reviewAfter(drafts.searched(undefined, undefined, bilal))).toBeUndefined();
  });

  it('keeps a ward over a journey until another is assigned, and ends it with custody here', () => {
    const wardAfter = (...told: readonly EventDraft[]) => foldCustody(line(drafts.admitted(), ...told))?.ward;
    const assigned = drafts.wardAssigned(undefined, 'ward-1');
    expect(wardAfter()).toBeUndefined();
    expect(wardAfter(assigned, drafts.toCourt())).toBe('ward-1');
    expect(wardAfter(assigned, drafts.toCourt(), drafts.back(), drafts.orderReceived())).toBe('ward-1');
    expect(wardAfter(assigned, drafts.wardAssigned(undefined, 'ward-2'))).toBe('ward-2');
    for (const end of [drafts.released(), drafts.escaped(), drafts.deceased(), drafts.dispatched()])
      expect(wardAfter(assigned, end), end.type).toBeUndefined();
    expect(wardAfter(assigned, drafts.escaped(), drafts.recaptured())).toBeUndefined();
    expect(wardAfter(assigned, drafts.released(), assigned)).toBeUndefined();
  });

  it('has a ward only where the person is kept', () => {
    const kept = present(foldCustody(line(drafts.admitted(), drafts.wardAssigned())));
    expect(custodyHere(kept, 'jail-a')).toMatchObject({ ward: 'ward-1' });
    expect(custodyHere(kept, 'jail-b')).not.toHaveProperty('ward');
  });

  it('takes a ward assigned beside a movement for no contradiction, and keeps it', () => {
    const [admitted, toCourt] = line(drafts.admitted(), drafts.toCourt()).map(present);
    const beside = eventOf(drafts.wardAssigned(undefined, 'ward-1'), { after: present(admitted).id });
    const known = [admitted, toCourt, beside].map(present);
    expect(foldCustody(known)).toMatchObject({ state: 'OUT_COURT', ward: 'ward-1', heads: [toCourt?.id] });
    const another = eventOf(drafts.wardAssigned(undefined, 'ward-2'), { after: present(admitted).id });
    expect(foldCustody([present(admitted), beside, another])?.heads).toHaveLength(2);
  });

  it('counts a review of the release until anything is recorded that the officer has not seen', () => {
    const reviewed = [
      drafts.admitted(),
      drafts.orderReceived(),
      drafts.cleared(),
      drafts.propertyReturned(),
      drafts.releaseReviewed(),
    ];
    const reviewAfter = (...told: readonly EventDraft[]) => {
      const events = line(...reviewed, ...told);
      const { releaseReview } = present(foldCustody(events));
      return releaseReview === undefined ? undefined : events.findIndex(({ id }) => id === releaseReview);
    };
    expect(reviewAfter()).toBe(4);
    expect(reviewAfter(drafts.overDetained(), drafts.wardAssigned())).toBe(4);
    expect(reviewAfter(drafts.releaseReviewed())).toBe(5);
    for (const change of [
      drafts.orderReceived(undefined, 'RO-8'),
      drafts.queried(),
      drafts.cleared(),
      drafts.propertyReturned(),
      drafts.reviewVoided(),
      drafts.claimed(),
      drafts.out(),
    ])
      expect(reviewAfter(change), change.type).toBeUndefined();
  });

  it('keeps an order open until it is acted on, and used ever after', () => {
    const events = line(
      drafts.admitted(),
      drafts.orderReceived(undefined, 'RO-1'),
      drafts.orderReceived(undefined, 'RO-2'),
      drafts.released(undefined, 'RO-1'),
    );
    expect(foldCustody(events.slice(0, 3))).toMatchObject({
      openOrders: expect.arrayContaining([granted('RO-1'), granted('RO-2')]),
      usedOrders: [],
    });
    expect(foldCustody(events)).toMatchObject({ openOrders: [granted('RO-2')], usedOrders: ['RO-1'] });
  });

  it('keeps a claim open until that very claim is answered, wherever the person went meanwhile', () => {
    const [admitted, first, second, out] = line(
      drafts.admitted(),
      drafts.claimed(),
      drafts.claimed(),
      drafts.toCourt(),
    ).map(present);
    const before = [admitted, first, second, out].map(present);
    const open = (events: readonly CustodyEvent[]) =>
      foldCustody(events)
        ?.openClaims.map(({ id }) => id)
        .sort();
    expect(open(before)).toEqual([first?.id, second?.id].sort());
    const answer = eventOf(drafts.answered(undefined, present(first).id), { after: present(out).id });
    expect(open([...before, answer])).toEqual([second?.id]);
    const erased = eventOf(drafts.forgotten(), { after: present(out).id });
    expect(open([...before, erased])).toEqual([]);
    expect(foldCustody(before)?.openClaims[0]).toMatchObject({
      claim: 'not-me',
      answerDue: '2026-03-04T05:00:00.000Z',
    });
  });

  it('does not count an order twice that was granted twice', () => {
    const events = line(drafts.admitted(), drafts.orderReceived(), drafts.orderReceived());
    expect(foldCustody(events)?.openOrders).toEqual([granted()]);
  });
});

describe('two stations that were apart', () => {
  const [admission, order] = line(drafts.admitted(), drafts.orderReceived());
  const [admitted, granted] = [present(admission), present(order)];
  const toCourt = eventOf(drafts.toCourt(), { after: granted.id });
  const released = eventOf(drafts.released(), { after: granted.id });

  it('leave a conflict in which neither movement is lost', () => {
    const custody = foldCustody([admitted, granted, toCourt, released]);
    expect(custody?.heads.toSorted()).toEqual([toCourt.id, released.id].sort());
    expect(custody).toMatchObject({ state: 'RELEASED', usedOrders: ['RO-7'] });
  });

  it('leave a conflict when both release by one order, which counts as used once', () => {
    const again = eventOf(drafts.released(), { after: granted.id });
    const custody = foldCustody([admitted, granted, released, again]);
    expect(custody?.heads).toHaveLength(2);
    expect(custody?.usedOrders).toEqual(['RO-7']);
  });

  it('do not hide one that left behind one that came back', () => {
    const back = eventOf(drafts.back(), { after: admitted.id });
    expect(foldCustody([admitted, granted, toCourt, back])).toMatchObject({ state: 'OUT_COURT' });
  });

  it('agree again when officers say which line stands, and later news opens the question again', () => {
    const resolved = eventOf(drafts.resolved(toCourt.id, released.id), { after: released.id });
    const custody = foldCustody([admitted, granted, toCourt, released, resolved]);
    expect(custody).toMatchObject({ state: 'OUT_COURT', heads: [resolved.id], usedOrders: ['RO-7'] });
    expect(foldCustody([admitted, granted, released, resolved])).toMatchObject({ state: 'RELEASED' });
    const late = eventOf(drafts.back(), { after: toCourt.id });
    const reopened = foldCustody([admitted, granted, toCourt, released, resolved, late]);
    expect(reopened?.heads.toSorted()).toEqual([resolved.id, late.id].sort());
    expect(reopened?.state).toBe('OUT_COURT');
  });

  it('show as a conflict while an event between theirs is still on its way', () => {
    const later = eventOf(drafts.back(), { after: toCourt.id });
    expect(foldCustody([admitted, granted, later])?.heads).toHaveLength(2);
    expect(foldCustody([admitted, granted, toCourt, later])?.heads).toEqual([later.id]);
  });
});

describe('a transfer between two prisons', () => {
  const at = (site: string) => ({ source: `/${site}/gate-1` });
  const [admitted, sent] = line(drafts.admitted(), drafts.dispatched());
  const [admission, dispatched] = [present(admitted), present(sent)];
  const received = eventOf(drafts.received(), { after: dispatched.id, ...at('jail-b') });

  it('tells where the person is expected, when, and by which event they left', () => {
    expect(foldCustody([admission, dispatched])).toMatchObject({
      state: 'IN_TRANSIT',
      site: 'jail-a',
      absence: { journey: 'transfer', paper: 'TO-9', place: 'jail-b', dispatched: dispatched.id },
    });
  });

  it('ends in the custody of the prison that received the person; the other one shows them as transferred', () => {
    const custody = present(foldCustody([admission, dispatched, received]));
    expect(custody).toMatchObject({ state: 'IN_CUSTODY', site: 'jail-b', heads: [received.id] });
    expect(custodyHere(custody, 'jail-a').state).toBe('TRANSFERRED');
    expect(custodyHere(custody, 'jail-b').state).toBe('IN_CUSTODY');
    const onTheWay = present(foldCustody([admission, dispatched]));
    expect(['jail-a', 'jail-b'].map((site) => custodyHere(onTheWay, site).state)).toEqual(['IN_TRANSIT', 'IN_TRANSIT']);
  });

  it('is not contradicted by an alarm that the receiving gate had not heard of', () => {
    const late = eventOf(drafts.overdue(), { after: dispatched.id });
    const refused = eventOf(drafts.refused(), { after: dispatched.id, ...at('jail-b') });
    const later = { ...received, after: refused.id };
    expect(foldCustody([admission, dispatched, late])).toMatchObject({ absence: { overdueRaised: true } });
    expect(foldCustody([admission, dispatched, late, refused])).toMatchObject({ absence: { overdueRaised: true } });
    for (const events of [
      [admission, dispatched, late, received],
      [admission, dispatched, late, refused, later],
    ])
      expect(foldCustody(events)).toMatchObject({ state: 'IN_CUSTODY', site: 'jail-b', heads: [received.id] });
  });

  it('is a conflict when one prison received the person and the other took them back', () => {
    const back = eventOf(drafts.backFromTransfer(), { after: dispatched.id });
    expect(foldCustody([admission, dispatched, received, back])?.heads.toSorted()).toEqual(
      [received.id, back.id].sort(),
    );
  });
});

describe('a line that was handed over', () => {
  const events = line(drafts.admitted(), drafts.toCourt(), drafts.back(), drafts.dispatched());
  const head = present(events.at(-1)).id;

  it('is whole only with everything from the admission on', () => {
    expect(holdsLineTo(head, events)).toBe(true);
    for (const missing of events)
      expect(
        holdsLineTo(
          head,
          events.filter((event) => event !== missing),
        ),
      ).toBe(false);
  });

  it('is whole only with every line that officers have ended', () => {
    const [admission] = events;
    const [one, other] = [drafts.toCourt(), drafts.released()].map((draft) =>
      eventOf(draft, { after: present(admission).id }),
    );
    const resolved = eventOf(drafts.resolved(present(one).id, present(other).id), { after: present(one).id });
    const known = [present(admission), present(one), resolved];
    expect(holdsLineTo(resolved.id, known)).toBe(false);
    expect(holdsLineTo(resolved.id, [...known, present(other)])).toBe(true);
  });
});

describe('an examination for injuries', () => {
  it('counts until the person moves, and new injuries stand until they are reported', () => {
    const before = line(drafts.admitted(), drafts.examined(undefined, 0));
    expect(foldCustody(before)).toMatchObject({ examination: before.at(-1)?.id, openInjuries: [] });
    const out = line(drafts.admitted(), drafts.examined(undefined, 0), drafts.onRemand());
    expect(foldCustody(out)).not.toHaveProperty('examination');
    const back = line(drafts.admitted(), drafts.onRemand(), drafts.examined(undefined, 2), drafts.backFromRemand());
    const examination = present(back[2]).id;
    expect(foldCustody(back)).not.toHaveProperty('examination');
    expect(foldCustody(back)?.openInjuries).toMatchObject([{ id: examination, count: 2 }]);
    const after = present(back.at(-1)).id;
    for (const [about, open] of [
      [undefined, 1],
      [examination, 0],
    ] as const)
      expect(
        foldCustody([...back, eventOf(drafts.injuriesReported(undefined, about), { after })])?.openInjuries,
      ).toHaveLength(open);
  });
});

describe('whatever the events', () => {
  it('their order of arrival and their repetition change nothing', () => {
    const arrivals = histories.chain((events) =>
      fc.record({
        events: fc.constant(events),
        shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
        repeated: fc.subarray(events),
      }),
    );
    fc.assert(
      fc.property(arrivals, ({ events, shuffled, repeated }) => {
        expect(foldCustody([...repeated, ...shuffled, ...repeated])).toEqual(foldCustody(events));
      }),
      run,
    );
  });

  it('clocks, reboots and the station’s own name change nothing', () => {
    const stamps = fc.record({
      time: fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
        .map((date) => date.toISOString()),
      timequality: fc.constantFrom('synced' as const, 'unset' as const),
      bootid: fc.uuid(),
    });
    fc.assert(
      fc.property(histories, fc.array(stamps, { minLength: 10, maxLength: 10 }), (events, stamped) => {
        const elsewhen = events.map((event, index) => ({ ...event, ...present(stamped[index]) }));
        expect(withoutTimes(elsewhen)).toEqual(withoutTimes(events));
      }),
      run,
    );
  });

  it('every one of them stands on the way to a head, but what moves nobody and beside which the history went on', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const known = new Map(events.map((event) => [event.id, event]));
        const reached = new Set<string>();
        for (let at of present(foldCustody(events)).heads.map((id) => known.get(id)))
          while (at && !reached.has(at.id)) {
            reached.add(at.id);
            at = at.after === undefined ? undefined : known.get(at.after);
          }
        const beside = events.filter(({ id }) => !reached.has(id));
        for (const one of beside) {
          const { type, after } = one;
          expect(mayStandBeside).toContain(type);
          const follows = after !== undefined && beside.some(({ id }) => id === after);
          expect(follows || events.some((other) => other.after === after && other !== one)).toBe(true);
        }
      }),
      run,
    );
  });

  it('a person is in one state, for which there is a reason on record', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const custody = custodySchema.parse(foldCustody(events));
        const { state, openOrders, usedOrders, absence } = custody;
        const types = new Set(events.map(({ type }) => type));
        if (state === 'RELEASED') expect(events.some(isGateRelease)).toBe(true);
        if (state === 'RELEASE_PENDING') expect(openOrders.length).toBeGreaterThan(0);
        if (state === 'OUT_COURT') expect(types).toContain('prisoner.out-to-court.v1');
        const isOut = Object.values(stateOnJourney).some((out) => out === state);
        expect(absence && stateOnJourney[absence.journey]).toBe(isOut ? state : undefined);
        expect(new Set(usedOrders).size).toBe(usedOrders.length);
        expect(openOrders.filter(({ orderId }) => usedOrders.includes(orderId))).toEqual([]);
        expect(custody.forgotten).toBe(events.some(isErasure));
      }),
      run,
    );
  });

  it('an order once used stays used, whatever arrives later', () => {
    fc.assert(
      fc.property(histories, (events) => {
        for (let known = 1; known < events.length; known += 1) {
          const [before, after] = [foldCustody(events.slice(0, known)), foldCustody(events.slice(0, known + 1))];
          for (const used of before?.usedOrders ?? []) expect(after?.usedOrders).toContain(used);
        }
      }),
      run,
    );
  });

  it('everybody admitted is inside, out or no longer held, at every moment', () => {
    fc.assert(
      fc.property(fc.array(histories, { minLength: 1, maxLength: 4 }), fc.nat(), (people, moment) => {
        const folded = people.map((events) => foldCustody(events.slice(0, moment % (events.length + 1))));
        const admitted = people.filter((events) => moment % (events.length + 1) > 0).length;
        const count = (...states: string[]) =>
          folded.filter((custody) => custody && states.includes(custody.state)).length;
        const inside = count('IN_CUSTODY', 'RELEASE_PENDING');
        const out = count(...Object.values(stateOnJourney));
        const ended = count('RELEASED', 'RELEASED_IN_ERROR', 'ESCAPED', 'DECEASED');
        expect(inside + out + ended).toBe(admitted);
      }),
      run,
    );
  });

  it('those that name each other in a circle end the fold in a conflict, never in silence', () => {
    const admitted = eventOf(drafts.admitted());
    const alone = eventOf(drafts.released());
    const circle = { ...alone, after: alone.id };
    expect(foldCustody([admitted, circle])).toMatchObject({
      state: 'RELEASED',
      heads: expect.arrayContaining([admitted.id, circle.id]),
    });
    const [out, back] = [eventOf(drafts.toCourt()), eventOf(drafts.back())];
    const ring = [
      { ...out, after: back.id },
      { ...back, after: out.id },
    ];
    expect(foldCustody([admitted, ...ring])).toMatchObject({ state: 'OUT_COURT', heads: { length: 3 } });
  });
});
