import { createHash } from 'node:crypto';

/** The name under which the page asks for the photograph of an admission in work. */
export const photographId = (jpeg: string): string => createHash('sha256').update(jpeg).digest('base64url');
