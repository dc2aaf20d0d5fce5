import {
  type EventDraft,
  isInside,
  type LateHold,
  type OfficerRole,
  type TimeQuality,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../../config.ts';
import type { Person } from '../../people/people.ts';
import { listNameOf } from '../../people/person-name.ts';
import type { LateView } from '../view.ts';
import { holdingUp } from './late-hold.ts';

const hourMs = 3_600_000;

/**
 * What is to be recorded because somebody is inside too long after a verified order: once for each order, by the gate that holds it.
 * The clock runs from the court's confirmation and stops for nothing: neither the hours of release nor a question to the court.
 */
export function overDetainedDrafts(
  people: readonly Person[],
  station: string,
  rule: GatePolicy['overDetained'],
  nowMs: number,
  timeQuality: TimeQuality,
): EventDraft[] {
  if (!rule || timeQuality === 'unset') return [];
  const limitMs = rule.afterHours * hourMs;
  return people.flatMap(({ subject, custody }) =>
    custody.openOrders.flatMap(({ orderId, holder, verified, overDetainedRaised }): EventDraft[] => {
      if (!isInside(custody.state) || holder !== station || !verified || overDetainedRaised) return [];
      if (nowMs - Date.parse(verified.at) < limitMs) return [];
      const data = { orderId, verifiedAt: verified.at, owner: rule.owner };
      return [{ type: 'prisoner.over-detained.v1', subject, data }];
    }),
  );
}

/** What about the release orders of somebody inside should have been done by now. */
export function lateOrders(person: Person, { overDetained }: GatePolicy, nowMs: number): LateView[] {
  const { subject, custody } = person;
  if (!isInside(custody.state)) return [];
  const owner = overDetained?.owner ?? 'superintendent';
  return custody.openOrders.flatMap(({ orderId, verified, overDetainedRaised, queries }): LateView[] => {
    const unanswered = queries.flatMap(({ answerDue }) =>
      answerDue !== undefined && Date.parse(answerDue) <= nowMs ? [answerDue] : [],
    );
    const heldBy = holdingUp(person, orderId);
    // Nobody's name is unsealed unless it is shown.
    return [
      ...(overDetainedRaised && verified
        ? [
            {
              kind: 'over-detained' as const,
              subject,
              owner,
              sign: 'stop' as const,
              since: verified.at,
              text: overDetainedText(person, owner, heldBy),
              ...(heldBy.length > 0 && { heldBy }),
            },
          ]
        : []),
      ...unanswered.map((since) => ({
        kind: 'court-answer' as const,
        subject,
        owner: 'clerk' as const,
        sign: 'wait' as const,
        since,
        text: say('gate.answer-overdue', { person: listNameOf(person) }),
      })),
    ];
  });
}

/** That somebody is inside too long, and because of which other matter, where one came after the order was verified. */
function overDetainedText(person: Person, owner: OfficerRole, [hold]: readonly LateHold[]): BilingualText {
  const said = { person: listNameOf(person), owner: say(`role.${owner}`) };
  return hold
    ? say('late-hold.over-detained', { ...said, case: hold.caseNumber })
    : say('gate.over-detained-owner', said);
}
