import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

const byte = z.int().min(0).max(0xff);

/** What every reader's profile says of a code. */
const code = {
  maxLengthBytes: z.int().min(1).max(4096),
  /** Whether a leading AIM symbology identifier (`]C1`) is expected and taken off. */
  aimIdentifier: z.enum(['absent', 'strip']),
};

export const lineBarcodeProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('barcode-reader'),
  protocol: z.literal('line-barcode'),
  lines: linesSchema,
  ...code,
  /** Silence after which an unfinished line is refused. */
  timeLimitsMs: z.strictObject({ lineGap: timeLimitMs }),
  ...tail,
});

export const zebraSsiProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('barcode-reader'),
  protocol: z.literal('zebra-ssi'),
  lines: linesSchema,
  maxLengthBytes: code.maxLengthBytes,
  /** How a code is acknowledged: newer units, which answer INIT, wait for HOST_ACK. */
  acknowledgement: z.enum(['cmd-ack', 'host-ack']),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** Silence after which a packet that was begun is asked for again, and a code that was announced to go on is refused. */
    frameGap: timeLimitMs,
  }),
  ...tail,
});

export const hidPosProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('barcode-reader'),
  protocol: z.literal('hid-pos'),
  /** Bytes of an input report, its id included. */
  reportBytes: z.int().min(16).max(1024),
  maxLengthBytes: code.maxLengthBytes,
  /** Feature report that makes it send scanned data; sent when it is opened. */
  enablingFeature: z.strictObject({ reportId: byte, value: byte }).exactOptional(),
  /** Output report that carries the maker's commands of a serial line; it takes none where left out. */
  commands: z.strictObject({ reportId: byte, dialect: z.literal('honeywell') }).exactOptional(),
  /** Silence after which a code that was announced to go on is refused. */
  timeLimitsMs: z.strictObject({ reportGap: timeLimitMs }),
  ...tail,
});
