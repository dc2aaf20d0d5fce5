import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leave } from './leaving.ts';
import { PassCodes } from './pass-code.ts';

describe('a pass', () => {
  const codes = new PassCodes(randomBytes(32));
  const visit = `visit/${randomUUID()}`;
  const code = codes.codeOf(visit);

  it('names its visit to the desk that printed it, however it was typed', () => {
    expect(codes.read(code)).toEqual({ kind: 'pass', visit });
    expect(codes.read(` ${code.toLowerCase()}\n`)).toEqual({ kind: 'pass', visit });
  });

  it('fits the set of a QR code and holds nothing but its visit', () => {
    expect(code).toMatch(/^CEV1:[0-9A-Z]{52}$/);
    expect(codes.codeOf(visit)).toBe(code);
  });

  it('that is changed in any place is no pass of this desk', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: code.length - 1 }),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (at, letter) => {
          fc.pre(code[at] !== letter);
          expect(codes.read(code.slice(0, at) + letter + code.slice(at + 1))).toEqual({ kind: 'altered' });
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  it('of another desk, cut off, or made up, is no pass of this desk', () => {
    const other = new PassCodes(randomBytes(32)).codeOf(visit);
    for (const text of [other, code.slice(0, -1), `${code}0`, 'CEV1:', 'CEV1:ہ'])
      expect(codes.read(text)).toEqual({ kind: 'altered' });
    for (const text of ['', 'RO-1', '3520212345671', 'CE1:ABC']) expect(codes.read(text)).toEqual({ kind: 'no-pass' });
  });
});

const point = { verify: 30, identify: 40 };
const match = (visit: string, score: number) => ({ visit, finger: 'right-index', score });

describe('whoever leaves', () => {
  it.each([
    [
      'is the one of the pass',
      'visit/a',
      [match('visit/a', 31)],
      0,
      { kind: 'goodbye', visit: 'visit/a', threshold: 30 },
    ],
    [
      'has no pass and is one of those inside',
      undefined,
      [match('visit/b', 41)],
      0,
      { kind: 'goodbye', visit: 'visit/b', threshold: 40 },
    ],
    ['has no pass and is nearly one', undefined, [match('visit/b', 31)], 0, { kind: 'again' }],
    [
      'has the pass of another visitor',
      'visit/a',
      [match('visit/b', 50), match('visit/a', 45)],
      0,
      { kind: 'hold', alarm: 'pass-of-another', matches: 'visit/b' },
    ],
    ['is nobody, once', 'visit/a', [], 0, { kind: 'again' }],
    ['is nobody, again and again', 'visit/a', [match('visit/a', 29)], 2, { kind: 'hold', alarm: 'exit-not-confirmed' }],
    ['is nobody and has no pass', undefined, [], 2, { kind: 'hold', alarm: 'exit-not-confirmed' }],
  ])('and %s', (_, claimed, candidates, attempts, answer) => {
    expect(leave(claimed, { candidates, ...point }, attempts, 3)).toMatchObject(answer);
  });

  it('says goodbye only to the finger that came in', () => {
    const visits = fc.constantFrom('visit/a', 'visit/b', 'visit/c');
    const candidates = fc
      .array(fc.record({ visit: visits, finger: fc.constant('right-index'), score: fc.nat(60) }), { maxLength: 4 })
      .map((list) => list.toSorted((a, b) => b.score - a.score));
    fc.assert(
      fc.property(fc.option(visits, { nil: undefined }), candidates, fc.nat(4), (claimed, all, attempts) => {
        const answer = leave(claimed, { candidates: all, ...point }, attempts, 3);
        if (answer.kind !== 'goodbye') return;
        expect(answer.match.score).toBeGreaterThanOrEqual(answer.threshold);
        expect(answer.threshold).toBe(claimed === undefined ? point.identify : answer.threshold);
        if (claimed !== undefined) expect(answer.visit).toBe(claimed);
        expect(answer.match.visit).toBe(answer.visit);
      }),
      { seed: 8, numRuns: 1_000 },
    );
  });
});
