import { dayInPakistan } from '@custody-edge/event-contract';
import type { Instruments } from '../instrument/instruments.ts';
import { stepOf } from '../weight/trials.ts';
import { type BalanceChartsView, checkCharts } from './check-chart.ts';

/** Of every balance, since the certificate that counts: it may have been adjusted then. */
export function balanceCharts(instruments: Instruments, chartFrom: number): BalanceChartsView[] {
  return instruments.statuses().flatMap(({ deviceId, kind }) => {
    const state = kind === 'balance' ? instruments.of(deviceId) : undefined;
    if (!state) return [];
    const { trials, calibration } = state;
    const weighings = trials['check-weight'].filter(
      ({ at }) => !calibration || dayInPakistan(at) >= calibration.calibratedOn,
    );
    const [newest] = weighings;
    const [reading] = newest?.readings ?? [];
    if (!newest || !reading) return [];
    const { unit } = newest;
    const division = { value: stepOf(state, reading.value, unit), unit };
    const checks = weighings
      .toReversed()
      .flatMap(({ readings, ...trial }) =>
        readings.map(({ weight, value }) => ({ ...trial, weight, readings: [{ value }] })),
      );
    return [{ deviceId, charts: checkCharts(checks, chartFrom, division) }];
  });
}
