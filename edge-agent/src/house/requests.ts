import { officerIdSchema, plainText, rollPart, sha256Text, subjectId } from '@custody-edge/event-contract';
import { z } from 'zod';

const pin = z.string().max(64);
const credentials = { officerId: officerIdSchema, pin };

/** What a roll can be sorted by. */
const rollOrders = ['number', 'name', 'state', 'ward', 'since'] as const;
export type RollOrder = (typeof rollOrders)[number];

/** The people who are asked for: of one state, of one ward, whom a search finds; everybody where nothing is named. */
const rollQuerySchema = z.strictObject({ ...rollPart, q: z.string().trim().max(120).default('') });
export type RollQuery = z.infer<typeof rollQuerySchema>;

/** A page of the roll, as an address asks for it. */
export const rollRequestSchema = rollQuerySchema.extend({
  sort: z.enum(rollOrders).default('number'),
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});
export type RollRequest = z.infer<typeof rollRequestSchema>;

/** How many days back something is counted. */
export const periodSchema = z.strictObject({ days: z.enum(['7', '30']).default('7').transform(Number) });

/** A batch of coming releases: each person by name, with the digest of what stood beside the name when it was signed. */
export const batchSchema = z.strictObject({
  ...credentials,
  people: z
    .array(z.strictObject({ subject: subjectId, digest: sha256Text }))
    .min(1)
    .max(200)
    .refine((people) => new Set(people.map(({ subject }) => subject)).size === people.length, 'names a person twice'),
});
export type Batch = z.infer<typeof batchSchema>;

/** Names of many people as a file: which, why, the PIN of whoever asks and another officer's. */
export const exportSchema = z.strictObject({
  query: rollQuerySchema,
  reason: plainText(300),
  pin,
  second: z.strictObject(credentials),
});
export type ExportRequest = z.infer<typeof exportSchema>;
