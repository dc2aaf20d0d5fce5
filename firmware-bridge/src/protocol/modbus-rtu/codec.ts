/** Function codes of relay and input boards (MODBUS Application Protocol v1.1b3, section 6). */
export const functionCode = {
  readCoils: 0x01,
  readDiscreteInputs: 0x02,
  readHoldingRegisters: 0x03,
  readInputRegisters: 0x04,
  writeSingleCoil: 0x05,
  writeSingleRegister: 0x06,
  writeMultipleCoils: 0x0f,
  writeMultipleRegisters: 0x10,
} as const;

/** Exception codes the emulator answers with (section 7). */
export const exceptionCode = { illegalFunction: 1, illegalDataAddress: 2, illegalDataValue: 3, busy: 6 } as const;

/** One frame without its CRC. */
export interface Frame {
  readonly unitId: number;
  readonly functionCode: number;
  readonly body: Uint8Array;
}

/** Longest frame on a serial line (MODBUS over Serial Line v1.02, section 2.5.1). */
export const longestFrame = 256;
const exceptionFlag = 0x80;

/** CRC of MODBUS over Serial Line v1.02, section 6.2.2: polynomial A001 reflected, start FFFF, low byte sent first. */
function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

export function encodeFrame(frame: Frame): Uint8Array {
  const bytes = new Uint8Array(frame.body.length + 4);
  bytes[0] = frame.unitId;
  bytes[1] = frame.functionCode;
  bytes.set(frame.body, 2);
  new DataView(bytes.buffer).setUint16(bytes.length - 2, crc16(bytes.subarray(0, -2)), true);
  return bytes;
}

/** A read or write-single request: two 16-bit numbers behind the function code. */
export function request(unitId: number, code: number, address: number, value: number): Frame {
  const body = new Uint8Array(4);
  const view = new DataView(body.buffer);
  view.setUint16(0, address);
  view.setUint16(2, value);
  return { unitId, functionCode: code, body };
}

/** Value of a single coil write. */
export const coilOn = 0xff00;
export const coilOff = 0x0000;

/** Bit `index` of a bit-packed answer, lowest bit first; undefined beyond its end. */
export function bitAt(packed: Uint8Array, index: number): boolean | undefined {
  const byte = packed[index >> 3];
  return byte === undefined ? undefined : ((byte >> (index & 7)) & 1) === 1;
}

/** The exception code of an answer, if it is one. */
export function exceptionOf(frame: Frame): number | undefined {
  return frame.functionCode & exceptionFlag ? frame.body[0] : undefined;
}

/** The exception answer to a request. */
export function exceptionAnswer(frame: Frame, code: number): Frame {
  return { unitId: frame.unitId, functionCode: frame.functionCode | exceptionFlag, body: Uint8Array.of(code) };
}

/**
 * Finds frames by their known lengths and their CRC, since the silences that part frames are lost on the way through
 * an operating system. Bytes that fit no frame are skipped one by one and counted.
 */
export class FrameDecoder {
  readonly #role: 'request' | 'answer';
  #held = new Uint8Array(0);
  #garbageBytes = 0;

  /** @param role which side's frames arrive here */
  constructor(role: 'request' | 'answer') {
    this.#role = role;
  }

  get garbageBytes(): number {
    return this.#garbageBytes;
  }

  push(chunk: Uint8Array): Frame[] {
    const bytes = new Uint8Array(this.#held.length + chunk.length);
    bytes.set(this.#held);
    bytes.set(chunk, this.#held.length);
    return this.#scan(bytes, false);
  }

  /** The line went quiet: an unfinished frame is none. */
  flush(): Frame[] {
    return this.#scan(this.#held, true);
  }

  #scan(bytes: Uint8Array, complete: boolean): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    while (at < bytes.length) {
      const length = this.#lengthAt(bytes, at);
      if (length === 'unknown' || (typeof length === 'number' && at + length > bytes.length)) {
        if (!complete) break;
        at += 1;
        this.#garbageBytes += 1;
        continue;
      }
      const whole = length === 'none' ? undefined : bytes.subarray(at, at + length);
      // A CRC run over the frame and its own CRC is zero.
      if (whole === undefined || crc16(whole) !== 0) {
        at += 1;
        this.#garbageBytes += 1;
        continue;
      }
      frames.push({ unitId: whole[0] ?? 0, functionCode: whole[1] ?? 0, body: whole.slice(2, -2) });
      at += whole.length;
    }
    this.#held = bytes.slice(at);
    return frames;
  }

  #lengthAt(bytes: Uint8Array, at: number): number | 'unknown' | 'none' {
    const code = bytes[at + 1];
    if (code === undefined) return 'unknown';
    if (this.#role === 'answer' && (code & exceptionFlag) !== 0)
      return Object.values<number>(functionCode).includes(code & 0x7f) ? 5 : 'none';
    switch (code) {
      case functionCode.readCoils:
      case functionCode.readDiscreteInputs:
      case functionCode.readHoldingRegisters:
      case functionCode.readInputRegisters:
        return this.#role === 'request' ? 8 : bounded(bytes[at + 2], 5);
      case functionCode.writeSingleCoil:
      case functionCode.writeSingleRegister:
        return 8;
      case functionCode.writeMultipleCoils:
      case functionCode.writeMultipleRegisters:
        return this.#role === 'answer' ? 8 : bounded(bytes[at + 6], 9);
      default:
        return 'none';
    }
  }
}

function bounded(byteCount: number | undefined, around: number): number | 'unknown' | 'none' {
  if (byteCount === undefined) return 'unknown';
  return byteCount === 0 || byteCount + around > longestFrame ? 'none' : byteCount + around;
}
