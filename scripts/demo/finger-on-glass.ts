import type { GreyImage } from '@custody-edge/fingerprint';
import { z } from 'zod';
import { pause } from './api.ts';
import type { Emulated } from './emulated.ts';

/** How long a finger stays off the glass where the station does not look at it: one that has much else to do has looked by then. */
const longestOffMs = 3_000;
/** How often people look whether the scanner has seen it gone. */
const lookMs = 5;

/** When the finger before was taken off each glass, by the clock of this process. */
const liftedAtMs = new WeakMap<Emulated, number>();

const seenFreeSchema = z.object({ result: z.boolean() });

/** Lays a finger on the glass, once the one before was seen gone: it would pass for the same one. */
export async function placeFinger(scanner: Emulated, { width, height, pixels }: GreyImage): Promise<void> {
  const longestMs = (liftedAtMs.get(scanner) ?? 0) + longestOffMs;
  while (performance.now() < longestMs) {
    const seen = seenFreeSchema.parse(await scanner.ask({ command: 'is-glass-seen-free' }));
    if (seen.result) break;
    await pause(lookMs);
  }
  const pixelsBase64 = Buffer.from(pixels).toString('base64');
  await scanner.ask({ command: 'place-finger', width, height, pixelsBase64 });
}

/** Takes the finger off the glass. */
export async function liftFinger(scanner: Emulated): Promise<void> {
  await scanner.ask({ command: 'lift-finger' });
  liftedAtMs.set(scanner, performance.now());
}

/** A finger on a glass until the station has answered. @returns what `answered` found */
export async function layFinger<Answer>(
  scanner: Emulated,
  image: GreyImage,
  answered: () => Promise<Answer>,
): Promise<Answer> {
  await placeFinger(scanner, image);
  const answer = await answered();
  await liftFinger(scanner);
  return answer;
}
