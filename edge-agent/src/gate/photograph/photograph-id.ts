import { createHash } from 'node:crypto';

/**
 * SHA-256 of a picture: how the page asks for the photograph of an admission in work, and how an admission names that of a hand.
 * @param jpeg in base64
 */
export const photographId = (jpeg: string): string =>
  createHash('sha256').update(Buffer.from(jpeg, 'base64')).digest('base64url');
