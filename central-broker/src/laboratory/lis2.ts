import type { LabCase, TestRow } from '@custody-edge/event-contract';
import { instrumentName } from './instrument-name.ts';

/**
 * The results of a case as records of LIS2-A2 (ASTM E1394), for a laboratory information system that takes them whole, as SENAITE does: a
 * header, a patient record that bears the case in place of a person, an order for each exhibit, its results, and the end. Fields are parted
 * by `|`, parts of a field by `^`; each record ends with CR.
 * @param at when it is written, of the station or the centre that writes
 */
export function lis2Of({ number }: LabCase, rows: readonly TestRow[], at: string): string {
  const records = [['H', '\\^&', '', '', 'Custody Edge', '', '', '', '', '', '', 'P', 'LIS2-A2', stamp(at)].join('|')];
  records.push(record('P', '1', '', number));
  const byExhibit = Map.groupBy(rows, ({ exhibit }) => exhibit);
  for (const [index, own] of [...byExhibit.values()].entries()) {
    records.push(record('O', String(index + 1), own[0]?.label ?? ''));
    for (const [place, row] of own.entries()) records.push(resultOf(row, place + 1));
  }
  records.push(record('L', '1', 'N'));
  return records.map((one) => `${one}\r`).join('');
}

/** What a result is the result of, its value and unit; final, or corrected where it was amended. */
function resultOf(row: TestRow, place: number): string {
  const { result, instrument } = row;
  const by = instrument ? instrumentName(instrument) : '';
  const [name, value, unit] =
    result.of === 'weight'
      ? [`WEIGHT ${result.what ?? ''}`.trim().toUpperCase(), result.value, result.unit]
      : result.of === 'test'
        ? [(row.technique ?? 'test').toUpperCase(), result.outcome, '']
        : ['FILE SHA-256', result.hash, ''];
  const status = row.amended ? 'C' : 'F';
  const test = `^^^${escaped(name)}`;
  const fields = [escaped(value), escaped(unit), '', '', '', status, '', escaped(row.analyst ?? ''), '', stamp(row.at)];
  return ['R', String(place), test, ...fields, escaped(by)].join('|');
}

const record = (...fields: readonly string[]): string => fields.map(escaped).join('|');

const escapes: Readonly<Record<string, string>> = { '|': '&F&', '^': '&S&', '\\': '&R&', '&': '&E&' };

/** What would part fields or records stands as its escape, or not at all. */
const escaped = (text: string): string =>
  text.replaceAll(/[|^\\&]/g, (one) => escapes[one] ?? '').replaceAll(/\p{Cc}/gu, ' ');

/** `20261127203000`, in the time of Greenwich. */
const stamp = (at: string): string => new Date(at).toISOString().replaceAll(/[-:T]|\.\d+Z$/g, '');
