import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commandBytes,
  compressed,
  constantNumber,
  constantText,
  encodeSpectrum,
  type SpectrumAnswer,
  type SpectrumForm,
  SpectrumReader,
  sumOf,
  versionText,
} from './codec.ts';

/** Technical notes 1 and 3 of the SAD500 manual: pixels, the bytes that are sent of each, and what each adds to the checksum. */
const published: readonly (readonly [number, string, number])[] = [
  [185, '8000b9', 0x0139],
  [2151, '800867', 0x08e7],
  [836, '800344', 0x03c4],
  [453, '8001c5', 0x0245],
  [210, '8000d2', 0x0152],
  [118, 'a4', 0x00a4],
  [90, 'e4', 0x00e4],
  [89, 'ff', 0x00ff],
  [87, 'fe', 0x00fe],
  [89, '02', 0x0002],
  [86, 'fd', 0x00fd],
  [88, '02', 0x0002],
  [98, '0a', 0x000a],
  [121, '17', 0x0017],
  [383, '80017f', 0x01ff],
  [1162, '80048a', 0x050a],
  [634, '80027a', 0x02fa],
  [356, '800164', 0x01e4],
  [211, '8000d3', 0x0153],
  [132, 'b1', 0x00b1],
  [88, 'd4', 0x00d4],
];

/** Form of a Flame: start, words, one scan, 100 ms, a baseline of 65538, all pixels, three of them, the end. */
const plainHex = '02ffff000000010064000100020000000f00170 02efffd'.replaceAll(' ', '');
const plainForm = { pixelCount: 3, isCompressed: false, isSummed: false } as const;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'hex');

const answerTo = (bytes: Uint8Array, form: SpectrumForm): SpectrumAnswer | undefined =>
  new SpectrumReader(form).push(bytes);

const pixels = fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 60 });
/** As light makes them: each near the one before, with leaps. */
const smooth = fc
  .tuple(
    fc.nat(0xffff),
    fc.array(fc.oneof(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -9000, max: 9000 })), { maxLength: 60 }),
  )
  .map(([first, steps]) => {
    const counts = [first];
    for (const step of steps) counts.push(Math.min(0xffff, Math.max(0, (counts.at(-1) ?? 0) + step)));
    return counts;
  });
const forms = fc.record({ isCompressed: fc.boolean(), isSummed: fc.boolean() });

const spectrumOf = (counts: readonly number[]) => ({
  integrationMs: 100,
  scans: 1,
  baseline: 7,
  pixelMode: [0],
  counts,
});

describe('a compressed spectrum', () => {
  it('has the bytes and the checksum that the manual of the SAD500 shows', () => {
    const { bytes, sum } = compressed(published.map(([count]) => count));
    expect(hex(bytes)).toBe(published.map(([, sent]) => sent).join(''));
    expect(sum).toBe(published.reduce((all, [, , added]) => all + added, 0) % 0x10000);
  });

  it('is read from the bytes of that manual', () => {
    const body = bytesOf(published.map(([, sent]) => sent).join(''));
    const sum = published.reduce((all, [, , added]) => all + added, 0) % 0x10000;
    const sent = Buffer.concat([
      bytesOf('02ffff00000001006400000000 0000'.replaceAll(' ', '')),
      body,
      commandBytes('', sum, 0xfffd),
    ]);
    const form = { pixelCount: published.length, isCompressed: true, isSummed: true };
    expect(answerTo(sent, form)).toMatchObject({ kind: 'spectrum', counts: published.map(([count]) => count) });
  });
});

it('the checksum of pixels as they are is that of the manual of the SAD500', () => {
  expect(sumOf([15, 23, 46, 98, 231, 509, 1023, 2432, 3245, 1984])).toBe(0x2586);
});

