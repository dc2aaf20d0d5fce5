import { parentPort } from 'node:worker_threads';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import decodeQR from 'qr/decode.js';

async function codeOn(file: string): Promise<string | undefined> {
  try {
    const picture = await loadImage(file);
    const { width, height } = picture;
    const paper = createCanvas(width, height).getContext('2d');
    paper.drawImage(picture, 0, 0);
    const { data } = paper.getImageData(0, 0, width, height);
    return decodeQR({ width, height, data });
  } catch {
    return undefined;
  }
}

parentPort?.on('message', async (file: string) => parentPort?.postMessage(await codeOn(file)));
