import { z } from 'zod';
import { instant, sha256Text } from './text.ts';

/** What the centre holds of a chain, signed by the centre: only this lets a station's outbox forget. */
export const receiptSchema = z.strictObject({
  chainId: z.uuid(),
  /** Every event up to and including this sequence is held, or quarantined as listed. 0: none. */
  upTo: z.int().min(0),
  /** Hash of event `upTo`; of the station record when `upTo` is 0. */
  headHash: sha256Text,
  /** Events that were received but not applied since the last receipt. */
  quarantined: z.array(z.strictObject({ sequence: z.int().min(1), reason: z.string().min(1).max(60) })).max(1000),
  /** Key grants that are held. */
  grants: z.array(z.uuid()).max(1000),
  issuedAt: instant,
});
export type Receipt = z.infer<typeof receiptSchema>;
