import { fingerprintError } from '../errors.ts';

/*
 * TIFF 6.0: byte order u16 | 42 u16 | offset of the first directory u32. Directory: number of entries u16 | entries of tag u16, type u16,
 * number of values u32, and the values, or where they lie, u32.
 */
const entryBytes = 12;
/** Bytes of a value, by type from 1 (BYTE) to 12 (DOUBLE). */
const valueBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const noType = 0;
const tileWidth = 322;
/** Width, height, bits, compression, photometric, strip offsets, orientation, samples, rows a strip, strip bytes, resolutions, predictor. */
const tagsRead = new Set([256, 257, 258, 259, 262, 273, 274, 277, 278, 279, 282, 283, 296, 317]);

/**
 * The file with every other tag of its first page made one that is passed over: they could be as many, as long and as deep as they like.
 * Throws where those that stay claim more values than the file has room for, or where the image is in tiles.
 */
export function withKnownTags(bytes: Uint8Array): Uint8Array {
  const known = Uint8Array.from(bytes);
  const view = new DataView(known.buffer);
  const littleEndian = known[0] === 0x49;
  const directoryAt = view.getUint32(4, littleEndian);
  const end = directoryAt + 2 + entryBytes * view.getUint16(directoryAt, littleEndian);
  let claimed = 0;
  for (let at = directoryAt + 2; at < end; at += entryBytes) {
    const tag = view.getUint16(at, littleEndian);
    if (tag === tileWidth) throw fingerprintError('fingerprint-image-format', { format: 'tiff', tiled: true });
    if (!tagsRead.has(tag)) view.setUint16(at + 2, noType, littleEndian);
    claimed += (valueBytes[view.getUint16(at + 2, littleEndian)] ?? 0) * view.getUint32(at + 4, littleEndian);
  }
  if (claimed > bytes.length) throw fingerprintError('fingerprint-image-damaged', { format: 'tiff', claimed });
  return known;
}
