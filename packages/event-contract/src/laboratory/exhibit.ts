import type { CustodyEvent } from '../envelope.ts';
import type { ExhibitPart, PartKind, Seal } from '../events/exhibit.ts';
import { type ExhibitCustody, type ExhibitGap, type ExhibitStand, nowhere, standAfter } from './exhibit-custody.ts';
import { type Finding, findingsIn } from './findings.ts';
import { inLine } from './in-line.ts';
import { type ExhibitEvent, isExhibitEvent } from './lab-events.ts';

/** Units that were chosen in place of all of them. */
export type UnitChoice = { readonly event: string } & Extract<
  ExhibitEvent,
  { type: 'exhibit.units-chosen.v1' }
>['data'];

/** What the record says of one exhibit. */
export interface Exhibit {
  readonly subject: string;
  readonly label: string;
  readonly described: string;
  /** `parcel` as it came; otherwise what kind of part of another it is. */
  readonly kind: 'parcel' | PartKind;
  /** Of a parcel. */
  readonly case?: string;
  /** Its number on the memorandum, of a parcel. */
  readonly parcel?: string;
  /** Of a part: what it was taken from. */
  readonly parent?: string;
  /** How it came into the laboratory, or a part came to be. */
  readonly came: {
    readonly event: string;
    readonly at: string;
    readonly timeQuality: CustodyEvent['timequality'];
    readonly officer?: string;
  };
  readonly custody: ExhibitCustody;
  /** As they were last seen or made. */
  readonly seals: readonly Seal[];
  /** Whether it lies open: opened and not sealed again, or a part of something open. */
  readonly isOpen: boolean;
  /** What it was divided into, and by whom. */
  readonly parts: readonly (ExhibitPart & { readonly takenBy?: string })[];
  /** Methods that are followed, the last one last. */
  readonly methods: readonly {
    readonly begun: string;
    readonly id: string;
    readonly version: string;
    readonly hash: string;
  }[];
  /** Units that were chosen by a plan, each time that it was done. */
  readonly choices: readonly UnitChoice[];
  /** Weights, tests and files, each with what has become of it. */
  readonly findings: readonly Finding[];
  /** None: the chain is whole. */
  readonly gaps: readonly ExhibitGap[];
  /** Officers who worked on it: who opened, divided, weighed, tested, amended or sealed it again. */
  readonly workers: readonly string[];
  /** What the next event of it follows. */
  readonly head: string;
  /** The last event of each branch where stations wrote apart; `head` alone where nothing is to be settled. */
  readonly ends: readonly string[];
}

/** Why nothing may be done with an exhibit by an officer. */
export type WorkObstacle = 'nowhere' | 'returned' | 'in-other-hands' | 'sealed' | 'forked';

/** A file may come at any time, and an old weight says nothing of custody. */
const isBeside = ({ type }: ExhibitEvent): boolean => type === 'exhibit.file-bound.v1' || type === 'exhibit.weighed.v1';

/** What moves an exhibit is no work on it; and a file may come while anybody is signed in. */
const noWork: ReadonlySet<ExhibitEvent['type']> = new Set([
  'exhibit.received.v1',
  'exhibit.handed-over.v1',
  'exhibit.returned.v1',
  'exhibit.fork-settled.v1',
  'exhibit.file-bound.v1',
]);

/**
 * The fold from an exhibit's own events to what it is, whatever their order; the chain of `after` decides it, never a clock. Each event is
 * judged by what came before it on its own branch.
 * @param events of one subject
 * @param isSigned whether the officers signed it who have to; leave it out only where every event was made here
 * @returns undefined where none of them says what the exhibit is
 */
