import { dayInPakistan, type InstrumentState, type TimeQuality } from '@custody-edge/event-contract';
import type { BenchPolicy } from '../../config.ts';
import { type RoomReserve, roomReserves } from '../room/room.ts';
import { checkChart } from './check-chart.ts';
import { failedTrials } from './trial-results.ts';

/** Why an instrument is not fit without reserve, as it goes on record with what it measures. */
export const reserves = [
  'withdrawn',
  'no-certificate',
  'calibration-overdue',
  'not-checked-today',
  'check-weight-warning',
  'check-weight-failed',
  'repeatability-failed',
  'eccentricity-failed',
  'linearity-failed',
  'calibrated-in-the-future',
  'clock-not-set',
  ...roomReserves,
] as const;
export type Reserve = (typeof reserves)[number];

export interface Fitness {
  readonly use: 'fit' | 'flagged' | 'refused';
  readonly reserves: readonly Reserve[];
}

/** The moment by the station's clock, and how far that can be trusted. */
interface Moment {
  readonly nowMs: number;
  readonly timeQuality: TimeQuality;
}

/**
 * Whether an instrument may be used now. What is out of its time by a clock that is not set is no fact: it is flagged and never refused for it.
 * @param instrument as its record says it on this day; undefined where there is none
 * @param isBalance only those are checked with weights
 * @param room what of the room is beyond the laboratory's limits
 */
export function fitnessOf(
  instrument: InstrumentState | undefined,
  isBalance: boolean,
  { nowMs, timeQuality }: Moment,
  policy: BenchPolicy['fitness'],
  room: readonly RoomReserve[] = [],
): Fitness {
  const today = dayInPakistan(new Date(nowMs).toISOString());
  const found: Reserve[] = [];
  if (instrument?.use.state === 'withdrawn') found.push('withdrawn');
  if (timeQuality === 'unset') found.push('clock-not-set');
  if (instrument?.calibration?.isDue) found.push('calibration-overdue');
  else if (!instrument?.calibration)
    found.push(instrument?.calibrations.length ? 'calibrated-in-the-future' : 'no-certificate');
  const [newest] = instrument?.trials['check-weight'] ?? [];
  if (isBalance && (!newest || dayInPakistan(newest.at) !== today)) found.push('not-checked-today');
  const verdict = instrument && isBalance ? checkChart(instrument, policy.chartFrom)?.chart.verdict : undefined;
  if (verdict === 'action') found.push('check-weight-failed');
  if (instrument && isBalance)
    found.push(...failedTrials(instrument, policy.trials).map((trial) => `${trial}-failed` as const));
  if (verdict === 'warning') found.push('check-weight-warning');
  found.push(...room);
  const isRefused = found.some((reserve) => isRefusedFor(reserve, policy, timeQuality));
  return { use: isRefused ? 'refused' : found.length > 0 ? 'flagged' : 'fit', reserves: found };
}

function isRefusedFor(reserve: Reserve, policy: BenchPolicy['fitness'], timeQuality: TimeQuality): boolean {
  switch (reserve) {
    case 'withdrawn':
    case 'check-weight-failed':
      return true;
    case 'no-certificate':
      return policy.withoutCertificate === 'refused';
    case 'calibration-overdue':
      return policy.overdue === 'refused' && timeQuality !== 'unset';
    case 'not-checked-today':
      return policy.unchecked === 'refused' && timeQuality !== 'unset';
    case 'repeatability-failed':
    case 'eccentricity-failed':
    case 'linearity-failed':
      return policy.failedTrial === 'refused';
    case 'check-weight-warning':
    case 'calibrated-in-the-future':
    case 'clock-not-set':
    case 'room-temperature-outside':
    case 'room-humidity-outside':
      return false;
  }
}
