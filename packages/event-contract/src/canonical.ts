import { createHash } from 'node:crypto';

/**
 * The one text of a JSON value: keys in the order of their UTF-16 units, no blanks, numbers and strings as ECMAScript
 * writes them (RFC 8785).
 * @throws TypeError for what JSON cannot hold: `undefined`, functions, NaN, infinities, lone surrogates
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      if (value.isWellFormed()) return JSON.stringify(value);
      break;
    case 'number':
      if (Number.isFinite(value)) return JSON.stringify(value);
      break;
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
      return `{${Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`)
        .join(',')}}`;
  }
  throw new TypeError(`${String(value)} has no form in JSON`);
}

/** What an approval stands for: SHA-256, base64url, of the canonical JSON of everything that was decided on. */
export const decisionDigest = (decision: unknown): string =>
  createHash('sha256').update(canonicalJson(decision)).digest('base64url');
