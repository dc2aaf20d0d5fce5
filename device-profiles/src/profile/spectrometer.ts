import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

/** When a spectrometer begins a scan: at once, when it is told, or at a signal of its trigger input or within. */
export const triggerNames = ['normal', 'software', 'level', 'edge', 'synchronised', 'internal'] as const;
export type TriggerName = (typeof triggerNames)[number];

const largestMicroseconds = 2 ** 32 - 1;
const microseconds = z.int().min(1).max(largestMicroseconds);

/** What every model says that has a row of pixels. */
const detectorFields = {
  detector: z.strictObject({
    /** Values of one spectrum, unless the device itself tells how many. */
    pixelCount: z.int().min(1).max(65_536),
    /** What a pixel shows at most: one that shows it is saturated. */
    largestCount: z.int().min(1).max(largestMicroseconds),
  }),
  /** Time for which light is gathered; `initial` is set whenever it is opened. */
  integrationMicroseconds: z.strictObject({ least: microseconds, most: microseconds, initial: microseconds }),
  /** Numbers of the triggers that it has. */
  triggers: z.partialRecord(z.enum(triggerNames), z.int().min(0).max(255)),
} as const;

const word = z.int().min(0).max(65_535);

/** Ocean Optics command set over RS-232: a letter, then words with the most significant byte first. */
export const ooiSerialProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('spectrometer'),
  protocol: z.literal('ooi-serial'),
  lines: linesSchema,
  ...detectorFields,
  /** Versions of the firmware that are understood, as the letter v tells them: 1000 is 1.00.0. */
  firmware: z.strictObject({ least: word, most: word }),
  spectrum: z.strictObject({
    /** Whether it sends differences of neighbouring pixels (letter G). */
    isCompressed: z.boolean(),
    /** Whether it sends a checksum of the pixels (letter k). */
    isSummed: z.boolean(),
  }),
  /** Most pixels to each side that it averages with each (letter B). */
  mostBoxcar: word,
  /** Whether it switches a lamp (letter J). */
  lamp: z.boolean(),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** A line that was quiet for this long has nothing of an answer left. */
    quiet: timeLimitMs,
    /** One spectrum over the slowest line, without the time for which light is gathered. */
    transfer: timeLimitMs,
    /** How long a signal at the trigger input is waited for. */
    trigger: timeLimitMs,
  }),
  ...tail,
});

/** Ocean Binary Protocol. */
export const obpProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('spectrometer'),
  protocol: z.literal('obp'),
  lines: linesSchema,
  ...detectorFields,
  spectrum: z.strictObject({
    /** Which message asks for one: 0x101100, 0x101000, 0x100928. */
    message: z.enum(['raw', 'corrected', 'buffered']),
    bytesPerPixel: z.union([z.literal(2), z.literal(4)]),
    /** Of what stands before the pixels. */
    headBytes: z.int().min(0).max(256),
    /** Where in that the integration time of this very spectrum stands, in microseconds. */
    integrationAt: z.int().min(0).max(252).exactOptional(),
    /** Whether it is known that the device corrects nothing of it. */
    isUncorrected: z.boolean(),
    /** Spectra that may still be of the time before, after the integration time was set; they are thrown away. */
    staleCount: z.int().min(0).max(10),
  }),
  /** Whether it switches a lamp. */
  lamp: z.boolean(),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** One spectrum over the slowest line, without the time for which light is gathered. */
    transfer: timeLimitMs,
    /** How long a signal at the trigger input is waited for. */
    trigger: timeLimitMs,
  }),
  ...tail,
});

const inEndpoint = z.int().min(0x81).max(0x8f);
const mask = z.int().min(0).max(0xffff);

/** Ocean Optics command set over USB: a byte and its value, answered on an endpoint of its own for each kind of answer. */
export const ooiUsbProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('spectrometer'),
  protocol: z.literal('ooi-usb'),
  endpoints: z.strictObject({
    /** What is said to it. */
    out: z.int().min(1).max(15),
    /** Answers to questions. */
    answers: inEndpoint,
    spectrum: inEndpoint,
    /** On a fast port the first bytes of a spectrum come here, and only the others where spectra come. */
    head: z.strictObject({ endpoint: inEndpoint, bytes: z.int().min(512).max(8192) }).exactOptional(),
  }),
  ...detectorFields,
  /** In which the device counts its integration time. */
  integrationStepMicroseconds: z.union([z.literal(1), z.literal(1000)]),
  spectrum: z.strictObject({
    /** Whether low and high bytes stand in blocks of 64. */
    isInterleaved: z.boolean(),
    /** Bits of a high byte that mean something. */
    highByteMask: z.int().min(1).max(0xff),
    /** What each count is turned around by. */
    xorMask: mask,
    /** Spectra that may still be of the time before, after the integration time was set; they are thrown away. */
    staleCount: z.int().min(0).max(10),
  }),
  /** Whether slot 17 tells at which count a pixel is full. */
  tellsSaturation: z.boolean(),
  /** Whether it switches a lamp. */
  lamp: z.boolean(),
  timeLimitsMs: z.strictObject({
    /** How long it is left alone after it was started. */
    start: timeLimitMs,
    reply: timeLimitMs,
    /** One spectrum, without the time for which light is gathered. */
    transfer: timeLimitMs,
    /** How long a signal at the trigger input is waited for. */
    trigger: timeLimitMs,
  }),
  ...tail,
});
