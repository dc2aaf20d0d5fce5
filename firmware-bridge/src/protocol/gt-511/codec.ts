import { HeldBytes } from '../held-bytes.ts';

/** Command codes (SparkFun library; the maker's demonstration program). */
export const command = {
  open: 0x01,
  close: 0x02,
  changeBaudRate: 0x04,
  light: 0x12,
  count: 0x20,
  checkPlace: 0x21,
  startEnrolment: 0x22,
  firstTouch: 0x23,
  secondTouch: 0x24,
  thirdTouch: 0x25,
  isPressed: 0x26,
  delete: 0x40,
  deleteAll: 0x41,
  verify: 0x50,
  identify: 0x51,
  verifyTemplate: 0x52,
  identifyTemplate: 0x53,
  capture: 0x60,
  makeTemplate: 0x61,
  getImage: 0x62,
  getRawImage: 0x63,
  getTemplate: 0x70,
  setTemplate: 0x71,
} as const;

export const response = { acknowledged: 0x30, refused: 0x31 } as const;

/** The parameter of a refusal; below the number of places it is the place where the finger is kept already. */
export const refusal = {
  noSuchPlace: 0x1003,
  placeFree: 0x1004,
  placeTaken: 0x1005,
  garbled: 0x1006,
  notVerified: 0x1007,
  notIdentified: 0x1008,
  full: 0x1009,
  empty: 0x100a,
  badFinger: 0x100c,
  enrolmentFailed: 0x100d,
  unsupported: 0x100e,
  badParameter: 0x1011,
  notPressed: 0x1012,
} as const;

/** A command to the module, or its response: all have the same twelve bytes, low byte first. */
export interface Packet {
  /** Command or response. */
  readonly code: number;
  readonly parameter: number;
}

const packetBytes = 12;
const headerBytes = 4;
const checksumBytes = 2;
const packetStart = [0x55, 0xaa] as const;
const dataStart = [0x5a, 0xa5] as const;

/** 55 AA, device id, parameter, code, and the sum of all bytes before. */
export function encodePacket({ code, parameter }: Packet, deviceId: number): Uint8Array {
  const bytes = new Uint8Array(packetBytes);
  bytes.set(packetStart);
  const view = new DataView(bytes.buffer);
  view.setUint16(2, deviceId, true);
  view.setUint32(4, parameter, true);
  view.setUint16(8, code, true);
  view.setUint16(packetBytes - checksumBytes, sumOf(bytes.subarray(0, -checksumBytes)), true);
  return bytes;
}

/** 5A A5, device id, the data without their length, and the sum of all bytes before. */
export function encodeData(data: Uint8Array, deviceId: number): Uint8Array {
  const bytes = new Uint8Array(headerBytes + data.length + checksumBytes);
  bytes.set(dataStart);
  bytes.set(data, headerBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(2, deviceId, true);
  view.setUint16(bytes.length - checksumBytes, sumOf(bytes.subarray(0, -checksumBytes)), true);
  return bytes;
}

const sumOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => (sum + byte) & 0xffff, 0);

export type Decoded =
  | { readonly kind: 'packet'; readonly packet: Packet }
  | { readonly kind: 'data'; readonly data: Uint8Array }
  | { readonly kind: 'bad-checksum' };

/**
 * Finds packets in a stream of bytes, and data packets while some are expected: they do not tell their own length. What is neither is
 * skipped and counted.
 */
export class PacketDecoder {
  readonly #deviceId: number;
  #expectedBytes: number | undefined;
  readonly #held = new HeldBytes();
  #garbageBytes = 0;

  constructor(deviceId: number) {
    this.#deviceId = deviceId;
  }

  /** Bytes skipped so far because they belonged to no packet. */
  get garbageBytes(): number {
    return this.#garbageBytes;
  }

  /** Bytes of a packet that is not whole yet. */
  get heldBytes(): number {
    return this.#held.length;
  }

  /** Takes one data packet of this size when it comes; none when undefined. */
  expectData(byteCount: number | undefined): void {
    this.#expectedBytes = byteCount;
  }

  /** Forgets what looks like the beginning of a packet. */
  reset(): void {
    this.#garbageBytes += this.#held.length;
    this.#held.drop(this.#held.length);
    this.#expectedBytes = undefined;
  }

  push(chunk: Uint8Array): Decoded[] {
    this.#held.push(chunk);
    const found: Decoded[] = [];
    let at = 0;
    while (at < this.#held.length) {
      const length = this.#lengthAt(at);
      if (length === 'unknown' || (typeof length === 'number' && at + length > this.#held.length)) break;
      if (length === 'none') {
        at += 1;
        this.#garbageBytes += 1;
        continue;
      }
      const whole = this.#held.view(at, at + length);
      const view = new DataView(whole.buffer, whole.byteOffset, length);
      if (view.getUint16(length - checksumBytes, true) !== sumOf(whole.subarray(0, -checksumBytes))) {
        found.push({ kind: 'bad-checksum' });
        at += packetStart.length;
        this.#garbageBytes += packetStart.length;
        continue;
      }
      if (whole[0] === dataStart[0]) {
        found.push({ kind: 'data', data: whole.slice(headerBytes, -checksumBytes) });
        this.#expectedBytes = undefined;
      } else
        found.push({ kind: 'packet', packet: { code: view.getUint16(8, true), parameter: view.getUint32(4, true) } });
      at += length;
    }
    this.#held.drop(at);
    return found;
  }

  /** Length of the packet that begins here, `unknown` when more bytes must come first, `none` when it is no packet. */
  #lengthAt(at: number): number | 'unknown' | 'none' {
    const start = this.#held.at(at);
    if (start !== packetStart[0] && (start !== dataStart[0] || this.#expectedBytes === undefined)) return 'none';
    const isPacket = start === packetStart[0];
    const header = [...(isPacket ? packetStart : dataStart), this.#deviceId & 255, this.#deviceId >> 8];
    for (const [index, byte] of header.entries()) {
      if (at + index >= this.#held.length) return 'unknown';
      if (this.#held.at(at + index) !== byte) return 'none';
    }
    return isPacket ? packetBytes : headerBytes + (this.#expectedBytes ?? 0) + checksumBytes;
  }
}

/** What a module says of itself when it is opened. */
export interface ModuleInformation {
  readonly firmware: string;
  readonly serialNumber: string;
}

/** Firmware version, largest firmware area, and serial number of sixteen bytes (the maker's demonstration program). */
export const informationBytes = 24;

export function readInformation(data: Uint8Array): ModuleInformation {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  return { firmware: hex(data.slice(0, 4).reverse()), serialNumber: hex(data.subarray(8, informationBytes)) };
}

/** How a module sends its picture. */
export interface PixelOrder {
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly pixelOrder: 'rows' | 'columns';
  readonly ridges: 'dark' | 'light';
}

/** Row by row from the top, ridges dark. */
export function upright(sent: Uint8Array, { widthPixels, heightPixels, pixelOrder, ridges }: PixelOrder): Uint8Array {
  const pixels = new Uint8Array(sent.length);
  for (let at = 0; at < sent.length; at++) {
    const place = pixelOrder === 'rows' ? at : (at % heightPixels) * widthPixels + Math.floor(at / heightPixels);
    const value = sent[at] ?? 0;
    pixels[place] = ridges === 'dark' ? value : 255 - value;
  }
  return pixels;
}

/** The reverse of `upright`. */
export function asSent(pixels: Uint8Array, order: PixelOrder): Uint8Array {
  const { widthPixels, heightPixels } = order;
  const turned = { ...order, widthPixels: heightPixels, heightPixels: widthPixels };
  return upright(pixels, turned);
}
