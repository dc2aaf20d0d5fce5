import { deflateSync, inflateSync } from 'node:zlib';
import { type FingerName, fingerNames } from '@custody-edge/fingerprint';
import { z } from 'zod';

/** The impressions of one finger as taken at admission, encoded as the fingerprint package encodes templates. */
export interface EnrolledFinger {
  readonly finger: FingerName;
  readonly impressions: readonly Uint8Array[];
}

const longestBlob = 1_000_000;
const blobSchema = z.array(z.object({ finger: z.enum(fingerNames), impressions: z.array(z.base64()).min(1).max(9) }));

/** One template blob a person: what is sealed under the field `templates`; compressed, so that ten fingers fit into an event. */
export function writeTemplates(fingers: readonly EnrolledFinger[]): Uint8Array {
  const blob = fingers.map(({ finger, impressions }) => ({
    finger,
    impressions: impressions.map((bytes) => Buffer.from(bytes).toString('base64')),
  }));
  return deflateSync(JSON.stringify(blob));
}

export function readTemplates(bytes: Uint8Array): EnrolledFinger[] {
  // Admissions of the first version hold the bare JSON of an array.
  const json =
    bytes[0] === '['.charCodeAt(0) ? Buffer.from(bytes) : inflateSync(bytes, { maxOutputLength: longestBlob });
  return blobSchema.parse(JSON.parse(json.toString())).map(({ finger, impressions }) => ({
    finger,
    impressions: impressions.map((text) => new Uint8Array(Buffer.from(text, 'base64'))),
  }));
}
