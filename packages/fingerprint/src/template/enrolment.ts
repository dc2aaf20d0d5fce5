import { deflateSync, inflateSync } from 'node:zlib';
import { fingerprintError } from '../errors.ts';
import { type FingerName, fingerNames } from '../finger.ts';

/** The impressions of one finger of a person, each a record of `encodeTemplate`. */
export interface FingerImpressions {
  readonly finger: FingerName;
  readonly impressions: readonly Uint8Array[];
}

const longestBlob = 1_000_000;
const mostImpressions = 9;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** All enrolled fingers of a person as one blob; compressed, so that ten fingers fit into an event. Biometric data in the clear. */
export function writeEnrolment(fingers: readonly FingerImpressions[]): Uint8Array {
  const blob = fingers.map(({ finger, impressions }) => ({
    finger,
    impressions: impressions.map((bytes) => Buffer.from(bytes).toString('base64')),
  }));
  return deflateSync(JSON.stringify(blob));
}

/** Reads what `writeEnrolment` gave; throws `fingerprint-template-damaged` for anything else. */
export function readEnrolment(bytes: Uint8Array): FingerImpressions[] {
  const rows = parsed(bytes);
  if (!Array.isArray(rows)) throw damaged();
  return rows.map((row: unknown) => {
    if (typeof row !== 'object' || row === null || !('finger' in row) || !('impressions' in row)) throw damaged();
    const finger = fingerNames.find((name) => name === row.finger);
    const impressions: unknown = row.impressions;
    if (finger === undefined || !Array.isArray(impressions)) throw damaged();
    if (impressions.length < 1 || impressions.length > mostImpressions) throw damaged();
    return { finger, impressions: impressions.map(bytesOf) };
  });
}

function parsed(bytes: Uint8Array): unknown {
  try {
    // Admissions of the first version hold the bare JSON of an array.
    const json =
      bytes[0] === '['.charCodeAt(0) ? Buffer.from(bytes) : inflateSync(bytes, { maxOutputLength: longestBlob });
    return JSON.parse(json.toString());
  } catch (cause) {
    throw damaged(cause);
  }
}

function bytesOf(text: unknown): Uint8Array {
  if (typeof text !== 'string' || !base64.test(text)) throw damaged();
  return new Uint8Array(Buffer.from(text, 'base64'));
}

const damaged = (cause?: unknown) => fingerprintError('fingerprint-template-damaged', { field: 'enrolment' }, cause);
