import { createHash } from 'node:crypto';
import { HeldBytes } from '../held-bytes.ts';

/**
 * One message of the Ocean Binary Protocol. A frame is a header of 44 bytes, a payload where the data do not fit into the header, a checksum
 * of 16 bytes and an end mark of 4; numbers are little-endian.
 */
export interface Message {
  readonly type: number;
  /** Bits of `flag`. */
  readonly flags: number;
  /** Of `errorNames`; 0 in a request and where nothing is wrong. */
  readonly error: number;
  /** Chosen by whoever asks. */
  readonly regarding: number;
  readonly checksum: ChecksumKind;
  readonly data: Uint8Array;
}

export type ChecksumKind = 'none' | 'md5';

export const flag = {
  response: 0x01,
  acknowledged: 0x02,
  acknowledge: 0x04,
  refused: 0x08,
  hardwareFault: 0x10,
} as const;

/** What a device says is wrong, by number. */
export const errorNames: Readonly<Record<number, string>> = {
  1: 'protocol unsupported',
  2: 'message type unknown',
  3: 'checksum wrong',
  4: 'message too large',
  5: 'length does not fit the message type',
  6: 'data invalid',
  7: 'device not ready',
  8: 'checksum type unknown',
  9: 'device restarted unexpectedly',
  10: 'messages from too many buses',
  11: 'out of memory',
  12: 'no such information',
  13: 'internal fault of the device',
  14: 'message did not end properly',
  15: 'scan interrupted',
  100: 'not decrypted',
  101: 'firmware layout invalid',
  102: 'data packet of the wrong size',
  103: 'firmware is for other hardware',
  104: 'flash map is of another firmware',
  255: 'deferred',
};

const start = [0xc1, 0xc0] as const;
const end = [0xc5, 0xc4, 0xc3, 0xc2] as const;
/** Both are met: 0x1000 in the STS data sheet, 0x1100 everywhere else. */
const versions: readonly number[] = [0x1100, 0x1000];
const headerBytes = 44;
const checksumBytes = 16;
const trailerBytes = checksumBytes + end.length;
const frameBytes = headerBytes + trailerBytes;
/** Data that stand in the header. */
const mostImmediateBytes = 16;
/** Far more than any spectrum: whoever announces more is not believed. */
export const mostPayloadBytes = 1 << 18;

const at = {
  version: 2,
  flags: 4,
  error: 6,
  type: 8,
  regarding: 12,
  checksum: 22,
  length: 23,
  data: 24,
  remaining: 40,
} as const;

export function encodeMessage({ type, flags, error, regarding, checksum, data }: Message): Uint8Array {
  const isImmediate = data.length <= mostImmediateBytes;
  const payload = isImmediate ? new Uint8Array() : data;
  const frame = Buffer.alloc(frameBytes + payload.length);
  frame.set(start, 0);
  frame.writeUInt16LE(versions[0] ?? 0, at.version);
  frame.writeUInt16LE(flags, at.flags);
  frame.writeUInt16LE(error, at.error);
  frame.writeUInt32LE(type, at.type);
  frame.writeUInt32LE(regarding, at.regarding);
  frame.writeUInt8(checksum === 'md5' ? 1 : 0, at.checksum);
  if (isImmediate) {
    frame.writeUInt8(data.length, at.length);
    frame.set(data, at.data);
  }
  frame.writeUInt32LE(payload.length + trailerBytes, at.remaining);
  frame.set(payload, headerBytes);
  if (checksum === 'md5') frame.set(md5(frame.subarray(0, -trailerBytes)), frame.length - trailerBytes);
  frame.set(end, frame.length - end.length);
  return frame;
}

const md5 = (bytes: Uint8Array): Uint8Array => createHash('md5').update(bytes).digest();

/** Something that came; `damaged` began like a frame and was none. */
export type Decoded =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'damaged'; readonly reason: 'header' | 'end' | 'checksum' };

/** Finds frames in a stream, however it is cut; bytes between them are passed over. Holds no more than one frame. */
export class MessageDecoder {
  readonly #held = new HeldBytes();
  #garbageBytes = 0;

  /** Of a frame that is not whole yet. */
  get heldBytes(): number {
    return this.#held.length;
  }

  /** Passed over so far, because they belonged to no frame. */
  get garbageBytes(): number {
    return this.#garbageBytes;
  }

  /** What is held will not go on. */
  reset(): void {
    this.#skip(this.#held.length);
  }

