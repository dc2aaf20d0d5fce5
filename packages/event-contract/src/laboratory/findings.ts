import type { Amendment, TestOutcome, WeightKind } from '../events/exhibit.ts';
import type { ExhibitEvent } from './lab-events.ts';

/** Events that say what was found of an exhibit. */
const findingTypes = [
  'exhibit.weighed.v1',
  'exhibit.weighed.v2',
  'exhibit.weight-written.v1',
  'exhibit.tested.v1',
  'exhibit.file-bound.v1',
] as const;
export type FindingEvent = Extract<ExhibitEvent, { type: (typeof findingTypes)[number] }>;

/** A reagent by its batch, and how its controls came out. */
export type Reagent = NonNullable<Extract<FindingEvent, { type: 'exhibit.tested.v1' }>['data']['reagent']>;

/** What was measured, seen or bound, and what has become of it. */
export interface Finding {
  readonly event: FindingEvent;
  /** What takes its place, the last one last: it stays on record as it was. */
  readonly amended: readonly { readonly by: string; readonly amendment: Amendment; readonly why: string }[];
}

/** What a finding comes to. */
export type FindingResult =
  /** Digits as the balance printed them, or as somebody wrote them. An old weight does not say what it is of. */
  | { readonly of: 'weight'; readonly what?: WeightKind; readonly value: string; readonly unit: string }
  | { readonly of: 'test'; readonly outcome: TestOutcome; readonly observed: string }
  | { readonly of: 'file'; readonly name: string; readonly hash: string };

/** Whether it still counts in some form. */
export const isStanding = ({ amended }: Finding): boolean => amended.at(-1)?.amendment.of !== 'withdrawn';

/** What an event says was found, as it was recorded. */
export function foundBy(event: FindingEvent): FindingResult {
  switch (event.type) {
    case 'exhibit.weighed.v1':
      return { of: 'weight', value: event.data.value, unit: event.data.unit };
    case 'exhibit.weighed.v2':
    case 'exhibit.weight-written.v1':
      return { of: 'weight', what: event.data.what, value: event.data.value, unit: event.data.unit };
    case 'exhibit.tested.v1':
      return { of: 'test', outcome: event.data.outcome, observed: event.data.observed };
    case 'exhibit.file-bound.v1':
      return { of: 'file', name: event.data.name, hash: event.data.hash };
  }
}

/** What counts of a finding: what was recorded, or the last thing that was put in its place. @returns undefined where it was withdrawn */
export function resultOf({ event, amended }: Finding): FindingResult | undefined {
  const amendment = amended.at(-1)?.amendment;
  if (!amendment) return foundBy(event);
  return amendment.of === 'withdrawn' ? undefined : amendment;
}

/** Whether a reagent did what it has to before it was used: it reacted to a known substance, and did not react to none. */
export const controlsHeld = ({ controls }: Reagent): boolean => controls.positive && controls.blank;

const isFinding = (event: ExhibitEvent): event is FindingEvent => findingTypes.some((type) => type === event.type);

/** A weight takes the place of a weight and a test of a test; anything can be withdrawn. */
const isOfKind = (amendment: Amendment, event: FindingEvent): boolean =>
  amendment.of === 'withdrawn' || amendment.of === foundBy(event).of;

/** What amendments are of: one of an amendment is of what that amends. */
interface Findings {
  readonly findings: Finding[];
  /** Amendments of nothing that was found, or by something of another kind: they change nothing. */
  readonly ofNothing: string[];
}

/** @param line in their order, without amendments that nobody signed */
export function findingsIn(line: readonly ExhibitEvent[]): Findings {
  const amendments = line.filter((event) => event.type === 'exhibit.amended.v1');
  const supersededBy = new Map(amendments.map(({ id, data }) => [id, data.supersedes]));
  const amendedOf = new Map<FindingEvent, Finding['amended'][number][]>(
    line.filter(isFinding).map((event) => [event, []]),
  );
  const found = new Map([...amendedOf.keys()].map((event) => [event.id, event]));
  const ofNothing: string[] = [];
  for (const { id, data } of amendments) {
    const event = found.get(firstOf(data.supersedes, supersededBy));
    if (event && isOfKind(data.amendment, event))
      amendedOf.get(event)?.push({ by: id, amendment: data.amendment, why: data.why });
    else ofNothing.push(id);
  }
  return { findings: [...amendedOf].map(([event, amended]) => ({ event, amended })), ofNothing };
}

/** What stands at the beginning of a row of amendments; in a circle of them nothing does. */
function firstOf(id: string, supersededBy: ReadonlyMap<string, string>): string {
  const passed = new Set<string>();
  let first = id;
  for (let next = supersededBy.get(first); next !== undefined && !passed.has(first); next = supersededBy.get(first)) {
    passed.add(first);
    first = next;
  }
  return first;
}
