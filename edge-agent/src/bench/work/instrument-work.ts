import type { BalanceTrial, EventDraft, KnownWeight } from '@custody-edge/event-contract';
import { Decimal } from '@custody-edge/foundation';
import { agentError } from '../../errors.ts';
import type { UnsignedBenchAction } from '../actions.ts';
import type { Desk } from '../desk/desk.ts';
import { isWhole, readingAt } from '../instrument/trial-steps.ts';
import type { Laboratory } from '../laboratory.ts';
import type { Outcome } from './outcome.ts';

export type InstrumentAction = Extract<
  UnsignedBenchAction,
  { action: 'show-instruments' | 'calibrate' | 'begin-trial' | 'end-trial' | 'withdraw' | 'back-in-use' }
>;

/** Certificates, trials, and whether an instrument is in use. @throws `device-not-configured`, `action-not-possible`, `action-incomplete` */
export function workOnInstruments(action: InstrumentAction, desk: Desk, laboratory: Laboratory): Outcome {
  const { instruments } = laboratory;
  const shown: Outcome = { desk: { step: 'instruments' } };
  switch (action.action) {
    case 'show-instruments':
      return shown;
    case 'calibrate': {
      const { deviceId, form } = action;
      if (form.dueOn < form.calibratedOn) throw agentError('action-incomplete', { missing: ['dueOn'] });
      laboratory.record([
        instruments.draft(
          deviceId,
          (instrument, subject): EventDraft => ({
            type: 'instrument.calibrated.v1',
            subject,
            data: { instrument, ...form },
          }),
        ),
      ]);
      return shown;
    }
    case 'begin-trial': {
      const { action: _, weight, further = [], ...trial } = action;
      if (instruments.statusOf(action.deviceId).kind !== 'balance')
        throw agentError('action-not-possible', { deviceId: action.deviceId });
      mustBeLoads(trial.trial, [weight, ...further]);
      return { desk: { step: 'trial', ...trial, loads: [weight, ...further], readings: [] } };
    }
    case 'end-trial': {
      if (desk.step !== 'trial') throw agentError('action-not-possible');
      const { deviceId, trial, unit, readings } = desk;
      if (!isWhole(desk)) throw agentError('action-incomplete', { missing: ['readings'] });
      laboratory.record([
        instruments.draft(
          deviceId,
          (instrument, subject): EventDraft => ({
            type: 'instrument.tried.v2',
            subject,
            data: {
              instrument,
              trial,
              unit,
              readings: readings.map((reading, index) => ({ ...readingAt(desk, index), ...reading })),
            },
          }),
        ),
      ]);
      return shown;
    }
    case 'withdraw':
    case 'back-in-use': {
      const { deviceId, reason } = action;
      const type = action.action === 'withdraw' ? 'instrument.withdrawn.v1' : 'instrument.back-in-use.v1';
      laboratory.record([
        instruments.draft(
          deviceId,
          (instrument, subject): EventDraft => ({ type, subject, data: { instrument, reason } }),
        ),
      ]);
      return shown;
    }
  }
}

/** @throws `trial-loads` unless those of linearity go from light to heavy, three at least, and any other trial has one */
function mustBeLoads(trial: BalanceTrial, loads: readonly KnownWeight[]): void {
  const masses = loads.map(({ nominal }) => Decimal.parse(nominal));
  const rises = masses.every((mass, index) => {
    const before = masses[index - 1];
    return mass !== undefined && (index === 0 || (before !== undefined && mass.compare(before) > 0));
  });
  const isSo = trial === 'linearity' ? loads.length > 2 && rises : loads.length === 1 && rises;
  if (!isSo) throw agentError('trial-loads', { loads: loads.map(({ nominal }) => nominal) });
}
