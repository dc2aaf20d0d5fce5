import type { Figure } from '../figures.ts';

const number = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** Figures as the rows of a table, each target with its answer. */
export function figureTable(figures: readonly Figure[]): string[] {
  const answered = (value: number, limit: number | undefined): string =>
    limit === undefined ? '' : `≤ ${limit}: ${value <= limit ? 'yes' : '**no**'}`;
  return [
    '| figure | value | samples | must | aim |',
    '| --- | --- | --- | --- | --- |',
    ...figures.map(
      ({ name, value, unit, samples, must, aim }) =>
        `| ${name} | ${number(value)} ${unit} | ${samples} | ${answered(value, must)} | ${answered(value, aim)} |`,
    ),
  ];
}
