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

function read(bytes: Uint8Array): FileImage {
  if (bytes.length < 33) throw fingerprintError('fingerprint-image-damaged', { bytes: bytes.length });
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  requireSize(header.getUint32(16), header.getUint32(20));
  const image = decode(bytes, { checkCrc: true });
  if (image.depth !== 8 || image.palette) throw fingerprintError('fingerprint-image-format', { depth: image.depth });
  const { width, height, resolution } = image;
  const statedDpi = resolution?.unit === 1 ? believablePerMetre(resolution.x, resolution.y) : undefined;
  return { width, height, pixels: greyOf(image), statedDpi };
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
