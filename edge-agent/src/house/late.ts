import { isEnded, stateOnJourney } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../config.ts';
import { lateThings } from '../gate/late.ts';
import { isLate } from '../gate/match/match.ts';
import type { LateView } from '../gate/view.ts';
import type { Person, Roll } from '../people/people.ts';
import { listNameOf } from '../people/person-name.ts';

/**
 * Everything in the house that should have been done by now and whose duty it is, the longest overdue first: besides what the gate
 * shows on its own page, who is late to return, which child the superintendent does not know of, and whom the centre found alike
 * somebody held elsewhere, until that is answered.
 */
export function everythingLate(people: Roll, policy: GatePolicy, here: string, nowMs: number): LateView[] {
  return [
    ...lateThings(people, policy, here, nowMs),
    ...people.in(...Object.values(stateOnJourney)).flatMap((person) => lateBack(person, here, nowMs)),
    ...people.concerning(nowMs).flatMap(unseenChild),
    ...people.concerning(nowMs).flatMap((person) => unansweredMatches(person, nowMs)),
  ].toSorted((a, b) => a.since.localeCompare(b.since));
}

function lateBack(person: Person, here: string, nowMs: number): LateView[] {
  const { absence, site } = person.custody;
  if (!absence || site !== here || Date.parse(absence.dueBack) >= nowMs) return [];
  const text = say('gate.overdue-person', { person: listNameOf(person) });
  const { subject } = person;
  return [{ kind: 'late-back', subject, owner: 'superintendent', sign: 'stop', since: absence.dueBack, text }];
}

function unseenChild(person: Person): LateView[] {
  const { subject, custody } = person;
  if (custody.juvenile !== 'waiting' || isEnded(custody.state)) return [];
  const text = say('house.child-unseen', { person: listNameOf(person) });
  return [{ kind: 'juvenile', subject, owner: 'superintendent', sign: 'wait', since: custody.movedAt, text }];
}

/** What a senior officer here owes an answer is late only once its time is up; until then, and where another prison answers, it is shown. */
function unansweredMatches(person: Person, nowMs: number): LateView[] {
  const { subject, custody } = person;
  if (isEnded(custody.state)) return [];
  return custody.openMatches.map((match): LateView => {
    const { since, answers } = match;
    const text = say(answers === 'here' ? 'match.found' : 'match.elsewhere', { person: listNameOf(person) });
    const kind = answers === 'here' ? 'match' : 'match-elsewhere';
    return { kind, subject, owner: 'superintendent', sign: isLate(match, nowMs) ? 'stop' : 'wait', since, text };
  });
}
