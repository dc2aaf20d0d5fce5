import { type Bitmap, bytesAcross } from '@custody-edge/foundation';

/** ~HS: the printer answers with three lines about itself. */
export const askStatus = Buffer.from('~HS', 'latin1');

/** Most bytes of a picture that one graphic field may hold. */
const longestGraphicBytes = 99_999;

/** A whole label: the width and length of the picture, the picture in fields one below the other, one copy. */
export function label(picture: Bitmap): Buffer {
  const across = bytesAcross(picture.width);
  const rowsPerField = Math.floor(longestGraphicBytes / across);
  const fields: string[] = [];
  for (let row = 0; row < picture.height; row += rowsPerField) {
    const rows = picture.rows.subarray(row * across, Math.min(row + rowsPerField, picture.height) * across);
    fields.push(`^FO0,${row}^GFA,${rows.length},${rows.length},${across},${compress(rows, across)}^FS`);
  }
  return Buffer.from(`^XA^PW${picture.width}^LL${picture.height}${fields.join('')}^PQ1^XZ`, 'latin1');
}

const letters = { once: 'GHIJKLMNOPQRSTUVWXY', twenties: 'ghijklmnopqrstuvwxyz' } as const;
const mostTwenties = letters.twenties.length * 20;

/** Hexadecimal digits with counts before what repeats; a row of one digit to its end and a row like the one above are one character. */
export function compress(rows: Uint8Array, across: number): string {
  let before = '';
  let text = '';
  for (let at = 0; at < rows.length; at += across) {
    const row = Buffer.from(rows.subarray(at, at + across))
      .toString('hex')
      .toUpperCase();
    text += row === before ? ':' : compressRow(row);
    before = row;
  }
  return text;
}

function compressRow(row: string): string {
  const rest = /(?<zeros>0+)$|F+$/.exec(row);
  const body = rest ? row.slice(0, rest.index) : row;
  const end = rest ? (rest.groups?.zeros ? ',' : '!') : '';
  return body.replace(/(.)\1*/g, (run, digit: string) => `${countOf(run.length)}${digit}`) + end;
}

function countOf(length: number): string {
  if (length === 1) return '';
  const whole = letters.twenties.at(-1)?.repeat(Math.floor(length / mostTwenties)) ?? '';
  const left = length % mostTwenties;
  const twenties = Math.floor(left / 20);
  return (
    whole + (twenties > 0 ? letters.twenties[twenties - 1] : '') + (left % 20 > 0 ? letters.once[(left % 20) - 1] : '')
  );
}

/** What the printer says of itself. */
export interface HostStatus {
  readonly paperOut: boolean;
  readonly headUp: boolean;
  readonly ribbonOut: boolean;
  readonly paused: boolean;
  readonly tooHotOrCold: boolean;
  readonly memoryLost: boolean;
  /** Formats received and not yet printed, one that is just coming included. */
  readonly waiting: number;
}

const [startOfText, endOfText] = ['\u0002', '\u0003'];
const longestAnswerBytes = 512;

/** Collects the three lines of an answer from however the line cuts them; what belongs to none is skipped. */
export class StatusReader {
  #held = '';
  #lines: string[] = [];

  push(chunk: Uint8Array): HostStatus[] {
    this.#held += Buffer.from(chunk).toString('latin1');
    const found: HostStatus[] = [];
    for (;;) {
      const start = this.#held.indexOf(startOfText);
      const end = this.#held.indexOf(endOfText, start);
      if (start < 0 || end < 0) break;
      // A line that was begun twice lost its end: the later one counts.
      const line = this.#held.slice(this.#held.lastIndexOf(startOfText, end) + 1, end);
      this.#held = this.#held.slice(end + 1);
      const status = this.#take(line);
      if (status) found.push(status);
    }
    this.#held = this.#held.slice(-longestAnswerBytes);
    return found;
  }

  /** Forgets what was begun. */
  clear(): void {
    this.#held = '';
    this.#lines = [];
  }

  /** The three lines differ in how many fields they have. */
  #take(line: string): HostStatus | undefined {
    const count = line.split(',').length;
    if (count === 12) this.#lines = [line];
    else if (count === 11 && this.#lines.length === 1) this.#lines.push(line);
    else if (count === 2 && this.#lines.length === 2) return readStatus(this.#lines);
    else this.#lines = [];
    return undefined;
  }
}

function readStatus([first = '', second = '']: readonly string[]): HostStatus | undefined {
  if (!/^\d{1,4},[01],[01],\d{1,5},\d{1,3},[01],[01],[01],\d{1,3},[01],[01],[01]$/.test(first)) return undefined;
  if (!/^\d{1,4},\d,[01],[01],[01],\d,\d,[01],\d{1,8},\d,\d{1,3}$/.test(second)) return undefined;
  const [, paperOut, paused, , formats, , , partial, , memoryLost, tooCold, tooHot] = first.split(',');
  const [, , headUp, ribbonOut, , , , , labelsLeft] = second.split(',');
  return {
    paperOut: paperOut === '1',
    headUp: headUp === '1',
    ribbonOut: ribbonOut === '1',
    paused: paused === '1',
    tooHotOrCold: tooCold === '1' || tooHot === '1',
    memoryLost: memoryLost === '1',
    waiting: Number(formats) + Number(partial) + Number(labelsLeft),
  };
}

/** Why a printer cannot print. */
export function troubleIn(
  status: HostStatus,
): 'printer-cover-open' | 'printer-paper-out' | 'printer-fault' | undefined {
  if (status.headUp) return 'printer-cover-open';
  if (status.paperOut || status.ribbonOut) return 'printer-paper-out';
  return status.paused || status.tooHotOrCold || status.memoryLost ? 'printer-fault' : undefined;
}
