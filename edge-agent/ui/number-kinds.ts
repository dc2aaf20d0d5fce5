import { latinDigits } from '@custody-edge/ui-kit';

/** Numbers that are typed on a glass, and of what signs each is. */
export const numberKinds = {
  officer: { maxLength: 8, pattern: '[1-9]\\d{2,7}', strange: /\D/g },
  pin: { maxLength: 12, pattern: '\\d*', strange: /\D/g },
  count: { maxLength: 3, pattern: '\\d*', strange: /\D/g },
  /** As `decimalText` of the record. A comma stays, and is not accepted: taken out it would make another number. */
  decimal: { maxLength: 20, pattern: '-?\\d{1,15}(\\.\\d{1,12})?', strange: /[^\d.,-]/g },
} as const;
export type NumberKind = keyof typeof numberKinds;

/** The point of Urdu, Persian and Arabic keyboards. */
const otherPoint = '\u066B';

/** What was typed with any keyboard, in signs that the record takes. */
export const typedAs = (kind: NumberKind, text: string): string =>
  latinDigits(text).replaceAll(otherPoint, '.').replaceAll(numberKinds[kind].strange, '');

/** A key of the pad after what stands in a field: a number has one point, and no more signs than there is room for. */
export function afterKey(text: string, key: string, most: number): string {
  const isSecondPoint = key === '.' && text.includes('.');
  return isSecondPoint ? text : (text + key).slice(0, most);
}
