import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

const nm = z.number().min(1).max(100_000);

/** Moving, scanning or taking a baseline takes minutes. */
const workLimitMs = z.int().min(10).max(3_600_000);

const photometerFields = {
  lines: linesSchema,
  wavelengthNm: z.strictObject({ least: nm, most: nm }),
  /** Ends of what it can tell, where they are known: a number at an end or beyond it is none. */
  limits: z
    .partialRecord(z.enum(['absorbance', 'transmittance']), z.strictObject({ least: z.number(), most: z.number() }))
    .exactOptional(),
};

/** Jenway 63xx: letters that are answered by a value and the wavelength. */
export const jenwayProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('spectrometer'),
  protocol: z.literal('jenway'),
  ...photometerFields,
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** Going to a wavelength, or setting its zero. */
    work: workLimitMs,
  }),
  ...tail,
});

const modeCode = z.int().min(0).max(9);

/** Shimadzu UVmini-1240: commands that are handed over with ENQ, ACK and EOT. */
export const shimadzuUvProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('spectrometer'),
  protocol: z.literal('shimadzu-uv'),
  ...photometerFields,
  /** At which it is set when it is opened: it does not tell where it stands. */
  initialNm: nm,
  /** Number of each mode after the letter v. */
  modes: z.strictObject({ absorbance: modeCode, transmittance: modeCode, energy: modeCode }),
  /** Number after the letter j for each time for which a value is gathered, and the one that is set when it is opened. */
  gathering: z.strictObject({
    initialMicroseconds: z.int().min(1),
    codes: z.array(z.strictObject({ microseconds: z.int().min(1), code: modeCode })).min(1),
  }),
  scan: z.strictObject({
    leastSpanNm: nm,
    /** The step that is taken where none is named stands first; `code` is its number in the letter a. */
    steps: z.array(z.strictObject({ nm: z.number().positive(), code: modeCode, mostSpanNm: nm })).min(1),
  }),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** Setting something, going to a wavelength, one value. */
    work: workLimitMs,
    scan: workLimitMs,
    baseline: workLimitMs,
  }),
  ...tail,
});
