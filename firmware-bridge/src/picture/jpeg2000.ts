import start from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import type { GreyPicture } from './grey-picture.ts';

/*
 * JPEG 2000 (ISO/IEC 15444-1), big-endian. A file begins with the box 0000000C 6A502020; a bare codestream, and the one within the file, with
 * FF4F FF51 and the size segment: length u16, capabilities u16, width and height of the grid u32, offset of the image u32 each way, size of a
 * tile u32, offset of the tiles u32, components u16.
 */
const fileSignature = Buffer.from('0000000c6a502020', 'hex');
const streamSignature = Buffer.from('ff4fff51', 'hex');
/** How far before the codestream the boxes of a file are looked through. */
const mostBoxBytes = 65_536;
const sizeSegmentBytes = 42;
const mostSidePixels = 2000;
const mostTiles = 256;

export function isJpeg2000(bytes: Uint8Array): boolean {
  const first = Buffer.from(bytes.subarray(0, fileSignature.length));
  return first.equals(fileSignature) || first.subarray(0, streamSignature.length).equals(streamSignature);
}

/** Unpacks a grey picture of 8 bits, lossless or not. @throws `Error` for any other, or a damaged one */
export async function decodeJpeg2000(bytes: Uint8Array): Promise<GreyPicture> {
  requireModesty(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const silent = { print: () => undefined, printErr: () => undefined };
  const decoder = new (await start(silent)).J2KDecoder();
  decoder.getEncodedBuffer(bytes.length).set(bytes);
  decoder.decode();
  const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
  const pixels = Uint8Array.from(decoder.getDecodedBuffer());
  if (bitsPerSample !== 8 || componentCount !== 1 || pixels.length !== width * height)
    throw new Error(`a picture of ${componentCount} x ${bitsPerSample} bits, ${pixels.length} bytes`);
  return { width, height, pixels };
}

/** Looks at what the size segment asks for before it is given. */
function requireModesty(buffer: Buffer): void {
  const at = buffer.subarray(0, mostBoxBytes).indexOf(streamSignature);
  if (at < 0 || at + sizeSegmentBytes > buffer.length) throw new Error('no codestream');
  const word = (index: number): number => buffer.readUInt32BE(at + 8 + index * 4);
  const [width, height] = [word(0), word(1)];
  const tiles = Math.ceil(width / word(4)) * Math.ceil(height / word(5));
  const channels = buffer.readUInt16BE(at + 40);
  if (width > mostSidePixels || height > mostSidePixels || !(tiles <= mostTiles) || channels !== 1)
    throw new Error(`a picture of ${width} x ${height} x ${channels} in ${tiles} tiles`);
}
