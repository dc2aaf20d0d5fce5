/** Width, height, compressed, encrypted, format, length and template length in four bytes each, low byte first (the maker's SDK, UFImage). */
export const headerBytes = 28;

/** The format as a picture's own header tells it. */
export const pixelFormat = { gray: 0, fourBitGray: 2 } as const;

export interface ImageHeader {
  readonly width: number;
  readonly height: number;
  readonly format: number;
}

/** Undefined while it is not whole. */
export function readHeader(image: Uint8Array): ImageHeader | undefined {
  if (image.length < headerBytes) return undefined;
  const view = new DataView(image.buffer, image.byteOffset, headerBytes);
  return { width: view.getUint32(0, true), height: view.getUint32(4, true), format: view.getUint32(16, true) };
}

/** Bytes of all pixels of a picture; undefined for a format that has not one row after another. */
export function pixelBytes({ width, height, format }: ImageHeader): number | undefined {
  if (format === pixelFormat.gray) return width * height;
  return format === pixelFormat.fourBitGray ? (width * height) / 2 : undefined;
}

/** Pixels of 0 to 255. Of four bits, the left pixel is in the low half; they are widened as n * 17. */
export function readPixels(packed: Uint8Array, format: number): Uint8Array {
  if (format === pixelFormat.gray) return packed.slice();
  const pixels = new Uint8Array(packed.length * 2);
  for (const [index, byte] of packed.entries()) {
    pixels[2 * index] = (byte & 15) * 17;
    pixels[2 * index + 1] = (byte >> 4) * 17;
  }
  return pixels;
}

/** Header and pixels, as a module sends them. */
export function encodeImage(pixels: Uint8Array, width: number, height: number, format: number): Uint8Array {
  const packed = format === pixelFormat.gray ? pixels : pack(pixels);
  const image = new Uint8Array(headerBytes + packed.length);
  const view = new DataView(image.buffer);
  view.setUint32(0, width, true);
  view.setUint32(4, height, true);
  view.setUint32(16, format, true);
  view.setUint32(20, width * height, true);
  image.set(packed, headerBytes);
  return image;
}

function pack(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: pixels.length >> 1 }, (_, index) => {
    const left = Math.round((pixels[2 * index] ?? 255) / 17);
    const right = Math.round((pixels[2 * index + 1] ?? 255) / 17);
    return left | (right << 4);
  });
}
