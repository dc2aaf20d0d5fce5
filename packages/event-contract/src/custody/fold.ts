import { type CustodyEvent, siteOf } from '../envelope.ts';
import { recordedBy } from './beside.ts';
import { type Custody, custodyOf, type OpenClaim } from './custody.ts';
import { detentionOf } from './detention.ts';
import { type IsFollowed, isErasure } from './erasure.ts';
import { lateHoldsOf } from './late-hold.ts';
import { centralSearchOf, openMatchesOf } from './matches.ts';
import { type AdmissionEvent, isAdmission, type Moved, stateAfter } from './movement.ts';
import { type IsGranted, ordersOf } from './orders.ts';
import { admissionStand } from './pending.ts';
import { isKept } from './states.ts';

/** Whether an event belongs to the line of a person's history: everything recorded about that person does. */
export const isCustodyEvent = (event: Pick<CustodyEvent, 'subject'>): boolean => event.subject.startsWith('person/');

/** What counts of that which a station says of itself. */
export interface Believed {
  readonly isGranted: IsGranted;
  readonly isFollowed: IsFollowed;
}

type Known = ReadonlyMap<string, CustodyEvent>;

/**
 * Folds the events of one person, in whatever order they arrived, into where the person is.
 * Order follows `after`, never the clock; the same set of events gives the same answer in any order.
 * @param believed leave it out only where nothing is decided on an order or an erasure: each then counts as its station says
 * @returns undefined while the admission is not among the events
 */
