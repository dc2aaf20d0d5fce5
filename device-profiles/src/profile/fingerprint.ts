import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

const dotsPerInch = z.int().min(250).max(1000);
const sidePixels = z.int().min(16).max(2048);
/** Instructions that not every module of the family has; codes above 30h mean something else in other models. */
const ef01Extra = z.enum([
  'good-image',
  'enrol-by-itself',
  'aura-led',
  'check-sensor',
  'versions',
  'product-information',
  'soft-reset',
  'handshake',
  'echo',
]);

export const ef01ProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('fingerprint-scanner'),
  protocol: z.literal('ef01'),
  lines: linesSchema,
  /** Line speeds to raise to, tried from the fastest down. */
  fasterBaudRates: z.array(z.int().multipleOf(9600).max(115_200)),
  moduleAddress: z.int().min(0).max(0xffffffff),
  password: z.int().min(0).max(0xffffffff),
  /** When a line speed that the module accepted takes effect. */
  newBaudRate: z.enum(['at-once', 'at-power-on']),
  packetBytes: z.array(z.union([z.literal(32), z.literal(64), z.literal(128), z.literal(256)])).min(1),
  sensor: z.strictObject({
    widthPixels: z.int().min(16).max(1024),
    heightPixels: z.int().min(16).max(1024),
    bitsPerPixel: z.literal(4),
    dotsPerInch,
  }),
  templateBytes: z.int().min(128).max(4096),
  /** What the module can keep and compare by itself; left out where it can do neither. */
  library: z
    .strictObject({
      /** Left out where no source names it: every module reports its own. */
      places: z.int().min(1).max(0xffff).exactOptional(),
      charBuffers: z.union([z.literal(2), z.literal(6)]),
    })
    .exactOptional(),
  extras: z.array(ef01Extra),
  /** From power-on until it hears its host. */
  startUpMs: z.int().min(0).max(5000),
  /** Whether it sends one byte 55 when it has started. */
  saysReady: z.boolean(),
  timeLimitsMs: z.strictObject({
    /** Waiting for any answer while it is unknown whether the line settings are right. */
    probe: timeLimitMs,
    /** Command to acknowledgement. */
    reply: timeLimitMs,
    /** Longest silence inside a data phase. */
    dataGap: timeLimitMs,
    /** Whole image upload at the slowest line speed. */
    imageUpload: timeLimitMs,
  }),
  ...tail,
});

export const libfprintProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('fingerprint-scanner'),
  protocol: z.literal('libfprint'),
  /** Id of the library's driver; any that gives pictures where left out. */
  driver: z.string().min(1).exactOptional(),
  /** Of every picture, where the model has one size. */
  pictureSize: z.strictObject({ widthPixels: sidePixels, heightPixels: sidePixels }).exactOptional(),
  /** The library does not tell it. */
  dotsPerInch,
  timeLimitsMs: z.strictObject({
    /** From starting the helper process until the reader is open. */
    open: timeLimitMs,
    /** Longest silence of the helper process, which says twice a second that it lives. */
    silence: timeLimitMs,
  }),
  ...tail,
});
