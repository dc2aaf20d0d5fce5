import { crc32 } from 'node:zlib';
import type { LineSettings } from '@custody-edge/device-profiles';
import { HeldBytes } from '../protocol/held-bytes.ts';

/** What crosses one endpoint of a USB device in one go. */
export interface UsbTransfer {
  /** As USB writes it: its number, and 0x80 where the device speaks. */
  readonly endpoint: number;
  readonly bytes: Uint8Array;
}

/** Endpoints of a device that answers on several of them. */
export interface UsbPipes {
  /** What is said to the device goes here. */
  readonly out: number;
  /** Where it answers, and how many bytes at most in one go. */
  readonly in: readonly { readonly endpoint: number; readonly longestBytes: number }[];
}

/** An endpoint on which the device speaks. */
export const inwards = 0x80;

/** The transfers of a piece of bytes that holds nothing else. */
export const transfersIn = (bytes: Uint8Array): UsbTransfer[] =>
  new TransferDecoder().push(bytes).flatMap((item) => (item.kind === 'transfer' ? [item.transfer] : []));

/** How a pseudo-terminal is set that stands in for a USB cable: as fast as one can be. */
export const transferLine: LineSettings = {
  baudRate: 4_000_000,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  flowControl: 'none',
};

const mark = [0x55, 0x53] as const;
const at = { endpoint: 2, length: 3, data: 5 } as const;
const checkBytes = 4;
export const longestTransferBytes = 0xffff;

/**
 * A transfer as it stands in a stream of bytes: `US`, the address of its endpoint, the count of its bytes (two, little-endian), the bytes, and a
 * CRC-32 of all that (little-endian), since a packet of USB has a check of its own. A form of this program alone: no device knows it.
 */
export function encodeTransfer({ endpoint, bytes }: UsbTransfer): Uint8Array {
  const frame = Buffer.alloc(at.data + bytes.length + checkBytes);
  frame.set(mark, 0);
  frame.writeUInt8(endpoint, at.endpoint);
  frame.writeUInt16LE(bytes.length, at.length);
  frame.set(bytes, at.data);
  const checkAt = checksumAt(frame);
  frame.writeUInt32LE(crc32(frame.subarray(0, checkAt)), checkAt);
  return frame;
}

/** Where the check of a transfer stands. */
export const checksumAt = (frame: Uint8Array): number => Math.max(0, frame.length - checkBytes);

/** Something that came; `damaged` began like a transfer and was none. */
export type DecodedTransfer =
  | { readonly kind: 'transfer'; readonly transfer: UsbTransfer }
  | { readonly kind: 'damaged' };

/** Finds transfers in a stream, however it is cut; bytes between them are passed over. Holds no more than one transfer. */
export class TransferDecoder {
  readonly #held = new HeldBytes();

  /** Of a transfer that is not whole yet. */
  get heldBytes(): number {
    return this.#held.length;
  }

  /** What is held will not go on. */
  reset(): void {
    this.#held.drop(this.#held.length);
  }

  push(chunk: Uint8Array): DecodedTransfer[] {
    this.#held.push(chunk);
    const found: DecodedTransfer[] = [];
    while (this.#held.length > 0) {
      this.#held.drop(this.#markAt());
      const next = this.#first();
      if (next === 'not whole') break;
      // A transfer may begin within what looked like one.
      this.#held.drop(next === 'damaged' ? 1 : at.data + next.bytes.length + checkBytes);
      found.push(next === 'damaged' ? { kind: 'damaged' } : { kind: 'transfer', transfer: next });
    }
    return found;
  }

  #first(): UsbTransfer | 'damaged' | 'not whole' {
    if (this.#held.length < at.data) return 'not whole';
    const length = (this.#held.at(at.length) ?? 0) + 256 * (this.#held.at(at.length + 1) ?? 0);
    const end = at.data + length + checkBytes;
    if (this.#held.length < end) return 'not whole';
    const frame = Buffer.from(this.#held.view(0, end));
    const checkAt = checksumAt(frame);
    if (crc32(frame.subarray(0, checkAt)) !== frame.readUInt32LE(checkAt)) return 'damaged';
    return { endpoint: frame.readUInt8(at.endpoint), bytes: Uint8Array.from(frame.subarray(at.data, checkAt)) };
  }

  /** Where a transfer may begin: the end of what is held where none does. */
  #markAt(): number {
    const { length } = this.#held;
    for (let index = 0; index < length; index++)
      if (this.#held.at(index) === mark[0] && (index + 1 === length || this.#held.at(index + 1) === mark[1]))
        return index;
    return length;
  }
}
