import { createHmac, scrypt } from 'node:crypto';
import { z } from 'zod';

/** Cost of one scrypt (RFC 7914), kept beside each result so that it can be raised. */
export const scryptCostSchema = z.strictObject({
  N: z.int().min(2),
  r: z.int().min(1).max(64),
  p: z.int().min(1).max(16),
});
export type ScryptCost = z.infer<typeof scryptCostSchema>;

/** 32 MiB and three passes: the OWASP equivalent of 2^17 for machines with little memory. */
export const standardCost: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

/**
 * Stretches a secret that a person types into 32 bytes.
 * @param pepper mixed in, so that a copy of the database alone cannot be guessed at
 */
export function stretch(secret: string, salt: Uint8Array, cost: ScryptCost, pepper: Uint8Array): Promise<Buffer> {
  const keyed = createHmac('sha256', pepper).update(secret).digest();
  return new Promise((resolve, reject) => {
    scrypt(keyed, salt, 32, { ...cost, maxmem: 256 * cost.N * cost.r }, (error, bytes) =>
      error ? reject(error) : resolve(bytes),
    );
  });
}
