import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpectrumFile } from '../read.ts';
import { bwspec, bytesOf } from '../test-support/writers.ts';

const read = (text: string, name = 'x.csv') => readSpectrumFile(name, bytesOf(text));
const columns = (text: string) => {
  const result = read(text);
  if (!result.ok) throw result.error;
  return result.value.spectra.map(({ x, y }) => [[...x.values], [...y.values]]);
};

/** Rising x with two decimals, and as many y with four. */
const points = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: -99_999_999, max: 99_999_999 })), {
    minLength: 3,
    maxLength: 40,
  })
  .map((rows) => {
    let at = 10;
    const x = rows.map(([step]) => {
      at += step;
      return at / 100;
    });
    return { x, y: rows.map(([, value]) => value / 10_000) };
  });

describe('a table of two columns is read number for number', () => {
  it.each([
    ['tabs and points', '\t', '.'],
    ['tabs and decimal commas', '\t', ','],
    ['semicolons and decimal commas', ';', ','],
    ['semicolons and points', ';', '.'],
    ['commas and points', ',', '.'],
    ['a comma and a blank', ', ', '.'],
    ['blanks', '   ', '.'],
    ['blanks and decimal commas', ' ', ','],
  ])('that is written with %s', (_how, mark, decimal) => {
    fc.assert(
      fc.property(points, fc.boolean(), fc.constantFrom('\n', '\r\n', '\r'), ({ x, y }, hasHeader, end) => {
        // Written to two and four decimals, no comma can be one of thousands.
        const rows = x.map((value, at) =>
          [value.toFixed(2), (y[at] ?? 0).toFixed(4)].map((cell) => cell.replace('.', decimal)).join(mark),
        );
        const text = [...(hasHeader ? [`Wavelength (nm)${mark}Absorbance`] : []), ...rows, ''].join(end);
        expect(columns(text)).toEqual([[x, y]]);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('as BWSpec writes it, without the pixels that have no x', () => {
    fc.assert(
      fc.property(points, fc.nat(5), fc.constantFrom<'.' | ','>('.', ','), (data, uncalibrated, decimal) => {
        const result = read(bwspec(data, uncalibrated, decimal), 'x.txt');
        expect(result).toMatchObject({ ok: true, value: { format: 'bwspec' } });
        expect(columns(bwspec(data, uncalibrated, decimal))).toEqual([[data.x, data.y]]);
      }),
      { seed: 8, numRuns: 60 },
    );
  });
});

describe('a table', () => {
  it('says its units, its sample and its instrument where it has them', () => {
    const header = 'Sample;exhibit 12\nDevice;UV-1\nUser;Nadia\nDate;1.3.2026 10:00\n\n"Wavelength (nm)";"Abs"\n';
    const text = header + Array.from({ length: 9 }, (_, at) => `${200 + at};0,5\n`).join('');
    expect(read(text)).toMatchObject({
      ok: true,
      value: {
        format: 'table',
        spectra: [
          {
            title: 'exhibit 12',
            instrument: 'UV-1',
            operator: 'Nadia',
            date: '1.3.2026 10:00',
            x: { unit: 'nm' },
            y: { unit: 'absorbance' },
          },
        ],
      },
    });
  });

  it('of several columns is a spectrum for each that is neither x nor a count', () => {
    const text = 'Pixels,Wavelength,Raman_Shift,Raw,Dark\n0,532,10,900,4\n1,533,20,910,5\n';
    expect(columns(text)).toEqual([
      [
        [10, 20],
        [900, 910],
      ],
      [
        [10, 20],
        [4, 5],
      ],
    ]);
  });

  it.each([
    ['whose commas may part thousands', '400\t1,234\n401\t2,345\n402\t1,900\n', 'decimals-or-thousands'],
    ['with points and commas in its numbers', '400.5;0,1\n401.5;0,2\n402.5;0,3\n', 'decimals-mixed'],
    ['that is broken off within a line', '400,0.1\n401,0.2\n402,0.3\n403', 'not-a-row'],
    ['with a word between its numbers', '400,0.1\n401,0.2\n402,overflow\n403,0.4\n404,0.5\n', 'not-a-row'],
    ['with a column more in one line', '400,0.1\n401,0.2,7\n402,0.3\n403,0.4\n', 'not-a-row'],
    ['whose x goes to and fro', '400,0.1\n402,0.2\n401,0.3\n', 'x-without-order'],
    ['whose x stands still', '400,0.1\n400,0.2\n400,0.3\n', 'x-without-order'],
  ])('%s gives no spectrum', (_what, text, reason) => {
    expect(read(text)).toMatchObject({ ok: false, error: { code: 'spectrum-file-damaged', details: { reason } } });
  });

  it.each([
    ['of three columns that nothing names', '1,2,3\n2,3,4\n3,4,5\n', 'spectrum-form-unsupported'],
    ['with decimal commas between commas', '675,1,0,5\n676,2,0,6\n677,3,0,7\n', 'spectrum-form-unsupported'],
    ['of numbers with noughts before them', '675,013\n676,014\n677,015\n', 'spectrum-format-unknown'],
    ['of one column', '1\n2\n3\n', 'spectrum-format-unknown'],
    ['of words', 'This exhibit was weighed\non 1 3 2026\n', 'spectrum-format-unknown'],
    ['of no line', '\n\n\n', 'spectrum-format-unknown'],
  ])('%s gives no spectrum', (_what, text, code) => {
    expect(read(text)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a file of BWSpec', () => {
  const sound = bwspec({ x: [10, 20, 30], y: [1, 2, 3] }, 1);

  it.each([
    ['has lost a line', sound.replace(/2;.*\r\n/, ''), 'pixels-without-order'],
    ['is broken off between lines', sound.slice(0, sound.lastIndexOf('3;30')), 'points-differ'],
    ['is broken off within a line', sound.slice(0, -9), 'columns-differ'],
    ['has no table', sound.slice(0, sound.indexOf('Pixel;')), 'no-headings'],
    ['has an x missing between others', sound.replace('20,00;20,00;20,00', ';;'), 'not-a-number'],
    ['has a word for a number', sound.replace('20,00;20,00;20,00', 'x;x;x'), 'not-a-number'],
  ])('that %s gives no spectrum', (_what, text, reason) => {
    expect(text).not.toBe(sound);
    expect(read(text, 'x.txt')).toMatchObject({
      ok: false,
      error: { code: 'spectrum-file-damaged', details: { reason } },
    });
  });
});
