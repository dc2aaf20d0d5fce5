import { decode } from 'tiff';
import { fingerprintError } from '../errors.ts';
import { type FileImage, type ImageFormat, requireSize } from './image-format.ts';
import { believable } from './resolution.ts';
import { requireBoundedStrips } from './tiff-strips.ts';
import { withKnownTags } from './tiff-tags.ts';

/** TIFF with 8-bit grey in strips, plain, LZW or deflated, either end first; its first page. */
export const tiff: ImageFormat = {
  recognises: ([a, b, c, d]) =>
    (a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42),
  read,
};

/** TIFF's ResolutionUnit: 2 inch, 3 centimetre; others state no resolution. */
const unitsPerInch = new Map([
  [2, 1],
  [3, 2.54],
]);

function read(bytes: Uint8Array): FileImage {
  const known = withKnownTags(bytes);
  const [header] = decode(known, { pages: [0], ignoreImageData: true });
  if (!header) throw fingerprintError('fingerprint-image-damaged', { pages: 0 });
  requireSize(header.width, header.height);
  if (header.samplesPerPixel !== 1 || header.bitsPerSample !== 8 || header.type > 1) {
    throw fingerprintError('fingerprint-image-format', {
      samplesPerPixel: header.samplesPerPixel,
      bitsPerSample: header.bitsPerSample,
    });
  }
  requireBoundedStrips(known, header);
  const [page] = decode(known, { pages: [0] });
  if (!page) throw fingerprintError('fingerprint-image-damaged', { pages: 0 });
  const perInch = unitsPerInch.get(page.resolutionUnit);
  const statedDpi = perInch && believable(page.xResolution * perInch, page.yResolution * perInch);
  return { width: page.width, height: page.height, pixels: Uint8Array.from(page.data), statedDpi };
}
