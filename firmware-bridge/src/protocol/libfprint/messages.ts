import { z } from 'zod';

/** Most pixels a side of a picture; a reader with more is none of a single finger. */
const mostPixels = 2048;

/** Why the helper cannot go on. */
const failureSchema = z.enum([
  /** libfprint, GLib or koffi cannot be loaded. */
  'library-missing',
  /** No reader that the library drives, or none of the named driver. */
  'no-reader',
  /** The reader compares by itself and gives no pictures. */
  'not-imaging',
  'no-permission',
  'busy',
  'removed',
  /** The library assumes that the reader grew hot, and ends the waiting for a finger. */
  'hot',
  'refused',
]);

export type HelperFailure = z.infer<typeof failureSchema>;

/** What the helper process says: bytes of a program that may fail in any way. */
export const helperMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('alive') }),
  z.strictObject({ kind: z.literal('opened'), driver: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('finger-seen') }),
  z
    .strictObject({
      kind: z.literal('image'),
      width: z.int().min(1).max(mostPixels),
      height: z.int().min(1).max(mostPixels),
      pixels: z.instanceof(Uint8Array),
    })
    .refine(({ width, height, pixels }) => pixels.length === width * height, 'not width times height pixels'),
  z.strictObject({ kind: z.literal('failed'), failure: failureSchema, message: z.string() }),
]);

export type HelperMessage = z.infer<typeof helperMessageSchema>;

/** What the helper is told. */
export interface HelperCommand {
  readonly capturing: boolean;
}

/** What the helper is started with, as its one argument in JSON. */
export interface HelperTask {
  /** File of the library, as the dynamic linker finds it. */
  readonly library: string;
  /** Id of the library's driver; any imaging one where left out. */
  readonly driver?: string;
}
