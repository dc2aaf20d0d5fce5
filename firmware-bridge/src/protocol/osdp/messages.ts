/** What a panel asks. */
export const command = {
  poll: 0x60,
  id: 0x61,
  capabilities: 0x62,
  localStatus: 0x64,
  inputStatus: 0x65,
  outputStatus: 0x66,
  readerStatus: 0x67,
  output: 0x68,
  light: 0x69,
  buzzer: 0x6a,
  text: 0x6b,
  setLine: 0x6e,
  readBiometric: 0x73,
  matchBiometric: 0x74,
  setKey: 0x75,
  challenge: 0x76,
  prove: 0x77,
  abort: 0xa2,
} as const;

/** What a device answers. */
export const reply = {
  acknowledged: 0x40,
  refused: 0x41,
  id: 0x45,
  capabilities: 0x46,
  localStatus: 0x48,
  inputStatus: 0x49,
  outputStatus: 0x4a,
  readerStatus: 0x4b,
  card: 0x50,
  keypad: 0x53,
  line: 0x54,
  cryptogram: 0x76,
  initialMac: 0x78,
  busy: 0x79,
} as const;

/** Why a device refuses. */
export const refusal = {
  check: 1,
  length: 2,
  unknownCommand: 3,
  sequence: 4,
  securityBlock: 5,
  securityNeeded: 6,
  biometricType: 7,
  record: 9,
} as const;

/** What a device can do, by the first byte of each of its capabilities. */
export const capability = {
  contacts: 1,
  outputs: 2,
  cards: 3,
  lights: 4,
  buzzer: 5,
  text: 6,
  check: 8,
  security: 9,
  readers: 13,
} as const;

/** What an output is told. */
export const outputControl = { off: 1, on: 2, onFor: 5 } as const;
/** Unit of every time in a command. */
export const tickMs = 100;
const mostTicks = 0xffff;

const ticksOf = (ms: number): number => Math.min(mostTicks, Math.ceil(ms / tickMs));

/** Sets an output for good, or for a time after which the device lets it go by itself. */
export function outputCommand(output: number, control: number, forMs = 0): Uint8Array {
  const ticks = ticksOf(forMs);
  return Uint8Array.of(output, control, ticks & 0xff, ticks >> 8);
}

export const colour = { off: 0, red: 1, green: 2 } as const;
const setForTime = 2;
const keepLasting = 0;

/** The first light of the first reader in a colour for a time; what it shows at rest stays as it is. */
export function lightCommand(shown: number, forMs: number): Uint8Array {
  const ticks = ticksOf(forMs);
  return Uint8Array.of(0, 0, setForTime, 1, 0, shown, shown, ticks & 0xff, ticks >> 8, keepLasting, 0, 0, 0, 0);
}

const defaultTone = 2;

/** Beeps of the first reader, with pauses as long as they are. */
export const buzzerCommand = (beeps: number, beepMs: number): Uint8Array =>
  Uint8Array.of(0, defaultTone, Math.min(0xff, ticksOf(beepMs)), Math.min(0xff, ticksOf(beepMs)), beeps);

/** Hands over the key of the secure channel. */
export const keyCommand = (key: Uint8Array): Uint8Array => Uint8Array.of(1, key.length, ...key);

/** What a device says of itself. */
export interface Identification {
  /** Registered number of its maker. */
  readonly maker: string;
  readonly model: number;
  readonly version: number;
  readonly serialNumber: string;
  readonly firmware: string;
}

const identificationBytes = 12;

/** Nothing where the answer is too short. */
export function parseIdentification(data: Uint8Array): Identification | undefined {
  if (data.length < identificationBytes) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  return {
    maker: Buffer.from(data.subarray(0, 3)).toString('hex'),
    model: view.getUint8(3),
    version: view.getUint8(4),
    serialNumber: view.getUint32(5, true).toString(16).padStart(8, '0'),
    firmware: [...data.subarray(9, 12)].join('.'),
  };
}

/** How many of each thing a device has, by `capability`. */
export function parseCapabilities(data: Uint8Array): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = 0; at + 2 < data.length; at += 3) found.set(data[at] ?? 0, data[at + 2] ?? 0);
  return found;
}

/** A card as a reader sends it: bits in order, the first one highest in the first byte. */
export interface CardBits {
  readonly reader: number;
  readonly bitCount: number;
  readonly bytes: Uint8Array;
}

const cardHeadBytes = 4;

/** Nothing where there are fewer bits than it says. */
export function parseCard(data: Uint8Array): CardBits | undefined {
  const [reader = 0, , low = 0, high = 0] = data;
  const bitCount = low | (high << 8);
  const bytes = data.subarray(cardHeadBytes);
  return bitCount > 0 && bytes.length === Math.ceil(bitCount / 8) ? { reader, bitCount, bytes } : undefined;
}

/** What keys without a digit are sent as. */
const asterisk = 0x7f;
const pound = 0x0d;

/** Keys in the order they were pressed; nothing where the answer holds others, or fewer than it says. */
export function parseKeys(data: Uint8Array): string | undefined {
  const [, count = 0, ...codes] = data;
  const keys = codes.map((code) => (code === asterisk ? '*' : code === pound ? '#' : String.fromCharCode(code)));
  return keys.length === count && keys.every((key) => /^[0-9*#A-D]$/.test(key)) ? keys.join('') : undefined;
}

/** The same, from the reader's side. */
export const keysData = (keys: string): Uint8Array =>
  Uint8Array.of(
    0,
    keys.length,
    ...[...keys].map((key) => (key === '*' ? asterisk : key === '#' ? pound : key.charCodeAt(0))),
  );
