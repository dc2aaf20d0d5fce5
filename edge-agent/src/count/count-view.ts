import { callOffWithinMs, stationOf } from '@custody-edge/event-contract';
import type { GatePolicy } from '../config.ts';
import { wardView } from './count-lines.ts';
import type { CountRecord } from './count-record.ts';
import type { OpenCount } from './counts.ts';
import type { Feedback } from './feedback.ts';
import type { CountEndedView, CountView } from './view.ts';

/** What a page shows of a count beside what the events say of it. */
interface Shown {
  readonly policy: Pick<GatePolicy, 'wards'>;
  readonly nowMs: number;
  /** Whether names may be shown. */
  readonly named: boolean;
  readonly isShown: boolean;
  readonly where: string | undefined;
  readonly last: (Feedback & { readonly cause: number }) | undefined;
  readonly revision: number;
}

/** A count that goes on. */
export function countView({ first, joined, waiting, tally }: OpenCount, shown: Shown): CountView {
  const { policy, last, where, nowMs } = shown;
  const { start } = first;
  const until = start?.kind === 'evacuation' ? Date.parse(start.at) + callOffWithinMs : undefined;
  return {
    id: first.id,
    kind: start?.kind ?? 'roll-call',
    startedAt: start?.at ?? '',
    by: start?.by ?? '',
    station: start ? stationOf(start.source) : '',
    expected: tally.expected,
    accounted: tally.accounted,
    missing: tally.missing,
    wards: tally.wards().map(({ ward, ...numbers }) => ({ ward: wardView(ward, policy), ...numbers })),
    joined: joined.length,
    waiting: waiting.length,
    twice: tally.seenTwice().length,
    outside: tally.seenThoughOutside().length,
    shown: shown.isShown,
    ...(where !== undefined && { where: wardView(where, policy) }),
    ...(last && {
      last: {
        cause: last.cause,
        sign: last.sign,
        text: shown.named ? last.text : last.unnamed,
        ...(last.seen !== undefined && first.seenBy(last.seen) && { seen: last.seen }),
      },
    }),
    ...(until !== undefined && until > nowMs && { callOffUntil: new Date(until).toISOString() }),
    revision: shown.revision,
  };
}

/** A count that ended with a result. */
export function endedView(record: CountRecord | undefined): CountEndedView | undefined {
  if (!record?.start || !record.ended) return undefined;
  const { expected, accounted, unexplained } = record.ended.data;
  return {
    id: record.id,
    kind: record.start.kind,
    at: record.ended.time,
    expected,
    accounted,
    missing: expected - accounted,
    unexplained,
  };
}
