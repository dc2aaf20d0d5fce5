import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFile } from './csv.ts';

/** Cells of a file as RFC 4180 reads them. */
function read(file: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of file.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('a file of names', () => {
  it('begins with the mark by which a spreadsheet reads it as UTF-8', () => {
    expect(csvFile([['آصف علی', '40417']])).toBe('\uFEFFآصف علی,40417\r\n');
  });

  it.each(['=1+1', '+92300', '-2', '@SUM(A1)', '  =HYPERLINK("http://x")', '\t=1', '＝1'])(
    'shows %j as the text it is, never as a formula',
    (text) => {
      const [[cell = ''] = []] = read(csvFile([[text]]));
      expect(cell).toBe(`'${text}`);
    },
  );

  it('gives back every cell, whatever stands in it, and no cell that begins a formula', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('a"b', 'a,b', 'a\r\nb', '"', '=', '', ' ', '-1"2'));
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const told = read(csvFile(rows));
        expect(told.map((row) => row.map((cell) => cell.replace(/^'(?=\s*[=+\-@＝＋－＠])/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'(?=\s*[=+\-@＝＋－＠])/, ''))),
        );
        for (const cell of told.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      }),
      { seed: 41, numRuns: 200 },
    );
  });
});
