import { z } from 'zod';

const controlOrDirection = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** Text that a person wrote: trimmed, bounded, without control or direction-override characters. */
export const plainText = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((text) => !controlOrDirection.test(text), { message: 'holds control characters' });

/** Text from outside made fit for `plainText(maxLength)`: each character that is refused there stands as U+FFFD. */
export function asPlainText(text: string, maxLength: number): string {
  const shown = text.trim().replaceAll(new RegExp(controlOrDirection, 'gu'), '\uFFFD');
  return [...shown].slice(0, maxLength).join('').trim().toWellFormed() || '\uFFFD';
}

/** Identifier of a site or a station: what may stand in a topic and in a certificate. */
export const placeId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens');

export const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'base64url without padding');

/** Bytes in their one form: with the last character's unused bits at zero. */
export const base64urlBytes = base64url.refine(
  (text) => Buffer.from(text, 'base64url').toString('base64url') === text,
  'not the one form of its bytes',
);

/** SHA-256 in base64url: 43 characters. */
export const sha256Text = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'a SHA-256 in base64url');

export const instant = z.iso.datetime();

/**
 * What an event is about: `person/…`, `count/…`, `visitor/…`, `visit/…`, `case/…`, `exhibit/…`, `instrument/…`, `room/…`, `report/…`,
 * `officer/…` or `station/…`; never a name or number of a paper.
 */
export const subjectId = z
  .string()
  .regex(
    /^(person|count|visitor|visit|case|exhibit|instrument|room|report|officer|station)\/[A-Za-z0-9-]{1,64}$/,
    'kind/opaque-id',
  );

/** A number in digits, never a float: what an instrument printed, or somebody wrote. */
export const decimalText = z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/, 'a decimal in digits');
