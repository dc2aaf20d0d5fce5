import type { Amendment } from '../events/exhibit.ts';
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

/** What was measured, seen or bound, and what has become of it. */
export interface Finding {
  readonly event: FindingEvent;
  /** What takes its place, the last one last: it stays on record as it was. */
  readonly amended: readonly { readonly by: string; readonly amendment: Amendment; readonly why: string }[];
}

/** Whether it still counts in some form. */
export const isStanding = ({ amended }: Finding): boolean => amended.at(-1)?.amendment.of !== 'withdrawn';

const isFinding = (event: ExhibitEvent): event is FindingEvent => findingTypes.some((type) => type === event.type);

/** An amendment of an amendment is one of what that amends. */
export function findingsOf(line: readonly ExhibitEvent[]): Finding[] {
  const about = new Map<string, string>();
  const amended = new Map<string, Finding['amended'][number][]>();
  for (const event of line) {
    if (event.type !== 'exhibit.amended.v1') continue;
    const { supersedes, amendment, why } = event.data;
    const of = about.get(supersedes) ?? supersedes;
    about.set(event.id, of);
    amended.set(of, [...(amended.get(of) ?? []), { by: event.id, amendment, why }]);
  }
  return line.filter(isFinding).map((event) => ({ event, amended: amended.get(event.id) ?? [] }));
}
