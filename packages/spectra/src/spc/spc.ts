import { createRequire } from 'node:module';
import { damaged } from '../errors.ts';
import type { SpectrumData, SpectrumKind } from '../spectrum.ts';
import { axisOf, plain, requireOrder, said } from '../text.ts';
import { xUnitOf, yUnitOf } from '../units.ts';
import { dateOf, type Layout, layoutOf, versions } from './header.ts';

/** Codes of SPC.H; every other one is the maker's own. */
const xCodes: ReadonlyMap<number, string> = new Map([
  [1, 'Wavenumber (cm-1)'],
  [2, 'Micrometers (um)'],
  [3, 'Nanometers (nm)'],
  [4, 'Seconds'],
  [5, 'Minutes'],
  [9, 'Mass (M/z)'],
  [13, 'Raman Shift (cm-1)'],
  [14, 'eV'],
]);
const yCodes: ReadonlyMap<number, string> = new Map([
  [0, 'Arbitrary Intensity'],
  [1, 'Interferogram'],
  [2, 'Absorbance'],
  [3, 'Kubelka-Munk'],
  [4, 'Counts'],
  [5, 'Volts'],
  [10, 'Log(1/R)'],
  [11, 'Percent'],
  [12, 'Intensity'],
  [13, 'Relative Intensity'],
  [14, 'Energy'],
  [128, 'Transmission'],
  [129, 'Reflectance'],
  [131, 'Emission'],
]);
const kinds: ReadonlyMap<number, SpectrumKind> = new Map<number, SpectrumKind>([
  [4, 'infrared'],
  [5, 'infrared'],
  [7, 'uv-vis'],
  [9, 'mass'],
  [11, 'raman'],
]);
const ramanShift = 13;

/** Loaded with the first file that needs it: it is a seventh of all that a station would load at its start. */
const library = (): typeof import('spc-parser') => createRequire(import.meta.url)('spc-parser');

/** Its second byte is the version; what follows holds zeros, as no text does. */
export function isSpc(bytes: Uint8Array): boolean {
  const version = bytes[1];
  return Object.values<number | undefined>(versions).includes(version) && bytes.subarray(0, 64).includes(0);
}

/**
 * Every spectrum of a GRAMS SPC file. Its lengths are walked through first, so that the library reads nothing that is not there.
 * @throws `spectrum-file-damaged`, `spectrum-form-unsupported`, `spectrum-absent`, `spectrum-file-large`
 */
export function readSpc(bytes: Uint8Array): readonly SpectrumData[] {
  const layout = layoutOf(bytes);
  const { spectra } = library().parse(withoutLog(bytes, layout));
  if (spectra.length !== layout.spectra) throw damaged('spectra-differ', { found: spectra.length });
  return spectra.map(({ variables }, index) => {
    const { x, y } = inFileOrder(Float64Array.from(variables.x.data), Float64Array.from(variables.y.data), layout);
    if (x.length !== layout.points[index] || y.length !== x.length)
      throw damaged('points-differ', { said: layout.points[index], found: y.length });
    if (![x, y].every((values) => values.every(Number.isFinite))) throw damaged('not-a-number', { spectrum: index });
    requireOrder(x, { spectrum: index });
    if (layout.unevenX && !layout.ownX) requireEnds(x, layout);
    return {
      ...about(bytes, layout, index),
      x: axisOf(labels(bytes, layout).x, xUnitOf, x),
      y: axisOf(labels(bytes, layout).y, yUnitOf, y),
    };
  });
}

/** The log is text of the maker's software, which the library looks for in the wrong place. */
function withoutLog(bytes: Uint8Array, { endBytes }: Layout): Uint8Array {
  const copy = Uint8Array.from(bytes.subarray(0, endBytes));
  new DataView(copy.buffer).setUint32(248, 0, true);
  return copy;
}

/** The library turns a falling x round. */
function inFileOrder(x: Float64Array, y: Float64Array, { firstX, lastX, unevenX }: Layout) {
  return !unevenX && firstX > lastX ? { x: x.toReversed(), y: y.toReversed() } : { x, y };
}

/** Written as double precision, repeated in single. */
function requireEnds(x: Float64Array, { firstX, lastX }: Layout): void {
  const ends = [x[0] ?? 0, x.at(-1) ?? 0].toSorted((one, other) => one - other);
  const expected = [firstX, lastX].toSorted((one, other) => one - other);
  const spacing = Math.abs((ends[1] ?? 0) - (ends[0] ?? 0)) / (x.length - 1);
  if (ends.some((end, index) => Math.abs(end - (expected[index] ?? 0)) > spacing / 2))
    throw damaged('x-ends-differ', { said: [firstX, lastX], found: ends });
}

function labels(bytes: Uint8Array, { ownLabels }: Layout): { readonly x: string; readonly y: string } {
  const [x = '', y = ''] = ownLabels ? textAt(bytes, 218, 30).split('\0') : [];
  return { x: x || (xCodes.get(bytes[28] ?? 0) ?? ''), y: y || (yCodes.get(bytes[29] ?? 255) ?? '') };
}

function about(bytes: Uint8Array, { spectra }: Layout, index: number): Omit<SpectrumData, 'x' | 'y'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const remark = textAt(bytes, 88, 130).split('\0', 1).join('');
  const kind = bytes[28] === ramanShift ? 'raman' : (kinds.get(bytes[2] ?? 0) ?? 'unknown');
  return {
    title: plain(spectra > 1 ? `${remark} ${index + 1}` : remark),
    kind,
    ...said({ instrument: textAt(bytes, 45, 9).split('\0', 1).join(''), date: dateOf(view.getUint32(32, true)) }),
  };
}

const textAt = (bytes: Uint8Array, from: number, length: number): string =>
  new TextDecoder('windows-1252').decode(bytes.subarray(from, from + length));
