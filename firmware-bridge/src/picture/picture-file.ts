import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { bridgeError } from '../errors.ts';
import type { GreyPicture } from './grey-picture.ts';

const limitMs = 20_000;
const mostMegabytes = 256;
const pictureSchema = z
  .strictObject({ width: z.int().positive(), height: z.int().positive(), pixels: z.instanceof(Uint8Array) })
  .refine(({ width, height, pixels }) => pixels.length === width * height, 'not width times height pixels');

/**
 * Unpacks a picture file of 8-bit grey: JPEG 2000, PNG, BMP or TIFF. In a thread of its own, with a time limit.
 * @throws `device-garbled`
 */
export function unpackPicture(bytes: Uint8Array): Promise<GreyPicture> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  return new Promise<GreyPicture>((resolve, reject) => {
    const fail = (cause: unknown) => reject(bridgeError('device-garbled', { pictureBytes: bytes.length }, cause));
    const timer = setTimeout(() => fail(`not unpacked within ${limitMs} ms`), limitMs);
    worker.on('message', (message) => {
      const parsed = pictureSchema.safeParse(message);
      if (parsed.success) resolve(parsed.data);
      else fail(parsed.error);
    });
    worker.on('error', fail);
    worker.on('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  }).finally(() => worker.terminate());
}
