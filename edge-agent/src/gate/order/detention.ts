import {
  type DetentionAlarm,
  type EventDraft,
  isKept,
  type OfficerRole,
  type TimeQuality,
} from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../../config.ts';
import type { Person } from '../../people/people.ts';
import { listNameOf } from '../../people/person-name.ts';
import type { LateView } from '../view.ts';

const dayMs = 86_400_000;
type Rules = Pick<GatePolicy, 'warrantExpiry' | 'neverProduced'>;

/** The day at some moment by this machine's wall clock, as papers give it. */
export function dayAt(ms: number): string {
  const at = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The moment at which a day ends by this machine's wall clock. */
const endOf = (day: string): string => {
  const end = new Date(`${day}T00:00`);
  end.setDate(end.getDate() + 1);
  return end.toISOString();
};

/**
 * What is to be recorded because a paper ends, has ended, or somebody was never brought before a court: once each, by the prison that holds
 * the person. That a paper has ended is said whatever the house sets: nobody is held on it any more.
 */
export function detentionDrafts(
  people: readonly Person[],
  here: string,
  rules: Rules,
  nowMs: number,
  timeQuality: TimeQuality,
): EventDraft[] {
  if (timeQuality === 'unset') return [];
  const due = dueBy(rules, nowMs);
  return people.flatMap((person) =>
    person.custody.site === here && isKept(person.custody.state) ? draftsOf(person, due, rules) : [],
  );
}

interface Due {
  readonly today: string;
  /** Papers that end on this day or before are about to end. */
  readonly warnUntil: string | undefined;
  /** Whoever was admitted before should have been produced. */
  readonly producedSinceMs: number | undefined;
}

const dueBy = ({ warrantExpiry, neverProduced }: Rules, nowMs: number): Due => ({
  today: dayAt(nowMs),
  warnUntil: warrantExpiry.warnDays === undefined ? undefined : dayAt(nowMs + warrantExpiry.warnDays * dayMs),
  producedSinceMs: neverProduced && nowMs - neverProduced.afterDays * dayMs,
});

function draftsOf({ subject, custody }: Person, due: Due, rules: Rules): EventDraft[] {
  const { detention, admission } = custody;
  return lateNow(custody, due)
    .filter((alarm) => !detention.raised.includes(alarm))
    .map((alarm) => ({
      type: 'prisoner.detention-alarm.v1',
      subject,
      data: {
        alarm,
        admission: admission.event,
        ...(alarm !== 'never-produced' && detention.until !== undefined && { until: detention.until }),
        owner: ownerOf(alarm, rules),
      },
    }));
}

function lateNow({ detention, admission }: Person['custody'], due: Due): DetentionAlarm[] {
  const { until, produced, kind } = detention;
  const unproduced = kind === 'remand-warrant' && !produced && due.producedSinceMs !== undefined;
  return [
    ...(until === undefined ? [] : until < due.today ? (['warrant-ended'] as const) : endsSoon(until, due)),
    ...(unproduced && Date.parse(admission.at) <= due.producedSinceMs ? (['never-produced'] as const) : []),
  ];
}

const endsSoon = (until: string, { warnUntil }: Due): DetentionAlarm[] =>
  warnUntil !== undefined && until <= warnUntil ? ['warrant-ending'] : [];

function ownerOf(alarm: DetentionAlarm, { warrantExpiry, neverProduced }: Rules): OfficerRole {
  if (alarm === 'warrant-ending') return warrantExpiry.warnOwner;
  return alarm === 'warrant-ended' ? warrantExpiry.owner : (neverProduced?.owner ?? 'superintendent');
}

/** Whose paper ends or has ended, and who was never produced, as long as it is so and on record. */
export function lateDetention(person: Person, rules: Rules, nowMs: number): LateView[] {
  const { subject, custody } = person;
  const { until, raised } = custody.detention;
  if (raised.length === 0 || !isKept(custody.state)) return [];
  const now = lateNow(custody, dueBy(rules, nowMs));
  return raised
    .filter((alarm) => now.includes(alarm))
    .map((alarm) => {
      const owner = ownerOf(alarm, rules);
      return {
        kind: alarm,
        subject,
        owner,
        sign: alarm === 'warrant-ending' ? 'wait' : 'stop',
        since: alarm === 'never-produced' || until === undefined ? custody.admission.at : endOf(until),
        text: say(`detention.${alarm}`, { person: listNameOf(person), owner: say(`role.${owner}`) }),
      };
    });
}
