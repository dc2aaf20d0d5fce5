import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

/** Position of a contact on an input board and the input value that means "open" or "broken". */
const contactSchema = z.strictObject({ input: z.int().min(0).max(0xffff), activeValue: z.boolean() });

/** A lock may not stay released for longer, whoever asks. */
const longestPulseMs = z.int().min(100).max(60_000);
const pollIntervalMs = z.int().min(10).max(5000);

const coil = z.int().min(0).max(0xffff);
const turnstilePulseMs = z.int().min(50).max(5000);

export const modbusRtuProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('gate-io'),
  protocol: z.literal('modbus-rtu'),
  lines: linesSchema,
  unitId: z.int().min(1).max(247),
  lockCoil: coil,
  /** Told to let one person through whenever the lock is released. */
  turnstile: z.strictObject({ coil, pulseMs: turnstilePulseMs }).exactOptional(),
  /** What it has to signal with. */
  signalCoils: z
    .strictObject({ greenLight: coil.exactOptional(), redLight: coil.exactOptional(), buzzer: coil.exactOptional() })
    .exactOptional(),
  doorContact: contactSchema,
  tamperLoop: contactSchema,
  pollIntervalMs,
  longestPulseMs,
  timeLimitsMs: z.strictObject({ reply: timeLimitMs }),
  ...tail,
});

/** Position of a contact or relay on a reader. */
const readerPoint = z.int().min(0).max(63);

export const osdpProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('gate-io'),
  protocol: z.literal('osdp'),
  lines: linesSchema,
  /** Its address as it leaves the factory. */
  readerAddress: z.int().min(0).max(126),
  check: z.enum(['crc', 'checksum']),
  /** Its relay that works the lock; without one it reads cards and keys alone. */
  lockOutput: readerPoint.exactOptional(),
  doorContact: contactSchema.extend({ input: readerPoint }).exactOptional(),
  pollIntervalMs,
  longestPulseMs,
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** How long it may go on saying that it is busy. */
    busy: timeLimitMs,
  }),
  ...tail,
});

/** Number of a line on its chip. */
const chipLine = z.int().min(0).max(0xffff);
const outputLineSchema = z.strictObject({ line: chipLine, activeLow: z.boolean() });
const contactLineSchema = z.strictObject({
  line: chipLine,
  /** Level that means "open" or "broken". */
  activeValue: z.boolean(),
  bias: z.enum(['none', 'pull-up', 'pull-down']),
});

/** Which line of a chip is wired to what. */
export const gpioWiringSchema = z.strictObject({
  lock: outputLineSchema,
  /** Told to let one person through whenever the lock is released. */
  turnstile: outputLineSchema.extend({ pulseMs: turnstilePulseMs }).exactOptional(),
  greenLight: outputLineSchema.exactOptional(),
  redLight: outputLineSchema.exactOptional(),
  buzzer: outputLineSchema.exactOptional(),
  doorContact: contactLineSchema,
  tamperLoop: contactLineSchema,
});

export const gpioProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('gate-io'),
  protocol: z.literal('gpio'),
  wiring: gpioWiringSchema,
  pollIntervalMs: z.int().min(5).max(5000),
  /** How long a contact must stay before it counts. */
  debounceMs: z.int().min(0).max(1000),
  longestPulseMs,
  ...tail,
});
