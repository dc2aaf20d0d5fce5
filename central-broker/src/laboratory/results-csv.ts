import type { FindingResult, LabCase, TestRow } from '@custody-edge/event-contract';
import { csvFile } from '@custody-edge/service-kit';
import { instrumentName } from './instrument-name.ts';

const columns = [
  'case',
  'fir',
  'agency',
  'police station',
  'section',
  'exhibit',
  'technique or weight',
  'protocol',
  'method',
  'step',
  'result',
  'unit',
  'observed',
  'time',
  'time quality',
  'instrument',
  'analyst',
  'manual, because',
  'amended, because',
  'before',
  'event',
];

/** Every result of a case that stands, one row each, for a spreadsheet: digits as text, as the instrument gave them. */
export function resultsCsv({ number, section, memorandum }: LabCase, rows: readonly TestRow[]): string {
  const { fir, agency, policeStation } = memorandum;
  const lines = rows.map((row) => {
    const { value, unit, observed } = shown(row.result);
    return [
      number,
      fir,
      agency,
      policeStation,
      section,
      row.label,
      row.technique ?? kindOf(row.result),
      row.protocol ?? '',
      row.method ? `${row.method.id} ${row.method.version}` : '',
      row.step ?? '',
      value,
      unit,
      observed,
      row.at,
      row.timeQuality,
      row.instrument ? instrumentName(row.instrument) : '',
      row.analyst ?? '',
      row.manual?.reason ?? '',
      row.amended?.why ?? '',
      row.amended ? shown(row.amended.from).value : '',
      row.event,
    ];
  });
  return csvFile([columns, ...lines]);
}

const kindOf = (result: FindingResult): string => (result.of === 'weight' ? (result.what ?? 'weight') : result.of);

/** A result in three cells. */
function shown(result: FindingResult): { readonly value: string; readonly unit: string; readonly observed: string } {
  switch (result.of) {
    case 'weight':
      return { value: result.value, unit: result.unit, observed: '' };
    case 'test':
      return { value: result.outcome, unit: '', observed: result.observed };
    case 'file':
      return { value: result.hash, unit: 'SHA-256', observed: result.name };
  }
}
