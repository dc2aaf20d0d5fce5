import fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterKey, type NumberKind, numberKinds, typedAs } from './number-kinds.ts';

const keys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.'] as const;
const typed = (pressed: readonly string[], kind: NumberKind): string =>
  pressed.reduce((text, key) => afterKey(text, key, numberKinds[kind].maxLength), '');
const accepts = (kind: NumberKind, text: string): boolean =>
  new RegExp(`^(${numberKinds[kind].pattern})$`, 'v').test(text);

it('takes a number from an Urdu keyboard as from a Latin one, without what is none of it', () => {
  expect(typedAs('decimal', '۲۱٫۴ g')).toBe('21.4');
  expect(accepts('decimal', typedAs('decimal', '21,4'))).toBe(false);
  expect(typedAs('decimal', '-۲۱.۴ °C')).toBe('-21.4');
  expect([typedAs('officer', '٧٣٠۱-'), typedAs('count', '12 '), typedAs('pin', '8a2b')]).toEqual(['7301', '12', '82']);
});

it('from the pad has one point and as many signs as its field has room for', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...keys), { maxLength: 40 }), (pressed) => {
      const text = typed(pressed, 'decimal');
      expect(text.length).toBeLessThanOrEqual(numberKinds.decimal.maxLength);
      expect(text.split('.').length).toBeLessThanOrEqual(2);
      expect(typedAs('decimal', text)).toBe(text);
    }),
    { seed: 611 },
  );
});

it('is accepted as the pad types it: a weight, an officer, a count', () => {
  expect(accepts('decimal', typed([...'200.00'], 'decimal'))).toBe(true);
  expect(accepts('decimal', typed([...'200.'], 'decimal'))).toBe(false);
  expect(accepts('officer', typed([...'7301'], 'officer'))).toBe(true);
  expect(accepts('officer', typed([...'0301'], 'officer'))).toBe(false);
  expect(typed([...'1234'], 'count')).toBe('123');
});
