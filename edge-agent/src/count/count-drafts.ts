import { type CountPart, type EventData, type EventDraft, mostInPart } from '@custody-edge/event-contract';

interface InWard {
  readonly subject: string;
  readonly ward: string;
}

/** People by ward in as many parts as events take. */
function partsOf(people: readonly InWard[]): CountPart[] {
  const sorted = people.toSorted((a, b) =>
    a.ward === b.ward ? (a.subject < b.subject ? -1 : 1) : a.ward < b.ward ? -1 : 1,
  );
  const parts: CountPart[] = [];
  for (let from = 0; from < sorted.length; from += mostInPart) {
    const named = Map.groupBy(sorted.slice(from, from + mostInPart), ({ ward }) => ward);
    const wards = [...named].map(([ward, those]) => ({ ward, people: those.map(({ subject }) => subject) }));
    parts.push({ part: parts.length + 1, wards });
  }
  return parts;
}

/** The events that begin a count: that it began, and everybody who is expected. */
export function startDrafts(
  subject: string,
  begun: Pick<EventData<'count.started.v1'>, 'kind' | 'by'>,
  expected: readonly InWard[],
): EventDraft[] {
  const parts = partsOf(expected);
  return [
    { type: 'count.started.v1', subject, data: { ...begun, expected: expected.length, parts: parts.length } },
    ...parts.map((data): EventDraft => ({ type: 'count.expected.v1', subject, data })),
  ];
}

/** The events that end one: everybody who is short, and the result that the officer signed. */
export const endDrafts = (
  subject: string,
  short: readonly InWard[],
  data: EventData<'count.ended.v1'>,
): EventDraft[] => [
  ...partsOf(short).map((part): EventDraft => ({ type: 'count.short.v1', subject, data: part })),
  { type: 'count.ended.v1', subject, data },
];
