import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCode } from './code.ts';
import { LineSplitter } from './line-splitter.ts';

function read(bytes: Uint8Array, maxLengthBytes = 1024, aim: 'absent' | 'strip' = 'strip') {
  const splitter = new LineSplitter(maxLengthBytes);
  return [...splitter.push(bytes), ...splitter.flush()].map((item) => readCode(item, aim));
}

const printable = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => !/\p{Cc}/u.test(text));

describe('the text of a barcode reader', () => {
  it.each(['\r', '\n', '\r\n', '\r\r\n'])('is cut at the suffix %j', (suffix) => {
    expect(read(Buffer.from(`one${suffix}two${suffix}`))).toEqual([
      { kind: 'code', text: 'one' },
      { kind: 'code', text: 'two' },
    ]);
  });

  it.each([
    [']C1visit', 'visit', 'code-128'],
    [']Q3visit', 'visit', 'qr-code'],
    [']d2visit', 'visit', 'data-matrix'],
    [']L0visit', 'visit', 'pdf417'],
    [']E4visit', 'visit', 'ean-upc'],
  ])('with the AIM identifier of %s says its symbology', (line, text, symbology) => {
    expect(read(Buffer.from(`${line}\r`))).toEqual([{ kind: 'code', text, symbology }]);
  });

  it('keeps what only looks like an AIM identifier', () => {
    expect(read(Buffer.from(']?1visit\r'))).toEqual([{ kind: 'code', text: ']?1visit' }]);
    expect(read(Buffer.from(']C1visit\r'), 1024, 'absent')).toEqual([{ kind: 'code', text: ']C1visit' }]);
  });

  it('comes out as it went in', () => {
    fc.assert(
      fc.property(fc.array(printable), (texts) => {
        const wire = Buffer.from(texts.map((text) => `${text}\r\n`).join(''));
        expect(read(wire, 1024, 'absent')).toEqual(texts.map((text) => ({ kind: 'code', text })));
      }),
      { seed: 31, numRuns: 200 },
    );
  });

  it('that was begun and never ended is refused, and not glued to the next', () => {
    expect(read(Buffer.from('half'))).toEqual([{ kind: 'rejected', reason: 'unterminated', byteCount: 4 }]);
  });

  it('is either passed on clean or refused, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.integer({ min: 1, max: 40 }), (bytes, maxLengthBytes) => {
        for (const code of read(bytes, maxLengthBytes)) {
          if (code.kind === 'rejected') continue;
          expect(Buffer.byteLength(code.text)).toBeLessThanOrEqual(maxLengthBytes);
          expect(code.text).not.toMatch(/\p{Cc}/u);
        }
      }),
      { seed: 32, numRuns: 1000 },
    );
  });
});
