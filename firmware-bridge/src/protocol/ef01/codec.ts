import type { ScannerParameters } from '../../reading.ts';

/** Packet identifiers (ZFM-20 manual, table of packet types). */
export const packetType = { command: 0x01, data: 0x02, acknowledge: 0x07, lastData: 0x08 } as const;
type PacketType = (typeof packetType)[keyof typeof packetType];

/** Instruction codes. In the words of the manuals a module uploads to its host, and its host downloads to it. */
export const instruction = {
  takeImage: 0x01,
  makeFeatures: 0x02,
  match: 0x03,
  search: 0x04,
  merge: 0x05,
  store: 0x06,
  load: 0x07,
  uploadFeatures: 0x08,
  downloadFeatures: 0x09,
  uploadImage: 0x0a,
  downloadImage: 0x0b,
  delete: 0x0c,
  deleteAll: 0x0d,
  setParameter: 0x0e,
  readParameters: 0x0f,
  setPassword: 0x12,
  verifyPassword: 0x13,
  randomNumber: 0x14,
  setAddress: 0x15,
  uploadInformationPage: 0x16,
  portControl: 0x17,
  writeNotepad: 0x18,
  readNotepad: 0x19,
  fastSearch: 0x1b,
  countTemplates: 0x1d,
  readIndex: 0x1f,
  takeGoodImage: 0x28,
  cancel: 0x30,
  enrolByItself: 0x31,
  identifyByItself: 0x32,
  auraLed: 0x35,
  checkSensor: 0x36,
  algorithmVersion: 0x39,
  firmwareVersion: 0x3a,
  productInformation: 0x3c,
  softReset: 0x3d,
  handshake: 0x40,
  echo: 0x53,
} as const;

/** Confirmation codes. */
export const confirmation = {
  ok: 0x00,
  receiveError: 0x01,
  noFinger: 0x02,
  imageFailed: 0x03,
  tooMessy: 0x06,
  tooFewPoints: 0x07,
  noMatch: 0x08,
  notFound: 0x09,
  mergeFailed: 0x0a,
  noSuchPlace: 0x0b,
  loadFailed: 0x0c,
  featureUploadFailed: 0x0d,
  imageUploadFailed: 0x0f,
  deleteFailed: 0x10,
  wrongPassword: 0x13,
  noValidImage: 0x15,
  undefinedCommand: 0x19,
  badRegister: 0x1a,
  badRegisterValue: 0x1b,
  badNotepadPage: 0x1c,
  libraryFull: 0x1f,
  mustVerifyPassword: 0x21,
  placeTaken: 0x22,
  libraryEmpty: 0x24,
  timeOut: 0x26,
  alreadyEnrolled: 0x27,
  /** The answer to `echo`. */
  echoed: 0x55,
} as const;

/** Registers of `setParameter`. */
export const parameter = { baudRate: 4, securityLevel: 5, packetSize: 6 } as const;

/** Control codes and colours of `auraLed`. */
export const ring = { breathe: 1, on: 3, off: 4, blue: 2, purple: 3, green: 4 } as const;

/** Unit of the baud rate register. */
export const baudUnit = 9600;

export interface Packet {
  readonly type: PacketType;
  readonly address: number;
  readonly payload: Uint8Array;
}

const headerBytes = 9;
const checksumBytes = 2;
const longestPayload = 256;
/** No more than this is ever held back by the decoder. */
export const longestPacket = headerBytes + longestPayload + checksumBytes;

/** Bytes of a packet: EF 01, address, type, length, payload, checksum; all big-endian. */
export function encodePacket(packet: Packet): Uint8Array {
  const { payload } = packet;
  if (payload.length > longestPayload) throw new RangeError(`payload of ${payload.length} bytes`);
  const bytes = new Uint8Array(headerBytes + payload.length + checksumBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xef01);
  view.setUint32(2, packet.address);
  view.setUint8(6, packet.type);
  view.setUint16(7, payload.length + checksumBytes);
  bytes.set(payload, headerBytes);
  view.setUint16(bytes.length - checksumBytes, checksumOf(bytes, bytes.length));
  return bytes;
}

/** Sum of type, length and payload, modulo 65536; header and address do not count. */
function checksumOf(bytes: Uint8Array, length: number): number {
  let sum = 0;
  for (let index = 6; index < length - checksumBytes; index++) sum += bytes[index] ?? 0;
  return sum & 0xffff;
}

/** A packet, or what would be one if its checksum were another. */
export type Decoded =
  | { readonly kind: 'packet'; readonly packet: Packet }
  | { readonly kind: 'bad-checksum'; readonly packet: Packet; readonly checksum: number };

/**
 * Finds packets in a stream of bytes. Anything that is not a packet is skipped and counted; after a packet with a wrong
 * checksum the search goes on behind its first two bytes, so that a damaged length hides nothing that follows.
 */
