import { z } from 'zod';
import { type CustodyEvent, siteOf } from '../envelope.ts';
import { claims } from '../events/prisoner.ts';
import { instant, placeId, plainText, sha256Text } from '../text.ts';
import { openOrderSchema, ordersOf } from './orders.ts';
import {
  type CustodyState,
  custodyStates,
  isKept,
  type Journey,
  journeys,
  type StateHere,
  stateOnJourney,
} from './states.ts';

/** What a person who is outside for a time left under. */
const absenceSchema = z.strictObject({
  journey: z.enum(journeys),
  paper: plainText(60),
  place: plainText(120),
  caseNumber: plainText(60).optional(),
  dueBack: instant,
  /** For a transfer, the event that began it; `place` is the site of the prison that is to receive the person. */
  dispatched: z.uuidv7().optional(),
  /** Whether it is on record that the time to return has passed. */
  overdueRaised: z.boolean(),
});
export type Absence = z.infer<typeof absenceSchema>;

/** What a prisoner said of their own custody and nobody has answered: the event that holds it. */
const openClaimSchema = z.strictObject({ id: z.string(), claim: z.enum(claims), answerDue: instant });
export type OpenClaim = z.infer<typeof openClaimSchema>;

/** What the events of one person amount to. */
export const custodySchema = z.strictObject({
  state: z.enum(custodyStates),
  /** The site that recorded the person's last movement. */
  site: z.string(),
  /** When that was by its clock: shown, never decisive. */
  movedAt: instant,
  /** Where inside the prison the person is kept; stands over journeys and ends with custody. */
  ward: placeId.exactOptional(),
  /** The last event of each line of history; more than one is a conflict that a person must resolve. */
  heads: z.array(z.string()),
  /** Release orders granted and not yet acted on. */
  openOrders: z.array(openOrderSchema),
  /** Release orders acted on. */
  usedOrders: z.array(z.string()),
  /** Orders of which the court said that they are not its own, or mean somebody else. */
  deniedOrders: z.array(z.string()),
  absence: absenceSchema.optional(),
  /** The event by which a medical officer found it safe to discharge the person, and none moved them since. */
  medicalClearance: z.string().optional(),
  /** The event by which their property was returned, and none moved them since. */
  propertyReturn: z.string().optional(),
  /** The event by which a senior officer reviewed the coming release, while nothing that bears on it was recorded since. */
  releaseReview: z.string().exactOptional(),
  openClaims: z.array(openClaimSchema),
  /** Photographs on record; of one that was not taken at the admission, the officer who took it. */
  photographs: z.array(z.strictObject({ hash: sha256Text, takenLaterBy: z.string().exactOptional() })),
  /** Whether an admission wrote down marks by which the person is known. */
  marked: z.boolean(),
  /** Whether the person was received as a child, and whether the superintendent knows. */
  juvenile: z.enum(['waiting', 'seen']).optional(),
  forgotten: z.boolean(),
});
export type Custody = z.infer<typeof custodySchema>;

/** What one prison makes of it. */
export type CustodyHere = Omit<Custody, 'state'> & { readonly state: StateHere };

/** Whoever was last moved by another prison is no longer here, unless they are on their way. */
export function custodyHere(custody: Custody, site: string): CustodyHere {
  if (custody.site === site || custody.state === 'IN_TRANSIT') return custody;
  const { ward: _, ...elsewhere } = custody;
  return { ...elsewhere, state: 'TRANSFERRED' };
}

/** Whether an event belongs to the line of a person's history: everything recorded about that person does. */
export const isCustodyEvent = (event: Pick<CustodyEvent, 'subject'>): boolean => event.subject.startsWith('person/');

/** The admission of a person, in whichever version it was written. */
export type AdmissionEvent = Extract<CustodyEvent, { type: 'prisoner.admitted.v1' | 'prisoner.admitted.v2' }>;
export const isAdmission = (event: CustodyEvent): event is AdmissionEvent =>
  event.type === 'prisoner.admitted.v1' || event.type === 'prisoner.admitted.v2';

type Known = ReadonlyMap<string, CustodyEvent>;

/**
 * Folds the events of one person, in whatever order they arrived, into where the person is.
 * Order follows `after`, never the clock; the same set of events gives the same answer in any order.
 * @returns undefined while the admission is not among the events
 */
