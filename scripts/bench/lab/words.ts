import { z } from 'zod';

/** How often each device did something, by its id. */
export const countsSchema = z.record(z.string(), z.int());
export type Counts = z.infer<typeof countsSchema>;

/** Something and when it happened, by the clock of the machine. */
const notedSchema = z.object({ text: z.string(), atMs: z.number() });
export type Noted = z.infer<typeof notedSchema>;
export const notesSchema = z.array(notedSchema);

/** Where an instrument is plugged in. */
export const pluggedSchema = z.array(
  z.object({
    id: z.string(),
    profile: z.string(),
    address: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('serial'), path: z.string() }),
      z.object({ kind: z.literal('tcp'), host: z.string(), port: z.int() }),
    ]),
  }),
);
export type Plugged = z.infer<typeof pluggedSchema>;

/** The instruments of a laboratory, and how they behave. */
export const laboratorySchema = z.object({
  /** For their pseudo-terminals. */
  dir: z.string(),
  balances: z.int(),
  spectrometers: z.int(),
  /** How much faster than the real ones; absent where they wait for nothing. */
  speed: z.number().optional(),
  /** How much faster than the real one the first balance is. */
  firstSpeed: z.number().optional(),
  /** After so many weights, and so many spectra, each falls silent. */
  quota: z.object({ weights: z.int(), spectra: z.int() }).optional(),
});
export type LaboratoryOptions = z.infer<typeof laboratorySchema>;

export const instrumentsCommandSchema = z.discriminatedUnion('command', [
  /** How much each has sent. */
  z.object({ command: z.literal('count') }),
  z.object({ command: z.literal('silence') }),
  /** Does something to one of them. */
  z.object({ command: z.literal('do'), id: z.string(), what: z.unknown() }),
  /** Every weight that the first balance sent. */
  z.object({ command: z.literal('notes') }),
]);

/** What the agent has taken, and what it cost. */
export const takenSchema = z.object({
  taken: countsSchema,
  cpuMs: z.number(),
  megabytes: z.number(),
  atMs: z.number(),
});
export type Taken = z.infer<typeof takenSchema>;

/** A weight that was accepted as soon as it could be. */
const acceptedSchema = z.object({
  /** Which weight of the first balance it was, from 1. */
  weight: z.int(),
  /** When it was on the disk. */
  durableMs: z.number(),
  /** When the centre's receipt for it was here. */
  receiptedMs: z.number().optional(),
});
export type Accepted = z.infer<typeof acceptedSchema>;
export const acceptedListSchema = z.array(acceptedSchema);

export const agentCommandSchema = z.discriminatedUnion('command', [
  /** Somebody looks at every spectrometer from now on. */
  z.object({ command: z.literal('look'), integrationMicroseconds: z.int() }),
  z.object({ command: z.literal('taken') }),
  /** Accepts each weight of the first balance in the moment in which it may be accepted. */
  z.object({ command: z.literal('accept'), deviceId: z.string() }),
  z.object({ command: z.literal('accepted') }),
]);
