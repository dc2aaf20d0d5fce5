import { createHash, type Hash } from 'node:crypto';
import { longestTurnBytes, pauseMs, type WirePiece, type WireTaker } from './wire.ts';

/** What is shown of what one side said in one go. */
export interface WireLine {
  readonly atMs: number;
  readonly from: WirePiece['from'];
  /** Shown byte by byte. */
  readonly bytes: Uint8Array;
  /** How much more was said after them, which is not shown, and its SHA-256 in hexadecimal. */
  readonly leftOut?: { readonly byteCount: number; readonly sha256: string };
}

/** Whoever says no more than this before the other side speaks says a command or an answer, and it is shown whole. */
const longestShownBytes = 64;
/** The head of a packet: as much as is shown of more than that. */
const shownHeadBytes = 16;

interface Turn {
  readonly atMs: number;
  readonly from: WirePiece['from'];
  shown: Buffer;
  leftOut: { byteCount: number; readonly hash: Hash } | undefined;
}

/**
 * Makes lines for people of what crosses a line, however it is cut up. With `hidesPictures`, of what one side says before the other
 * speaks at most 64 bytes are shown, and 16 where it says more in one go. Nothing is held but the turn that has not ended.
 */
export class WireLines {
  readonly #taker: (line: WireLine) => void;
  readonly #hidesPictures: boolean;
  #turn: Turn | undefined;
  /** Who spoke last, and how much since the other did, without the present turn. */
  #speech: { readonly from: WirePiece['from']; byteCount: number } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(hidesPictures: boolean, taker: (line: WireLine) => void) {
    this.#hidesPictures = hidesPictures;
    this.#taker = taker;
  }

  readonly take: WireTaker = ({ atMs, from, bytes }) => {
    if (this.#speech?.from !== from) {
      this.end();
      this.#speech = { from, byteCount: 0 };
    }
    for (let at = 0; at < bytes.length; ) {
      this.#turn ??= { atMs, from, shown: Buffer.alloc(0), leftOut: undefined };
      at += this.#add(this.#turn, this.#speech.byteCount, bytes.subarray(at));
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), pauseMs);
  };

  /** Hands on what has been said so far. */
  end(): void {
    clearTimeout(this.#timer);
    const turn = this.#turn;
    if (!turn) return;
    this.#turn = undefined;
    const { atMs, from, shown, leftOut } = turn;
    if (this.#speech) this.#speech.byteCount += shown.length + (leftOut?.byteCount ?? 0);
    this.#taker({
      atMs,
      from,
      bytes: Uint8Array.from(shown),
      ...(leftOut && { leftOut: { byteCount: leftOut.byteCount, sha256: leftOut.hash.digest('hex') } }),
    });
  }

  /** @returns how many of the bytes the turn took */
  #add(turn: Turn, saidBytes: number, bytes: Uint8Array): number {
    if (!this.#hidesPictures) {
      const taken = bytes.subarray(0, longestTurnBytes - turn.shown.length);
      turn.shown = Buffer.concat([turn.shown, taken]);
      if (turn.shown.length === longestTurnBytes) this.end();
      return taken.length;
    }
    if (turn.leftOut) {
      turn.leftOut.byteCount += bytes.length;
      turn.leftOut.hash.update(bytes);
      return bytes.length;
    }
    turn.shown = Buffer.concat([turn.shown, bytes]);
    if (saidBytes + turn.shown.length > longestShownBytes) {
      const headBytes = saidBytes === 0 ? shownHeadBytes : 0;
      const rest = turn.shown.subarray(headBytes);
      turn.shown = turn.shown.subarray(0, headBytes);
      turn.leftOut = { byteCount: rest.length, hash: createHash('sha256').update(rest) };
    }
    return bytes.length;
  }
}
