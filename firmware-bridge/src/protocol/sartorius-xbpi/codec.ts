import type { PrintedUnits } from '../../balance/units.ts';

/** Commands that the driver sends, and those that the emulator answers besides. */
export const opcode = {
  softwareVersion: 0x00,
  factoryNumber: 0x01,
  model: 0x02,
  oemText: 0x05,
  manufacturer: 0x07,
  capacity: 0x0c,
  increment: 0x0d,
  deleteTare: 0x13,
  tare: 0x14,
  abortTare: 0x15,
  zero: 0x18,
  abortZero: 0x19,
  netWeight: 0x1e,
  netWeightFine: 0x1f,
  grossWeight: 0x20,
  grossWeightFine: 0x21,
  tareWeight: 0x22,
  tareWeightAgain: 0x23,
  filter: 0x26,
  abortAdjustment: 0x29,
  setFilter: 0x2c,
  grossShare: 0x2f,
  status: 0x30,
  ticks: 0x35,
  isOn: 0x36,
  cycleTime: 0x57,
  busAddress: 0x71,
  temperature: 0x76,
  nothing: 0xff,
} as const;

/** Kind of answer; the high half is a class, the low half mostly the length of the body. */
export const subtype = {
  done: 0x00,
  error: 0x01,
  share: 0x12,
  byte: 0x21,
  twoBytes: 0x22,
  fourBytes: 0x24,
  number: 0x35,
  factoryNumber: 0x45,
  block: 0x48,
  version: 0x4a,
  text16: 0x50,
  text20: 0x54,
} as const;

/** Errors that a balance answers with. */
export const errorCode = { outOfRange: 0x03, unknownOpcode: 0x04, notApplicable: 0x06, arguments: 0x07, index: 0x10 };

const fromBalance = 0x41;
const hostAddress = 0x01;
const shortestFrame = 3;
/** Nothing that the driver asks for is answered with more. */
const longestFrame = 64;

/** One answer. */
export interface Frame {
  readonly subtype: number;
  readonly body: Uint8Array;
}

const sumOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0);

function sealed(content: readonly number[]): Uint8Array {
  const bytes = Uint8Array.of(content.length + 1, ...content);
  return Uint8Array.of(...bytes, sumOf(bytes));
}

/** @param busAddress of the balance */
export const encodeCommand = (busAddress: number, code: number, args: readonly number[] = []): Uint8Array =>
  sealed([hostAddress, busAddress, code, ...args]);

export const encodeAnswer = (kind: number, body: Iterable<number> = []): Uint8Array =>
  sealed([fromBalance, kind, ...body]);

/** Answers in a stream of bytes, each in hexadecimal; what is no answer is left out, byte by byte. */
export class AnswerDecoder {
  #held: number[] = [];

  push(chunk: Uint8Array): string[] {
    const found: string[] = [];
    for (const byte of chunk) {
      this.#held.push(byte);
      this.#advance(found);
    }
    return found;
  }

  /** Forgets what was begun: nothing that is asked for now ends it. */
  clear(): void {
    this.#held = [];
  }

