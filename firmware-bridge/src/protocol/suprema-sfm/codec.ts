import { HeldBytes } from '../held-bytes.ts';

/** Command codes (UF protocol manual, by its two- and three-letter names). */
export const command = {
  writeParameter: 0x01,
  saveParameters: 0x02,
  readParameter: 0x03,
  status: 0x04,
  enrolByScan: 0x05,
  enrolByTemplate: 0x07,
  verifyByScan: 0x08,
  verifyByTemplate: 0x10,
  identifyByScan: 0x11,
  identifyByTemplate: 0x13,
  readTemplate: 0x14,
  scanImage: 0x15,
  deleteUser: 0x16,
  deleteAll: 0x17,
  listUsers: 0x18,
  checkUser: 0x19,
  readImage: 0x20,
  scanTemplate: 0x21,
  verifyHostTemplate: 0x22,
  cancel: 0x60,
  scanImageInBlocks: 0x83,
  readImageInBlocks: 0x84,
  moduleId: 0x85,
  reset: 0xd0,
} as const;

/** What the flag of a response says (the maker's SDK, UF_Error.h). */
export const result = {
  success: 0x61,
  scanned: 0x62,
  scanFailed: 0x63,
  notFound: 0x69,
  noMatch: 0x6a,
  tryAgain: 0x6b,
  timeOut: 0x6c,
  memoryFull: 0x6d,
  userExists: 0x6e,
  fingerLimit: 0x72,
  continueEnrolment: 0x74,
  unsupported: 0x75,
  busy: 0x80,
  cancelled: 0x81,
  dataError: 0x82,
  dataOk: 0x83,
} as const;

/** System parameters; most values count up from '0'. */
export const parameter = {
  timeout: 0x62,
  templateSize: 0x64,
  enrolMode: 0x65,
  securityLevel: 0x66,
  imageFormat: 0x6c,
  moduleId: 0x6d,
  firmwareVersion: 0x6e,
  serialNumber: 0x6f,
  enrolledFingers: 0x73,
  availableFingers: 0x74,
  sendScanned: 0x75,
} as const;

export const imageFormat = { gray: 0x30, binary: 0x31, fourBitGray: 0x32 } as const;
export const enrolMode = {
  once: 0x30,
  twice: 0x31,
  twiceInTwo: 0x32,
  twoTemplates: 0x41,
  twoTemplatesInTwo: 0x42,
} as const;

/** A command or its response. */
export interface Packet {
  readonly command: number;
  /** A user's number, or what the command says. */
  readonly param: number;
  readonly size: number;
  /** An option of a command, the result of a response. */
  readonly flag: number;
}

const startCode = { single: 0x40, network: 0x41 } as const;
const endCode = 0x0a;
const fieldsBytes = 10;
const blockChecksumBytes = 4;
/** The largest picture of the maker's SDK, with its header. */
const mostDataBytes = 640 * 480 + 28;

/** 40, command, param, size, flag, sum, 0A: 13 bytes; on a network 41 and the terminal's number come first: 15 bytes. Low byte first. */
export function encodePacket({ command: code, param, size, flag }: Packet, terminalId?: number): Uint8Array {
  const head = terminalId === undefined ? [startCode.single] : [startCode.network, terminalId & 255, terminalId >> 8];
  const bytes = new Uint8Array(head.length + fieldsBytes + 2);
  bytes.set(head);
  const view = new DataView(bytes.buffer, head.length);
  view.setUint8(0, code);
  view.setUint32(1, param, true);
  view.setUint32(5, size, true);
  view.setUint8(9, flag);
  view.setUint8(10, sumOf(bytes.subarray(0, -2)) & 255);
  view.setUint8(11, endCode);
  return bytes;
}

/** Data that follow a packet, and the end code. */
export const encodeData = (data: Uint8Array): Uint8Array => Uint8Array.of(...data, endCode);

/** One block of data: its own packet, the data, and their sum in four bytes. */
export function encodeBlock(code: number, index: number, count: number, data: Uint8Array, terminalId?: number) {
  const head = encodePacket({ command: code, param: index * 0x10000 + count, size: data.length, flag: 0 }, terminalId);
  const bytes = new Uint8Array(head.length + data.length + blockChecksumBytes);
  bytes.set(head);
  bytes.set(data, head.length);
  new DataView(bytes.buffer).setUint32(head.length + data.length, sumOf(data), true);
  return bytes;
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum;
}

export type Decoded =
  | { readonly kind: 'packet'; readonly packet: Packet; readonly data?: Uint8Array }
  | { readonly kind: 'block'; readonly index: number; readonly count: number; readonly data: Uint8Array }
  | { readonly kind: 'garbled' };

