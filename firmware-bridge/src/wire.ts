/** Bytes that crossed the line between a station and a device, as they came or went. */
export interface WirePiece {
  readonly atMs: number;
  readonly from: 'station' | 'device';
  readonly bytes: Uint8Array;
}

/** Hears what one side says as it crosses the line, many times a second. */
export type WireEar = (from: WirePiece['from'], bytes: Uint8Array) => void;

/** Who hears every piece, for as long as somebody looks. */
export type WireTaker = (piece: WirePiece) => void;

/** A pause this long ends what one side said; so does a word of the other. */
export const pauseMs = 30;
export const longestTurnBytes = 4096;
const bytesPerRow = 16;
const firstPrintable = 0x20;
const lastPrintable = 0x7e;

/** Hands on what each side said in one go, however the line cut it up. */
export function inTurns(taker: WireTaker): WireTaker {
  let turn: WirePiece | undefined;
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(timer);
    if (turn) taker(turn);
    turn = undefined;
  };
  return (piece) => {
    if (turn && (turn.from !== piece.from || turn.bytes.length + piece.bytes.length > longestTurnBytes)) end();
    turn = turn
      ? { ...turn, bytes: Buffer.concat([turn.bytes, piece.bytes]) }
      : { ...piece, bytes: Uint8Array.from(piece.bytes) };
    clearTimeout(timer);
    timer = setTimeout(end, pauseMs);
  };
}

/** Sixteen bytes a row: hexadecimal, and what of them is text. */
export function byteRows(bytes: Uint8Array): { readonly hex: string; readonly text: string }[] {
  return Array.from({ length: Math.ceil(bytes.length / bytesPerRow) }, (_, index) => {
    const row = [...bytes.subarray(index * bytesPerRow, (index + 1) * bytesPerRow)];
    return {
      hex: row.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      text: row.map((byte) => (isPrintable(byte) ? String.fromCharCode(byte) : '·')).join(''),
    };
  });
}

/** A piece for people: the time of day in UTC, who spoke, and its bytes row by row. */
export function wireRows({ atMs, from, bytes }: WirePiece): string[] {
  const head = `${new Date(atMs).toISOString().slice(11, 23)} ${from === 'station' ? '→' : '←'}`;
  return byteRows(bytes).map(
    ({ hex, text }, index) => `${index === 0 ? head : ' '.repeat(head.length)} ${hex.padEnd(bytesPerRow * 3)} ${text}`,
  );
}

const isPrintable = (byte: number): boolean => byte >= firstPrintable && byte <= lastPrintable;
