import { damaged, spectraError, unsupported } from '../errors.ts';
import { within } from '../limits.ts';
import type { SpectrumData, SpectrumKind } from '../spectrum.ts';
import { axisOf, linesOf, plain, said, type Written, writtenNumber } from '../text.ts';
import { xUnitOf, yUnitOf } from '../units.ts';
import { type Block, blocksOf, firstOf, type Labelled, saidUnder } from './blocks.ts';
import { type Points, readTable, tableForm } from './table.ts';

/** A file of JCAMP-DX begins with its title. */
export const isJcamp = (head: string): boolean => /^\uFEFF?\s*##\s*TITLE\s*=/i.test(head);

const dataLabels: ReadonlySet<string> = new Set(['XYDATA', 'XYPOINTS', 'PEAKTABLE']);
const one: Written = { value: 1, step: 0 };

/**
 * Every spectrum of a JCAMP-DX file, in its order; blocks that only link or draw molecules hold none.
 * @throws `spectrum-file-damaged`, `spectrum-form-unsupported`, `spectrum-absent`, `spectrum-file-large`
 */
export function readJcamp(bytes: Uint8Array): readonly SpectrumData[] {
  const found: SpectrumData[] = [];
  let points = 0;
  const visit = (block: Block): void => {
    requireAllBlocks(block);
    for (const spectrum of spectraOf(block)) {
      found.push(spectrum);
      points += spectrum.x.values.length;
      within('spectra', found.length);
      within('points', points);
    }
    for (const child of block.children) visit(child);
  };
  for (const block of blocksOf(linesOf(bytes))) visit(block);
  if (found.length === 0) throw spectraError('spectrum-absent', { format: 'jcamp-dx' });
  return found;
}

/** @throws `spectrum-file-damaged` where a compound file says that it holds another number of blocks */
function requireAllBlocks(block: Block): void {
  const blocks = numberAt(block, 'BLOCKS');
  if (blocks === undefined) return;
  const all = ({ children }: Block): number => children.reduce((sum, child) => sum + 1 + all(child), 0);
  if (![block.children.length, all(block)].includes(blocks.value))
    throw damaged('blocks-differ', { said: blocks.value, found: block.children.length });
}

/** The spectra of a block itself, not of those in it. @throws as `readJcamp` */
export function spectraOf(block: Block): readonly SpectrumData[] {
  const pages = block.records.filter(({ label }) => label === 'DATATABLE');
  if (pages.length > 0) return pagesOf(block, pages);
  const tables = block.records.filter(({ label }) => dataLabels.has(label));
  const [table] = tables;
  if (table === undefined) return [];
  if (tables.length > 1) throw unsupported('several tables in a block', { line: tables[1]?.line });
  const { form } = tableForm(table.value);
  const points = readTable(form, table, {
    points: numberAt(block, 'NPOINTS'),
    firstX: numberAt(block, 'FIRSTX'),
    lastX: numberAt(block, 'LASTX'),
    deltaX: numberAt(block, 'DELTAX'),
    firstY: numberAt(block, 'FIRSTY'),
    xFactor: factorAt(block, 'XFACTOR'),
    yFactor: factorAt(block, 'YFACTOR'),
  });
  return [
    spectrumOf(block, firstOf(block, 'TITLE') ?? '', points, saidUnder(block, 'XUNITS'), saidUnder(block, 'YUNITS')),
  ];
}

/** One spectrum a page of ##NTUPLES, whose variables are columns of the header. */
function pagesOf(block: Block, pages: readonly Labelled[]): readonly SpectrumData[] {
  const what = `${saidUnder(block, 'NTUPLES') ?? ''} ${saidUnder(block, 'DATATYPE') ?? ''}`;
  if (/\bnD\b/i.test(what)) throw unsupported('several dimensions', { written: plain(what) });
  const columns = (label: string) => (saidUnder(block, label) ?? '').split(',').map((cell) => cell.trim());
  const symbols = columns('SYMBOL');
  return pages.map((page) => {
    const { form, symbols: variables } = tableForm(page.value);
    const places = variables.map((symbol) => symbols.indexOf(symbol));
    if (places.includes(-1)) throw damaged('symbol-unknown', { line: page.line, symbols: variables });
    const cell = (label: string, variable: 0 | 1) => columns(label)[places[variable] ?? 0] ?? '';
    const number = (label: string, variable: 0 | 1) => readNumber(label, cell(label, variable));
    const own = ownRecords(block, page);
    const points = readTable(form, page, {
      points: own.has('NPOINTS') ? readNumber('NPOINTS', own.get('NPOINTS') ?? '') : number('VARDIM', 0),
      firstX: number('FIRST', 0),
      lastX: number('LAST', 0),
      deltaX: undefined,
      // Of all pages together.
      firstY: undefined,
      xFactor: number('FACTOR', 0) ?? one,
      yFactor: number('FACTOR', 1) ?? one,
    });
    const title = [firstOf(block, 'TITLE'), own.get('PAGE')].filter(Boolean).join(', ');
    return spectrumOf(block, title, points, cell('UNITS', 0), cell('UNITS', 1));
  });
}

/** What stands between ##PAGE= and its table. */
function ownRecords({ records }: Block, page: Labelled): ReadonlyMap<string, string> {
  const before = records.slice(0, records.indexOf(page));
  const from = before.findLastIndex(({ label }) => label === 'PAGE');
  return new Map(from < 0 ? [] : before.slice(from).map(({ label, value }) => [label, value]));
}

function spectrumOf(
  block: Block,
  title: string,
  { x, y }: Points,
  xUnits: string | undefined,
  yUnits: string | undefined,
): SpectrumData {
  const date = [firstOf(block, 'DATE'), firstOf(block, 'TIME')].filter(Boolean).join(' ');
  return {
    title: plain(title),
    kind: kindOf(saidUnder(block, 'DATATYPE') ?? ''),
    x: axisOf(xUnits ?? '', xUnitOf, x),
    y: axisOf(yUnits ?? '', yUnitOf, y),
    ...said({
      instrument: firstOf(block, 'SPECTROMETERDATASYSTEM'),
      operator: firstOf(block, 'OPERATOR'),
      date: firstOf(block, 'LONGDATE') ?? date,
    }),
  };
}

function kindOf(dataType: string): SpectrumKind {
  if (/infrared/i.test(dataType)) return 'infrared';
  if (/raman/i.test(dataType)) return 'raman';
  if (/\buv\b|ultraviolet|uv[ /-]?vis/i.test(dataType)) return 'uv-vis';
  return /mass spectrum/i.test(dataType) ? 'mass' : 'unknown';
}

const numberAt = (block: Block, label: string): Written | undefined => readNumber(label, saidUnder(block, label) ?? '');

/** @throws `spectrum-file-damaged` for anything but a number or nothing */
function readNumber(label: string, text: string): Written | undefined {
  if (text === '') return undefined;
  const number = writtenNumber(text);
  if (number === undefined) throw damaged('label-unreadable', { label, written: text.slice(0, 40) });
  return number;
}

/** No factor is one; nought would make every number nought. */
function factorAt(block: Block, label: string): Written {
  const factor = numberAt(block, label) ?? one;
  if (factor.value === 0) throw damaged('label-unreadable', { label, written: '0' });
  return factor;
}
