/** Whether a packet ends with a CRC or a checksum; whoever asks chooses. */
export type Check = 'crc' | 'checksum';

/** A security control block: what is proven or hidden in the packet. */
interface SecurityBlock {
  readonly type: number;
  readonly data: Uint8Array;
}

/** Types of security blocks; an even one belongs to a reply. */
export const blockType = {
  challenge: 0x11,
  clientCryptogram: 0x12,
  serverCryptogram: 0x13,
  initialMac: 0x14,
  commandMac: 0x15,
  replyMac: 0x16,
  commandSealed: 0x17,
  replySealed: 0x18,
} as const;

/** One packet without its check. */
export interface Packet {
  /** 0 to 126, or 127 for whoever hears it. */
  readonly address: number;
  readonly isReply: boolean;
  /** 0 begins anew, then 1, 2, 3, 1 and so on. */
  readonly sequence: number;
  readonly check: Check;
  readonly block?: SecurityBlock;
  readonly code: number;
  /** As it stands on the line: hidden where the block says so. */
  readonly data: Uint8Array;
}

/** A packet from the line, with what its authentication code covers. */
export interface ReceivedPacket extends Packet {
  readonly mac?: Uint8Array;
  readonly covered: Uint8Array;
}

/** Address that every device answers. */
export const everyone = 0x7f;
const replyFlag = 0x80;
const mark = 0xff;
const startOfMessage = 0x53;
const sequenceBits = 0x03;
const crcFlag = 0x04;
const blockFlag = 0x08;
const headerBytes = 5;
export const macBytes = 4;
/** Longest packet that is taken for one, from its start to its check: more than any device announces to take. */
export const longestPacket = 1440;

const carriesMac = (type: number | undefined): boolean =>
  type !== undefined && type >= blockType.commandMac && type <= blockType.replySealed;

/** CRC of CCITT (1021), begun with 1D0F, sent low byte first. */
function crc16(bytes: Uint8Array): number {
  let crc = 0x1d0f;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff) >>> 0;
  }
  return crc;
}

/** Makes the sum of the whole packet zero. */
const checksum = (bytes: Uint8Array): number => -bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;

/** The packet from its start up to its authentication code or its check; its length field counts both. */
function coveredBy({ address, isReply, sequence, check, block, code, data }: Packet): Uint8Array {
  const blockBytes = block ? Uint8Array.of(block.data.length + 2, block.type, ...block.data) : new Uint8Array();
  const tailBytes = (carriesMac(block?.type) ? macBytes : 0) + (check === 'crc' ? 2 : 1);
  const length = headerBytes + blockBytes.length + 1 + data.length + tailBytes;
  const control = sequence | (check === 'crc' ? crcFlag : 0) | (block ? blockFlag : 0);
  return Uint8Array.of(
    startOfMessage,
    address | (isReply ? replyFlag : 0),
    length & 0xff,
    length >> 8,
    control,
    ...blockBytes,
    code,
    ...data,
  );
}

/**
 * The packet as it goes over the line, its mark before it.
 * @param sign makes the authentication code that packets of a secure channel carry
 */
export function encodePacket(packet: Packet, sign: (covered: Uint8Array) => Uint8Array = unsigned): Uint8Array {
  const covered = coveredBy(packet);
  const mac = carriesMac(packet.block?.type) ? sign(covered).subarray(0, macBytes) : new Uint8Array();
  const body = Uint8Array.of(...covered, ...mac);
  const crc = crc16(body);
  return packet.check === 'crc'
    ? Uint8Array.of(mark, ...body, crc & 0xff, crc >> 8)
    : Uint8Array.of(mark, ...body, checksum(body));
}

const unsigned = (): Uint8Array => new Uint8Array(macBytes);

/** Finds packets by their length and check; bytes that fit none are skipped one by one and counted. */
export class PacketDecoder {
  #held = new Uint8Array(0);
  #garbageBytes = 0;

  /** Marks between packets count as well. */
  get garbageBytes(): number {
    return this.#garbageBytes;
  }

  push(chunk: Uint8Array): ReceivedPacket[] {
    const bytes = new Uint8Array(this.#held.length + chunk.length);
    bytes.set(this.#held);
    bytes.set(chunk, this.#held.length);
    return this.#scan(bytes, false);
  }

  /** The line went quiet: an unfinished packet is none. */
  flush(): ReceivedPacket[] {
    return this.#scan(this.#held, true);
  }

  #scan(bytes: Uint8Array, complete: boolean): ReceivedPacket[] {
    const packets: ReceivedPacket[] = [];
    let at = 0;
    while (at < bytes.length) {
      const length = lengthAt(bytes, at);
      if (length === 'unknown' || (typeof length === 'number' && at + length > bytes.length)) {
        if (!complete) break;
      } else if (length !== 'none') {
        const packet = parsePacket(bytes.slice(at, at + length));
        if (packet) {
          packets.push(packet);
          at += length;
          continue;
        }
      }
      at += 1;
      this.#garbageBytes += 1;
    }
    this.#held = bytes.slice(at);
    return packets;
  }
}

function lengthAt(bytes: Uint8Array, at: number): number | 'unknown' | 'none' {
  if (bytes[at] !== startOfMessage) return 'none';
  const [low, high, control] = bytes.subarray(at + 2, at + headerBytes);
  if (low === undefined || high === undefined || control === undefined) return 'unknown';
  const length = low | (high << 8);
  return length > headerBytes + 1 && length <= longestPacket ? length : 'none';
}

function parsePacket(whole: Uint8Array): ReceivedPacket | undefined {
  const [, address = 0, , , control = 0] = whole;
  const check = control & crcFlag ? 'crc' : 'checksum';
  const body = whole.subarray(0, check === 'crc' ? -2 : -1);
  const isWhole =
    check === 'crc'
      ? crc16(body) === ((whole.at(-2) ?? 0) | ((whole.at(-1) ?? 0) << 8))
      : checksum(body) === whole.at(-1);
  if (!isWhole) return undefined;
  const block = control & blockFlag ? blockIn(body) : undefined;
  if (control & blockFlag && !block) return undefined;
  const codeAt = headerBytes + (block ? block.data.length + 2 : 0);
  const dataEnd = body.length - (carriesMac(block?.type) ? macBytes : 0);
  const code = body[codeAt];
  if (code === undefined || dataEnd <= codeAt) return undefined;
  return {
    address: address & everyone,
    isReply: (address & replyFlag) !== 0,
    sequence: control & sequenceBits,
    check,
    ...(block && { block }),
    code,
    data: body.slice(codeAt + 1, dataEnd),
    covered: body.slice(0, dataEnd),
    ...(dataEnd < body.length && { mac: body.slice(dataEnd) }),
  };
}

function blockIn(body: Uint8Array): SecurityBlock | undefined {
  const [length = 0, type = 0] = body.subarray(headerBytes);
  if (length < 2 || headerBytes + length > body.length) return undefined;
  return { type, data: body.slice(headerBytes + 2, headerBytes + length) };
}
