import type { Ear, FuzzedCodec } from './codecs.ts';

/** What became of the damaged frames of one codec. */
export interface CodecTally {
  readonly codec: string;
  readonly cases: number;
  /** Things read that a device had said. */
  readonly read: number;
  /** Of codecs with a check: things read that nobody had said, although the check was right by chance. */
  readonly taken: number;
  /** Of the processor. */
  readonly slowestMs: number;
  /** How a case failed that did. */
  readonly failures: readonly { readonly index: number; readonly pieces: readonly string[]; readonly reason: string }[];
}

const mostFailures = 10;
/** A case of a few hundred bytes that takes so much of the processor would hold up every other device. */
const longestCaseMs = 1000;

/**
 * Damages frames of a codec and lets one listener hear them all, as in a long life with a bad line.
 * @param seed of the damage; the same one gives the same cases
 */
export function fuzzCodec(codec: FuzzedCodec, count: number, seed: number): CodecTally {
  const sayings = sayingsOf(codec);
  const ear = codec.listen();
  const failures: CodecTally['failures'][number][] = [];
  let [read, taken, slowestMs] = [0, 0, 0];
  for (let index = 0; index < count && failures.length < mostFailures; index++) {
    const pieces = damagedPieces(codec, randomOf(Math.imul(seed, 0x9e3779b1) ^ index));
    const before = process.threadCpuUsage();
    try {
      for (const said of hear(ear, pieces, !codec.isWhole)) {
        if (sayings.has(said)) read += 1;
        else if (codec.isChecked) taken += 1;
      }
    } catch (error) {
      failures.push({ index, pieces: pieces.map(hex), reason: String(error) });
    }
    const { user, system } = process.threadCpuUsage(before);
    const tookMs = (user + system) / 1000;
    slowestMs = Math.max(slowestMs, tookMs);
    if (tookMs > longestCaseMs) failures.push({ index, pieces: pieces.map(hex), reason: `${Math.round(tookMs)} ms` });
  }
  return { codec: codec.name, cases: count, read, taken, slowestMs, failures };
}

function hear(ear: Ear, pieces: readonly Uint8Array[], isStream: boolean): string[] {
  const said = pieces.flatMap((piece) => ear.push(piece));
  return isStream && ear.flush ? [...said, ...ear.flush()] : said;
}

/** All that the sound frames say, each alone and all in a row. */
function sayingsOf(codec: FuzzedCodec): Set<string> {
  const alone = codec.frames.flatMap((frame) => hear(codec.listen(), [frame], !codec.isWhole));
  return new Set([...alone, ...hear(codec.listen(), codec.frames, !codec.isWhole)]);
}

type Draw = (below: number) => number;

/** Mulberry32: one draw for each call, whole numbers below a limit. */
function randomOf(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const damages: readonly ((bytes: number[], draw: Draw) => void)[] = [
  (bytes, draw) => {
    const at = draw(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
  },
  (bytes, draw) => {
    bytes[draw(bytes.length)] = draw(256);
  },
  (bytes, draw) => {
    bytes.splice(draw(bytes.length), 1 + draw(4));
  },
  (bytes, draw) => {
    bytes.splice(draw(bytes.length), 0, ...Array.from({ length: 1 + draw(4) }, () => draw(256)));
  },
  (bytes, draw) => {
    bytes.length = Math.max(1, draw(bytes.length));
  },
  (bytes, draw) => {
    bytes.push(...bytes.slice(draw(bytes.length)));
  },
];

/** One to three frames in a row, damaged in one to three ways, and cut anywhere where the codec hears a stream. */
function damagedPieces({ frames, isWhole }: FuzzedCodec, draw: Draw): Uint8Array[] {
  const bytes = Array.from({ length: isWhole ? 1 : 1 + draw(3) }, () => [
    ...(frames[draw(frames.length)] ?? []),
  ]).flat();
  for (let left = 1 + draw(3); left > 0 && bytes.length > 0; left--) damages[draw(damages.length)]?.(bytes, draw);
  const whole = Uint8Array.from(bytes);
  if (isWhole) return [whole];
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < whole.length; ) {
    const end = at + 1 + draw(whole.length);
    pieces.push(whole.subarray(at, end));
    at = end;
  }
  return pieces;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
