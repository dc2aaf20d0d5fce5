import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { blockType, encodePacket, macBytes, type Packet, type ReceivedPacket } from './codec.ts';

export const keyBytes = 16;
export const nonceBytes = 8;
const blockBytes = 16;
/** Ends what is filled up to whole blocks. */
const padding = 0x80;

/** The key that every reader in installation mode has (SIA OSDP v2, annex D): known to all, good for nothing but handing over another. */
export const installationKey: Uint8Array = Uint8Array.from({ length: keyBytes }, (_, index) => 0x30 + index);

/** Which key a handshake is about: the first byte of its security blocks. */
export const keyKind = { installation: 0, own: 1 } as const;

interface SessionKeys {
  readonly sealing: Uint8Array;
  readonly mac1: Uint8Array;
  readonly mac2: Uint8Array;
}

/** Keys of one session, drawn from the device's key by the panel's nonce. */
export function sessionKeys(key: Uint8Array, panelNonce: Uint8Array): SessionKeys {
  const derived = (kind: number) =>
    encryptBlocks(key, Uint8Array.of(0x01, kind, ...panelNonce.subarray(0, 6), ...new Uint8Array(8)));
  return { sealing: derived(0x82), mac1: derived(0x01), mac2: derived(0x02) };
}

/** The device's proof that it holds the key. */
export const deviceCryptogram = ({ sealing }: SessionKeys, panelNonce: Uint8Array, deviceNonce: Uint8Array) =>
  encryptBlocks(sealing, Uint8Array.of(...panelNonce, ...deviceNonce));

/** The panel's proof that it holds the key. */
export const panelCryptogram = ({ sealing }: SessionKeys, panelNonce: Uint8Array, deviceNonce: Uint8Array) =>
  encryptBlocks(sealing, Uint8Array.of(...deviceNonce, ...panelNonce));

/** What the chain of authentication codes begins with. */
export const initialMac = ({ mac1, mac2 }: SessionKeys, panelProof: Uint8Array) =>
  encryptBlocks(mac2, encryptBlocks(mac1, panelProof));

/** Compares in a time that tells nothing of where they differ. */
export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** What a packet of a session says. */
export interface Message {
  readonly code: number;
  readonly data: Uint8Array;
}

/**
 * One established secure channel, at either end. Every packet proves that it follows the last one of the other side, so that none can
 * be left out, repeated or put between.
 */
export class Session {
  readonly #keys: SessionKeys;
  /** Whole code of the last packet of either side. */
  #last: Uint8Array;

  constructor(keys: SessionKeys, initial: Uint8Array) {
    this.#keys = keys;
    this.#last = initial;
  }

  /** The packet that says this next, proven and its data hidden. */
  seal(head: Omit<Packet, 'block' | 'code' | 'data'>, { code, data }: Message): Uint8Array {
    const hasData = data.length > 0;
    const [plain, sealed] = head.isReply
      ? [blockType.replyMac, blockType.replySealed]
      : [blockType.commandMac, blockType.commandSealed];
    const hidden = hasData ? encryptBlocks(this.#keys.sealing, padded(data), inverted(this.#last)) : data;
    const block = { type: hasData ? sealed : plain, data: new Uint8Array() };
    return encodePacket({ ...head, block, code, data: hidden }, (covered) => {
      this.#last = this.#macOf(covered);
      return this.#last;
    });
  }

  /** What a packet of the other side says; nothing if it does not follow, and then the chain stands as before. */
  open({ block, code, data, mac, covered, isReply }: ReceivedPacket): Message | undefined {
    const [plain, sealed] = isReply
      ? [blockType.replyMac, blockType.replySealed]
      : [blockType.commandMac, blockType.commandSealed];
    if (!mac || (block?.type !== plain && block?.type !== sealed)) return undefined;
    const expected = this.#macOf(covered);
    if (!isSame(expected.subarray(0, macBytes), mac)) return undefined;
    const shown = block.type === sealed ? this.#reveal(data) : data;
    if (!shown) return undefined;
    this.#last = expected;
    return { code, data: shown };
  }

  #reveal(data: Uint8Array): Uint8Array | undefined {
    if (data.length === 0 || data.length % blockBytes !== 0) return undefined;
    const decipher = createDecipheriv('aes-128-cbc', this.#keys.sealing, inverted(this.#last)).setAutoPadding(false);
    const plain = new Uint8Array(Buffer.concat([decipher.update(data), decipher.final()]));
    const end = plain.findLastIndex((byte) => byte !== 0);
    return plain[end] === padding ? plain.subarray(0, end) : undefined;
  }

  /** All blocks but the last under one key, the last under the other, each mixed with the one before. */
  #macOf(covered: Uint8Array): Uint8Array {
    const { mac1, mac2 } = this.#keys;
    const whole = covered.length % blockBytes === 0 ? covered : padded(covered);
    const chained =
      whole.length > blockBytes ? encryptBlocks(mac1, whole.subarray(0, -blockBytes), this.#last) : this.#last;
    return encryptBlocks(mac2, whole.subarray(-blockBytes), chained.subarray(-blockBytes));
  }
}

const inverted = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => ~byte);

function padded(data: Uint8Array): Uint8Array {
  const filled = new Uint8Array((Math.floor(data.length / blockBytes) + 1) * blockBytes);
  filled.set(data);
  filled[data.length] = padding;
  return filled;
}

/** AES-128 in CBC mode over whole blocks; one block with no start is plain AES. */
function encryptBlocks(
  key: Uint8Array,
  blocks: Uint8Array,
  start: Uint8Array = new Uint8Array(blockBytes),
): Uint8Array {
  const cipher = createCipheriv('aes-128-cbc', key, start).setAutoPadding(false);
  return new Uint8Array(Buffer.concat([cipher.update(blocks), cipher.final()]));
}
