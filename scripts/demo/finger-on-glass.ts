import type { GreyImage } from '@custody-edge/fingerprint';
import { pause } from './api.ts';
import type { Emulated } from './emulated.ts';

/** How long a finger stays off the glass at least: the scanner has to see it gone. */
export const liftMs = 350;

/** When the finger before was taken off each glass, by the clock of this process. */
const liftedAtMs = new WeakMap<Emulated, number>();

/** Lays a finger on the glass, once the one before was off it for as long as this says. */
export async function placeFinger(
  scanner: Emulated,
  { width, height, pixels }: GreyImage,
  offMs = liftMs,
): Promise<void> {
  const leftMs = (liftedAtMs.get(scanner) ?? 0) + offMs - performance.now();
  if (leftMs > 0) await pause(leftMs);
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