export function foldCustody(events: readonly CustodyEvent[]): Custody | undefined {
  const line = [...new Map(events.filter(isCustodyEvent).map((event) => [event.id, event])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  if (!line.some(isAdmission)) return undefined;
  const known = new Map(line.map((event) => [event.id, event]));
  const heads = headsOf(line, known);
  const [stand, ...others] = heads.map((head) => standOf(head, known));
  if (!stand) return undefined;
  const shown = others.reduce((first, other) => (rank(other) < rank(first) ? other : first), stand);
  const orders = ordersOf(line);
  const forgotten = line.some((event) => event.type === 'prisoner.forgotten.v1');
  const alarms = line.filter(({ type }) => type === 'prisoner.overdue.v1');
  const medicalClearance = said(shown, 'prisoner.medically-cleared.v1');
  const propertyReturn = said(shown, 'prisoner.property-returned.v1');
  const releaseReview = standingReview(shown);
  const ward = wardOf(shown, line, known);
  return {
    state: shown.state === 'IN_CUSTODY' && orders.open.length > 0 ? 'RELEASE_PENDING' : shown.state,
    site: shown.site,
    movedAt: shown.movedAt,
    ...(ward !== undefined && { ward }),
    heads: heads.map((head) => head.id),
    openOrders: orders.open,
    usedOrders: orders.used,
    deniedOrders: orders.denied,
    ...(shown.absence && {
      absence: { ...shown.absence, overdueRaised: alarms.some((alarm) => standOf(alarm, known).by === shown.by) },
    }),
    ...(medicalClearance !== undefined && { medicalClearance }),
    ...(propertyReturn !== undefined && { propertyReturn }),
    ...(releaseReview !== undefined && { releaseReview }),
    // Of somebody who was erased nobody can read what was claimed.
    openClaims: forgotten ? [] : openClaimsOf(line),
    photographs: line.flatMap((event) => (event.type === 'prisoner.photographed.v1' ? [photographIn(event)] : [])),
    marked: line.some((event) => event.type === 'prisoner.admitted.v2' && event.data.marked === true),
    ...(line.some((event) => event.type === 'prisoner.admitted.v2' && event.data.juvenile) && {
      juvenile: line.some((event) => event.type === 'prisoner.juvenile-seen.v1')
        ? ('seen' as const)
        : ('waiting' as const),
    }),
    forgotten,
  };
}

/** What a movement makes of a person. */
interface Moved {
  readonly state: Exclude<CustodyState, 'RELEASE_PENDING'>;
  readonly absence?: Omit<Absence, 'overdueRaised'>;
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

/** Where an event puts the person, if it moves them at all. */
function stateAfter(event: CustodyEvent): Moved | undefined {
  switch (event.type) {
    case 'prisoner.admitted.v1':
    case 'prisoner.recaptured.v1':
    case 'prisoner.admitted.v2':
    case 'prisoner.back-from-court.v1':
    case 'prisoner.back-from-hospital.v1':
    case 'prisoner.back-from-remand.v1':
    case 'prisoner.back-from-leave.v1':
    case 'prisoner.transfer-received.v1':
    case 'prisoner.back-from-transfer.v1':
      return { state: 'IN_CUSTODY' };
    case 'prisoner.out-to-court.v1': {
      const { orderId: paper, court: place, caseNumber, dueBack } = event.data.order;
      return away('court', { paper, place, caseNumber, dueBack });
    }
    case 'prisoner.out-to-hospital.v1':
      return away('hospital', event.data.pass);
    case 'prisoner.out-on-remand.v1':
      return away('remand', event.data.pass);
    case 'prisoner.out-on-leave.v1':
      return away('leave', event.data.pass);
    case 'prisoner.transfer-dispatched.v1': {
      const { paper, destination: place, dueBack } = event.data.transfer;
      return away('transfer', { paper, place, dueBack, dispatched: event.id });
    }
    case 'prisoner.paper-form-entered.v1': {
      const { moved } = event.data;
      return moved.way === 'out' ? away(moved.journey, moved.pass) : { state: 'IN_CUSTODY' };
    }
    case 'prisoner.released.v2':
    case 'prisoner.released-at-court.v1':
      return { state: 'RELEASED' };
    case 'prisoner.release-error.v1':
      return { state: 'RELEASED_IN_ERROR' };
    case 'prisoner.escaped.v1':
      return { state: 'ESCAPED' };
    case 'prisoner.deceased.v1':
      return { state: 'DECEASED' };
    default:
      return undefined;
  }
}

function away(
  journey: Journey,
  { paper, place, caseNumber, dueBack, dispatched }: Omit<Absence, 'journey' | 'overdueRaised'>,
): Moved {
  const absence = {
    journey,
    paper,
    place,
    dueBack,
    ...(caseNumber !== undefined && { caseNumber }),
    ...(dispatched !== undefined && { dispatched }),
  };
  return { state: stateOnJourney[journey], absence };
}

/** The latest event of a type since the person last moved. */
const said = ({ since }: Stand, type: CustodyEvent['type']): string | undefined =>
  since.find((event) => event.type === type)?.id;

/** What is recorded of a person without a word about their release. */
const besideRelease: ReadonlySet<CustodyEvent['type']> = new Set([
  'prisoner.overdue.v1',
  'prisoner.over-detained.v1',
  'prisoner.ward-assigned.v1',
]);

/** A review counts while it is the last word: whatever was recorded after it, the officer has not seen. */
function standingReview({ since }: Stand): string | undefined {
  const last = since.find(({ type }) => !besideRelease.has(type));
  return last?.type === 'prisoner.release-reviewed.v1' ? last.id : undefined;
}

/** The ward last assigned since the person came into custody here, also beside a line that had not heard of it. */
function wardOf({ state, head }: Stand, line: readonly CustodyEvent[], known: Known): string | undefined {
  const assignments = line.filter((event) => event.type === 'prisoner.ward-assigned.v1');
  if (assignments.length === 0 || !isKept(state)) return undefined;
  const visited = new Set<string>();
  let event: CustodyEvent | undefined = head;
  while (event && !visited.has(event.id)) {
    const { id } = event;
    visited.add(id);
    const assigned = assignments.findLast((one) => one.id === id || one.after === id);
    if (assigned) return assigned.data.ward;
    const moved = stateAfter(event);
    if (moved && !isKept(moved.state)) return undefined;
    event = goesOnFrom(event, known);
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
  const passed = new Set(ends.filter((event) => isPassedBy(event, line)).map(({ id }) => id));
  const heads = ends.filter(({ id }) => !passed.has(id));
  const reached = new Set(passed);
  const waiting = [...heads];
  for (let event = waiting.pop(); event; event = waiting.pop()) {
    if (reached.has(event.id)) continue;
    reached.add(event.id);
    waiting.push(...predecessors(event).flatMap((id) => known.get(id) ?? []));
  }
  return [...heads, ...line.filter((event) => !reached.has(event.id))];
}

/** Neither an alarm that a person is late nor their ward moves anybody. */
const movesNobody = (type: CustodyEvent['type']): boolean =>
  type === 'prisoner.overdue.v1' || type === 'prisoner.ward-assigned.v1';

/** Where the history went on beside such an event, at a gate that had not heard of it, it contradicts nothing; of two such one stays. */
const isPassedBy = ({ id, type, after }: CustodyEvent, line: readonly CustodyEvent[]): boolean =>
  movesNobody(type) &&
  line.some((other) => other.after === after && other.type !== type && (!movesNobody(other.type) || other.id > id));

/** Whether the line of a person is held from the admission up to an event, with nothing missing between them. */
export function holdsLineTo(head: string, events: readonly CustodyEvent[]): boolean {
  const known = new Map(events.map((event) => [event.id, event]));
  const reached = new Set<string>();
  const waiting = [head];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const event = known.get(id);
    if (!event) return false;
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...predecessors(event));
  }
  return events.some((event) => isAdmission(event) && reached.has(event.id));
}

/** What an event follows: one event, or all the lines that it ends. */
function predecessors(event: CustodyEvent): string[] {
  const before = event.after === undefined ? [] : [event.after];
  return event.type === 'prisoner.conflict-resolved.v1' ? [...before, ...event.data.heads] : before;
}
