import { z } from 'zod';
import type { CustodyEvent } from '../envelope.ts';
import { instant, placeId, subjectId } from '../text.ts';

/** Somebody on record elsewhere whose fingers are those of this person. */
export const openMatchSchema = z.strictObject({
  person: subjectId,
  /** The prison that had them when it was found. */
  site: placeId,
  /** When this prison heard of it. */
  since: instant,
  /** Who has to answer: a gate of this person, where it was admitted later; else the other prison. */
  answers: z.enum(['here', 'elsewhere']),
  /** Until when an answer is due here, where the house sets a time. */
  answerDue: instant.exactOptional(),
});
export type OpenMatch = z.infer<typeof openMatchSchema>;

/** Whether the centre has searched for the fingers of an admission, and since when it is asked. */
export const centralSearchStateSchema = z.strictObject({ state: z.enum(['waiting', 'done']), admittedAt: instant });

/** Whether the centre has said what it found for the fingers of the newest admission; undefined where it has none. */
export function centralSearchOf(
  admission:
    | { readonly id: string; readonly time: string; readonly data: { readonly fingers: readonly unknown[] } }
    | undefined,
  line: readonly CustodyEvent[],
): z.infer<typeof centralSearchStateSchema> | undefined {
  if (!admission || admission.data.fingers.length === 0) return undefined;
  const isDone = line.some(
    (event) => event.type === 'prisoner.searched-at-centre.v1' && event.data.admission === admission.id,
  );
  return { state: isDone ? 'done' : 'waiting', admittedAt: admission.time };
}

/** Matches that nobody has answered, each person once, as first heard of. @param line in the order of ids */
export function openMatchesOf(line: readonly CustodyEvent[]): OpenMatch[] {
  const answered = new Set(
    line.flatMap((event) => {
      if (event.type === 'prisoner.match-answered.v1') return [event.data.person];
      return event.type === 'prisoner.matched-elsewhere.v1' && event.data.answer ? [event.data.person] : [];
    }),
  );
  const open = new Map<string, OpenMatch>();
  for (const match of line.flatMap(matchesIn))
    if (!answered.has(match.person) && !open.has(match.person)) open.set(match.person, match);
  return [...open.values()];
}

function matchesIn(event: CustodyEvent): OpenMatch[] {
  const since = event.time;
  if (event.type === 'prisoner.matched-elsewhere.v1') {
    const { person, site } = event.data;
    return [{ person, site, since, answers: 'elsewhere' }];
  }
  if (event.type !== 'prisoner.searched-at-centre.v1') return [];
  const { matches, answerDue } = event.data;
  const due = answerDue === undefined ? {} : { answerDue };
  return matches.map(({ person, site }) => ({ person, site, since, answers: 'here', ...due }));
}
