import { describe, expect, it } from 'vitest';
import { readSpectrumFile } from '../read.ts';
import { spc } from '../test-support/writers.ts';

const ordinates = [0.5, 0.25, 1.5, 2];
const even = spc([ordinates], { first: 4000, last: 400 });
const uneven = spc([ordinates, [1, 2, 3, 4]], { first: 100, last: 400, x: [100, 150, 250, 400], code: 13 });
const read = (bytes: Uint8Array) => readSpectrumFile('x.spc', bytes);

/** A copy with one thing done to it. */
function changed(bytes: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const copy = Uint8Array.from(bytes);
  change(new DataView(copy.buffer));
  return copy;
}

describe('an SPC file', () => {
  it('of even x is read in its own order, with what it says of its measurement', () => {
    expect(read(even)).toEqual({
      ok: true,
      value: {
        format: 'spc',
        spectra: [
          {
            title: 'exhibit 12',
            kind: 'infrared',
            x: { unit: '/cm', unitAsWritten: 'Wavenumber (cm-1)', values: Float64Array.of(4000, 2800, 1600, 400) },
            y: { unit: 'absorbance', unitAsWritten: 'Absorbance', values: Float64Array.from(ordinates) },
            instrument: 'FTIR-7',
            date: '2026-03-01 10:05',
          },
        ],
      },
    });
  });

  it('of several spectra over one uneven x is read as several', () => {
    const result = read(uneven);
    expect(result.ok && result.value.spectra.map(({ kind, x, y }) => [kind, [...x.values], [...y.values]])).toEqual([
      ['raman', [100, 150, 250, 400], ordinates],
      ['raman', [100, 150, 250, 400], [1, 2, 3, 4]],
    ]);
  });

  it('may end in a log, which is passed over', () => {
    const withLog = new Uint8Array(even.length + 80);
    withLog.set(even);
    new DataView(withLog.buffer).setUint32(248, even.length, true);
    new DataView(withLog.buffer).setUint32(even.length, 0xffffffff, true);
    expect(read(withLog)).toEqual(read(even));
  });

  it('that is part of a larger buffer is not written to', () => {
    const shared = Buffer.concat([Buffer.alloc(3, 9), even, Buffer.alloc(3, 9)]);
    const before = Buffer.from(shared);
    expect(read(shared.subarray(3, -3))).toEqual(read(even));
    expect(shared.equals(before)).toBe(true);
  });

  it.each([
    ['is cut within its numbers', even.subarray(0, -1), 'truncated'],
    ['is cut within its header', even.subarray(0, 300), 'truncated'],
    ['goes on after its numbers', Uint8Array.from([...even, 0]), 'points-differ'],
    ['says more points than it holds', changed(even, (view) => view.setUint32(4, 5, true)), 'truncated'],
    ['says fewer points than it holds', changed(even, (view) => view.setUint32(4, 3, true)), 'points-differ'],
    ['says more spectra than it holds', changed(uneven, (view) => view.setUint32(24, 3, true)), 'truncated'],
    ['is of one spectrum and says two', changed(even, (view) => view.setUint32(24, 2, true)), 'spectra-differ'],
    ['has one point', spc([[1]], { first: 1, last: 2 }), 'points-too-few'],
    ['ends where it begins', changed(even, (view) => view.setFloat64(16, 4000, true)), 'x-without-order'],
    ['has no end', changed(even, (view) => view.setFloat64(16, Number.NaN, true)), 'not-a-number'],
    [
      'has an ordinate that is no number',
      changed(even, (view) => view.setUint32(548, 0x7fc00000, true)),
      'not-a-number',
    ],
    ['has another last x than its table', changed(uneven, (view) => view.setFloat64(16, 900, true)), 'x-ends-differ'],
    ['has x without order', changed(uneven, (view) => view.setFloat32(516, 300, true)), 'x-without-order'],
    ['has flags that cannot be together', changed(even, (view) => view.setUint8(0, 64)), 'flags-contradict'],
    ['has an exponent of no meaning', changed(even, (view) => view.setUint8(0, 1)), 'exponent-unclear'],
  ])('that %s gives no spectrum', (_what, bytes, reason) => {
    expect(read(bytes)).toMatchObject({ ok: false, error: { code: 'spectrum-file-damaged', details: { reason } } });
  });

  it.each([
    ['holds none', changed(even, (view) => view.setUint32(24, 0, true)), 'spectrum-absent'],
    ['says millions of points', changed(even, (view) => view.setUint32(4, 0xffffffff, true)), 'spectrum-file-large'],
    [
      'says millions of spectra',
      changed(uneven, (view) => view.setUint32(24, 0xffffffff, true)),
      'spectrum-file-large',
    ],
    ['is of the old format', changed(even, (view) => view.setUint8(1, 0x4d)), 'spectrum-form-unsupported'],
    ['has its high bytes first', changed(even, (view) => view.setUint8(1, 0x4c)), 'spectrum-form-unsupported'],
  ])('that %s gives no spectrum', (_what, bytes, code) => {
    expect(read(bytes)).toMatchObject({ ok: false, error: { code } });
  });

  it('without a moment of its own says none', () => {
    const result = read(changed(even, (view) => view.setUint32(32, 0x54f65e48, true)));
    expect(result.ok && result.value.spectra[0]).not.toHaveProperty('date');
  });
});
