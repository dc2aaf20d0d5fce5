import { type FingerName, fingerNames } from '@custody-edge/fingerprint';
import { z } from 'zod';

/** The impressions of one finger as taken at admission, encoded as the fingerprint package encodes templates. */
export interface EnrolledFinger {
  readonly finger: FingerName;
  readonly impressions: readonly Uint8Array[];
}

const blobSchema = z.array(z.object({ finger: z.enum(fingerNames), impressions: z.array(z.base64()).min(1).max(9) }));

/** One template blob a person: what is sealed under the field `templates`. */
export function writeTemplates(fingers: readonly EnrolledFinger[]): Uint8Array {
  const blob = fingers.map(({ finger, impressions }) => ({
    finger,
    impressions: impressions.map((bytes) => Buffer.from(bytes).toString('base64')),
  }));
  return Buffer.from(JSON.stringify(blob));
}

export function readTemplates(bytes: Uint8Array): EnrolledFinger[] {
  return blobSchema.parse(JSON.parse(Buffer.from(bytes).toString())).map(({ finger, impressions }) => ({
    finger,
    impressions: impressions.map((text) => new Uint8Array(Buffer.from(text, 'base64'))),
  }));
}
