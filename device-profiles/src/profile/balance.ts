import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

/**
 * How weights are come by: `poll` asks for each, `stream` lets the balance send by itself, `passive` waits for what somebody sends with the
 * balance’s print key.
 */
export const weighingModeSchema = z.enum(['poll', 'stream', 'passive']);
export type WeighingMode = z.infer<typeof weighingModeSchema>;

/** What every balance's profile says after its `protocol`; the dialect adds what is its own. */
const balanceFields = {
  lines: linesSchema,
  reading: weighingModeSchema,
  pollIntervalMs: z.int().min(20).max(5000),
  /** Of a model that has one range; left out where the profile stands for many models. */
  capacityGrams: z.number().positive().exactOptional(),
  /** The scale division d, likewise. */
  readabilityGrams: z.number().positive().exactOptional(),
};

/** Time limits that every balance has. */
const balanceTimeLimits = {
  reply: timeLimitMs,
  /** Whatever waits for a still pan: tare, zero. */
  stable: timeLimitMs,
};

/** An adjustment takes minutes. */
const adjustLimitMs = z.int().min(1000).max(600_000);

/** A&D’s standard format. */
export const andProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('balance'),
  protocol: z.literal('and'),
  ...balanceFields,
  timeLimitsMs: z.strictObject({ ...balanceTimeLimits, adjust: adjustLimitMs }),
  ...tail,
});

/** Ohaus’s own commands. */
export const ohausProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('balance'),
  protocol: z.literal('ohaus'),
  ...balanceFields,
  timeLimitsMs: z.strictObject(balanceTimeLimits),
  ...tail,
});

/** Radwag’s own protocol. */
export const radwagProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('balance'),
  protocol: z.literal('radwag'),
  ...balanceFields,
  timeLimitsMs: z.strictObject({ ...balanceTimeLimits, adjust: adjustLimitMs }),
  ...tail,
});

/** Shimadzu’s standard format. */
export const shimadzuBalanceProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('balance'),
  protocol: z.literal('shimadzu-balance'),
  ...balanceFields,
  timeLimitsMs: z.strictObject(balanceTimeLimits),
  ...tail,
});

export const mtSicsProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('balance'),
  protocol: z.literal('mt-sics'),
  ...balanceFields,
  /** KERN’s KCP has the same grammar. */
  dialect: z.enum(['mettler', 'kern-kcp']),
  /** Least time from an answer to the next question. */
  queryGapMs: z.int().min(0).max(1000),
  timeLimitsMs: z.strictObject({ ...balanceTimeLimits, adjust: adjustLimitMs }),
  ...tail,
});

/** Sartorius’s lines of text: polled by `P`, sent by the balance’s own automatic output, or by its print key. */
export const sartoriusSbiProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('balance'),
  protocol: z.literal('sartorius-sbi'),
  ...balanceFields,
  timeLimitsMs: z.strictObject({ ...balanceTimeLimits, adjust: adjustLimitMs }),
  ...tail,
});

/** Sartorius’s binary frames, which only answer. */
export const sartoriusXbpiProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('balance'),
  protocol: z.literal('sartorius-xbpi'),
  ...balanceFields,
  reading: z.literal('poll'),
  /** Whom its frames go to; a balance alone on its line answers at the factory address whatever its own. */
  busAddress: z.int().min(0).max(255),
  timeLimitsMs: z.strictObject(balanceTimeLimits),
  ...tail,
});
