import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';

/** One measured figure; what all benchmarks print. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly samples: number;
  readonly must?: number;
  readonly aim?: number;
  /** The raw speed of the thing underneath, measured in the same run and in the same unit. */
  readonly limit?: number;
  readonly limitedBy?: string;
}

/** What one part of the benchmark found, and what a reader must know to judge it. */
export interface Measured {
  readonly figures: readonly Figure[];
  readonly remarks: readonly string[];
}

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (upper + lower) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const rounded = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

function row({ name, value, unit, samples, must, aim, limit, limitedBy }: Figure): string {
  const ratio =
    limit === undefined ? '' : `${((value / limit) * 100).toFixed(0)} % of ${rounded(limit)} (${limitedBy ?? ''})`;
  return `| ${name} | ${rounded(value)} ${unit} | ${samples} | ${must ?? ''} | ${aim ?? ''} | ${ratio} |`;
}

/** A table in Markdown, a line an element. */
export function figuresTable(figures: readonly Figure[]): readonly string[] {
  return [
    '| figure | value | samples | must | aim | of the limit, measured in the same run |',
    '| --- | --- | --- | --- | --- | --- |',
    ...figures.map(row),
  ];
}

/** What other areas have written in the same file. */
const partsBeside = (area: string, file: string): string[] =>
  (existsSync(file) ? readFileSync(file, 'utf8') : '')
    .split(/^(?=# Benchmarks: )/m)
    .filter((part) => part !== '' && !part.startsWith(`# Benchmarks: ${area}\n`))
    .map((part) => `${part.trimEnd()}\n`);

/**
 * Writes the area's part of a BENCHMARKS.md and prints the figures; with `--json`, one JSON object on the last line.
 * @param remarks what the reader must know to judge the figures
 */
export function report(area: string, file: string, remarks: readonly string[], figures: readonly Figure[]): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Linux ${release()}, Node ${process.version}`;
  const lines = [
    `# Benchmarks: ${area}`,
    '',
    `Measured by \`npm run -s bench:${area} -- ${process.argv.slice(2).join(' ') || '--json'}\` on ${machine}. Compare ratios, not machines.`,
    '',
    ...figuresTable(figures),
    '',
    ...remarks.map((remark) => `- ${remark}`),
    '',
  ];
  writeFileSync(file, [...partsBeside(area, file), lines.join('\n')].join('\n'));
  for (const line of lines) console.error(line);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ figures }));
}
