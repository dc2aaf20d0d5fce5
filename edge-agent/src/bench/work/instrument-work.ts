import type { EventDraft } from '@custody-edge/event-contract';
import { agentError } from '../../errors.ts';
import type { UnsignedBenchAction } from '../actions.ts';
import type { Desk } from '../desk/desk.ts';
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
      const { action: _, ...trial } = action;
      if (instruments.statusOf(action.deviceId).kind !== 'balance')
        throw agentError('action-not-possible', { deviceId: action.deviceId });
      return { desk: { step: 'trial', ...trial, readings: [] } };
    }
    case 'end-trial': {
      if (desk.step !== 'trial') throw agentError('action-not-possible');
      const { deviceId, trial, weight, unit, readings } = desk;
      // The centre, then the four corners.
      if (readings.length === 0 || (trial === 'eccentricity' && readings.length !== 5))
        throw agentError('action-incomplete', { missing: ['readings'] });
      laboratory.record([
        instruments.draft(
          deviceId,
          (instrument, subject): EventDraft => ({
            type: 'instrument.tried.v1',
            subject,
            data: { instrument, trial, weight, unit, readings: [...readings] },
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
