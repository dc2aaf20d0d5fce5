import { median, percentile } from '../../bench/figures.ts';

import { type FraudKind, type FraudRule, fraudRules } from '../plan/frauds.ts';
import type { Plan } from '../plan/plan.ts';
import type { Happened } from '../play/play.ts';
import type { Acknowledged } from '../play/playing.ts';
import type { Evidence } from './evidence.ts';
import type { Standing } from './fold.ts';
import { byFollowing, fold } from './fold.ts';
import { invariants, violations } from './invariants.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** What is told of one fraud. */
interface FraudVerdict {
  readonly fraud: FraudKind;
  readonly caught: boolean;
  readonly at: string;
  /** Where, and the words with which it was stopped, or why it counts as missed. */
  readonly how: string;
}

/** What the day came to: the last line of a simulation. */
interface Verdict {
  readonly seed: number;
  readonly played: {
    readonly minutes: number;
    readonly committed: number;
    readonly released: number;
    readonly toCourt: number;
    /** People on record when the day began: those whom a finger is searched among. */
    readonly gallery: number;
    readonly visitors: number;
    /** Whether the hours of the day passed, or it was played in its order alone. */
    readonly clock: 'moved' | 'standing';
  };
  /** Signed events that the centre holds at the end, with those by which people were on record when the day began. */
  readonly events: number;
  readonly lost: number;
  readonly doubled: number;
  readonly invariants: { readonly checked: number; readonly violated: readonly number[] };
  readonly frauds: { readonly tried: number; readonly caught: number; readonly missed: readonly string[] };
  readonly faults: { readonly injected: number; readonly notPlayed: readonly string[] };
  /** People stopped who were in the right: after all tries, or taken for somebody on record at their admission. */
  readonly falseAlarms: number;
  readonly orderToDoorMinutes: { readonly median: number | null; readonly p95: number | null };
  readonly overDetained: number;
  readonly decisionMs: { readonly median: number; readonly p95: number };
  readonly wallSeconds: number;
}

/** The verdict and what it rests on, for the page. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly frauds: readonly FraudVerdict[];
  readonly violated: ReturnType<typeof violations>;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly wrongEndings: readonly string[];
}

export interface Facts extends Evidence {
  readonly plan: Plan;
  readonly happened: readonly Happened[];
  readonly acknowledged: readonly Acknowledged[];
  /** Subjects by number. */
  readonly subjects: ReadonlyMap<number, string>;
  /** When courts wrote each order. */
  readonly orders: ReadonlyMap<number, { readonly orderId: string; readonly atMs: number }>;
  /** Events that stations committed and the centre does not hold. */
  readonly unreceived: readonly RecordedEvent[];
  readonly overDetainedHours: number;
  readonly clockMoves: boolean;
  readonly pressesMs: readonly number[];
  readonly wronglyRefused: number;
  /** New people whose finger was like that of somebody on record, until a senior officer compared the two. */
  readonly takenForOther: number;
  readonly wallSeconds: number;
}

const minuteMs = 60_000;
const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Pure: judges a day by what was recorded. */
export function judge(facts: Facts): Judgement {
  const { plan, events, happened, pressesMs, clockMoves } = facts;
  const violated = violations(facts);
  const frauds = fraudsOf(facts);
  const lost = lostOf(facts);
  const doubled = doubledOf(facts);
  const wrongEndings = wrongEndingsOf(facts);
  const minutes = orderToDoor(facts);
  const faults = happened.filter(({ scene }) => scene.kind === 'fault');
  const skipped = faults.filter(({ answer = '' }) => answer.startsWith('not played'));
  const isOver = (value: number): boolean => value > facts.overDetainedHours * 60;
  const verdict: Verdict = {
    seed: plan.seed,
    played: {
      minutes: plan.volumes.minutes,
      committed: plan.volumes.committed,
      released: plan.volumes.released,
      toCourt: plan.volumes.toCourt,
      gallery: plan.inside.length,
      visitors: plan.volumes.visitors,
      clock: clockMoves ? 'moved' : 'standing',
    },
    events: events.length,
    lost: lost.length,
    doubled: doubled.length,
    invariants: { checked: invariants.length, violated: violated.map(({ number }) => number) },
    frauds: {
      tried: frauds.length,
      caught: frauds.filter(({ caught }) => caught).length,
      missed: frauds.filter(({ caught }) => !caught).map(({ fraud }) => fraud),
    },
    faults: {
      injected: faults.length - skipped.length,
      notPlayed: skipped.flatMap(({ scene }) => (scene.kind === 'fault' ? [scene.fault] : [])),
    },
    falseAlarms: facts.wronglyRefused + facts.takenForOther,
    orderToDoorMinutes: clockMoves
      ? { median: rounded(median(minutes)), p95: rounded(percentile(minutes, 0.95)) }
      : { median: null, p95: null },
    overDetained: minutes.filter(isOver).length,
    decisionMs: { median: Math.round(median(pressesMs)), p95: Math.round(percentile(pressesMs, 0.95)) },
    wallSeconds: Math.round(facts.wallSeconds),
  };
  return { verdict, frauds, violated, lost, doubled, wrongEndings };
}

