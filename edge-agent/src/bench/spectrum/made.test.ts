import { createHash } from 'node:crypto';
import type { Spectrum } from '@custody-edge/firmware-bridge';
import { readSpectrumFile } from '@custody-edge/spectra';
import fc from 'fast-check';
import { convert } from 'jcampconverter';
import { describe, expect, it } from 'vitest';
import { searchOfFile } from '../library/file-search.ts';
import { flawOf, madeOf, pointsWithoutValue } from './made.ts';
import { jcampFile, rawFile } from './spectrum-files.ts';

const about = { label: 'P-1', laboratory: 'FSL Quetta', operator: '7301' };
const pixels = 40;
const axis = Array.from({ length: pixels }, (_, pixel) => 200 + pixel * 2.5 - pixel ** 2 * 0.001);

function spectrum(y: readonly number[], more: Partial<Spectrum> = {}): Spectrum {
  const bytes = Buffer.from(Float64Array.from(y).buffer);
  return {
    kind: 'spectrum',
    x: { quantity: 'wavelength', unit: 'nm', values: axis },
    y,
    quantity: 'counts',
    yUnit: '1',
    raw: { bytes, sha256: createHash('sha256').update(bytes).digest('hex') },
    settings: { integrationMicroseconds: 100_000, scansByDevice: 1, scansHere: 2, boxcarByDevice: 0 },
    saturated: [],
    correctedByDevice: [],
    device: { deviceId: 'ocean', profileId: 'ocean-obp', model: 'FX', serialNumber: 'FX-7' },
    startedAtMs: Date.UTC(2026, 2, 1, 5),
    atMs: Date.UTC(2026, 2, 1, 5, 12, 3),
    monotonicMs: 1,
    ...more,
  };
}
const flat = (value: number) => Array.from({ length: pixels }, () => value);
const band = Array.from({ length: pixels }, (_, pixel) => 100 + 900 * (1 - 0.9 * Math.exp(-((pixel - 20) ** 2) / 30)));