  #advance(found: string[]): void {
    while (this.#held.length > 0) {
      const length = 1 + (this.#held[0] ?? 0);
      if (!mayBegin(this.#held)) this.#held.shift();
      else if (this.#held.length < length) return;
      else if (isSealed(this.#held, length)) found.push(Buffer.from(this.#held.splice(0, length)).toString('hex'));
      else this.#held.shift();
    }
  }
}

function mayBegin([count = 0, marker, kind]: readonly number[]): boolean {
  if (count < shortestFrame || count > longestFrame || (marker ?? fromBalance) !== fromBalance) return false;
  const wanted = kind === undefined ? undefined : bodyLength(kind);
  return wanted === undefined || wanted.includes(count - shortestFrame);
}

const isSealed = (bytes: readonly number[], length: number): boolean =>
  sumOf(Uint8Array.from(bytes.slice(0, length - 1))) === bytes[length - 1];

/** How long the body of an answer may be; undefined where its kind does not say. A weight may have a status behind it. */
function bodyLength(kind: number): readonly number[] | undefined {
  const low = kind & 0x0f;
  switch (kind) {
    case subtype.error:
      return [1];
    case subtype.block:
      return [8, 17];
    case subtype.byte:
    case subtype.share:
    case subtype.done:
      return undefined;
    default:
      return [kind >> 4 === 5 ? 16 + low : low];
  }
}

/** One answer in hexadecimal, as the decoder found it. */
export function frameOf(raw: string): Frame {
  const bytes = Buffer.from(raw, 'hex');
  return { subtype: bytes[2] ?? subtype.error, body: bytes.subarray(3, -1) };
}

/** What a weight frame says. */
export type Weight =
  | { readonly kind: 'weight'; readonly stable: boolean; readonly digits: string; readonly unit: string }
  /** The load is outside its range, or the pan has just been tared; which of them, the status tells. */
  | { readonly kind: 'off-scale' }
  /** No weight, or one whose digits cannot be told for certain. */
  | { readonly kind: 'unreadable' };

/** The units whose numbers are known; any other is told by its number and refused. */
const units: Readonly<Record<number, string>> = { 2: 'g', 3: 'kg', 13: 'mg' };
export const xbpiUnits: PrintedUnits = { g: 'g', kg: 'kg', mg: 'mg' };
export const unitNumber = { g: 0x02, kg: 0x03, mg: 0x0d } as const;

const offScale = [0x7f, 0xff, 0xff, 0xff, 0xff] as const;
const signs = { nothing: 0x00, positive: 0x40, negative: 0x80 } as const;
const stableFlag = 0x40;
const mostDecimals = 7;

/** Reads the body of a weight: five bytes of a number, two of decimals, sign and unit, and one of flags. */
export function readWeight({ subtype: kind, body }: Frame): Weight {
  const [, , , , , decimalsByte = 0, unitByte = 0, flags = 0] = body;
  if (kind !== subtype.block || body.length < 8) return { kind: 'unreadable' };
  if (offScale.every((byte, index) => body[index] === byte)) return { kind: 'off-scale' };
  const digits = digitsOf(body, decimalsByte >> 4);
  if (digits === undefined || !agrees(digits, unitByte & 0xc0)) return { kind: 'unreadable' };
  const number = unitByte & 0x3f;
  const unit = units[number] ?? `0x${number.toString(16).padStart(2, '0')}`;
  return { kind: 'weight', stable: (flags & stableFlag) !== 0, digits, unit };
}

/** Whether the sign that is told beside the number is that of the number; nothing may have any. */
function agrees(digits: string, sign: number): boolean {
  if (/^[0.]+$/.test(digits)) return sign !== (signs.positive | signs.negative);
  return sign === (digits.startsWith('-') ? signs.negative : signs.positive);
}

/**
 * The decimal that a binary number of five bytes stands for. Four are an IEEE 754 single; the fifth goes on with its fraction, as all forty
 * real frames at hand show (the decimal, cut off after 31 bits). The number must be that of a decimal with the told count of decimals, to
 * the precision of all five bytes or, where that tells one decimal from the next by far, of the first four.
 * @returns undefined where it is none
 */
function digitsOf(body: Uint8Array, decimals: number): string | undefined {
  const single = Buffer.from(body.subarray(0, 4));
  const value = single.readFloatBE();
  if (!Number.isFinite(value) || decimals > mostDecimals) return undefined;
  if (value === 0) return (0).toFixed(decimals);
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const last = 2 ** (exponent - 23);
  const whole = value + Math.sign(value) * ((body[4] ?? 0) / 256) * last;
  const step = 10 ** -decimals;
  const precision = step >= 8 * last ? last : last / 256;
  if (step < 8 * precision) return undefined;
  const digits = whole.toFixed(decimals);
  return Math.abs(Number(digits) - whole) <= precision * 1.000_001 ? digits : undefined;
}

/**
 * The body of a weight.
 * @param digits with a point, and a sign where negative; undefined off scale
 */
export function writeWeight(digits: string | undefined, unit: keyof typeof unitNumber, stable: boolean): Uint8Array {
  const decimals = digits?.split('.')[1]?.length ?? 0;
  const value = Number(digits ?? 0);
  const sign = value === 0 ? signs.nothing : value < 0 ? signs.negative : signs.positive;
  const number = digits === undefined ? offScale : writeNumber(value);
  return Uint8Array.of(...number, decimals << 4, sign | unitNumber[unit], 0x05 | (stable ? stableFlag : 0));
}

/** A number in five bytes: a single, cut off, and eight more bits of its fraction. */
export function writeNumber(value: number): Uint8Array {
  const double = Buffer.alloc(8);
  double.writeDoubleBE(value);
  const bits = double.readBigUInt64BE();
  if (value === 0) return new Uint8Array(5);
  const exponent = Number((bits >> 52n) & 0x7ffn) - 1023 + 127;
  const fraction = Number((bits >> 21n) & 0x7fff_ffffn);
  const five = Buffer.alloc(5);
  five.writeUInt32BE(((value < 0 ? 0x8000_0000 : 0) + (exponent << 23) + (fraction >>> 8)) >>> 0);
  five[4] = fraction & 0xff;
  return five;
}

/** @returns undefined for an answer that is no number */
export const readNumber = ({ subtype: kind, body }: Frame): number | undefined =>
  kind === subtype.number && body.length === 5 ? Buffer.from(body).readFloatBE() : undefined;

/** On which side of its range a load lies, as the status of a Cubis balance tells it; undefined for any other status. */
export function sideIn({ subtype: kind, body }: Frame): 'overload' | 'underload' | 'none' | undefined {
  if (kind !== subtype.block || body[1] !== 0x00 || body[2] !== 0x81) return undefined;
  const state = body[3];
  if (state === stateByte.overload) return 'overload';
  return state === stateByte.underload ? 'underload' : 'none';
}

/** State of a Cubis balance, in the fourth byte of its status. */
export const stateByte = { stable: 0x88, moving: 0x80, overload: 0x82, underload: 0x84 } as const;

/** Letters and digits before the filling; undefined for another kind of answer. */
export function textIn({ subtype: kind, body }: Frame): string | undefined {
  if (kind >> 4 !== 5) return undefined;
  const text = Buffer.from(body).toString('latin1').replace(/\0.*$/s, '').trim();
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}

/** Its digits, as its own text has them: `SerNo. 0031801165`. */
export const serialNumberIn = ({ subtype: kind, body }: Frame): string | undefined =>
  kind === subtype.factoryNumber ? Buffer.from(body).toString('hex') : undefined;

/** The first three bytes are what the same balance prints as text: `BAC: 00-39-21`. */
export const versionIn = ({ subtype: kind, body }: Frame): string | undefined =>
  kind === subtype.version
    ? Buffer.from(body.subarray(0, 3))
        .toString('hex')
        .replace(/..(?=.)/g, '$&-')
    : undefined;
