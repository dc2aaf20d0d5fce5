import { isReportCode } from '@custody-edge/event-contract';
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import decodeQR from 'qr/decode.js';

/** Larger pictures are made so wide before a code is looked for: a scan of A4 at 300 dots to the inch. */
const mostAcross = 2_480;

/** The code of a report on a picture of its page, at least 150 dots to the inch; undefined where none can be read. */
export async function codeInPicture(file: Buffer): Promise<string | undefined> {
  try {
    const image = await loadImage(file);
    const scale = Math.min(1, mostAcross / image.width);
    // Of a coarse scan, modules of two dots are made larger before they are told apart.
    return codeAt(image, scale) ?? (image.width * 2 <= mostAcross ? codeAt(image, 2) : undefined);
  } catch {
    return undefined;
  }
}

function codeAt(image: Image, scale: number): string | undefined {
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0, width, height);
  try {
    const text = decodeQR({ width, height, data: context.getImageData(0, 0, width, height).data });
    return isReportCode(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
