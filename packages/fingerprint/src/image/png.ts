import { inflateSync } from 'node:zlib';
import { type DecodedPng, decode, hasPngSignature } from 'fast-png';
import { fingerprintError } from '../errors.ts';
import { type FileImage, type ImageFormat, requireSize } from './image-format.ts';
import { lumaOf } from './luma.ts';
import { believablePerMetre } from './resolution.ts';

/** PNG with 8 bits a channel, grey or colour, no palette. */
export const png: ImageFormat = {
  recognises: (bytes) => hasPngSignature(bytes.subarray(0, 8)),
  read,
};

interface Chunk {
  readonly type: string;
  readonly content: Uint8Array;
  /** With its length, type and checksum. */
  readonly whole: Uint8Array;
}

const signatureBytes = 8;
/** Channels of each colour type but the palette's. */
const channelsOf = new Map([
  [0, 1],
  [2, 3],
  [4, 2],
  [6, 4],
]);
/** The rest, as texts and colour profiles, could be compressed to any size and is not looked at. */
const chunksRead = new Set(['IHDR', 'IDAT', 'pHYs', 'IEND']);

function read(bytes: Uint8Array): FileImage {
  const chunks = chunksOf(bytes).filter(({ type }) => chunksRead.has(type));
  const [first] = chunks;
  if (first?.type !== 'IHDR' || chunks.filter(({ type }) => type === 'IHDR').length > 1) {
    throw fingerprintError('fingerprint-image-damaged', { format: 'png', firstChunk: first?.type });
  }
  const header = new DataView(first.content.buffer, first.content.byteOffset, first.content.byteLength);
  const [width, height, depth] = [header.getUint32(0), header.getUint32(4), header.getUint8(8)];
  requireSize(width, height);
  const channels = channelsOf.get(header.getUint8(9));
  if (depth !== 8 || !channels) throw fingerprintError('fingerprint-image-format', { depth, type: header.getUint8(9) });
  requireBounded(chunks, width * channels, height);
  const image = decode(Buffer.concat([bytes.subarray(0, signatureBytes), ...chunks.map(({ whole }) => whole)]), {
    checkCrc: true,
  });
  const { resolution } = image;
  const statedDpi = resolution?.unit === 1 ? believablePerMetre(resolution.x, resolution.y) : undefined;
  return { width, height, pixels: greyOf(image), statedDpi };
}

/** The chunks up to the last of the file; one that is cut off throws. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signatureBytes; chunks.at(-1)?.type !== 'IEND'; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) throw fingerprintError('fingerprint-image-damaged', { chunkAt: at, bytes: bytes.length });
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    chunks.push({ type, content: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
    at = end;
  }
  return chunks;
}

/** Throws where the compressed pixels grow to much more than the image has, before anybody gives them the memory. */
function requireBounded(chunks: readonly Chunk[], rowBytes: number, height: number): void {
  const compressed = chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content);
  // A byte before each row, more rows where they are interlaced, and what careless writers leave behind.
  inflateSync(Buffer.concat(compressed), { maxOutputLength: 2 * height * (1 + rowBytes) + 16 });
}

function greyOf({ width, height, channels, data }: DecodedPng): Uint8Array {
  if (data.length !== width * height * channels) {
    throw fingerprintError('fingerprint-image-damaged', { width, height, channels, samples: data.length });
  }
  if (channels === 1) return Uint8Array.from(data);
  const grey = new Uint8Array(width * height);
  for (let index = 0; index < grey.length; index += 1) {
    const at = index * channels;
    const first = data[at] ?? 0;
    grey[index] = channels < 3 ? first : lumaOf(first, data[at + 1] ?? 0, data[at + 2] ?? 0);
  }
  return grey;
}
