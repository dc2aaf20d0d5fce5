import type { GreyImage } from '@custody-edge/fingerprint';
import { pause } from './api.ts';
import type { Child } from './child.ts';

/** How long a finger stays off the glass at least: the scanner has to see it gone. */
export const liftMs = 350;

/** What an emulated scanner is told to have a finger laid on its glass. */
export const layingOf = ({ width, height, pixels }: GreyImage) => ({
  command: 'place-finger',
  width,
  height,
  pixelsBase64: Buffer.from(pixels).toString('base64'),
});

/** Takes the finger off the glass. */
export async function liftFinger(scanner: Child, offMs = liftMs): Promise<void> {
  await scanner.ask({ command: 'lift-finger' });
  await pause(offMs);
}

/** A finger on a glass until the station has answered. @returns what `answered` found */
export async function layFinger<Answer>(
  scanner: Child,
  image: GreyImage,
  answered: () => Promise<Answer>,
): Promise<Answer> {
  await scanner.ask(layingOf(image));
  const answer = await answered();
  await liftFinger(scanner);
  return answer;
}
