import type { CustodyEvent } from '../envelope.ts';
import type { BalanceTrial } from '../events/instrument.ts';
import { inLine, knewOf } from './in-line.ts';
import { type InstrumentEvent, isInstrumentEvent } from './lab-events.ts';

type Of<Type extends InstrumentEvent['type']> = Extract<InstrumentEvent, { type: Type }>;

/** A certificate as it was written down. */
export type Calibration = { readonly event: string } & Omit<Of<'instrument.calibrated.v1'>['data'], 'instrument'>;

/** Readings of known loads; what they prove is for whoever knows statistics. Of an earlier version no reading says its place. */
export type Trial = { readonly event: string; readonly at: string; readonly by?: string } & Omit<
  Of<'instrument.tried.v2'>['data'],
  'instrument'
>;

/** What the record says of one instrument. */
export interface InstrumentState {
  readonly subject: string;
  /** As it named itself last. */
  readonly instrument: InstrumentEvent['data']['instrument'];
  readonly use:
    | { readonly state: 'in-use' }
    | {
        readonly state: 'withdrawn';
        readonly event: string;
        readonly since: string;
        readonly reason: string;
        readonly by?: string;
      };
  /** The newest of the certificates that were made by the day that was asked about; `isDue` once its time is over. */
  readonly calibration?: Calibration & { readonly isDue: boolean };
  /** All certificates, the newest first. */
  readonly calibrations: readonly Calibration[];
  /** The newest first. */
  readonly trials: Readonly<Record<BalanceTrial, readonly Trial[]>>;
  /** What the next event of it follows. */
  readonly head: string;
}

/**
 * The fold from an instrument's own events to its state, whatever their order. An instrument stays withdrawn until somebody who knew of it
 * put it back: what was said at another station meanwhile does not.
 * @param events of one subject
 * @param day in Pakistan, `2026-03-01`: on which it is to be used
 * @returns undefined where nothing is on record
 */
export function foldInstrument(events: readonly CustodyEvent[], day: string): InstrumentState | undefined {
  const { line } = inLine(events.filter(isInstrumentEvent));
  const last = line.at(-1);
  if (!last) return undefined;
  const calibrations = line
    .flatMap((event) => (event.type === 'instrument.calibrated.v1' ? [calibrationOf(event)] : []))
    .reverse()
    .sort((a, b) => (a.calibratedOn < b.calibratedOn ? 1 : a.calibratedOn > b.calibratedOn ? -1 : 0));
  const calibration = calibrations.find(({ calibratedOn }) => calibratedOn <= day);
  const trials = line.flatMap((event) => trialOf(event) ?? []).reverse();
  const trialsOf = (kind: BalanceTrial): Trial[] => trials.filter(({ trial }) => trial === kind);
  return {
    subject: last.subject,
    instrument: last.data.instrument,
    use: useOf(line),
    ...(calibration && { calibration: { ...calibration, isDue: calibration.dueOn < day } }),
    calibrations,
    trials: {
      'check-weight': trialsOf('check-weight'),
      repeatability: trialsOf('repeatability'),
      eccentricity: trialsOf('eccentricity'),
      linearity: trialsOf('linearity'),
    },
    head: last.id,
  };
}

function useOf(line: readonly InstrumentEvent[]): InstrumentState['use'] {
  const knew = knewOf(line);
  const restored = line.filter(({ type }) => type === 'instrument.back-in-use.v1');
  const withdrawn = line
    .filter((event) => event.type === 'instrument.withdrawn.v1')
    .findLast(({ id }) => !restored.some((event) => knew(event.id, id)));
  if (!withdrawn) return { state: 'in-use' };
  const { id, time, data, officer } = withdrawn;
  return {
    state: 'withdrawn',
    event: id,
    since: time,
    reason: data.reason,
    ...(officer !== undefined && { by: officer }),
  };
}

function calibrationOf({ id, data: { instrument: _, ...said } }: Of<'instrument.calibrated.v1'>): Calibration {
  return { event: id, ...said };
}

function trialOf(event: InstrumentEvent): Trial | undefined {
  if (event.type !== 'instrument.tried.v1' && event.type !== 'instrument.tried.v2') return undefined;
  const { id, time, officer } = event;
  const made = { event: id, at: time, ...(officer !== undefined && { by: officer }) };
  const { trial, unit } = event.data;
  if (event.type === 'instrument.tried.v2') return { ...made, trial, unit, readings: event.data.readings };
  const { weight, readings } = event.data;
  return { ...made, trial, unit, readings: readings.map((reading) => ({ weight, ...reading })) };
}
