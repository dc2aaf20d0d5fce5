import type { Protocol } from '@custody-edge/device-profiles';
import type { Bitmap } from '@custody-edge/foundation';
import { z } from 'zod';
import { bridgeError } from '../errors.ts';

/** A device that stands in for a real one: it answers its host, and people do things to it. */
export interface Emulator {
  readonly protocol: Protocol;
  /**
   * Does what one command of JSON says that a person does to the device.
   * @returns what can be seen of it, if anything
   * @throws `emulator-command-refused`
   */
  obey(command: unknown): unknown;
  /** Loses its power and starts again: what a real one forgets is forgotten. */
  restart(): void;
  /** Whether it says that it is busy whatever is asked; absent where its protocol has no word for that. */
  setBusy?(busy: boolean): void;
  /** Who is handed each picture that it prints; absent where it prints nothing. */
  onPrinted?(taker: (picture: Bitmap) => void): void;
  close(): void;
}

/** A command as its emulator's schema reads it. @throws `emulator-command-refused` */
export function read<Command>(schema: z.ZodType<Command>, protocol: Protocol, command: unknown): Command {
  const parsed = schema.safeParse(command);
  if (parsed.success) return parsed.data;
  throw bridgeError('emulator-command-refused', { protocol, issues: z.prettifyError(parsed.error) });
}

/** To people a device is where they touch it; a finger is a grey picture, row by row, 0 black to 255 white. */
export const fingerCommands = [
  z.strictObject({
    command: z.literal('place-finger'),
    width: z.int().min(1).max(4096),
    height: z.int().min(1).max(4096),
    pixelsBase64: z.base64(),
  }),
  z.strictObject({ command: z.literal('lift-finger') }),
] as const;

export type PlaceFinger = z.infer<(typeof fingerCommands)[0]>;

/** The picture that a command carries. @throws `emulator-command-refused` when it is not width x height bytes */
export function pictureIn({ width, height, pixelsBase64 }: PlaceFinger) {
  const pixels = Buffer.from(pixelsBase64, 'base64');
  if (pixels.length === width * height) return { width, height, pixels };
  throw bridgeError('emulator-command-refused', { width, height, byteCount: pixels.length });
}
