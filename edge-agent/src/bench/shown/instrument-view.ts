import type { DeviceStatus } from '@custody-edge/firmware-bridge';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { type Reserve, reserves } from '../instrument/fitness.ts';
import type { Instruments } from '../instrument/instruments.ts';
import type { InstrumentView } from '../view.ts';

/** Trials of an instrument that its page shows. */
const shownTrials = 30;

const isReserve = (text: string): text is Reserve => reserves.some((reserve) => reserve === text);

/** A reserve in words; one of a later version as it stands on record. */
export const reserveText = (reserve: string): BilingualText =>
  isReserve(reserve) ? say(`bench.reserve-${reserve}`) : { en: reserve, ur: reserve };

export function instrumentView(status: DeviceStatus, instruments: Instruments): InstrumentView {
  const { deviceId, identity, state, kind } = status;
  const known = instruments.of(deviceId);
  const { calibration, use: inUse } = known ?? {};
  const trials = Object.values(known?.trials ?? {}).flat();
  const { use, reserves: found } = instruments.fitness(deviceId);
  const [first] = found;
  const [checked] = known?.trials['check-weight'] ?? [];
  return {
    deviceId,
    model: instruments.modelOf(status),
    ...(identity?.serialNumber !== undefined && { serialNumber: identity.serialNumber }),
    ...(identity?.firmware !== undefined && { firmware: identity.firmware }),
    state,
    isBalance: kind === 'balance',
    ...(calibration && {
      certificate: {
        number: calibration.certificate,
        by: calibration.by,
        calibratedOn: calibration.calibratedOn,
        dueOn: calibration.dueOn,
      },
    }),
    ...(inUse?.state === 'withdrawn' && { withdrawn: inUse.reason }),
    ...(checked && { checkedAt: checked.at }),
    sign: use === 'refused' ? 'stop' : use === 'flagged' ? 'wait' : 'go',
    text: first === undefined ? say('bench.instrument-fit') : say(`bench.reserve-${first}`),
    trials: trials
      .toSorted((one, other) => (one.at < other.at ? 1 : -1))
      .slice(0, shownTrials)
      .map(({ event, at, trial, weight, unit, readings }) => ({
        ...{ event, at, trial, weight, unit },
        readings: readings.map(({ value }) => value),
      })),
  };
}
