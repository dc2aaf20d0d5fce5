import { z } from 'zod';

/** How a serial line is set; one start bit is understood. */
export const lineSettingsSchema = z.strictObject({
  baudRate: z.int().min(300).max(4_000_000),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(['none', 'even', 'odd']),
  stopBits: z.union([z.literal(1), z.literal(2)]),
  flowControl: z.enum(['none', 'xon-xoff', 'rts-cts']).default('none'),
});
export type LineSettings = z.infer<typeof lineSettingsSchema>;

/** A peculiarity of a model, and why the driver must care. */
const quirkSchema = z.strictObject({ what: z.string().min(1), why: z.string().min(1) });

const timeLimitMs = z.int().min(10).max(120_000);

/** Fields that every model has. Key order here is the order the linter asks for in the files. */
const common = {
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  name: z.strictObject({ maker: z.string().min(1), model: z.string().min(1) }),
  /** True only when this product has been run against the real hardware. */
  tested: z.boolean(),
  sources: z.array(z.string().min(1)).min(1),
};
const tail = { quirks: z.array(quirkSchema).default([]) };

const ef01ProfileSchema = z.strictObject({
  ...common,
  kind: z.literal('fingerprint-scanner'),
  protocol: z.literal('ef01'),
  line: lineSettingsSchema,
  /** Line speeds to raise to, tried from the fastest down. */
  fasterBaudRates: z.array(z.int().multipleOf(9600).max(115_200)),
  moduleAddress: z.int().min(0).max(0xffffffff),
  password: z.int().min(0).max(0xffffffff),
  packetBytes: z.array(z.union([z.literal(32), z.literal(64), z.literal(128), z.literal(256)])).min(1),
  sensor: z.strictObject({
    widthPixels: z.int().min(16).max(1024),
    heightPixels: z.int().min(16).max(1024),
    bitsPerPixel: z.literal(4),
    dotsPerInch: z.int().min(250).max(1000),
  }),
  templateBytes: z.int().min(128).max(4096),
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

const lineBarcodeProfileSchema = z.strictObject({
  ...common,
  kind: z.literal('barcode-reader'),
  protocol: z.literal('line-barcode'),
  line: lineSettingsSchema,
  maxLengthBytes: z.int().min(1).max(4096),
  /** Whether a leading AIM symbology identifier (`]C1`) is expected and taken off. */
  aimIdentifier: z.enum(['absent', 'strip']),
  /** Silence after which an unfinished line is refused. */
  timeLimitsMs: z.strictObject({ lineGap: timeLimitMs }),
  ...tail,
});

/** Position of a contact on an input board and the input value that means "open" or "broken". */
const contactSchema = z.strictObject({ input: z.int().min(0).max(0xffff), activeValue: z.boolean() });

const modbusRtuProfileSchema = z.strictObject({
  ...common,
  kind: z.literal('gate-io'),
  protocol: z.literal('modbus-rtu'),
  line: lineSettingsSchema,
  unitId: z.int().min(1).max(247),
  lockCoil: z.int().min(0).max(0xffff),
  doorContact: contactSchema,
  tamperLoop: contactSchema,
  pollIntervalMs: z.int().min(10).max(5000),
  longestPulseMs: z.int().min(100).max(60_000),
  timeLimitsMs: z.strictObject({ reply: timeLimitMs }),
  ...tail,
});

const mtSicsProfileSchema = z.strictObject({
  ...common,
  kind: z.literal('balance'),
  protocol: z.literal('mt-sics'),
  line: lineSettingsSchema,
  /** `poll` asks with SI; `repeat` lets the balance send by SIR. */
  reading: z.enum(['poll', 'repeat']),
  pollIntervalMs: z.int().min(20).max(5000),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** Commands that wait for a stable pan: T and Z. */
    stable: timeLimitMs,
  }),
  ...tail,
});

const escPosProfileSchema = z.strictObject({
  ...common,
  kind: z.literal('printer'),
  protocol: z.literal('esc-pos'),
  line: lineSettingsSchema,
  /** Dots of the head: 384 for paper of 58 mm, 576 for 80 mm, at 203 dots per inch. */
  dotsPerLine: z.int().multipleOf(8).min(128).max(1024),
  /** Rows sent with one command; what a small buffer holds. */
  rowsPerBand: z.int().min(8).max(255),
  /** Whether it answers GS r once it has taken everything before from its buffer. */
  confirms: z.boolean(),
  pollIntervalMs: z.int().min(10).max(5000),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** From the last byte sent until it says that it has printed. */
    print: timeLimitMs,
  }),
  ...tail,
});

/** What the product knows of one device model; facts of one installed device (its port, its address) are not here. */
export const profileSchema = z.discriminatedUnion('protocol', [
  ef01ProfileSchema,
  lineBarcodeProfileSchema,
  modbusRtuProfileSchema,
  mtSicsProfileSchema,
  escPosProfileSchema,
]);

export type Profile = z.infer<typeof profileSchema>;
export type Protocol = Profile['protocol'];
export type DeviceKind = Profile['kind'];
export type ProfileOf<Name extends Protocol> = Extract<Profile, { protocol: Name }>;