export class PacketDecoder {
  #held = new Uint8Array(0);
  #garbageBytes = 0;

  /** Bytes skipped so far because they belonged to no packet. */
  get garbageBytes(): number {
    return this.#garbageBytes;
  }

  push(chunk: Uint8Array): Decoded[] {
    const bytes = new Uint8Array(this.#held.length + chunk.length);
    bytes.set(this.#held);
    bytes.set(chunk, this.#held.length);
    return this.#scan(bytes, false);
  }

  /** The line went quiet: what looks like the beginning of a packet is none. */
  flush(): Decoded[] {
    return this.#scan(this.#held, true);
  }

  #scan(bytes: Uint8Array, complete: boolean): Decoded[] {
    const found: Decoded[] = [];
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    while (at < bytes.length) {
      const length = packetLengthAt(view, at);
      if (length === 'unknown' || (typeof length === 'number' && at + length > bytes.length)) {
        if (!complete) break;
        at += 1;
        this.#garbageBytes += 1;
        continue;
      }
      if (length === 'none') {
        at += 1;
        this.#garbageBytes += 1;
        continue;
      }
      const whole = bytes.subarray(at, at + length);
      const packet = {
        type: typeAt(view, at + 6) ?? packetType.command,
        address: view.getUint32(at + 2),
        payload: whole.slice(headerBytes, length - checksumBytes),
      };
      const checksum = view.getUint16(at + length - checksumBytes);
      if (checksum !== checksumOf(whole, length)) {
        found.push({ kind: 'bad-checksum', packet, checksum });
        at += 2;
        this.#garbageBytes += 2;
        continue;
      }
      found.push({ kind: 'packet', packet });
      at += length;
    }
    this.#held = bytes.slice(at);
    return found;
  }
}

const packetTypes = new Map<number, PacketType>(Object.values(packetType).map((type) => [type, type]));
const typeAt = (view: DataView, at: number): PacketType | undefined => packetTypes.get(view.getUint8(at));

/** Length of the packet that begins here, `unknown` when more bytes must come first, `none` when it is no packet. */
function packetLengthAt(view: DataView, at: number): number | 'unknown' | 'none' {
  const available = view.byteLength - at;
  if (view.getUint8(at) !== 0xef) return 'none';
  if (available >= 2 && view.getUint8(at + 1) !== 0x01) return 'none';
  if (available >= 7 && typeAt(view, at + 6) === undefined) return 'none';
  if (available < headerBytes) return 'unknown';
  const announced = view.getUint16(at + 7);
  if (announced <= checksumBytes || announced > longestPayload + checksumBytes) return 'none';
  return headerBytes + announced;
}

/** Reads the 16 bytes that follow the confirmation code of `readParameters`; undefined when they are too few. */
export function parseParameters(body: Uint8Array): ScannerParameters | undefined {
  if (body.length < 16) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  return {
    systemId: view.getUint16(2),
    capacity: view.getUint16(4),
    securityLevel: view.getUint16(6),
    moduleAddress: view.getUint32(8),
    packetBytes: 32 << (view.getUint16(12) & 3),
    baudRate: view.getUint16(14) * baudUnit,
  };
}

/** What a module says of itself by `productInformation`. */
export interface ProductInformation {
  readonly serialNumber: string;
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/** Reads the 46 bytes that follow the confirmation code of `productInformation` (R503 manual); undefined when they are too few. */
export function parseProduct(body: Uint8Array): ProductInformation | undefined {
  if (body.length < 46) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  return {
    serialNumber: Buffer.from(body.subarray(20, 28))
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, ''),
    widthPixels: view.getUint16(38),
    heightPixels: view.getUint16(40),
  };
}

/** Two pixels a byte, the left one in the high half, widened to 0..255 (n * 17). */
export function unpackPixels(packed: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(packed.length * 2);
  for (let index = 0; index < packed.length; index++) {
    const byte = packed[index] ?? 0;
    pixels[2 * index] = (byte >> 4) * 17;
    pixels[2 * index + 1] = (byte & 15) * 17;
  }
  return pixels;
}

/** The nearest of 16 levels, by grey. */
const levels = Uint8Array.from({ length: 256 }, (_, grey) => Math.round(grey / 17));

/** The reverse of `unpackPixels`, rounding to the nearest of 16 levels. */
export function packPixels(pixels: Uint8Array): Uint8Array {
  const packed = new Uint8Array(pixels.length >> 1);
  for (let index = 0; index < packed.length; index++)
    packed[index] = ((levels[pixels[2 * index] ?? 255] ?? 0) << 4) | (levels[pixels[2 * index + 1] ?? 255] ?? 0);
  return packed;
}
