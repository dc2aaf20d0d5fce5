import type { LabCase, TestRow } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asmOf } from './asm.ts';
import { lis2Of } from './lis2.ts';
import { resultsCsv } from './results-csv.ts';

const labCase: LabCase = {
  subject: 'case/1',
  number: 'NC-2026/412',
  section: 'narcotics-chemistry',
  memorandum: {
    number: 'M-7',
    agency: 'anf',
    policeStation: 'Saddar, Quetta',
    fir: '112/26',
    seizedAt: '2026-11-20T08:00:00.000Z',
    depositor: { agency: 'anf', rank: 'Constable', beltNumber: '4417' },
  },
  openedAt: '2026-11-21T08:00:00.000Z',
  arrival: { at: '2026-11-21T08:00:00.000Z', afterMs: 86_400_000, verdict: 'in-time' },
  exhibits: [],
  workers: [],
  reviews: [],
  openRemarks: [],
  reports: [],
  gaps: [],
  assignedApart: [],
  head: '1',
};
const balance = {
  deviceId: 'balance-1',
  profile: 'mettler-mt-sics',
  model: 'XPR205',
  serialNumber: 'B1',
  firmware: '2.1',
};
const weighed: TestRow = {
  event: 'event-1',
  exhibit: 'exhibit/1',
  label: 'NC-412-1',
  result: { of: 'weight', what: 'gross', value: '52.1870', unit: 'g' },
  at: '2026-11-21T09:30:00.000Z',
  timeQuality: 'synced',
  instrument: balance,
  analyst: '4417',
};
const tested: TestRow = {
  ...weighed,
  event: 'event-2',
  technique: 'colour-test',
  protocol: 'Marquis',
  result: { of: 'test', outcome: 'positive', observed: 'orange | brown' },
};
const manual: TestRow = {
  ...weighed,
  event: 'event-3',
  manual: { reason: 'cable out' },
  instrument: { written: 'old balance' },
};

/** What stands under a path of names and places. */
const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, step) => Reflect.get(Object(inner), step), value);

describe('weights in the Allotrope Simple Model', () => {
  it('have an identifier, a time and a weight in grams each, under the balance that they came from', () => {
    const { documents, leftOut } = asmOf(labCase, [weighed, tested, manual]);
    expect(leftOut).toEqual(['event-3']);
    expect(documents).toHaveLength(1);
    const whole = documents[0]?.['weighing aggregate document'];
    expect(at(whole, 'device system document')).toMatchObject({
      'equipment serial number': 'B1',
      'device document': [{ '@index': 1, 'device type': 'balance' }],
    });
    expect(
      at(whole, 'weighing document', 0, 'measurement aggregate document', 'measurement document', 0),
    ).toMatchObject({
      'measurement identifier': 'event-1',
      'measurement time': '2026-11-21T09:30:00.000Z',
      'sample weight': { value: 52.187, unit: 'g' },
      'gross weight': { value: 52.187, unit: 'g' },
      'sample document': { 'sample identifier': 'NC-412-1' },
    });
    // A number of JSON drops the last zero, which is part of what the balance said.
    expect(JSON.stringify(whole)).toContain('"scalar string datum":"52.1870"');
  });

  it.each([
    ['mg', '521.5', 0.5215],
    ['kg', '1.25', 1250],
    ['ug', '-12', -0.000012],
  ])('in %s are moved to grams by their point', (unit, value, grams) => {
    const row: TestRow = { ...weighed, result: { of: 'weight', what: 'net', value, unit } };
    const [document] = asmOf(labCase, [row]).documents;
    const path = [
      'weighing document',
      0,
      'measurement aggregate document',
      'measurement document',
      0,
      'sample weight',
      'value',
    ];
    expect(at(document?.['weighing aggregate document'], ...path)).toBe(grams);
  });

  it.each(['[car_m]', '[gr]', 'constructor'])('in %s are left out, and named', (unit) => {
    const row: TestRow = { ...weighed, result: { of: 'weight', value: '1', unit } };
    expect(asmOf(labCase, [row])).toEqual({ documents: [], leftOut: ['event-1'] });
  });
});

describe('results as records of LIS2-A2', () => {
  it('are a header, the case, each exhibit with its results, and an end', () => {
    const amended: TestRow = { ...weighed, amended: { by: 'event-9', why: 'wrong pan', from: weighed.result } };
    const text = lis2Of(labCase, [amended, tested], '2026-11-27T20:30:00.000Z');
    expect(text.split('\r')).toEqual([
      'H|\\^&|||Custody Edge|||||||P|LIS2-A2|20261127203000',
      'P|1||NC-2026/412',
      'O|1|NC-412-1',
      'R|1|^^^WEIGHT GROSS|52.1870|g||||C||4417||20261121093000|XPR205 · B1',
      'R|2|^^^COLOUR-TEST|positive|||||F||4417||20261121093000|XPR205 · B1',
      'L|1|N',
      '',
    ]);
  });

  it('keep as many fields and records whatever anybody wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (label, analyst) => {
        const text = lis2Of(labCase, [{ ...weighed, label, analyst }], '2026-11-27T20:30:00.000Z');
        const records = text.split('\r');
        expect(records).toHaveLength(6);
        expect(records[3]?.split('|')).toHaveLength(14);
        expect(records[3]?.slice(9).replaceAll(/&[FSRE]&/g, '')).not.toMatch(/[&\\]/);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

it('results for a spreadsheet keep digits as text, and no cell is a formula', () => {
  const csv = resultsCsv(labCase, [weighed, { ...tested, protocol: '=HYPERLINK("http://x")' }, manual]);
  const lines = csv.split('\r\n');
  expect(lines[1]).toBe(
    'NC-2026/412,112/26,anf,"Saddar, Quetta",narcotics-chemistry,NC-412-1,gross,,,,52.1870,g,,2026-11-21T09:30:00.000Z,synced,XPR205 · B1,4417,,,,event-1',
  );
  expect(lines[2]).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(lines[3]).toContain('cable out');
});
