import type { DeviceStatus } from '@custody-edge/firmware-bridge';
import { say } from '@custody-edge/ui-kit';
import { type CheckChart, checkChart } from '../instrument/check-chart.ts';
import type { Instruments } from '../instrument/instruments.ts';
import type { ChartView, InstrumentView } from '../view.ts';

/** Trials of an instrument that its page shows. */
const shownTrials = 30;

export function instrumentView(status: DeviceStatus, instruments: Instruments, chartFrom: number): InstrumentView {
  const { deviceId, identity, state, kind } = status;
  const known = instruments.of(deviceId);
  const { calibration, use: inUse } = known ?? {};
  const trials = Object.values(known?.trials ?? {}).flat();
  const { use, reserves: found } = instruments.fitness(deviceId);
  const [first] = found;
  const chart = known && chartView(checkChart(known, chartFrom));
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
    ...(chart && { chart }),
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

/** Points of a chart that the page shows. */
const shownPoints = 60;

function chartView(found: CheckChart | undefined): ChartView | undefined {
  if (!found) return undefined;
  const { mark, unit, chart } = found;
  const { mean, warning, action } = chart.limits;
  const points = chart.points.slice(-shownPoints).map(({ value, verdict }) => ({ value, verdict }));
  return { mark, unit, mean, warning, action, points };
}
