import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

/** Position of a contact on an input board and the input value that means "open" or "broken". */
const contactSchema = z.strictObject({ input: z.int().min(0).max(0xffff), activeValue: z.boolean() });

export const modbusRtuProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('gate-io'),
  protocol: z.literal('modbus-rtu'),
  lines: linesSchema,
  unitId: z.int().min(1).max(247),
  lockCoil: z.int().min(0).max(0xffff),
  doorContact: contactSchema,
  tamperLoop: contactSchema,
  pollIntervalMs: z.int().min(10).max(5000),
  longestPulseMs: z.int().min(100).max(60_000),
  timeLimitsMs: z.strictObject({ reply: timeLimitMs }),
  ...tail,
});
