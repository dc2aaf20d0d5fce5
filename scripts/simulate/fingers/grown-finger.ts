import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { encodeTemplate, type GreyImage } from '@custody-edge/fingerprint';
import { extractTemplate } from '@custody-edge/fingerprint/images';
import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';

/** The glass of the emulated scanner. */
const glass = { widthPx: 256, heightPx: 288, dpi: 500 } as const;
const imageBytes = glass.widthPx * glass.heightPx;

/** Impressions of one finger that a day uses in turn: the first is the one that a record is made of. */
export const impressions = 4;
const templateFrom = impressions * imageBytes;
/** What is in the file of a finger, in this order. Such pictures hardly shrink when they are deflated. */
export const fileForm = `${impressions} pictures of ${imageBytes} bytes, a template`;

/**
 * Grows a finger and takes its impressions: half a second of a processor's time.
 * @returns its file: how often it can be laid on the glass without growing it again, and the record of its first impression
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
  return Buffer.concat([...images.map(({ pixels }) => pixels), encodeTemplate(extracted.value)]);
}

/** As a station keeps templates. @throws Error when the file is not that of a finger */
export const readTemplate = (file: string): Uint8Array => readBytes(file, templateFrom);

/** @param turn below `impressions` @throws Error when the file is not that of a finger */
export const readImpression = (file: string, turn: number): GreyImage => ({
  ...{ width: glass.widthPx, height: glass.heightPx, dpi: glass.dpi },
  pixels: readBytes(file, turn * imageBytes, imageBytes),
});

/** @param length absent: everything that follows */
function readBytes(file: string, from: number, length?: number): Uint8Array {
  const opened = openSync(file, 'r');
  try {
    const { size } = fstatSync(opened);
    if (size <= templateFrom) throw new Error('the file of a finger is damaged');
    const bytes = new Uint8Array(length ?? size - from);
    readSync(opened, bytes, 0, bytes.length, from);
    return bytes;
  } finally {
    closeSync(opened);
  }
}