/** @returns whether the day came out as it has to */
export const isGood = ({ verdict, wrongEndings }: Judgement): boolean =>
  verdict.lost === 0 &&
  verdict.doubled === 0 &&
  verdict.invariants.violated.length === 0 &&
  verdict.frauds.missed.length === 0 &&
  wrongEndings.length === 0;

/** What the glass said is done and the centre does not hold, and what stations committed and the centre never received. */
function lostOf({ acknowledged, unreceived, events }: Facts): string[] {
  const counts = countsBy(events, ({ type, subject }) => `${type} ${subject}`);
  const said = countsBy(acknowledged, ({ type, subject }) => `${type} ${subject}`);
  return [
    ...[...said].flatMap(([key, count]) => ((counts.get(key) ?? 0) < count ? [key] : [])),
    ...unreceived.map(({ type, station, sequence }) => `${type} of ${station} (${sequence})`),
  ];
}

/** Movements that are on record more often than somebody was moved. */
function doubledOf({ acknowledged, events }: Facts): string[] {
  const moved = new Set(acknowledged.map(({ type }) => type));
  const counts = countsBy(
    events.filter(({ type }) => moved.has(type)),
    ({ type, subject }) => `${type} ${subject}`,
  );
  const said = countsBy(acknowledged, ({ type, subject }) => `${type} ${subject}`);
  return [...counts].flatMap(([key, count]) => ((said.get(key) ?? 0) < count ? [key] : []));
}

function countsBy<Value>(list: readonly Value[], keyOf: (value: Value) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

/** Who is elsewhere at the end than the plan says, in the register and by the events; and visitors who are still inside. */
function wrongEndingsOf({ plan, subjects, register, events }: Facts): string[] {
  const states = new Map(register.map(({ subject, state }) => [subject, state]));
  const { standings } = fold(byFollowing(events));
  const left = new Set(events.flatMap(({ type, subject }) => (type === 'visit.ended.v1' ? [subject] : [])));
  const stayed = events.flatMap(({ type, subject }) =>
    type === 'visit.began.v1' && !left.has(subject) ? subject : [],
  );
  const wrong = [...plan.endings].flatMap(([person, ending]) => {
    const subject = subjects.get(person) ?? '';
    const wanted: Standing = ending === 'released' ? 'released' : 'inside';
    const found = standings.get(subject);
    return found === wanted
      ? []
      : [`person ${person} (${subject}) is ${states.get(subject) ?? 'unknown'}, not ${ending}`];
  });
  return [...wrong, ...stayed.map((visit) => `${visit} never left`)];
}

/** Minutes of the day from each court order to the release that is on record. */
function orderToDoor({ orders, subjects, events }: Facts): number[] {
  const released = new Map(
    events
      .filter(({ type }) => type === 'prisoner.released.v2')
      .map(({ subject, time }) => [subject, Date.parse(time)]),
  );
  return [...orders].flatMap(([person, { atMs }]) => {
    const at = released.get(subjects.get(person) ?? '');
    return at === undefined ? [] : [(at - atMs) / minuteMs];
  });
}

/** A fraud is caught when it was answered as expected, the record says so where it must, and its victim is where they belong. */
function fraudsOf(facts: Facts): FraudVerdict[] {
  const { happened, plan, events } = facts;
  const wrong = wrongEndingsOf(facts);
  return happened.flatMap(({ scene, answer = '', trouble, fromMs, untilMs }) => {
    if (scene.kind !== 'fraud') return [];
    const rule: FraudRule = fraudRules[scene.fraud];
    const { recorded } = rule;
    const inTime = ({ time }: RecordedEvent): boolean =>
      Date.parse(time) >= fromMs - clockSlackMs && Date.parse(time) <= untilMs + clockSlackMs;
    const isRecorded =
      recorded === undefined ||
      events.some(
        (event) =>
          event.type === recorded.type &&
          inTime(event) &&
          (recorded.reason === undefined || reasonsOf(event).includes(recorded.reason)),
      );
    const victim = `person ${scene.victim} `;
    const ended = plan.endings.has(scene.victim) && wrong.some((text) => text.startsWith(victim));
    const why = [
      ...(trouble === undefined ? [] : [trouble]),
      ...(isRecorded ? [] : [`no ${recorded?.type} on record`]),
      ...(ended ? ['the victim is not where they belong'] : []),
    ];
    const at = new Date(fromMs).toISOString();
    return [{ fraud: scene.fraud, caught: why.length === 0, at, how: why.length === 0 ? answer : why.join('; ') }];
  });
}

/** What an event says of why somebody was stopped. */
const reasonsOf = ({ data }: RecordedEvent): unknown[] => [data.reason, data.alarm, data.grounds].flat();

/** Two clocks of one machine, read one after the other. */
const clockSlackMs = 5_000;
