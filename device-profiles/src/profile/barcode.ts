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
    /** Silence after which a packet that was begun is asked for again. */
    packetGap: timeLimitMs,
    /** Silence after which a code that was announced to go on is refused: longer than the reader tries to send its next packet. */
    codeGap: timeLimitMs,
  }),
  ...tail,
});

const zone = z.int().min(0).max(0xffff);

export const gm65ProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('barcode-reader'),
  protocol: z.literal('gm65'),
  lines: linesSchema,
  ...code,
  /** Addresses of the settings that are used; models differ. */
  zones: z.strictObject({
    /** Its lowest bit is the trigger. */
    trigger: zone,
    /** Two bytes, the lower first. */
    baudRate: zone,
    /** 50 written here brings back the factory settings. */
    control: zone,
    /** Where it says what it is; a model of which nobody knows where is asked for a sign of life instead. */
    versions: z.strictObject({ hardware: zone, software: zone, year: zone }).exactOptional(),
  }),
  /** How often it is asked whether it still answers. */
  aliveIntervalMs: z.int().min(1000).max(600_000),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** Silence after which an unfinished line is refused. */
    lineGap: timeLimitMs,
  }),
  ...tail,
});

export const honeywellSerialProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('barcode-reader'),
  protocol: z.literal('honeywell-serial'),
  lines: linesSchema,
  ...code,
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** Silence after which an unfinished line is refused. */
    lineGap: timeLimitMs,
  }),
  ...tail,
});

export const evdevWedgeProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('barcode-reader'),
  protocol: z.literal('evdev-wedge'),
  /** The layout that the reader believes the host to have. */
  layout: z.literal('us'),
  ...code,
  /** Silence after which an unfinished line is refused. */
  timeLimitsMs: z.strictObject({ lineGap: timeLimitMs }),
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
