import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeRawImage,
  type GreyImage,
  isTemplate,
  type RawLayout,
  readTemplate,
  type Template,
} from '@custody-edge/fingerprint';
import { type EvaluationImage, parseImageName } from '@custody-edge/fingerprint/evaluation';
import { decodeImageFile, extractTemplate } from '@custody-edge/fingerprint/images';
import { isCustodyError } from '@custody-edge/foundation';
import { commandError } from '../../errors.ts';

/** What `read` makes of a file's bytes, or why the file cannot be used. */
async function readFrom<Value>(path: string, read: (bytes: Uint8Array) => Value): Promise<Value> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw commandError('file-unusable', { path, reason: String(cause) }, cause);
  }
  try {
    return read(bytes);
  } catch (error) {
    if (isCustodyError(error)) throw commandError('file-unusable', { path, reason: error.message }, error);
    throw error;
  }
}

/** What the caller says about images: their resolution, and the layout of dumps that have no header. */
export interface ImageHints {
  readonly dpi?: number | undefined;
  readonly raw?: RawLayout | undefined;
}

function decode(bytes: Uint8Array, { dpi, raw }: ImageHints): GreyImage {
  return raw ? decodeRawImage(bytes, raw, dpi) : decodeImageFile(bytes, dpi);
}

export function readImage(path: string, hints: ImageHints): Promise<GreyImage> {
  return readFrom(path, (bytes) => decode(bytes, hints));
}

/** A record of this product or of a standard as it is, or the template of an image. */
export function readTemplateOrImage(path: string, hints: ImageHints): Promise<Template> {
  return readFrom(path, (bytes) => {
    if (isTemplate(bytes)) return readTemplate(bytes);
    const extracted = extractTemplate(decode(bytes, hints));
    if (!extracted.ok) throw commandError('file-unusable', { path, reason: extracted.error.reason });
    return extracted.value;
  });
}

/** The images of a folder called `<finger>_<impression>.<ending>`; two impressions of one finger at least. */
export async function readImages(folder: string, dpi: number | undefined): Promise<EvaluationImage[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    throw commandError('file-unusable', { path: folder, reason: String(cause) }, cause);
  }
  const images: EvaluationImage[] = [];
  for (const name of names) {
    const parsed = parseImageName(name);
    if (!parsed) {
      console.error(`${name}: left out, its name is not <finger>_<impression>.<tif|png|pgm|bmp>`);
      continue;
    }
    images.push({ ...parsed, image: await readImage(join(folder, name), { dpi }) });
  }
  const fingers = new Set(images.map(({ finger }) => finger));
  if (images.length === 0 || fingers.size === images.length) throw commandError('nothing-to-evaluate', { folder });
  return images;
}
