import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { bytesAcross } from '@custody-edge/foundation';
import { decode } from 'fast-png';
import decodeQR from 'qr/decode.js';

/** A printer leaves a bit a dot, 1 for white; the reader of codes takes a byte, a quarter of what it would take in colours. */
function codeOn(file: string): string | undefined {
  try {
    const { width, height, data } = decode(readFileSync(file), { checkCrc: true });
    const greys = new Uint8Array(width * height);
    const across = bytesAcross(width);
    for (let y = 0, at = 0; y < height; y++)
      for (let x = 0; x < width; x++, at++)
        if ((((data[y * across + (x >> 3)] ?? 0) << (x & 7)) & 0x80) !== 0) greys[at] = 255;
    return decodeQR({ width, height, data: greys }, { format: 'NV12' });
  } catch {
    return undefined;
  }
}

parentPort?.on('message', (file: string) => parentPort?.postMessage(codeOn(file)));