export function foldCustody(
  events: readonly CustodyEvent[],
  { isGranted = () => true, isFollowed = () => true }: Partial<Believed> = {},
): Custody | undefined {
  const line = [...new Map(events.filter(isCustodyEvent).map((event) => [event.id, event])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const first = line.find(isAdmission);
  if (!first) return undefined;
  const known = new Map(line.map((event) => [event.id, event]));
  const heads = headsOf(line, known);
  const [stand, ...others] = heads.map((head) => standOf(head, known));
  if (!stand) return undefined;
  const shown = others.reduce((first, other) => (rank(other) < rank(first) ? other : first), stand);
  const path = sinceAdmission(shown.head, known);
  const admission = path.find(isAdmission) ?? first;
  const orders = ordersOf(line, isGranted);
  const forgotten = line.some((event) => isErasure(event) && isFollowed(event));
  const alarms = line.filter(({ type }) => type === 'prisoner.overdue.v1');
  return custodyOf({
    state: shown.state,
    site: shown.site,
    movedAt: shown.movedAt,
    admission: admissionStand(admission, line),
    detention: detentionOf(admission, path, line),
    ward: wardOf(shown, path, line),
    heads: heads.map((head) => head.id),
    openOrders: orders.open,
    usedOrders: orders.used,
    deniedOrders: orders.denied,
    lateHolds: lateHoldsOf(line, orders.open),
    absence: shown.absence && {
      ...shown.absence,
      overdueRaised: alarms.some((alarm) => standOf(alarm, known).by === shown.by),
    },
    medicalClearance: said(shown, 'prisoner.medically-cleared.v1'),
    examination: said(shown, 'prisoner.examined.v1'),
    openInjuries: forgotten ? [] : openInjuriesOf(line),
    propertyReturn: said(shown, 'prisoner.property-returned.v1'),
    releaseReview: standingReview(shown),
    // Of somebody who was erased nobody can read what was claimed.
    openClaims: forgotten ? [] : openClaimsOf(line),
    photographs: line.flatMap((event) => (event.type === 'prisoner.photographed.v1' ? [photographIn(event)] : [])),
    marked: line.some((event) => event.type === 'prisoner.admitted.v2' && event.data.marked === true),
    juvenile: juvenileIn(line),
    centralSearch: forgotten ? undefined : centralSearchOf(line.findLast(isAdmission), line),
    openMatches: forgotten ? [] : openMatchesOf(line),
    forgotten,
  });
}

/** What one line of history comes to. */
interface Stand extends Moved {
  readonly head: CustodyEvent;
  /** The movement. */
  readonly by?: string;
  readonly site: string;
  readonly movedAt: string;
  /** What was recorded since the person last moved. */
  readonly since: readonly CustodyEvent[];
}

/** Of lines that contradict each other the one is shown that lets nobody be taken for present who is not. */
const leastPresentFirst: readonly Stand['state'][] = [
  'RELEASED',
  'RELEASED_IN_ERROR',
  'DECEASED',
  'ESCAPED',
  'IN_TRANSIT',
  'OUT_LEAVE',
  'OUT_REMAND',
  'OUT_HOSPITAL',
  'OUT_COURT',
  'IN_CUSTODY',
];
const rank = ({ state }: Stand): number => leastPresentFirst.indexOf(state);

/** Follows a line back to the movement that it stands on: the head itself, or the nearest one before it. */
function standOf(head: CustodyEvent, known: Known): Stand {
  const since: CustodyEvent[] = [];
  const visited = new Set<string>();
  let event: CustodyEvent | undefined = head;
  while (event && !visited.has(event.id)) {
    visited.add(event.id);
    const moved = stateAfter(event);
    if (moved) return { ...moved, head, by: event.id, site: siteOf(event.source), movedAt: event.time, since };
    since.push(event);
    event = goesOnFrom(event, known);
  }
  return { state: 'IN_CUSTODY', head, site: siteOf(head.source), movedAt: head.time, since };
}

/** The event that one stands on: the line that a resolution says is true, else the one it follows. */
function goesOnFrom(event: CustodyEvent, known: Known): CustodyEvent | undefined {
  const stands = event.type === 'prisoner.conflict-resolved.v1' ? known.get(event.data.stands) : undefined;
  return stands ?? (event.after === undefined ? undefined : known.get(event.after));
}

/** A line of history from its end back to the admission that it last passed, the newest event first. */
function sinceAdmission(head: CustodyEvent, known: Known): CustodyEvent[] {
  const passed = new Map<string, CustodyEvent>();
  let event: CustodyEvent | undefined = head;
  while (event && !passed.has(event.id)) {
    passed.set(event.id, event);
    event = isAdmission(event) ? undefined : goesOnFrom(event, known);
  }
  return [...passed.values()];
}

/** The latest event of a type since the person last moved. */
const said = ({ since }: Stand, type: CustodyEvent['type']): string | undefined =>
  since.find((event) => event.type === type)?.id;

/** What each gate of a site notices by itself: said twice it says no more than once. */
const ofTime: ReadonlySet<CustodyEvent['type']> = new Set([
  'prisoner.overdue.v1',
  'prisoner.over-detained.v1',
  'prisoner.detention-alarm.v1',
]);

/** What is recorded of a person without a word about their release. */
const besideRelease: ReadonlySet<CustodyEvent['type']> = new Set([...ofTime, 'prisoner.ward-assigned.v1']);

/** Nor does a search at the centre that found nobody. */
const bearsOnRelease = (event: CustodyEvent): boolean =>
  event.type === 'prisoner.searched-at-centre.v1' ? event.data.matches.length > 0 : !besideRelease.has(event.type);

/** A review counts while it is the last word: whatever was recorded after it, the officer has not seen. */
function standingReview({ since }: Stand): string | undefined {
  const last = since.find(bearsOnRelease);
  return last?.type === 'prisoner.release-reviewed.v1' ? last.id : undefined;
}

/** The ward last assigned since the person came into custody here, also beside a line that had not heard of it. */
function wardOf({ state }: Stand, path: readonly CustodyEvent[], line: readonly CustodyEvent[]): string | undefined {
  const assignments = line.filter((event) => event.type === 'prisoner.ward-assigned.v1');
  if (assignments.length === 0 || !isKept(state)) return undefined;
  for (const event of path) {
    const assigned = recordedBy(event, assignments);
    if (assigned) return assigned.data.ward;
    const moved = stateAfter(event);
    if (moved && !isKept(moved.state)) return undefined;
  }
  return undefined;
}

/** A claim stands until it is answered, whatever else happens to the person. */
function openClaimsOf(line: readonly CustodyEvent[]): OpenClaim[] {
  const answered = new Set(
    line.flatMap((event) => (event.type === 'prisoner.claim-answered.v1' ? [event.data.claim] : [])),
  );
  return line.flatMap((event) =>
    event.type === 'prisoner.claim-made.v1' && !answered.has(event.id)
      ? [{ id: event.id, claim: event.data.claim, answerDue: event.data.answerDue }]
      : [],
  );
}

/** New injuries stand until it is on record to whom they were reported, whatever else happens to the person. */
function openInjuriesOf(line: readonly CustodyEvent[]): Custody['openInjuries'] {
  const reported = new Set(
    line.flatMap((event) => (event.type === 'prisoner.injuries-reported.v1' ? [event.data.examination] : [])),
  );
  return line.flatMap((event) =>
    event.type === 'prisoner.examined.v1' && event.data.newInjuries > 0 && !reported.has(event.id)
      ? [{ id: event.id, at: event.time, count: event.data.newInjuries }]
      : [],
  );
}

function juvenileIn(line: readonly CustodyEvent[]): Custody['juvenile'] {
  if (!line.some((event) => event.type === 'prisoner.admitted.v2' && event.data.juvenile)) return undefined;
  return line.some((event) => event.type === 'prisoner.juvenile-seen.v1') ? 'seen' : 'waiting';
}

const photographIn = ({ data, officer }: Extract<CustodyEvent, { type: 'prisoner.photographed.v1' }>) => ({
  hash: data.hash,
  ...(data.taken === 'later' && { takenLaterBy: officer ?? '' }),
});

/**
 * The ends of the lines of history: what nothing follows. Events that follow each other in a circle, which no honest
 * station writes, have no end; each of them counts as one, so that none is hidden.
 */
function headsOf(line: readonly CustodyEvent[], known: Known): CustodyEvent[] {
  const succeeded = new Set(line.flatMap(predecessors));
  const ends = line.filter((event) => !succeeded.has(event.id));
  const heads = ends.filter((event) => !isPassedBy(event, line, known));
  const reached = new Set<string>();
  const waiting = [...ends];
  for (let event = waiting.pop(); event; event = waiting.pop()) {
    if (reached.has(event.id)) continue;
    reached.add(event.id);
    waiting.push(...predecessors(event).flatMap((id) => known.get(id) ?? []));
  }
  return [...heads, ...line.filter((event) => !reached.has(event.id))];
}

/** What the centre found, and what officers say of it, adds to a history and contradicts nothing in it. */
const ofMatches: ReadonlySet<CustodyEvent['type']> = new Set([
  'prisoner.searched-at-centre.v1',
  'prisoner.match-answered.v1',
  'prisoner.matched-elsewhere.v1',
]);

/** What is said of a late hold: by each gate of the orders that it holds, and by the officers who saw its document. */
const ofLateHolds: ReadonlySet<CustodyEvent['type']> = new Set([
  'prisoner.hold-came-late.v1',
  'prisoner.late-hold-lifted.v1',
  'prisoner.late-hold-reported.v1',
]);

/** An alarm that a person is late, their ward, what completes or corrects their record, an order that follows them, a late hold, and whom the centre found alike. */
const movingNobody: ReadonlySet<CustodyEvent['type']> = new Set([
  'prisoner.ward-assigned.v1',
  'prisoner.searched.v1',
  'prisoner.medically-screened.v1',
  'prisoner.reference-recorded.v1',
  'prisoner.detention-extended.v1',
  'prisoner.release-order-passed-on.v1',
  'prisoner.name-corrected.v1',
  'prisoner.corrected.v1',
  ...ofTime,
  ...ofLateHolds,
  ...ofMatches,
]);

const movesNobody = (type: CustodyEvent['type']): boolean => movingNobody.has(type);

/** Two of them say different things only where they are of one kind, and not of time, the centre's search, late holds or orders given up. */
const isAlike = ({ type }: CustodyEvent, other: CustodyEvent): boolean =>
  type === other.type &&
  !ofTime.has(type) &&
  !ofMatches.has(type) &&
  !ofLateHolds.has(type) &&
  type !== 'prisoner.release-order-passed-on.v1';

/** Where the history went on beside such events, at a gate that had not heard of them, they contradict nothing; of two such one stays. */
function isPassedBy(end: CustodyEvent, line: readonly CustodyEvent[], known: Known): boolean {
  const run = new Set<CustodyEvent>();
  for (
    let event: CustodyEvent | undefined = end;
    event && movesNobody(event.type) && !run.has(event);
    event = event.after === undefined ? undefined : known.get(event.after)
  )
    run.add(event);
  return [...run].some((event) =>
    line.some(
      (other) =>
        other.after === event.after &&
        !run.has(other) &&
        !isAlike(event, other) &&
        (!movesNobody(other.type) || other.id > event.id),
    ),
  );
}

/** Whether the line of a person is held from the admission up to an event, with nothing missing between them. */
export const holdsLineTo = (head: string, events: readonly CustodyEvent[]): boolean =>
  reachedFrom(head, events)?.some(isAdmission) === true;

/** What is on record before an event, and the admission that its line last passed. */
export interface Background {
  readonly admission: AdmissionEvent;
  /** The event itself and everything before it; what was recorded beside it, nobody who recorded it knew of. */
  readonly before: readonly CustodyEvent[];
}

/** @returns undefined while anything before the event is missing: the same set of events gives the same answer in any order */
export function backgroundOf(event: CustodyEvent, events: readonly CustodyEvent[]): Background | undefined {
  const before = reachedFrom(event.id, events);
  if (!before) return undefined;
  const admission = sinceAdmission(event, new Map(before.map((one) => [one.id, one]))).find(isAdmission);
  return admission && { admission, before };
}

/** Everything that an event follows, itself among it. @returns undefined where something is missing */
function reachedFrom(head: string, events: readonly CustodyEvent[]): CustodyEvent[] | undefined {
  const known = new Map(events.map((event) => [event.id, event]));
  const reached = new Map<string, CustodyEvent>();
  const waiting = [head];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const event = known.get(id);
    if (!event) return undefined;
    if (reached.has(id)) continue;
    reached.set(id, event);
    waiting.push(...predecessors(event));
  }
  return [...reached.values()];
}

/** What an event follows: one event, or all the lines that it ends. */
function predecessors(event: CustodyEvent): string[] {
  const before = event.after === undefined ? [] : [event.after];
  return event.type === 'prisoner.conflict-resolved.v1' ? [...before, ...event.data.heads] : before;
}
