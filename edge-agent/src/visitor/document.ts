import type { VisitorDocument } from '@custody-edge/event-contract';
import { latinDigits } from '@custody-edge/ui-kit';

/**
 * The shape of a number, nothing more: no document says here whether it is genuine, and no digit of it tells the sex. A CNIC has 13
 * digits; the number of a passport 9 characters at most (ICAO 9303). Of refugee cards no layout is established.
 */
const shapes: Readonly<Record<Exclude<VisitorDocument, 'none'>, RegExp>> = {
  cnic: /^\d{13}$/,
  passport: /^[A-Z0-9]{5,9}$/,
  'refugee-card': /^[A-Z0-9]{4,20}$/,
};

/** A number as somebody wrote or typed it, in one form: Latin digits and capitals, without blanks and hyphens. */
const oneForm = (text: string): string =>
  latinDigits(text.normalize('NFKC'))
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015\u2212_-]/g, '');

/** Reads what was typed from a document; undefined where it has not the shape of one. */
export function readDocument(kind: Exclude<VisitorDocument, 'none'>, text: string): string | undefined {
  const number = oneForm(text);
  return shapes[kind].test(number) ? number : undefined;
}

/** What the barcode of a card says of its number. */
export type CardReading = { readonly kind: 'number'; readonly number: string } | { readonly kind: 'unread' };

/**
 * Finds the number of an identity card in the text of its barcode, whose layout nobody published: the one group that the house's pattern
 * finds. Of none, or of two different ones, nothing is taken; it is typed then.
 */
export function readCard(text: string, pattern: string): CardReading {
  const found = latinDigits(text).matchAll(new RegExp(pattern, 'gu'));
  const numbers = new Set(
    Array.from(found, ([group]) => readDocument('cnic', group)).filter((one) => one !== undefined),
  );
  const [number, ...others] = numbers;
  return number !== undefined && others.length === 0 ? { kind: 'number', number } : { kind: 'unread' };
}
