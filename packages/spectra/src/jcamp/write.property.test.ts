import fc from 'fast-check';
import { convert } from 'jcampconverter';
import { describe, expect, it } from 'vitest';
import type { Spectrum } from '../../../../firmware-bridge/src/reading.ts';
import { type Curve, measuredPart } from '../curve.ts';
import { readSpectrumFile } from '../read.ts';
import { readStrictly } from '../test-support/strict-jcamp.ts';
import { bytesOf } from '../test-support/writers.ts';
import { decimalsIn, type JcampAbout, writeJcamp } from './write.ts';

const about: JcampAbout = { title: 'exhibit 12', kind: 'raman', origin: 'FSL', owner: 'FSL' };
const shift = (x: readonly number[], y: readonly number[]): Curve => ({
  x: { unit: '/cm', values: x },
  y,
  yUnit: 'counts',
});

/** What three readers that share no code read. */
function readersOf(text: string): readonly { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }[] {
  const strict = readStrictly(text);
  const { flatten } = convert(text, { noContour: true });
  expect(flatten).toHaveLength(1);
  const other = flatten[0]?.spectra[0]?.data;
  const own = readSpectrumFile('x.jdx', bytesOf(text));
  if (!own.ok) throw own.error;
  expect(own.value.spectra).toHaveLength(1);
  const [spectrum] = own.value.spectra;
  return [
    strict,
    { x: other?.x ?? [], y: other?.y ?? [] },
    { x: spectrum?.x.values ?? [], y: spectrum?.y.values ?? [] },
  ];
}

/** Half of the last digit that the file states, and what doubles add to it. */
const slackOf = (digit: number, greatest: number): number => digit / 2 + greatest * 1e-15;

function requireSame(text: string, { x, y }: Curve): void {
  const { labels } = readStrictly(text);
  const decimalsOf = (written: string) => written.split('.')[1]?.length ?? 0;
  const xDigit = 10 ** -decimalsOf(labels.get('FIRSTX') ?? '');
  const even = labels.get('XYDATA') === '(X++(Y..Y))';
  const yDigit = even ? Number(labels.get('YFACTOR')) : 10 ** -decimalsOf(labels.get('FIRSTY') ?? '');
  const xs = Array.from(x.values);
  const ys = Array.from(y);
  // Between two ends that are each within half a digit, and then within half a digit of the line.
  const xSlack = slackOf(xDigit, Math.max(...xs.map(Math.abs)));
  const ySlack = slackOf(yDigit, Math.max(...ys.map(Math.abs)));
  for (const read of readersOf(text)) {
    expect(read.x.length).toBe(xs.length);
    expect(read.y.length).toBe(ys.length);
    expect(xs.findIndex((value, at) => !(Math.abs(value - (read.x[at] ?? Number.NaN)) <= xSlack))).toBe(-1);
    expect(ys.findIndex((value, at) => !(Math.abs(value - (read.y[at] ?? Number.NaN)) <= ySlack))).toBe(-1);
  }
}

const anyY = (least: number) =>
  fc
    .tuple(
      fc.integer({ min: -9, max: 12 }),
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: least, maxLength: 50 }),
    )
    .map(([power, values]) => values.map((value) => value * 10 ** power));

