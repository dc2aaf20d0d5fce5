/** Message codes of SSI that this product sends, hears or emulates; sources in README.md. */
export const opcode = {
  management: 0x80,
  init: 0x90,
  initReply: 0x91,
  hostAck: 0x96,
  requestRevision: 0xa3,
  replyRevision: 0xa4,
  aimOff: 0xc4,
  aimOn: 0xc5,
  paramSend: 0xc6,
  paramRequest: 0xc7,
  paramDefaults: 0xc8,
  ack: 0xd0,
  nak: 0xd1,
  flushQueue: 0xd2,
  capabilitiesRequest: 0xd3,
  capabilitiesReply: 0xd4,
  startSession: 0xe4,
  stopSession: 0xe5,
  beep: 0xe6,
  ledOn: 0xe7,
  ledOff: 0xe8,
  scanEnable: 0xe9,
  scanDisable: 0xea,
  decodeData: 0xf3,
  event: 0xf6,
} as const;

export const source = { decoder: 0x00, host: 0x04 } as const;

/** Bits of the status byte. */
export const status = { retransmitted: 0x01, moreFollows: 0x02, permanent: 0x08 } as const;

/** Why a message was not taken. */
export const nakCause = { resend: 1, badContext: 2, denied: 6 } as const;

/** Parameters, by their numbers: each stands behind the beep code, with its value. */
export const parameter = { softwareHandshake: 0x9f, packetedData: 0xee } as const;
export const noBeep = 0xff;

/** One message without its length and checksum. */
export interface Frame {
  readonly opcode: number;
  readonly source: number;
  readonly status: number;
  readonly data: Uint8Array;
}

export type Decoded = { readonly kind: 'frame'; readonly frame: Frame } | { readonly kind: 'damaged' };

const headBytes = 4;
const checksumBytes = 2;
const longestFrameBytes = 0xff;
/** Most bytes of data in one message. */
export const mostDataBytes = longestFrameBytes - headBytes;
const knownOpcodes = new Set<number>(Object.values(opcode));
const statusBits = status.retransmitted | status.moreFollows | status.permanent | 0x04;

/** Two's complement of the sum of the bytes, in sixteen bits. */
const checksum = (bytes: Uint8Array): number => -bytes.reduce((sum, byte) => sum + byte, 0) & 0xffff;

export function encodeFrame(frame: Frame): Uint8Array {
  const length = headBytes + frame.data.length;
  const bytes = new Uint8Array(length + checksumBytes);
  bytes.set([length, frame.opcode, frame.source, frame.status]);
  bytes.set(frame.data, headBytes);
  new DataView(bytes.buffer).setUint16(length, checksum(bytes.subarray(0, length)));
  return bytes;
}

/** A message of the host. */
export const hostFrame = (code: number, data: readonly number[] = []): Frame => ({
  opcode: code,
  source: source.host,
  status: 0,
  data: Uint8Array.from(data),
});

/**
 * Finds messages by their heads and checksums. What looks like one and has a wrong checksum is reported as damaged; other bytes are
 * skipped. Holds no more than one message.
 */
export class FrameDecoder {
  readonly #from: number;
  #held = new Uint8Array(0);

  /** @param from whose messages arrive here */
  constructor(from: number) {
    this.#from = from;
  }

  /** Whether a message has begun and not ended. */
  get unfinished(): boolean {
    return this.#held.length > 0;
  }

  push(chunk: Uint8Array): Decoded[] {
    const bytes = new Uint8Array(this.#held.length + chunk.length);
    bytes.set(this.#held);
    bytes.set(chunk, this.#held.length);
    return this.#scan(bytes, false);
  }

  /** The line went quiet: an unfinished message is damaged. */
  flush(): Decoded[] {
    return this.#scan(this.#held, true);
  }

  #scan(bytes: Uint8Array, complete: boolean): Decoded[] {
    const decoded: Decoded[] = [];
    let at = 0;
    while (at < bytes.length) {
      const head = this.#headAt(bytes, at);
      if (head === 'none') {
        at += 1;
        continue;
      }
      const end = at + (bytes[at] ?? 0) + checksumBytes;
      if (head === 'begun' || end > bytes.length) {
        if (!complete) break;
        if (head === 'whole') decoded.push({ kind: 'damaged' });
        at += 1;
        continue;
      }
      const message = bytes.subarray(at, end - checksumBytes);
      const isSound = checksum(message) === new DataView(bytes.buffer, bytes.byteOffset).getUint16(end - checksumBytes);
      if (isSound) decoded.push({ kind: 'frame', frame: frameIn(message) });
      else decoded.push({ kind: 'damaged' });
      at = isSound ? end : at + 1;
    }
    this.#held = bytes.slice(at);
    return decoded;
  }

  /** Whether a message may begin here: all of its head, as much of it as has come, or none. */
  #headAt(bytes: Uint8Array, at: number): 'whole' | 'begun' | 'none' {
    const [length, code, from, bits] = bytes.subarray(at, at + headBytes);
    if (length === undefined || length < headBytes) return 'none';
    if (code !== undefined && !knownOpcodes.has(code)) return 'none';
    if (from !== undefined && from !== this.#from) return 'none';
    if (bits === undefined) return 'begun';
    return (bits & ~statusBits) === 0 ? 'whole' : 'none';
  }
}

const frameIn = (message: Uint8Array): Frame => ({
  opcode: message[1] ?? 0,
  source: message[2] ?? 0,
  status: message[3] ?? 0,
  data: message.slice(headBytes),
});

/** Code types, the first data byte of decoded data. */
const symbologyOfType: Readonly<Record<number, string>> = {
  1: 'code-39',
  2: 'codabar',
  3: 'code-128',
  6: 'interleaved-2-of-5',
  7: 'code-93',
  8: 'ean-upc',
  9: 'ean-upc',
  10: 'ean-upc',
  11: 'ean-upc',
  12: 'code-11',
  14: 'msi',
  15: 'code-128',
  16: 'ean-upc',
  17: 'pdf417',
  27: 'data-matrix',
  28: 'qr-code',
};

/** The symbology that a code type stands for, where it is one that readings name. */
export const symbologyOf = (type: number | undefined): string | undefined => symbologyOfType[type ?? 0];
