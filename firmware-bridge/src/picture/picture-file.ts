import { newThread } from '@custody-edge/foundation/threads';
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
  const thread = newThread(new URL('./worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  return new Promise<GreyPicture>((resolve, reject) => {
    const fail = (cause: unknown) => {
      reject(bridgeError('device-garbled', { pictureBytes: bytes.length }, cause));
      void thread.terminate();
    };
    const timer = setTimeout(() => fail(`not unpacked within ${limitMs} ms`), limitMs);
    thread.on('message', (message) => {
      const parsed = pictureSchema.safeParse(message);
      if (parsed.success) resolve(parsed.data);
      else fail(parsed.error);
    });
    thread.on('error', fail);
    thread.on('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}