/** What follows a packet on the line: so many bytes and an end code, or blocks; nothing when undefined. */
export type Follows = number | 'blocks' | undefined;

/** Finds packets, and the data that follow some of them, in a stream of bytes. What is neither is skipped and counted. */
export class PacketDecoder {
  readonly #terminalId: number | undefined;
  readonly #follows: (packet: Packet) => Follows;
  #blocksOf: number | undefined;
  readonly #held = new HeldBytes();
  #garbageBytes = 0;

  constructor(terminalId: number | undefined, follows: (packet: Packet) => Follows) {
    this.#terminalId = terminalId;
    this.#follows = follows;
  }

  /** Bytes skipped so far because they belonged to no packet. */
  get garbageBytes(): number {
    return this.#garbageBytes;
  }

  /** Bytes of a packet or its data that are not whole yet. */
  get heldBytes(): number {
    return this.#held.length;
  }

  /** Forgets what looks like the beginning of a packet. */
  reset(): void {
    this.#garbageBytes += this.#held.length;
    this.#held.drop(this.#held.length);
    this.#blocksOf = undefined;
  }

  push(chunk: Uint8Array): Decoded[] {
    this.#held.push(chunk);
    const found: Decoded[] = [];
    let at = 0;
    while (at < this.#held.length) {
      const taken = this.#take(at);
      if (taken === 'more') break;
      if (taken.item) found.push(taken.item);
      if (!taken.item || taken.item.kind === 'garbled') this.#garbageBytes += taken.byteCount;
      at += taken.byteCount;
    }
    this.#held.drop(at);
    return found;
  }

  /** What begins here, and how many bytes it is; `more` when more bytes must come first. */
  #take(at: number): { byteCount: number; item?: Decoded } | 'more' {
    const skipped = { byteCount: 1 };
    const head = this.#terminalId === undefined ? [startCode.single] : this.#networkHead(this.#terminalId);
    for (const [index, byte] of head.entries()) {
      if (at + index >= this.#held.length) return 'more';
      if (this.#held.at(at + index) !== byte) return skipped;
    }
    const packetBytes = head.length + fieldsBytes + 2;
    if (at + packetBytes > this.#held.length) return 'more';
    if (this.#held.at(at + packetBytes - 1) !== endCode) return skipped;
    const bytes = this.#held.view(at, at + packetBytes);
    if ((sumOf(bytes.subarray(0, -2)) & 255) !== bytes[packetBytes - 2])
      return { byteCount: 1, item: { kind: 'garbled' } };
    const view = new DataView(bytes.buffer, bytes.byteOffset + head.length, fieldsBytes);
    const packet = {
      command: view.getUint8(0),
      param: view.getUint32(1, true),
      size: view.getUint32(5, true),
      flag: view.getUint8(9),
    };
    if (packet.command === this.#blocksOf) return this.#takeBlock(at, packetBytes, packet);
    const follows = this.#follows(packet);
    if (follows === 'blocks') this.#blocksOf = packet.command;
    return typeof follows === 'number'
      ? this.#takeData(at, packetBytes, packet, follows)
      : { byteCount: packetBytes, item: { kind: 'packet', packet } };
  }

  #networkHead(terminalId: number): number[] {
    return [startCode.network, terminalId & 255, terminalId >> 8];
  }

  #takeData(at: number, packetBytes: number, packet: Packet, dataBytes: number) {
    if (dataBytes > mostDataBytes) return { byteCount: 1, item: { kind: 'garbled' } } as const;
    const byteCount = packetBytes + dataBytes + 1;
    if (at + byteCount > this.#held.length) return 'more';
    if (this.#held.at(at + byteCount - 1) !== endCode) return { byteCount: 1, item: { kind: 'garbled' } } as const;
    const data = Uint8Array.from(this.#held.view(at + packetBytes, at + packetBytes + dataBytes));
    return { byteCount, item: { kind: 'packet', packet, data } } as const;
  }

  #takeBlock(at: number, packetBytes: number, { param, size }: Packet) {
    if (size > mostDataBytes) return { byteCount: 1, item: { kind: 'garbled' } } as const;
    const byteCount = packetBytes + size + blockChecksumBytes;
    if (at + byteCount > this.#held.length) return 'more';
    const data = Uint8Array.from(this.#held.view(at + packetBytes, at + packetBytes + size));
    const sum = this.#held.view(at + packetBytes + size, at + byteCount);
    if (new DataView(sum.buffer, sum.byteOffset).getUint32(0, true) !== sumOf(data))
      return { byteCount: 1, item: { kind: 'garbled' } } as const;
    const [index, count] = [param >>> 16, param & 0xffff];
    if (index + 1 >= count) this.#blocksOf = undefined;
    return { byteCount, item: { kind: 'block', index, count, data } } as const;
  }
}