describe('a spectrum that was written is read by three readers as it was measured', () => {
  it('at even distances', () => {
    const step = fc.constantFrom(-4, -0.964501, 0.37, 1, 2 / 3);
    fc.assert(
      fc.property(anyY(2), fc.double({ min: 100, max: 4000, noNaN: true }), step, (y, first, by) => {
        const curve = shift(
          y.map((_, at) => first + by * at),
          y,
        );
        const text = writeJcamp(curve, about);
        expect(text).toContain('##XYDATA=(X++(Y..Y))\r\n');
        requireSame(text, curve);
      }),
      { seed: 424, numRuns: 80 },
    );
  });

  it('at uneven distances, rising and falling', () => {
    const gaps = fc.array(fc.double({ min: 0.001, max: 50, noNaN: true }), { minLength: 3, maxLength: 50 });
    fc.assert(
      fc.property(gaps, fc.boolean(), fc.nat(5000), (steps, falls, first) => {
        let at = first;
        const x = steps.map((step) => {
          at += falls ? -step : step;
          return at;
        });
        const curve = shift(
          x,
          steps.map((step) => step * 1000),
        );
        requireSame(writeJcamp(curve, about), curve);
      }),
      { seed: 425, numRuns: 80 },
    );
  });

  it('with the whole counts of a device to the last one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(65_535), { minLength: 2, maxLength: 80 }), (counts) => {
        const text = writeJcamp(
          shift(
            counts.map((_, at) => 200 + at),
            counts,
          ),
          about,
        );
        expect(text).toContain('##YFACTOR=1\r\n');
        for (const { y } of readersOf(text)) expect(Array.from(y)).toEqual(counts);
      }),
      { seed: 426, numRuns: 60 },
    );
  });

  it('with the digits of a device that sends text', () => {
    const digits = ['0.120', '1.05', '-0.0020', '0.3'];
    expect(decimalsIn(digits)).toBe(4);
    expect(decimalsIn(['1.0E-3'])).toBeUndefined();
    const text = writeJcamp(shift([400, 410, 420, 430], digits.map(Number)), { ...about, yDecimals: 4 });
    expect(text).toContain('##YFACTOR=0.0001\r\n');
    expect(text).toContain(' 1200 10500 -20 3000\r\n');
  });

  it('of thousands of millions, of almost nothing, and of nothing', () => {
    for (const y of [
      [3e12, -4e15, 0, 5e9],
      [3e-12, -4e-15, 0, 5e-9],
      [0, 0, 0, 0],
    ])
      for (const x of [
        [1, 2, 3, 4],
        [1, 2, 3, 5],
      ])
        requireSame(writeJcamp(shift(x, y), about), shift(x, y));
  });

  it('as a reading of an instrument is, with the points that have a value', () => {
    const reading: Pick<Spectrum, 'x' | 'y' | 'quantity' | 'yUnit'> = {
      x: { quantity: 'wavelength', unit: 'nm', values: [400, 401, 402, 403] },
      y: [0.5, 0.25, 0.75, 1],
      quantity: 'transmittance',
      yUnit: '1',
    };
    const absorbance = { ...reading, quantity: 'absorbance', y: [0.5, null, 0.75, 1] };
    const text = writeJcamp(reading, { ...about, kind: 'uv-vis', takenAtMs: Date.UTC(2026, 2, 1, 5) });
    const { labels } = readStrictly(text);
    expect(labels.get('DATA TYPE')).toBe('UV/VIS SPECTRUM');
    expect(labels.get('XUNITS')).toBe('NANOMETERS');
    expect(labels.get('YUNITS')).toBe('TRANSMITTANCE');
    expect(labels.get('LONGDATE')).toBe('2026/03/01 05:00:00 +0000');
    const gapped = writeJcamp(measuredPart(absorbance), { ...about, kind: 'uv-vis' });
    expect(readStrictly(gapped)).toMatchObject({ x: [400, 402, 403], y: [0.5, 0.75, 1] });
  });
});

describe('text of a written file', () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        '##',
        '#',
        '$$',
        '$',
        '\n',
        '\r',
        '\r\n',
        '##END=',
        '##TITLE=',
        '##NPOINTS=9',
        'charas',
        '=',
        ' ',
        '\u2028',
        '\0',
        '\u202e',
        'چرس',
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => `x${parts.join('')}`);
  const curve = shift([200, 201, 202], [1, 2, 3]);

  it('adds no record, no line, no comment, and is read back alike', () => {
    const expected = [
      ...readStrictly(writeJcamp(curve, { ...about, operator: 'o', instrument: 'i', processing: 'p' })).labels.keys(),
    ];
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, origin, instrument) => {
        const text = writeJcamp(curve, {
          ...about,
          title,
          origin,
          operator: title,
          instrument,
          processing: `${title} `.repeat(30),
        });
        const { labels } = readStrictly(text);
        expect([...labels.keys()]).toEqual(expected);
        for (const { y } of readersOf(text)) expect(Array.from(y)).toEqual([1, 2, 3]);
        const own = readSpectrumFile('x.jdx', bytesOf(text));
        expect(own.ok && own.value.spectra[0]?.title).toBe(labels.get('TITLE'));
        expect(convert(text).flatten[0]?.title).toBe(labels.get('TITLE'));
      }),
      { seed: 9, numRuns: 80 },
    );
  });

  it.each<[string, Partial<JcampAbout>, Curve, string]>([
    ['no title', { title: ' \n' }, curve, 'spectrum-not-writable'],
    ['no origin', { origin: '' }, curve, 'spectrum-not-writable'],
    ['no owner', { owner: '\u202e' }, curve, 'spectrum-not-writable'],
    ['an x of an unknown unit', {}, { ...curve, x: { ...curve.x, unit: 'unknown' } }, 'spectrum-not-writable'],
    ['digits that do not fit', { yDecimals: 12 }, curve, 'spectrum-not-writable'],
    ['neighbours closer than digits tell', {}, shift([4000, 4000.0000001, 4002], [1, 2, 3]), 'spectrum-not-writable'],
    ['too few y', {}, shift([200, 201, 202], [1, 2]), 'spectrum-unsound'],
    ['a value that is none', {}, shift([200, 201, 202], [1, Number.NaN, 3]), 'spectrum-unsound'],
    ['x that turns back', {}, shift([200, 202, 201], [1, 2, 3]), 'spectrum-unsound'],
    ['a single point', {}, shift([200], [1]), 'spectrum-unsound'],
  ])('is not written with %s', (_what, changes, measured, code) => {
    expect(() => writeJcamp(measured, { ...about, ...changes })).toThrowError(expect.objectContaining({ code }));
  });
});
