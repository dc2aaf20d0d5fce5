import type { EventDraft } from '@custody-edge/event-contract';
import type { Desk, DeskEffect, DeskStep, FindDesk, World } from './desk.ts';
import { faceOn } from './photograph/photographed.ts';

/**
 * The same step with every look at a person on record before the glass shows them. One look is one event: whoever stays on the glass is not
 * looked at again, a step that records something of the person says so by that, and a search that only goes on being typed is one search.
 */
export function withLooks(before: Desk, { desk, effects }: DeskStep, { stationSubject: subject }: World): DeskStep {
  const shown = faceOn(desk);
  if (shown !== undefined && shown !== faceOn(before) && !effects.some((effect) => names(effect, shown)))
    return { desk, effects: [record({ type: 'gate.person-shown.v1', subject, data: { person: shown } }), ...effects] };
  if (desk.step !== 'find' || desk.found.subjects.length === 0) return { desk, effects };
  const searched = before.step === 'find' ? before.looked : undefined;
  if (searched !== undefined && goesOn(desk, searched))
    return { desk: { ...desk, looked: longer(desk.query, searched) }, effects };
  const { subjects, more } = desk.found;
  const data = { list: 'search' as const, searched: true, count: subjects.length + more };
  return {
    desk: { ...desk, looked: desk.query },
    effects: [record({ type: 'gate.list-opened.v1', subject, data }), ...effects],
  };
}

const record = (draft: EventDraft): DeskEffect => ({ kind: 'record', draft });

/** Whether what a step does tells by itself that the person was there. */
function names(effect: DeskEffect, who: string): boolean {
  switch (effect.kind) {
    case 'record': {
      const { subject, data } = effect.draft;
      return subject === who || ('person' in data && data.person === who);
    }
    case 'answer-conflict':
    case 'photograph':
      return effect.subject === who;
    default:
      return false;
  }
}

/** More letters of what was looked for, or fewer: whoever looks for another name searches anew. */
const goesOn = ({ query }: FindDesk, searched: string): boolean =>
  query.startsWith(searched) || searched.startsWith(query);

const longer = (one: string, other: string): string => (one.length > other.length ? one : other);