export function foldExhibit(
  events: readonly CustodyEvent[],
  isSigned: (event: CustodyEvent) => boolean = () => true,
): Exhibit | undefined {
  const own = events.filter(isExhibitEvent);
  const unsigned = new Set(own.filter((event) => !isSigned(event)).map(({ id }) => id));
  // What nobody signed who may settles nothing.
  const joins = (event: ExhibitEvent): readonly string[] => (unsigned.has(event.id) ? [] : joinedBy(event));
  const { line, forkedAt } = inLine(own, isBeside, joins);
  const first = line.find((event) => event.type === 'exhibit.received.v1' || event.type === 'exhibit.taken-from.v1');
  const last = line.at(-1);
  if (!first || !last) return undefined;
  const gaps: ExhibitGap[] = [];
  const stands = new Map<string, ExhibitStand>();
  for (const event of line) {
    const before = stands.get(event.after ?? '') ?? nowhere;
    const isVoid = event.type === 'exhibit.fork-settled.v1' && unsigned.has(event.id);
    const { stand, lacks } = isVoid ? { stand: before, lacks: [] } : standAfter(before, event);
    stands.set(event.id, stand);
    gaps.push(...lacks.map((kind) => ({ kind, event: event.id })));
    if (unsigned.has(event.id)) gaps.push({ kind: 'word-missing', event: event.id });
  }
  // An amendment that nobody signed is a gap, and changes nothing.
  const { findings, ofNothing } = findingsIn(
    line.filter((event) => event.type !== 'exhibit.amended.v1' || !unsigned.has(event.id)),
  );
  gaps.push(
    ...ofNothing.map((event) => ({ kind: 'amends-nothing' as const, event })),
    ...forkedAt.map((event) => ({ kind: 'forked' as const, event })),
  );
  return {
    subject: first.subject,
    label: first.data.label,
    described: first.data.described,
    ...(first.type === 'exhibit.received.v1'
      ? { kind: 'parcel', case: first.data.case, parcel: first.data.parcel }
      : { kind: first.data.kind, parent: first.data.parent }),
    came: {
      event: first.id,
      at: first.time,
      timeQuality: first.timequality,
      ...(first.officer !== undefined && { officer: first.officer }),
    },
    ...(stands.get(last.id) ?? nowhere),
    parts: line.flatMap((event) => (event.type === 'exhibit.divided.v1' ? partsOf(event) : [])),
    methods: line.flatMap((event) =>
      event.type === 'exhibit.method-begun.v1' ? [{ begun: event.id, ...event.data }] : [],
    ),
    choices: line.flatMap((event) =>
      event.type === 'exhibit.units-chosen.v1' ? [{ event: event.id, ...event.data }] : [],
    ),
    findings,
    gaps,
    workers: [...new Set(line.flatMap(({ type, officer }) => (noWork.has(type) ? [] : (officer ?? []))))].sort(),
    head: last.id,
    ends: forkedAt.length === 0 ? [last.id] : endsOf(line),
  };
}

const joinedBy = (event: ExhibitEvent): readonly string[] =>
  event.type === 'exhibit.fork-settled.v1' ? event.data.ends : [];

/** Events that nothing follows. */
function endsOf(line: readonly ExhibitEvent[]): string[] {
  const followed = new Set(line.flatMap((event) => [event.after ?? [], joinedBy(event)].flat()));
  return line.flatMap(({ id }) => (followed.has(id) ? [] : [id]));
}

const partsOf = ({ data, officer }: Extract<ExhibitEvent, { type: 'exhibit.divided.v1' }>): Exhibit['parts'] =>
  data.parts.map((part) => ({ ...part, ...(officer !== undefined && { takenBy: officer }) }));

/**
 * What keeps an officer from working on an exhibit; undefined where nothing does.
 * @param opensIt whether it takes an open exhibit: a gross weight does not
 */
export function obstacleTo(exhibit: Exhibit | undefined, officer: string, opensIt: boolean): WorkObstacle | undefined {
  const custody = exhibit?.custody ?? { state: 'nowhere' };
  if (!exhibit || custody.state === 'nowhere') return 'nowhere';
  if (custody.state === 'returned') return 'returned';
  if (custody.custodian !== officer) return 'in-other-hands';
  if (exhibit.gaps.some(({ kind }) => kind === 'forked')) return 'forked';
  return opensIt && !exhibit.isOpen ? 'sealed' : undefined;
}
