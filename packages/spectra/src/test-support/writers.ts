/** Points as a writer takes them. */
export interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const perLine = 7;
const pieces = (values: readonly number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size));

const letterAt = (letters: string, digit: string): string => letters.charAt(Number(digit));
const packed = (value: number, positive: string, negative: string): string => {
  const digits = String(Math.abs(value));
  return letterAt(value < 0 ? negative : positive, digits.charAt(0)) + digits.slice(1);
};
const squeezed = (value: number): string => packed(value, '@ABCDEFGHI', '@abcdefghi');
const difference = (value: number): string => packed(value, '%JKLMNOPQR', '%jklmnopqr');
const repeated = (times: number): string => packed(times, '?STUVWXYZs', '');

export const encodings = ['AFFN', 'PAC', 'SQZ', 'DIF', 'DIFDUP'] as const;
export type Encoding = (typeof encodings)[number];

/** The lines of a table with whole ordinates; x of a line is its index times `step` from `first`. */
function tableLines(ordinates: readonly number[], encoding: Encoding, xAt: (point: number) => number): string[] {
  const lines = pieces(ordinates, perLine).map((part, index) => {
    const from = index * perLine;
    const before = ordinates[from - 1];
    if (encoding === 'AFFN') return `${xAt(from)} ${part.join(' ')}`;
    if (encoding === 'PAC') return `${xAt(from)}${part.map((value) => (value < 0 ? value : `+${value}`)).join('')}`;
    if (encoding === 'SQZ') return `${xAt(from)}${part.map(squeezed).join('')}`;
    // A line repeats the last ordinate of the one before, with the x of that.
    const all = before === undefined ? part : [before, ...part];
    const steps = all.slice(1).map((value, at) => difference(value - (all[at] ?? 0)));
    const [start = 0] = all;
    return `${xAt(before === undefined ? from : from - 1)}${squeezed(start)}${(encoding === 'DIFDUP' ? shortened(steps) : steps).join('')}`;
  });
  const last = ordinates.at(-1) ?? 0;
  // One ordinate alone begins a line of its own and no difference follows.
  if (encoding.startsWith('DIF') && ordinates.length > 1) lines.push(`${xAt(ordinates.length - 1)}${squeezed(last)}`);
  return lines;
}

const shortened = (steps: readonly string[]): string[] => {
  const shorter: string[] = [];
  for (let at = 0; at < steps.length; ) {
    let times = 1;
    while (steps[at + times] === steps[at]) times += 1;
    shorter.push(steps[at] ?? '', ...(times > 1 ? [repeated(times)] : []));
    at += times;
  }
  return shorter;
};

const headerOf = (labels: Readonly<Record<string, string | number>>): string =>
  Object.entries(labels)
    .map(([label, value]) => `##${label}=${value}\r\n`)
    .join('');

/** A JCAMP-DX block of evenly spaced points; `labels` are put over its own, and one that is empty is left out. */
export function jcampSteps(
  { first, step, ordinates }: { readonly first: number; readonly step: number; readonly ordinates: readonly number[] },
  encoding: Encoding,
  labels: Readonly<Record<string, string | number>> = {},
): string {
  const xAt = (point: number) => Number((first + step * point).toFixed(6));
  const all: Record<string, string | number> = {
    TITLE: 'caffeine',
    'JCAMP-DX': '4.24',
    'DATA TYPE': 'INFRARED SPECTRUM',
    XUNITS: '1/CM',
    YUNITS: 'TRANSMITTANCE',
    XFACTOR: 1,
    YFACTOR: 0.5,
    FIRSTX: xAt(0),
    LASTX: xAt(ordinates.length - 1),
    NPOINTS: ordinates.length,
    FIRSTY: (ordinates[0] ?? 0) / 2,
    ...labels,
  };
  const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  return `${headerOf(kept)}##XYDATA=(X++(Y..Y))\r\n${tableLines(ordinates, encoding, xAt).join('\r\n')}\r\n##END=\r\n`;
}