describe('a spectrum of an exhibit', () => {
  it('is absorbance over its reference, without its dark, as anybody can work it out', () => {
    const taken = {
      sample: spectrum(band),
      dark: spectrum(flat(100)),
      reference: spectrum(flat(1000)),
      quantity: 'absorbance',
    } as const;
    expect(flawOf(taken)).toBeUndefined();
    const { y, steps } = madeOf(taken);
    expect(y).toEqual(band.map((value) => -Math.log10((value - 100) / 900)));
    expect(steps.map(({ step }) => step)).toEqual(['subtract-dark', 'divide-by-reference', 'absorbance']);
  });

  it.each([
    [
      'is saturated at one point',
      { sample: spectrum(band, { saturated: [3] }), quantity: 'counts' },
      'spectrum-saturated',
    ],
    ['is flat', { sample: spectrum(flat(7)), quantity: 'counts' }, 'spectrum-flat'],
    [
      'has a reference without light',
      { sample: spectrum(band), dark: spectrum(flat(100)), reference: spectrum(flat(100)), quantity: 'absorbance' },
      'spectrum-without-values',
    ],
    [
      'has a dark of another time',
      {
        sample: spectrum(band),
        dark: spectrum(flat(100), { settings: { scansByDevice: 1, scansHere: 1, boxcarByDevice: 0 } }),
        quantity: 'counts',
      },
      'spectra-not-comparable',
    ],
    [
      'lacks the reference that is asked for',
      { sample: spectrum(band), quantity: 'absorbance' },
      'spectra-not-comparable',
    ],
  ] as const)('is refused when it %s', (_why, taken, code) => {
    expect(flawOf(taken)).toMatchObject({ code });
  });

  it('that an instrument gives as absorbance stays as it is, to its own digits', () => {
    const y = Array.from({ length: pixels }, (_, pixel) => pixel / 1000);
    const digits = y.map((value) => value.toFixed(3));
    const sample = spectrum(y, { quantity: 'absorbance', digits });
    const { content } = jcampFile({ sample, quantity: 'counts' }, about);
    expect(Buffer.from(content).toString()).toContain('##YUNITS=ABSORBANCE');
    expect(convert(Buffer.from(content).toString()).flatten[0]?.spectra[0]?.data?.y).toEqual(y);
  });

  it('is written so that two readers find again what was made of it, and the file names what it rests on', () => {
    const counts = fc.array(fc.integer({ min: 101, max: 60_000 }), { minLength: pixels, maxLength: pixels });
    const lost = fc.uniqueArray(fc.nat(pixels - 1), { maxLength: 5 });
    fc.assert(
      fc.property(counts, lost, (y, darkPixels) => {
        const reference = flat(61_000).map((value, pixel) => (darkPixels.includes(pixel) ? 100 : value));
        const taken = {
          sample: spectrum(y),
          dark: spectrum(flat(100)),
          reference: spectrum(reference),
          quantity: 'absorbance',
        } as const;
        if (flawOf(taken)) return;
        const made = madeOf(taken);
        expect(pointsWithoutValue(made)).toBe(darkPixels.length);
        const kept = made.y.flatMap((value, pixel) => (value === null ? [] : [{ x: axis[pixel] ?? 0, y: value }]));
        const text = Buffer.from(jcampFile(taken, about).content).toString();
        const read = readSpectrumFile('a.jdx', Buffer.from(text));
        if (!read.ok) throw read.error;
        const [own] = read.value.spectra;
        const other = convert(text).flatten[0]?.spectra[0]?.data;
        for (const [x, values] of [
          [Array.from(own?.x.values ?? []), Array.from(own?.y.values ?? [])],
          [Array.from(other?.x ?? []), Array.from(other?.y ?? [])],
        ] as const) {
          expect(x).toHaveLength(kept.length);
          kept.forEach((point, index) => {
            expect(x[index]).toBeCloseTo(point.x, 5);
            expect(values[index]).toBeCloseTo(point.y, 7);
          });
        }
        expect(text).toContain(`##$RAW SHA256=${taken.sample.raw.sha256}`);
        expect(text).toContain(`subtract-dark sha256=${taken.dark.raw.sha256}`);
        expect(text).toContain(`divide-by-reference sha256=${taken.reference.raw.sha256}; absorbance; `);
      }),
      { seed: 424, numRuns: 40 },
    );
  });

  it('before a laser is written along the shift, as a Raman spectrum that the libraries take, and its bytes stay as they came', () => {
    const sample = spectrum(band);
    const taken = { sample, dark: spectrum(flat(100)), quantity: 'counts', laserWavelengthNm: '201.25' } as const;
    const text = Buffer.from(jcampFile(taken, about).content).toString();
    expect(text).toContain('subtract-dark sha256=');
    expect(text).toContain('; raman-shift laser=201.25nm; gives counts');
    const read = readSpectrumFile('a.jdx', Buffer.from(text));
    if (!read.ok) throw read.error;
    const [own] = read.value.spectra;
    const shift = axis.map((nm) => 1e7 / 201.25 - 1e7 / nm);
    expect(own).toMatchObject({ kind: 'raman', x: { unit: '/cm' } });
    for (const values of [Array.from(own?.x.values ?? []), convert(text).flatten[0]?.spectra[0]?.data?.x ?? []]) {
      expect(values).toHaveLength(pixels);
      for (const [pixel, value] of shift.entries()) expect(values[pixel]).toBeCloseTo(value, 3);
    }
    const search = searchOfFile({ file: 'any', spectrum: 0 }, { name: 'a.jdx', content: Buffer.from(text) });
    expect(search).toMatchObject({ technique: 'raman', x: { unit: '/cm' } });
    expect(rawFile('P-1', sample).content).toBe(sample.raw.bytes);
    expect(Buffer.from(jcampFile({ sample, quantity: 'counts' }, about).content).toString()).toContain(
      '##XUNITS=NANOMETERS',
    );
  });

  it('that is no light of a laser has no shift from it', () => {
    const y = band.map((value) => value / 1000);
    const taken = {
      sample: spectrum(y, { quantity: 'absorbance' }),
      quantity: 'counts',
      laserWavelengthNm: '785',
    } as const;
    expect(flawOf(taken)).toMatchObject({ code: 'spectra-not-comparable' });
  });

  it('keeps the bytes that came, under the hash by which its file names them', () => {
    const sample = spectrum(band);
    const { content, name } = rawFile('P-1', sample);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sample.raw.sha256);
    expect(name).toBe('P-1 20260301-051203.raw');
  });
});