describe('a spectrum', () => {
  it('is read as the manual of the Flame describes it', () => {
    expect(answerTo(bytesOf(plainHex), plainForm)).toEqual({
      kind: 'spectrum',
      counts: [15, 23, 46],
      integrationMs: 100,
    });
  });

  it('is read as it was written, in every form, however the stream is cut, with its checksum before or behind its end', () => {
    fc.assert(
      fc.property(
        fc.oneof(pixels, smooth),
        forms,
        fc.boolean(),
        fc.array(fc.nat(200), { maxLength: 4 }),
        (counts, form, isBehind, cuts) => {
          const sent = encodeSpectrum(spectrumOf(counts), form);
          const tail = sent.subarray(-4);
          if (form.isSummed && isBehind) sent.set([...tail.subarray(2), ...tail.subarray(0, 2)], sent.length - 4);
          const edges = [0, ...cuts.map((cut) => Math.min(cut, sent.length)).sort((a, b) => a - b), sent.length];
          const reader = new SpectrumReader({ pixelCount: counts.length, ...form });
          const answers = edges.slice(1).map((edge, index) => reader.push(sent.subarray(edges[index], edge)));
          expect(answers.at(-1)).toEqual({ kind: 'spectrum', counts, integrationMs: 100 });
          expect(reader.bytes).toEqual(Uint8Array.from(sent));
          expect(reader.bytesBehind).toBe(0);
        },
      ),
      { seed: 91, numRuns: 300 },
    );
  });

  it('that breaks off anywhere is none', () => {
    fc.assert(
      fc.property(smooth, forms, (counts, form) => {
        const sent = encodeSpectrum(spectrumOf(counts), form);
        for (let length = 0; length < sent.length; length++)
          expect(answerTo(sent.subarray(0, length), { pixelCount: counts.length, ...form })).toBeUndefined();
      }),
      { seed: 92, numRuns: 20 },
    );
  });

  it('with one wrong bit under its checksum never gives other counts', () => {
    for (const isCompressed of [false, true]) {
      const counts = published.map(([count]) => count);
      const form = { pixelCount: counts.length, isCompressed, isSummed: true };
      const sent = encodeSpectrum(spectrumOf(counts), form);
      for (let bit = 0; bit < 8 * sent.length; bit++) {
        const wrong = Uint8Array.from(sent);
        wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const answer = answerTo(wrong, form);
        if (answer?.kind === 'spectrum') expect(answer.counts).toEqual(counts);
      }
    }
  });

  it.each([
    ['a pixel short', plainHex.replace('0017', ''), undefined],
    ['a pixel long', plainHex.replace('0017', '00170017'), 'end word'],
    ['another end', plainHex.replace('fffd', 'fffe'), 'end word'],
    ['another beginning', plainHex.replace('02ffff', '02fffe'), 'start word'],
    ['pixels of four bytes', plainHex.replace('ffff0000', 'ffff0001'), 'size flag'],
    ['two scans added', plainHex.replace('00000001', '00000002'), 'scans'],
    ['some pixels only', plainHex.replace('00020000000f', '00020003000f'), 'pixel mode'],
    ['no sign before it', plainHex.slice(2), 'begins otherwise'],
    ['an ACK before it', `06${plainHex}`, 'begins otherwise'],
  ])('of %s is none', (_, sent, reason) => {
    expect(answerTo(bytesOf(sent), plainForm)).toEqual(reason && { kind: 'damaged', reason });
  });

  it.each([
    ['begins with a difference', '05', 'first pixel is a difference'],
    ['goes below nothing', '80000581', 'pixel out of range'],
    ['goes above a word', '80ffff01', 'pixel out of range'],
  ])('that %s is none', (_, body, reason) => {
    const sent = bytesOf(`02ffff000000010064000000000000${body}`);
    expect(answerTo(sent, { pixelCount: 8, isCompressed: true, isSummed: true })).toEqual({ kind: 'damaged', reason });
  });

  it('with a wrong checksum is told from one with a wrong end', () => {
    const form = { pixelCount: 3, isCompressed: false, isSummed: true };
    const summed = (tail: string) => bytesOf(plainHex.replace('fffd', tail));
    expect(answerTo(summed('0054fffd'), form)).toMatchObject({ kind: 'spectrum' });
    expect(answerTo(summed('fffd0054'), form)).toMatchObject({ kind: 'spectrum' });
    expect(answerTo(summed('0055fffd'), form)).toEqual({ kind: 'damaged', reason: 'checksum' });
    expect(answerTo(summed('00540054'), form)).toEqual({ kind: 'damaged', reason: 'end word' });
  });

  it('that is not to be had is refused with one byte', () => {
    expect(answerTo(Uint8Array.of(3), plainForm)).toEqual({ kind: 'refused' });
  });

  it('never makes the reader hold more than one', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 30 }), forms, (chunks, form) => {
        const reader = new SpectrumReader({ pixelCount: 8, ...form });
        for (const chunk of [Uint8Array.of(2, 0xff, 0xff, 0, 0, 0, 1), ...chunks]) reader.push(chunk);
        expect(reader.bytes.length).toBeLessThanOrEqual(15 + 3 * 8 + 4 + 60);
      }),
      { seed: 93, numRuns: 200 },
    );
  });
});

it('words go with their most significant byte first', () => {
  expect(hex(commandBytes('?x', 1))).toBe('3f780001');
  expect(hex(commandBytes('W', 0x0102, 0xfffe))).toBe('570102fffe');
});

it('a version is told as people write it', () => {
  expect([1000, 1020, 3005].map(versionText)).toEqual(['1.00.0', '1.02.0', '3.00.5']);
});

describe('a constant', () => {
  it.each([
    ['200.0000\0', '200.0000'],
    ['200.0000', '200.0000'],
    ['USB2G1234\r\n', 'USB2G1234'],
    [`EMU${'\0'.repeat(12)}`, 'EMU'],
    ['', ''],
  ])('%j is a text', (sent, text) => {
    expect(constantText(Buffer.from(sent, 'latin1'))).toBe(text);
  });

  it.each(['\xff'.repeat(15), '1234567890123456', 'a\0b'])('%j is none', (sent) => {
    expect(constantText(Buffer.from(sent, 'latin1'))).toBeUndefined();
  });

  it.each([
    ['3.4192E+02', 341.92],
    ['-1.07288e-05', -0.0000107288],
    ['.5', 0.5],
    ['7', 7],
    ['', undefined],
    ['0x10', undefined],
    ['1,5', undefined],
    ['NaN', undefined],
  ])('%j tells the number %s', (text, number) => {
    expect(constantNumber(text)).toBe(number);
  });
});