/** A mass spectrum as pairs. */
export function jcampPairs({ x, y }: Points, labels: Readonly<Record<string, string | number>> = {}): string {
  const header = headerOf({
    TITLE: 'cocaine $$ by GC-MS',
    'JCAMP-DX': '5.01',
    'DATA TYPE': 'MASS SPECTRUM',
    XUNITS: 'M/Z',
    YUNITS: 'RELATIVE ABUNDANCE',
    NPOINTS: x.length,
    ...labels,
  });
  return `${header}##PEAK TABLE=(XY..XY)\n${x.map((value, at) => `${value}, ${y[at]}`).join('\n')}\n##END=\n`;
}

/** A GC-MS run as pages of ##NTUPLES. */
export function jcampPages(pages: readonly Points[]): string {
  const header = headerOf({
    TITLE: 'run',
    'JCAMP-DX': '5.01',
    'DATA TYPE': 'MASS SPECTRUM',
    NTUPLES: 'MASS SPECTRUM',
    VAR_NAME: 'MASS, INTENSITY, RETENTION TIME',
    SYMBOL: 'X, Y, T',
    UNITS: 'M/Z, RELATIVE ABUNDANCE, SECONDS',
  });
  const bodies = pages.map(
    ({ x, y }, page) =>
      `##PAGE= T= ${page}\n##NPOINTS=${x.length}\n##DATA TABLE= (XY..XY), PEAKS\n${x.map((value, at) => `${value} ${y[at]}`).join('; ')}\n`,
  );
  return `${header}${bodies.join('')}##END NTUPLES=MASS SPECTRUM\n##END=\n`;
}

/** What BWSpec writes, with the first `uncalibrated` pixels without an x. */
export function bwspec({ x, y }: Points, uncalibrated = 0, decimal: '.' | ',' = ','): string {
  const local = (value: number, digits: number) => value.toFixed(digits).replace('.', decimal);
  const header = `File Version;BWSpec4.11_1\r\nDate;2026-03-01 10:00:00\r\nmodel;BTC162E-785S-SYS\r\noperator;\r\npixel_num;${x.length + uncalibrated}\r\n`;
  const headings = 'Pixel;Wavelength;Wavenumber;Raman Shift;Dark;Reference;Raw data #1;Dark Subtracted #1;\r\n';
  const row = (pixel: number, shift: string, value: number) =>
    `${pixel};${shift === '' ? '   ' : shift};${shift === '' ? '   ' : shift};${shift === '' ? '   ' : shift};${local(0, 4)};${local(0, 4)};${local(value, 4)};${local(value, 4)};\r\n`;
  const blank = Array.from({ length: uncalibrated }, (_, pixel) => row(pixel, '', 0));
  return (
    header +
    headings +
    [...blank, ...x.map((shift, at) => row(at + uncalibrated, local(shift, 2), y[at] ?? 0))].join('')
  );
}

/** An SPC file: even or uneven x, whole or floating ordinates, one spectrum or several. */
export function spc(
  spectra: readonly (readonly number[])[],
  { first, last, x, code = 1 }: { first: number; last: number; x?: readonly number[]; code?: number },
): Uint8Array<ArrayBuffer> {
  const points = spectra[0]?.length ?? 0;
  const axisBytes = x ? 4 * points : 0;
  const bytes = new Uint8Array(512 + axisBytes + spectra.length * (32 + 4 * points));
  const view = new DataView(bytes.buffer);
  bytes.set([(x ? 128 : 0) + (spectra.length > 1 ? 4 : 0), 0x4b, 4, 0x80]);
  view.setUint32(4, points, true);
  view.setFloat64(8, first, true);
  view.setFloat64(16, last, true);
  view.setUint32(24, spectra.length, true);
  bytes.set([code, 2], 28);
  view.setUint32(32, ((2026 << 20) | (3 << 16) | (1 << 11) | (10 << 6) | 5) >>> 0, true);
  bytes.set(bytesOf('FTIR-7'), 45);
  bytes.set(bytesOf('exhibit 12'), 88);
  x?.forEach((value, at) => {
    view.setFloat32(512 + 4 * at, value, true);
  });
  for (const [index, ordinates] of spectra.entries()) {
    const at = 512 + axisBytes + index * (32 + 4 * points);
    view.setInt8(at + 1, -128);
    view.setUint16(at + 2, index, true);
    for (const [point, value] of ordinates.entries()) view.setFloat32(at + 32 + 4 * point, value, true);
  }
  return bytes;
}
