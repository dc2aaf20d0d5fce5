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

export const gt511ProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('fingerprint-scanner'),
  protocol: z.literal('gt-511'),
  lines: linesSchema,
  /** Line speeds to raise to, tried from the fastest down. */
  fasterBaudRates: z.array(z.literal([19_200, 38_400, 57_600, 115_200])),
  deviceId: z.int().min(0).max(0xffff),
  sensor: z.strictObject({
    widthPixels: z.int().min(16).max(1024),
    heightPixels: z.int().min(16).max(1024),
    /** Whether the picture comes row by row, or column by column. */
    pixelOrder: z.enum(['rows', 'columns']),
    ridges: z.enum(['dark', 'light']),
    dotsPerInch: z.int().min(250).max(1000),
  }),
  templateBytes: z.int().min(128).max(4096),
  library: z.strictObject({ places: z.int().min(1).max(0xffff) }),
  timeLimitsMs: z.strictObject({
    /** Waiting for any answer while it is unknown whether the line settings are right. */
    probe: timeLimitMs,
    /** Command to response. */
    reply: timeLimitMs,
    /** Taking a picture, or comparing it. */
    capture: timeLimitMs,
    /** Longest silence inside data. */
    dataGap: timeLimitMs,
    /** Whole picture at the slowest line speed. */
    imageUpload: timeLimitMs,
  }),
  ...tail,
});

export const supremaSfmProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('fingerprint-scanner'),
  protocol: z.literal('suprema-sfm'),
  lines: linesSchema,
  sensor: z.strictObject({
    widthPixels: z.int().min(16).max(640),
    heightPixels: z.int().min(16).max(640),
    dotsPerInch: z.int().min(250).max(1000),
  }),
  /** How pictures are asked for: four bits a pixel take half the time. */
  imageFormat: z.enum(['gray', 'four-bit-gray']),
  templateBytes: z.int().min(256).max(384),
  library: z.strictObject({ places: z.int().min(1).max(100_000) }),
  timeLimitsMs: z.strictObject({
    /** Command to response. */
    reply: timeLimitMs,
    /** The same for commands that wait for a finger, which is a second. */
    scan: timeLimitMs,
    /** Longest silence while a picture comes. */
    dataGap: timeLimitMs,
    /** Whole picture at the slowest line speed. */
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

/** How long a service waits for a finger, and how long it waits for one to see that there is none any more. */
const waitsMs = z.strictObject({ fingerMs: timeLimitMs, liftMs: timeLimitMs });

export const mosipSbiProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('fingerprint-scanner'),
  protocol: z.literal('mosip-sbi'),
  /** What the service should wait for, from 1 to 100. */
  requestedScore: z.int().min(1).max(100),
  /** Error codes that say that no usable finger came. */
  noFingerCodes: z.array(z.string().min(1)).min(1),
  waitsMs,
  timeLimitsMs: z.strictObject({
    /** Any answer, beyond the wait for a finger. */
    reply: timeLimitMs,
  }),
  ...tail,
});

export const secugenWebapiProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('fingerprint-scanner'),
  protocol: z.literal('secugen-webapi'),
  /** What the service should wait for, from 1 to 100. */
  requestedQuality: z.int().min(1).max(100),
  waitsMs,
  timeLimitsMs: z.strictObject({
    /** Any answer, beyond the wait for a finger. */
    reply: timeLimitMs,
  }),
  ...tail,
});
