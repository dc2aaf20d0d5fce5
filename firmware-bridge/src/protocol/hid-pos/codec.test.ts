import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FragmentJoiner } from '../fragments.ts';
import { readFragment, reportsOf } from './codec.ts';

const reportBytes = 64;

/** Input reports that a Honeywell Voyager 1602g sent (github.com/HenkVanAsselt/python_hon_usbhid, README). */
const voyager = [
  '0238 5d5830 50726f64756374204e616d653a20566f7961676572203136303267 0d0a 426f6f74205265766973696f6e3a203a2038393932 0d0a 536f6674 3f0001',
  '0209 5d5830 756d3a204e2f41 0d0a 0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 3f0000',
].map((hex) => Buffer.from(hex.replaceAll(' ', ''), 'hex'));

const join = (reports: readonly Uint8Array[], maxLengthBytes = 4096) => {
  const joiner = new FragmentJoiner(maxLengthBytes);
  return reports.flatMap((report) => {
    const fragment = readFragment(report, reportBytes);
    const code = fragment && joiner.push(fragment);
    return code ? [code] : [];
  });
};

describe('the reports of a reader', () => {
  it('say their symbology, their data and whether more follows', () => {
    const [first, last] = voyager.map((report) => readFragment(report, reportBytes));
    expect(first).toMatchObject({ symbology: 'other', more: true });
    expect(Buffer.from(first?.data ?? []).toString()).toBe(
      'Product Name: Voyager 1602g\r\nBoot Revision: : 8992\r\nSoft',
    );
    expect(last).toEqual({ symbology: 'other', data: Uint8Array.from(Buffer.from('um: N/A\r\n')), more: false });
  });

  it('are read where the identifier stands one byte later', () => {
    const report = new Uint8Array(reportBytes);
    report.set([0x02, 7, 0, ...Buffer.from(']C1visit-7')]);
    expect(join([report])).toEqual([{ kind: 'code', text: 'visit-7', symbology: 'code-128' }]);
  });

  it('of another id, another length, no identifier, or more data than they hold are none', () => {
    const [report] = reportsOf(Buffer.from('visit'), ']C0', reportBytes);
    if (!report) throw new Error('no report');
    const altered = (at: number, value: number) =>
      Uint8Array.from(report, (byte, index) => (index === at ? value : byte));
    for (const wrong of [altered(0, 3), altered(1, 57), altered(2, 0), report.subarray(0, 63), new Uint8Array(0)])
      expect(readFragment(wrong, reportBytes)).toBeUndefined();
  });

  it('together are the code, without the carriage return at its end', () => {
    const code = `${'0123456789'.repeat(20)}`;
    expect(reportsOf(Buffer.from(code), ']Q1', reportBytes)).toHaveLength(4);
    expect(join(reportsOf(Buffer.from(`${code}\r`), ']Q1', reportBytes))).toEqual([
      { kind: 'code', text: code, symbology: 'qr-code' },
    ]);
  });

  it('bring any printable code whole, of any length', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).filter((text) => !/\p{Cc}/u.test(text)),
        fc.integer({ min: 16, max: 200 }),
        (text, bytes) => {
          const joiner = new FragmentJoiner(4096);
          const codes = reportsOf(Buffer.from(text), ']z0', bytes).map((report) => {
            const fragment = readFragment(report, bytes);
            return fragment && joiner.push(fragment);
          });
          expect(codes.at(-1)).toEqual({ kind: 'code', text, symbology: 'aztec' });
          expect(joiner.unfinished).toBe(false);
        },
      ),
      { seed: 82, numRuns: 200 },
    );
  });

  it.each([
    ['escape codes', Buffer.from('\u001b[2Jvisit'), 'control-character'],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe]), 'not-utf8'],
    ['more than the longest code', Buffer.from('x'.repeat(10_000)), 'too-long'],
    ['one byte more than the longest code', Buffer.from('x'.repeat(1025)), 'too-long'],
  ])('with %s are refused whole, and the next code is read', (_, bytes, reason) => {
    const reports = [bytes, Buffer.from('next')].flatMap((code) => reportsOf(code, ']C0', reportBytes));
    expect(join(reports, 1024)).toEqual([
      { kind: 'rejected', reason, byteCount: bytes.length },
      { kind: 'code', text: 'next', symbology: 'code-128' },
    ]);
  });

  it('that never end hold no more than the longest code', () => {
    const joiner = new FragmentJoiner(100);
    const data = new Uint8Array(56).fill(0x41);
    for (let count = 0; count < 1000; count++) joiner.push({ symbology: 'code-128', data, more: true });
    expect(joiner.flush()).toEqual({ kind: 'rejected', reason: 'too-long', byteCount: 56_000 });
    expect(joiner.flush()).toBeUndefined();
  });

  it('of whatever bytes never give anything but a clean code or a reason', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: reportBytes, maxLength: reportBytes }), { maxLength: 20 }),
        (reports) => {
          for (const report of reports) report.set([2, report[1] ?? 0, 0x5d]);
          for (const code of join(reports, 200)) if (code.kind === 'code') expect(code.text).not.toMatch(/\p{Cc}/u);
        },
      ),
      { seed: 83, numRuns: 300 },
    );
  });
});
