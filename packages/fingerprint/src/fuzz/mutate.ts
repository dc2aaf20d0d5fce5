import type { SeededRandom } from '../synthetic/random.ts';

/** Bytes after one change, which is told in words. */
interface Mutant {
  readonly bytes: Uint8Array;
  readonly change: string;
}

type Mutation = (bytes: Uint8Array, other: Uint8Array, random: SeededRandom) => Mutant;

/** Where headers are; they are hit as often as all the rest. */
const headBytes = 64;

/** A whole number from 0 to below the limit, 0 if there is none. */
export function below(random: SeededRandom, limit: number): number {
  return Math.floor(random.uniform() * limit);
}

/** One of the values, each as likely. */
export function oneOf<Value>(random: SeededRandom, values: readonly Value[]): Value {
  const value = values[below(random, values.length)];
  if (value === undefined) throw new RangeError('nothing to choose from');
  return value;
}

function placeIn(bytes: Uint8Array, random: SeededRandom): number {
  return below(random, random.uniform() < 0.5 ? Math.min(headBytes, bytes.length) : bytes.length);
}

const edgeBytes = [0, 1, 0x7f, 0x80, 0xfe, 0xff];

function flipBits(bytes: Uint8Array, _other: Uint8Array, random: SeededRandom): Mutant {
  const changed = Uint8Array.from(bytes);
  const places = Array.from({ length: 1 + below(random, 8) }, () => placeIn(bytes, random));
  for (const at of places) changed[at] = (changed[at] ?? 0) ^ (1 << below(random, 8));
  return { bytes: changed, change: `bits flipped at ${places}` };
}

function setBytes(bytes: Uint8Array, _other: Uint8Array, random: SeededRandom): Mutant {
  const changed = Uint8Array.from(bytes);
  const places = Array.from({ length: 1 + below(random, 4) }, () => placeIn(bytes, random));
  for (const at of places) changed[at] = oneOf(random, edgeBytes);
  return { bytes: changed, change: `bytes set at ${places}` };
}

/** Numbers of 2 or 4 bytes, either end first, set to an edge of their range, to a length, or beside what they were. */
function setLength(bytes: Uint8Array, _other: Uint8Array, random: SeededRandom): Mutant {
  const width = oneOf(random, [2, 4] as const);
  if (bytes.length < width) return { bytes, change: 'nothing' };
  const changed = Uint8Array.from(bytes);
  const view = new DataView(changed.buffer);
  const at = Math.min(placeIn(bytes, random), bytes.length - width);
  const littleEndian = random.uniform() < 0.5;
  const before = width === 2 ? view.getUint16(at, littleEndian) : view.getUint32(at, littleEndian);
  const limit = 256 ** width;
  const value = oneOf(random, [
    0,
    limit - 1,
    limit / 2,
    limit / 2 - 1,
    before + 1 + below(random, 8),
    before - 1 - below(random, 8),
    before * 2,
    bytes.length,
    below(random, limit),
  ]);
  if (width === 2) view.setUint16(at, value, littleEndian);
  else view.setUint32(at, value, littleEndian);
  return {
    bytes: changed,
    change: `${width}-byte number ${value} at ${at}, ${littleEndian ? 'low' : 'high'} end first`,
  };
}

function cutOff(bytes: Uint8Array, _other: Uint8Array, random: SeededRandom): Mutant {
  const end = below(random, bytes.length);
  return { bytes: bytes.slice(0, end), change: `cut off at ${end}` };
}

function extend(bytes: Uint8Array, _other: Uint8Array, random: SeededRandom): Mutant {
  const count = 1 + below(random, 64);
  const fill = oneOf(random, [() => 0, () => 0xff, () => below(random, 256)]);
  const changed = new Uint8Array(bytes.length + count);
  changed.set(bytes);
  for (let at = bytes.length; at < changed.length; at += 1) changed[at] = fill();
  return { bytes: changed, change: `${count} bytes behind` };
}

/** The beginning of one and the end of another, often of the same places. */
function splice(bytes: Uint8Array, other: Uint8Array, random: SeededRandom): Mutant {
  const end = below(random, bytes.length + 1);
  const from = random.uniform() < 0.5 ? Math.min(end, other.length) : below(random, other.length + 1);
  const changed = new Uint8Array(end + other.length - from);
  changed.set(bytes.subarray(0, end));
  changed.set(other.subarray(from), end);
  return { bytes: changed, change: `spliced at ${end} with another from ${from}` };
}

const mutations: readonly Mutation[] = [flipBits, setBytes, setLength, cutOff, extend, splice];

/** One to three changes to valid bytes; `other` is what they are spliced with. */
export function mutate(
  bytes: Uint8Array,
  other: Uint8Array,
  random: SeededRandom,
): { readonly bytes: Uint8Array; readonly changes: readonly string[] } {
  const changes: string[] = [];
  let changed = bytes;
  do {
    const mutant = oneOf(random, mutations)(changed, other, random);
    changed = mutant.bytes;
    changes.push(mutant.change);
  } while (changes.length < 3 && random.uniform() < 0.35);
  return { bytes: changed, changes };
}
