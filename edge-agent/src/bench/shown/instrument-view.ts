import type { BalanceTrial } from '@custody-edge/event-contract';
import type { DeviceStatus } from '@custody-edge/firmware-bridge';
import { say } from '@custody-edge/ui-kit';
import type { BenchPolicy } from '../../config.ts';
import { type CheckChart, checkChart } from '../instrument/check-chart.ts';
import type { Instruments } from '../instrument/instruments.ts';
import { type TrialResult, trialResult } from '../instrument/trial-results.ts';
import type { ChartView, InstrumentView } from '../view.ts';
import { repeatabilityOf } from '../weight/trials.ts';

/** Trials of an instrument that its page shows. */
const shownTrials = 30;

export function instrumentView(
  status: DeviceStatus,
  instruments: Instruments,
  { chartFrom, trials: limits }: BenchPolicy['fitness'],
): InstrumentView {
  const { deviceId, identity, state, kind } = status;
  const known = instruments.of(deviceId);
  const { calibration, use: inUse } = known ?? {};
  const trials = Object.values(known?.trials ?? {}).flat();
  const { use, reserves: found } = instruments.fitness(deviceId);
  const [first] = found;
  const [repeated] = known?.trials.repeatability ?? [];
  const minimum = known && repeated && repeatabilityOf(known, repeated.unit)?.minimum;
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
      .flatMap((tried) => {
        const { event, at, trial, unit, readings } = tried;
        const [first] = readings;
        const result = trialResult(tried, deviceId, limits);
        if (!first) return [];
        return [
          {
            ...{ event, at, trial, unit, weight: first.weight },
            ...(trial === 'linearity' && { loads: readings.map(({ weight }) => weight) }),
            readings: readings.map(({ value }) => value),
            ...(result && { result: resultView(trial, result) }),
          },
        ];
      }),
    ...(minimum && { minimumWeight: minimum }),
  };
}

const signs = { passed: 'go', failed: 'stop', unjudged: 'information' } as const;

function resultView(trial: BalanceTrial, { found, limit, outcome }: TrialResult) {
  const shown = `${found.value} ${found.unit}`;
  const text = say(`trial.result-${trial}`, { found: shown });
  const judged = limit
    ? say(`trial.${outcome === 'passed' ? 'within' : 'beyond'}`, { limit: `${limit.value} ${limit.unit}` })
    : say('trial.no-limit');
  return { sign: signs[outcome], text: { en: `${text.en}: ${judged.en}`, ur: `${text.ur}: ${judged.ur}` } };
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
