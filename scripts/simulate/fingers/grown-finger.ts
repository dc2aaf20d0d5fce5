import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { encodeTemplate, type GreyImage } from '@custody-edge/fingerprint';
import { extractTemplate } from '@custody-edge/fingerprint/images';
import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';

/** The glass of the emulated scanner. */
const glass = { widthPx: 256, heightPx: 288, dpi: 500 } as const;
const imageBytes = glass.widthPx * glass.heightPx;

/** Impressions of one finger that a day uses in turn: the first is the one that a record is made of. */
export const impressions = 4;
const lengthBytes = 4;

/** A finger as it is kept on the disk: how often it can be laid on the glass without growing it again. */
export interface GrownFinger {
  /** The record of its first impression, as a station keeps templates. */
  readonly template: Uint8Array;
  readonly images: readonly GreyImage[];
}

/**
 * Grows a finger and takes its impressions: half a second of a processor's time.
 * @returns its file: the length of the template in four bytes, the template, the pictures deflated
 * @throws Error when no template can be read from the first impression, which then nobody could be enrolled with
 */
export function growFinger(seed: number): Uint8Array {
  const finger = syntheticFinger(seed);
  const images = Array.from({ length: impressions }, (_, turn) =>
    syntheticImpression(finger, { ...glass, seed: turn }),
  );
  const [first] = images;
  const extracted = first && extractTemplate(first);
  if (!extracted?.ok) throw new Error(`no template can be made of finger ${seed}`);
  const template = encodeTemplate(extracted.value);
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(template.length);
  const pixels = Buffer.concat(images.map(({ pixels: one }) => one));
  return Buffer.concat([length, template, deflateRawSync(pixels, { level: 1 })]);
}

/** @throws Error when the bytes are not such a file */
export function readFinger(file: Uint8Array): GrownFinger {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const templateEnd = lengthBytes + bytes.readUInt32BE(0);
  const pixels = inflateRawSync(bytes.subarray(templateEnd));
  if (pixels.length !== impressions * imageBytes) throw new Error('the file of a finger is damaged');
  const images = Array.from({ length: impressions }, (_, turn) => ({
    width: glass.widthPx,
    height: glass.heightPx,
    dpi: glass.dpi,
    pixels: new Uint8Array(pixels.subarray(turn * imageBytes, (turn + 1) * imageBytes)),
  }));
  return { template: new Uint8Array(bytes.subarray(lengthBytes, templateEnd)), images };
}
