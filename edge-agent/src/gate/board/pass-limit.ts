import type { Journey } from '@custody-edge/event-contract';
import type { GatePolicy } from '../../config.ts';

const hourMs = 3_600_000;

type Limits = Pick<GatePolicy, 'longestAwayHours'>;

/** The last time to return, or to arrive, that the house lets officers write on a paper now. */
export const latestBackMs = (journey: Exclude<Journey, 'court'>, nowMs: number, { longestAwayHours }: Limits): number =>
  nowMs + longestAwayHours[journey] * hourMs;

/** Whether a time to return is near enough for such a paper; a hearing has its own from the court. */
export const isWithinLimit = (journey: Journey, dueBack: string, nowMs: number, policy: Limits): boolean =>
  journey === 'court' || Date.parse(dueBack) <= latestBackMs(journey, nowMs, policy);
