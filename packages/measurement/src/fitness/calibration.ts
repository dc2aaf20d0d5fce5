import { measurementError } from '../errors.ts';
import { requireCount } from '../quantity.ts';
import { dayNumber } from './calendar.ts';

/** What the certificate of an instrument says. Days are those of the laboratory, as YYYY-MM-DD. */
export interface CalibrationRecord {
  readonly calibratedOn: string;
  /** The last day on which it counts. */
  readonly dueOn: string;
}

/** Where the calibration of an instrument stands (ISO/IEC 17025:2017 6.4.8, 6.4.13). */
export type CalibrationStanding =
  | { readonly state: 'in-date'; readonly dueOn: string; readonly daysLeft: number }
  | { readonly state: 'due-soon'; readonly dueOn: string; readonly daysLeft: number }
  | { readonly state: 'overdue'; readonly dueOn: string; readonly daysOver: number }
  | { readonly state: 'unknown'; readonly why: 'no-record' | 'no-clock' | 'calibrated-after-today' };

/**
 * @param today undefined while the station does not trust its clock
 * @param soonDays how many days before it is due the method speaks of it
 * @throws measurement-date, measurement-rule
 */
export function calibrationStanding(
  record: CalibrationRecord | undefined,
  today: string | undefined,
  soonDays: number,
): CalibrationStanding {
  requireCount(soonDays, 0, 'soonDays');
  if (!record) return { state: 'unknown', why: 'no-record' };
  const { calibratedOn, dueOn } = record;
  if (dayNumber(dueOn) < dayNumber(calibratedOn)) throw measurementError('measurement-date', { calibratedOn, dueOn });
  if (today === undefined) return { state: 'unknown', why: 'no-clock' };
  const daysLeft = dayNumber(dueOn) - dayNumber(today);
  if (dayNumber(calibratedOn) > dayNumber(today)) return { state: 'unknown', why: 'calibrated-after-today' };
  if (daysLeft < 0) return { state: 'overdue', dueOn, daysOver: -daysLeft };
  return { state: daysLeft <= soonDays ? 'due-soon' : 'in-date', dueOn, daysLeft };
}
