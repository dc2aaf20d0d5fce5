import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spectraError } from './errors.ts';
import { readSpectrumFile } from './read.ts';
import type { SpectrumData } from './spectrum.ts';
import { bwspec, bytesOf, encodings, jcampPages, jcampPairs, jcampSteps, spc } from './test-support/writers.ts';

const wave = Array.from({ length: 90 }, (_, at) => Math.round(900 * Math.sin(at / 7)));
const points = { x: wave.map((_, at) => 100 + at * 1.5), y: wave.map((value) => value / 8) };
const written: readonly (readonly [string, Uint8Array])[] = [
  ...encodings.map(
    (encoding) =>
      [`${encoding}.jdx`, bytesOf(jcampSteps({ first: 4000, step: -2, ordinates: wave }, encoding))] as const,
  ),
  ['pairs.jdx', bytesOf(jcampPairs(points))],
  ['pages.jdx', bytesOf(jcampPages([points, points]))],
  ['bwspec.txt', bytesOf(bwspec(points, 3))],
  ['table.csv', bytesOf(points.x.map((x, at) => `${x},${points.y[at]}\n`).join(''))],
  ['commas.txt', bytesOf(points.x.map((x, at) => `${x}\t${points.y[at]}\n`.replaceAll('.', ',')).join(''))],
  ['even.spc', spc([wave], { first: 4000, last: 400 })],
  ['uneven.spc', spc([wave, wave], { first: 100, last: 233.5, x: points.x })],
];
const real = fileURLToPath(new URL('../../../../shared/data/spectra/', import.meta.url));
const measured = [
  'jcamp-parser-files/misc__uv_ACD.jdx',
  'jcamp-parser-files/misc__ISAS_MS3.DX',
  'jcamp-parser-files/structure__assigned.jdx',
  'openspecy-formats/raman_atacamit.spc',
  'openspecy-formats/raman_hdpe.csv',
]
  .filter((name) => existsSync(real + name))
  .map((name) => [name, new Uint8Array(readFileSync(real + name))] as const);

type Change = (bytes: Uint8Array) => Uint8Array;
const place = fc.nat(9_999).map((share) => (length: number) => Math.floor((share / 10_000) * length));
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.nat(255)).map(
    ([at, value]): Change =>
      (bytes) =>
        bytes.with(at(bytes.length), value),
  ),
  fc.tuple(place, fc.constantFrom(...'0159.,;+-EA%Ssj# \n\t')).map(
    ([at, mark]): Change =>
      (bytes) =>
        bytes.with(at(bytes.length), mark.charCodeAt(0)),
  ),
  place.map(
    (at): Change =>
      (bytes) =>
        bytes.slice(0, at(bytes.length)),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 90 })).map(
    ([at, count]): Change =>
      (bytes) =>
        Uint8Array.from([...bytes.subarray(0, at(bytes.length)), ...bytes.subarray(at(bytes.length) + count)]),
  ),
  fc.tuple(place, place, fc.integer({ min: 1, max: 90 })).map(
    ([from, to, count]): Change =>
      (bytes) => {
        const piece = bytes.subarray(from(bytes.length), from(bytes.length) + count);
        return Uint8Array.from([...bytes.subarray(0, to(bytes.length)), ...piece, ...bytes.subarray(to(bytes.length))]);
      },
  ),
);

/** Every number that a file could be said to hold: of text each run of digits, of SPC each four bytes. */
function numbersIn(bytes: Uint8Array): ReadonlySet<number> {
  const text = new TextDecoder('windows-1252').decode(bytes);
  const found = new Set<number>();
  for (const form of [/[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/g, /[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?/g])
    for (const [number] of text.matchAll(form)) found.add(Number(number.replace(',', '.')));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 512; at + 4 <= bytes.length; at += 4) found.add(view.getFloat32(at, true));
  return found;
}

/** Ordinates that are packed, or have an exponent, are worked out. */
const standAsTheyAre = (name: string): boolean => !/^(AFFN|PAC|SQZ|DIF|DIFDUP)|uv_ACD|atacamit/.test(name);

function requireSpectrum({ x, y }: SpectrumData): void {
  expect(x.values.length).toBe(y.values.length);
  expect(x.values.length).toBeGreaterThan(1);
  expect([x.values, y.values].every((values) => values.every(Number.isFinite))).toBe(true);
  const sign = Math.sign((x.values[1] ?? 0) - (x.values[0] ?? 0));
  expect(x.values.every((value, at) => at === 0 || Math.sign(value - (x.values[at - 1] ?? 0)) === sign)).toBe(true);
}

describe('a damaged file gives a typed error, or numbers that stand in it', () => {
  it.each([...written, ...measured])('%s', (name, original) => {
    expect(original.length).toBeGreaterThan(0);
    let refused = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const bytes = changes.reduce((before, apply) => (before.length > 0 ? apply(before) : before), original);
        const result = readSpectrumFile(name, bytes);
        if (!result.ok) {
          refused += 1;
          expect(Object.keys(spectraError.table)).toContain(result.error.code);
          expect(result.error.details.reason).not.toBe('reader-failed');
          return;
        }
        for (const spectrum of result.value.spectra) requireSpectrum(spectrum);
        if (!standAsTheyAre(name)) return;
        const numbers = numbersIn(bytes);
        const invented = result.value.spectra.flatMap(({ y }) => [...y.values].filter((value) => !numbers.has(value)));
        expect(invented).toEqual([]);
      }),
      { seed: 16, numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(0);
  });
});
