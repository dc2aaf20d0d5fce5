import { fingerprintError } from '../errors.ts';
import { type FingerPosition, fingerPositions } from '../finger.ts';
import { Gallery } from './gallery.ts';

/** A finger of a person in a gallery. */
export interface EnrolledFinger {
  readonly subjectId: string;
  readonly finger: FingerPosition;
}

/*
 * Length of the list u32, little-endian | the list, JSON: [key, subject id, finger position] of each finger | the stored gallery.
 */
const lengthBytes = 4;

/** An engine's gallery and what its keys stand for, as one piece. */
export function packSnapshot(stored: Uint8Array, fingers: ReadonlyMap<number, EnrolledFinger>): Uint8Array {
  const rows = Array.from(fingers, ([key, { subjectId, finger }]) => [key, subjectId, finger]);
  const list = new TextEncoder().encode(JSON.stringify(rows));
  const snapshot = new Uint8Array(lengthBytes + list.length + stored.length);
  new DataView(snapshot.buffer).setUint32(0, list.length, true);
  snapshot.set(list, lengthBytes);
  snapshot.set(stored, lengthBytes + list.length);
  return snapshot;
}

/** Opens what `packSnapshot` gave; throws `fingerprint-gallery-damaged` for anything else, also where list and gallery disagree. */
export function unpackSnapshot(snapshot: Uint8Array): { gallery: Gallery; fingers: Map<number, EnrolledFinger> } {
  if (snapshot.length < lengthBytes) throw damaged('length', snapshot.length);
  const listBytes = new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(0, true);
  const list = snapshot.subarray(lengthBytes, lengthBytes + listBytes);
  const gallery = Gallery.open(snapshot.subarray(lengthBytes + listBytes));
  const fingers = new Map(rowsOf(list).map(([key, subjectId, finger]) => [key, { subjectId, finger }]));
  const unknown = gallery.keys.find((key) => !fingers.has(key));
  if (unknown !== undefined) throw damaged('key', unknown);
  return { gallery, fingers };
}

function rowsOf(list: Uint8Array): (readonly [number, string, FingerPosition])[] {
  let rows: unknown;
  try {
    rows = JSON.parse(new TextDecoder().decode(list));
  } catch (cause) {
    throw damaged('list', list.length, cause);
  }
  if (!Array.isArray(rows)) throw damaged('list', list.length);
  return rows.map((row: unknown) => {
    const [key, subjectId, position]: unknown[] = Array.isArray(row) ? row : [];
    const finger = fingerPositions.find((known) => known === position);
    if (typeof key !== 'number' || typeof subjectId !== 'string' || !finger) throw damaged('row', list.length);
    return [key, subjectId, finger];
  });
}

const damaged = (field: string, value: number, cause?: unknown) =>
  fingerprintError('fingerprint-gallery-damaged', { field, value }, cause);
