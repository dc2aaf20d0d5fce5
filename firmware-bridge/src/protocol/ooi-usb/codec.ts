/** First byte of what a host says. */
export const command = {
  start: 0x01,
  integrationTime: 0x02,
  lamp: 0x03,
  slot: 0x05,
  spectrum: 0x09,
  trigger: 0x0a,
  setRegister: 0x6a,
  register: 0x6b,
  status: 0xfe,
} as const;

/** What stands in the memory of a device, by number. */
export const slot = { serialNumber: 0, wavelength: 1, nonLinearity: 6, order: 14, saturation: 17 } as const;
export const slotCount = 19;
export const wavelengthCount = 4;
/** Highest power of light whose coefficient has a slot. */
export const mostOrder = 7;

const slotAnswerBytes = 17;
export const slotBytes = slotAnswerBytes - 2;
const statusBytes = 16;
const speedAt = 14;
const highSpeed = 0x80;
/** Within what a slot holds; bytes 6 and 7 of its answer. */
const saturationAt = 4;

/** The last byte of a spectrum. */
const syncByte = 0x69;
/** A USB2000 sends the low bytes of so many pixels, then their high bytes. */
const blockPixels = 64;

/** A byte alone, or with a number of one, two or four bytes behind it, the lowest first. */
export function commandBytes(code: number, value = 0, valueBytes: 0 | 1 | 2 | 4 = 0): Uint8Array {
  const bytes = Buffer.alloc(1 + valueBytes);
  bytes.writeUInt8(code);
  if (valueBytes > 0) bytes.writeUIntLE(value, 1, valueBytes);
  return bytes;
}

/** What a device answers of one of its slots. */
export function slotAnswer(number: number, held: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(slotAnswerBytes);
  bytes.set([command.slot, number]);
  bytes.set(held.subarray(0, slotBytes), 2);
  return bytes;
}

/** What a slot holds; nothing where the answer is not one of that slot. */
export const slotIn = (answer: Uint8Array, number: number): Uint8Array | undefined =>
  answer.length === slotAnswerBytes && answer[0] === command.slot && answer[1] === number
    ? answer.subarray(2)
    : undefined;

/** Text of a slot up to its first zero byte; nothing where it is none, as in memory that was never written. */
export function textIn(held: Uint8Array): string | undefined {
  const [text = ''] = Buffer.from(held).toString('latin1').split('\0');
  return /^[\x20-\x7e\r\n]*$/.test(text) ? text.trim() : undefined;
}

/** The number that a slot tells; nothing where it tells none. */
export function numberIn(held: Uint8Array): number | undefined {
  const text = textIn(held);
  return text !== undefined && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : undefined;
}

/** At which count a pixel is full; nothing where the maker wrote none. */
export function saturationIn(held: Uint8Array): number | undefined {
  const count = (held[saturationAt] ?? 0) + 256 * (held[saturationAt + 1] ?? 0);
  return count > 0 ? count : undefined;
}

/** Whether the device is on a fast port; nothing where the answer does not say. */
export function isFastIn(status: Uint8Array): boolean | undefined {
  if (status.length !== statusBytes) return undefined;
  const speed = status[speedAt];
  return speed === highSpeed ? true : speed === 0 ? false : undefined;
}

export function statusAnswer(isFast: boolean): Uint8Array {
  const bytes = new Uint8Array(statusBytes);
  bytes[speedAt] = isFast ? highSpeed : 0;
  return bytes;
}

/** How the pixels of a spectrum stand in its bytes. */
export interface SpectrumLayout {
  readonly pixelCount: number;
  /** Whether low and high bytes stand in blocks. */
  readonly isInterleaved: boolean;
  /** Bits of a high byte that mean something. */
  readonly highByteMask: number;
  /** What each count is turned around by. */
  readonly xorMask: number;
}

export const spectrumBytes = (pixelCount: number): number => 2 * pixelCount + 1;

/** Why bytes are no spectrum of a device. */
export type SpectrumFault = 'length' | 'sync byte';

/** Where the low and the high byte of a pixel stand. */
const placeOf = (pixel: number, isInterleaved: boolean): readonly [number, number] => {
  if (!isInterleaved) return [2 * pixel, 2 * pixel + 1];
  const low = (pixel % blockPixels) + Math.floor(pixel / blockPixels) * 2 * blockPixels;
  return [low, low + blockPixels];
};

/** The counts of a spectrum, or why it is none. */
export function countsIn(bytes: Uint8Array, layout: SpectrumLayout): number[] | SpectrumFault {
  const { pixelCount, isInterleaved, highByteMask, xorMask } = layout;
  if (bytes.length !== spectrumBytes(pixelCount)) return 'length';
  if (bytes[bytes.length - 1] !== syncByte) return 'sync byte';
  const counts: number[] = [];
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const [low, high] = placeOf(pixel, isInterleaved);
    counts.push(((bytes[low] ?? 0) + 256 * ((bytes[high] ?? 0) & highByteMask)) ^ xorMask);
  }
  return counts;
}

/** A spectrum as the device sends it. */
export function spectrumOf(
  counts: readonly number[],
  { isInterleaved, xorMask }: Omit<SpectrumLayout, 'pixelCount'>,
): Uint8Array {
  const bytes = new Uint8Array(spectrumBytes(counts.length));
  for (const [pixel, count] of counts.entries()) {
    const [low, high] = placeOf(pixel, isInterleaved);
    const shown = count ^ xorMask;
    bytes[low] = shown & 0xff;
    bytes[high] = shown >> 8;
  }
  bytes[bytes.length - 1] = syncByte;
  return bytes;
}
