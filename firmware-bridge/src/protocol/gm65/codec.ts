/** What a command of the host does. */
export const commandType = { read: 0x07, write: 0x08, save: 0x09, heartbeat: 0x0a } as const;

/** One command of the host. */
export interface Command {
  readonly type: number;
  readonly address: number;
  /** Values to write from the address on; to read, how many. */
  readonly data: Uint8Array;
}

/** One reply of the reader: to a heartbeat, or to any other command. */
export interface Reply {
  readonly kind: 'reply' | 'alive';
  readonly data: Uint8Array;
}

const commandHead = [0x7e, 0x00] as const;
const replyHead = { reply: 0x02, alive: 0x03 } as const;
/** Stands where a checksum would, and is taken for every command. */
const uncheckedChecksum = 0xabcd;
const commandFrameBytes = 8;
const replyFrameBytes = 6;

/** CRC-16/XMODEM: polynomial 1021, start 0. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc;
}

/** @param headBytes how many bytes at the beginning the checksum leaves out */
function sealed(bytes: readonly number[], headBytes: number): Uint8Array {
  const crc = crc16(Uint8Array.from(bytes.slice(headBytes)));
  return Uint8Array.of(...bytes, crc >> 8, crc & 0xff);
}

export const encodeCommand = ({ type, address, data }: Command): Uint8Array =>
  sealed([...commandHead, type, data.length, address >> 8, address & 0xff, ...data], commandHead.length);

export const encodeReply = ({ kind, data }: Reply): Uint8Array =>
  sealed([replyHead[kind], 0, 0, data.length, ...data], 1);

/** Whether a frame of the reader is a reply, and not a code. */
export const isReply = ([head]: Uint8Array): boolean => head === replyHead.reply || head === replyHead.alive;

/** A number as zones hold it: low byte first. */
export const littleEndian = (value: number): number[] => [value & 0xff, value >> 8];

/** Line speeds by what the zone of the line speed holds. */
export const baudRateOf: Readonly<Record<number, number>> = {
  313: 9600,
  208: 14_400,
  156: 19_200,
  78: 38_400,
  52: 57_600,
  26: 115_200,
};

/** What came of a stream: the text of codes without the replies that stood in it, and the replies. */
export interface Parted {
  readonly text: Uint8Array;
  readonly replies: readonly Reply[];
}

/** Takes the replies to commands out of the text of codes, which share one stream. Holds no more than one reply. */
export class ReplySieve {
  #held = new Uint8Array(0);

  /** Whether what came last may be the beginning of a reply. */
  get unfinished(): boolean {
    return this.#held.length > 0;
  }

  push(chunk: Uint8Array): Parted {
    return this.#part(Buffer.concat([this.#held, chunk]), false);
  }

  /** The line went quiet: what was held as a beginning is text. */
  flush(): Parted {
    return this.#part(this.#held, true);
  }

  #part(bytes: Uint8Array, complete: boolean): Parted {
    const text: number[] = [];
    const replies: Reply[] = [];
    let at = 0;
    while (at < bytes.length) {
      const found = replyAt(bytes, at);
      if (found === 'begun' && !complete) break;
      if (typeof found === 'object') {
        replies.push(found.reply);
        at += found.byteCount;
      } else {
        text.push(bytes[at] ?? 0);
        at += 1;
      }
    }
    this.#held = Uint8Array.from(bytes.subarray(at));
    return { text: Uint8Array.from(text), replies };
  }
}

function replyAt(bytes: Uint8Array, at: number): 'none' | 'begun' | { reply: Reply; byteCount: number } {
  const [head, first, second, length] = bytes.subarray(at, at + 4);
  if (head !== replyHead.reply && head !== replyHead.alive) return 'none';
  if ((first ?? 0) !== 0 || (second ?? 0) !== 0) return 'none';
  if (length === undefined) return 'begun';
  const frame = bytes.subarray(at, at + replyFrameBytes + length);
  if (frame.length < replyFrameBytes + length) return 'begun';
  // A CRC run over bytes and their own CRC is zero.
  if (crc16(frame.subarray(1)) !== 0) return 'none';
  const kind = head === replyHead.alive ? 'alive' : 'reply';
  return { reply: { kind, data: Uint8Array.from(frame.subarray(4, -2)) }, byteCount: frame.length };
}

/** Finds commands by their head and checksum; other bytes are skipped. Holds no more than one command. */
export class CommandDecoder {
  #held = new Uint8Array(0);

  push(chunk: Uint8Array): Command[] {
    const bytes = Buffer.concat([this.#held, chunk]);
    const commands: Command[] = [];
    let at = 0;
    while (at < bytes.length) {
      const [first, second, type, length] = bytes.subarray(at, at + 4);
      const isHead = first === commandHead[0] && (second ?? 0) === commandHead[1];
      const end = at + commandFrameBytes + (length ?? 0xff);
      if (isHead && end > bytes.length) break;
      const frame = bytes.subarray(at + commandHead.length, end);
      if (isHead && isChecked(frame)) {
        commands.push({
          type: type ?? 0,
          address: frame.readUInt16BE(2),
          data: Uint8Array.from(frame.subarray(4, -2)),
        });
        at = end;
      } else at += 1;
    }
    this.#held = Uint8Array.from(bytes.subarray(at));
    return commands;
  }
}

const isChecked = (frame: Buffer): boolean =>
  frame.readUInt16BE(frame.length - 2) === uncheckedChecksum || crc16(frame) === 0;
