import { createHash } from 'node:crypto';

/** What the officer who ends a count signs of those who are short: SHA-256 of their subjects, sorted, one a line. */
export const missingDigest = (people: Iterable<string>): string =>
  createHash('sha256')
    .update([...people].toSorted().join('\n'))
    .digest('base64url');
