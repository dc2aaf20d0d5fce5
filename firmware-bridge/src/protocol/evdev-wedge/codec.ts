import { keys } from './keyboard.ts';

/** `struct input_event` of 64-bit Linux: time 16 bytes, type 2, code 2, value 4. */
export const eventBytes = 24;
const typeOffset = 16;
const codeOffset = 18;
const valueOffset = 20;

export const eventType = { synchronise: 0, key: 1 } as const;
/** Code of a `synchronise` event: the kernel had no room and lost some. */
export const dropped = 3;
export const keyValue = { released: 0, pressed: 1 } as const;

const shiftCodes = new Set([42, 54]);
/** Control, Alt and Meta, on both sides: what is typed with them is no text. */
const commandCodes = new Set([29, 97, 56, 100, 125, 126]);
/** Caps Lock and Num Lock change lamps; the reader types what it means. */
const lampCodes = new Set([58, 69]);
/** Stands for a key that types nothing, so that the code is refused for it. */
const unreadable = 0x1a;

const keyOf = new Map(keys.map((key) => [key.code, key]));

/** One event of the kernel's. */
export interface InputEvent {
  readonly type: number;
  readonly code: number;
  readonly value: number;
}

export function encodeEvent({ type, code, value }: InputEvent): Uint8Array {
  const bytes = Buffer.alloc(eventBytes);
  bytes.writeUInt16LE(type, typeOffset);
  bytes.writeUInt16LE(code, codeOffset);
  bytes.writeInt32LE(value, valueOffset);
  return bytes;
}

/**
 * What a keyboard reader types, as the bytes of its text: keys of the US layout, Enter as a carriage return. A key that types nothing, and
 * events that the kernel lost, leave a control character, for which the code is refused.
 */
export class TypedText {
  #held = Buffer.alloc(0);
  readonly #down = new Set<number>();

  /** @param chunk events one after another, in any cut */
  push(chunk: Uint8Array): Uint8Array {
    const bytes = Buffer.concat([this.#held, chunk]);
    const whole = bytes.length - (bytes.length % eventBytes);
    const typed: number[] = [];
    for (let at = 0; at < whole; at += eventBytes)
      typed.push(
        ...this.#typed({
          type: bytes.readUInt16LE(at + typeOffset),
          code: bytes.readUInt16LE(at + codeOffset),
          value: bytes.readInt32LE(at + valueOffset),
        }),
      );
    this.#held = Buffer.from(bytes.subarray(whole));
    return Uint8Array.from(typed);
  }

  #typed({ type, code, value }: InputEvent): number[] {
    if (type === eventType.synchronise && code === dropped) {
      this.#down.clear();
      return [unreadable];
    }
    if (type !== eventType.key) return [];
    if (shiftCodes.has(code) || commandCodes.has(code)) {
      if (value === keyValue.released) this.#down.delete(code);
      else this.#down.add(code);
      return [];
    }
    if (value !== keyValue.pressed || lampCodes.has(code)) return [];
    const key = keyOf.get(code);
    if (!key || this.#holds(commandCodes)) return [unreadable];
    return [...Buffer.from(this.#holds(shiftCodes) ? key.shifted : key.plain)];
  }

  #holds(codes: ReadonlySet<number>): boolean {
    return [...this.#down].some((code) => codes.has(code));
  }
}