  push(chunk: Uint8Array): Decoded[] {
    this.#held.push(chunk);
    const found: Decoded[] = [];
    for (let next = this.#next(); next !== undefined; next = this.#next()) found.push(next);
    return found;
  }

  #next(): Decoded | undefined {
    this.#skip(this.#startAt());
    if (this.#held.length < headerBytes) return undefined;
    const header = bufferOf(this.#held.view(0, headerBytes));
    const remaining = header.readUInt32LE(at.remaining);
    if (!isHeader(header, remaining)) return this.#damaged('header');
    const length = headerBytes + remaining;
    if (this.#held.length < length) return undefined;
    const frame = Buffer.from(this.#held.view(0, length));
    if (end.some((byte, index) => frame[length - end.length + index] !== byte)) return this.#damaged('end');
    const trailerAt = length - trailerBytes;
    const checksum = header.readUInt8(at.checksum) === 1 ? 'md5' : 'none';
    if (checksum === 'md5' && !frame.subarray(trailerAt, -end.length).equals(md5(frame.subarray(0, trailerAt))))
      return this.#damaged('checksum');
    this.#held.drop(length);
    const immediate = frame.readUInt8(at.length);
    const data = immediate > 0 ? frame.subarray(at.data, at.data + immediate) : frame.subarray(headerBytes, trailerAt);
    const message: Message = {
      type: frame.readUInt32LE(at.type),
      flags: frame.readUInt16LE(at.flags),
      error: frame.readUInt16LE(at.error),
      regarding: frame.readUInt32LE(at.regarding),
      checksum,
      data: Uint8Array.from(data),
    };
    return { kind: 'message', message };
  }

  /** Where a frame may begin: the end of what is held where none does. */
  #startAt(): number {
    const { length } = this.#held;
    for (let index = 0; index < length; index++)
      if (this.#held.at(index) === start[0] && (index + 1 === length || this.#held.at(index + 1) === start[1]))
        return index;
    return length;
  }

  /** A frame may begin within what looked like one. */
  #damaged(reason: 'header' | 'end' | 'checksum'): Decoded {
    this.#skip(1);
    return { kind: 'damaged', reason };
  }

  #skip(byteCount: number): void {
    if (byteCount === 0) return;
    this.#held.drop(byteCount);
    this.#garbageBytes += byteCount;
  }
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Data stand in the header or behind it, never in both. */
function isHeader(header: Buffer, remaining: number): boolean {
  const immediate = header.readUInt8(at.length);
  return (
    versions.includes(header.readUInt16LE(at.version)) &&
    header.readUInt8(at.checksum) <= 1 &&
    immediate <= mostImmediateBytes &&
    remaining >= trailerBytes &&
    remaining <= trailerBytes + mostPayloadBytes &&
    (immediate === 0 || remaining === trailerBytes)
  );
}

/** Where the checksum of a frame stands. */
export const checksumAt = (frame: Uint8Array): number => Math.max(0, frame.length - trailerBytes);

/** Messages that a host sends; what each is answered with stands in `README.md`. */
export const messageType = {
  reset: 0x000,
  resetDefaults: 0x001,
  setChecksum: 0x010,
  hardwareRevision: 0x080,
  supportedMessages: 0x082,
  firmwareRevision: 0x090,
  serialNumber: 0x100,
  serialNumberLength: 0x101,
  abort: 0x100000,
  rawSpectrum: 0x101100,
  correctedSpectrum: 0x101000,
  bufferedSpectrum: 0x100928,
  integrationTime: 0x110000,
  setIntegrationTime: 0x110010,
  trigger: 0x110100,
  setTrigger: 0x110110,
  pixelCount: 0x110220,
  lamp: 0x110400,
  setLamp: 0x110410,
  boxcar: 0x121000,
  setBoxcar: 0x121010,
  wavelengthCoefficientCount: 0x180100,
  wavelengthCoefficient: 0x180101,
  nonLinearityCoefficientCount: 0x181100,
  nonLinearityCoefficient: 0x181101,
} as const;

export const u8 = (value: number): Uint8Array => Uint8Array.of(value);

export function u16(value: number): Uint8Array {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function f32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

/** A whole number of one to four bytes; nothing where there are others. */
export function wholeIn(data: Uint8Array): number | undefined {
  return data.length >= 1 && data.length <= 4 ? bufferOf(data).readUIntLE(0, data.length) : undefined;
}

export const floatIn = (data: Uint8Array): number | undefined =>
  data.length === 4 ? bufferOf(data).readFloatLE(0) : undefined;

/** How the pixels of a spectrum stand in what the device sends. */
export interface SpectrumLayout {
  readonly bytesPerPixel: 2 | 4;
  readonly headBytes: number;
  readonly integrationAt?: number;
}

/** The counts of a spectrum; nothing where its length is not that of so many pixels. */
export function countsIn(
  data: Uint8Array,
  pixelCount: number,
  { bytesPerPixel, headBytes, integrationAt }: SpectrumLayout,
): { readonly counts: number[]; readonly integrationMicroseconds?: number } | undefined {
  if (data.length !== headBytes + pixelCount * bytesPerPixel) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const counts: number[] = [];
  // Thousands of pixels many times a second: a call for each of them would cost more than all the rest of the driver.
  for (let at = headBytes; at < data.length; at += bytesPerPixel)
    counts.push(bytesPerPixel === 2 ? view.getUint16(at, true) : view.getUint32(at, true));
  return integrationAt === undefined
    ? { counts }
    : { counts, integrationMicroseconds: view.getUint32(integrationAt, true) };
}
