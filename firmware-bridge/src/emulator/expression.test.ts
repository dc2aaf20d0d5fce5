import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from './expression.ts';

describe('an expression of time', () => {
  it.each([
    ['20', 7, 20],
    ['20 + 0.01*sin(t)', Math.PI / 2, 20.01],
    ['step(5)*100', 4.9, 0],
    ['step(5)*100', 5, 100],
    ['pulse(1, 2) * 3', 1.5, 3],
    ['pulse(1, 2) * 3', 2, 0],
    ['2 + 3 * 4 - 10 / 5', 0, 12],
    ['-2 ^ 2', 0, -4],
    ['2 ^ -1', 0, 0.5],
    ['(1 + 2) * t', 4, 12],
    ['max(1, min(5, t))', 9, 5],
    ['1e3 + .5', 0, 1000.5],
    ['sqrt(abs(-9)) + floor(1.9) + exp(0) + cos(0) + pi - pi', 0, 6],
  ])('%s at %f s is %f', (text, seconds, value) => {
    expect(parseExpression(text)(seconds)).toBeCloseTo(value, 9);
  });

  it.each([
    '',
    '1 +',
    '1 2',
    '(1',
    'x',
    'constructor',
    'sin',
    'sin()',
    'min(1)',
    'sin(1,2)',
    '1;2',
    'process.exit()',
    '__proto__',
    '('.repeat(300),
    '1+'.repeat(300),
  ])('"%s" is refused', (text) => {
    expect(() => parseExpression(text)).toThrow(SyntaxError);
  });

  it('never fails in another way, whatever is written', () => {
    const part = fc.constantFrom('1', 't', 'sin(', ')', '+', '-', '*', '/', '^', ',', 'step(', ' ', '.5', 'pi', 'q');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            expect(typeof parseExpression(text)(1)).toBe('number');
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        },
      ),
      { seed: 81, numRuns: 500 },
    );
  });
});
