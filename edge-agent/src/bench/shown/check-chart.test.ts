import { expect, it } from 'vitest';
import { checkCharts } from './check-chart.ts';

const weight = { mark: 'F1-100-07', nominal: '100.0000' };
const division = { value: '0.0001', unit: 'g' };

/** One weighing a day, the first on the first of the month. */
const trials = (values: readonly string[]) =>
  values.map((value, day) => ({
    at: `2026-11-${String(day + 1).padStart(2, '0')}T04:10:00.000Z`,
    weight,
    unit: 'g',
    readings: [{ value }],
  }));
const steady = ['100.0001', '100.0003', '100.0000', '99.9999', '100.0002', '100.0001'];

it('a weighing beyond three deviations is said to be so, whatever order the trials come in', () => {
  const [chart] = checkCharts(trials([...steady, '100.0020']).toReversed(), 6, division);
  expect(chart).toMatchObject({ ...weight, unit: 'g' });
  expect(chart?.lines?.mean).toMatch(/^100\.0001/);
  expect(chart?.marks.map(({ verdict }) => verdict)).toEqual([...steady.map(() => 'in-control'), 'action']);
  expect(chart?.marks.at(-1)).toMatchObject({
    value: '100.0020',
    rules: expect.arrayContaining([expect.objectContaining({ en: 'Beyond 3 s of the mean' })]),
  });
});

it('too few weighings, or a step of the balance that nobody wrote down, give points without limits', () => {
  for (const charts of [checkCharts(trials(steady), 7, division), checkCharts(trials(steady), 6, undefined)]) {
    expect(charts).toHaveLength(1);
    expect(charts[0]).not.toHaveProperty('lines');
    expect(charts[0]?.marks).toHaveLength(6);
  }
  expect(checkCharts([], 6, division)).toEqual([]);
});

it('each check weight has a chart of its own', () => {
  const another = trials(['200.0001']).map((trial) => ({ ...trial, weight: { mark: 'F1-200', nominal: '200' } }));
  expect(checkCharts([...trials(steady), ...another], 6, division).map(({ mark }) => mark)).toEqual([
    'F1-100-07',
    'F1-200',
  ]);
});
