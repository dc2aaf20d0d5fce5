import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type PublicJwk, publicJwk, seal, sealedSchema, unseal } from '@custody-edge/event-contract';
import { type Random, uuidV7 } from '@custody-edge/foundation';
import { z } from 'zod';
import { type ScryptCost, scryptCostSchema, stretch } from './secret-hash.ts';

const wrappedKeySchema = z.strictObject({
  salt: z.base64url(),
  cost: scryptCostSchema,
  sealed: sealedSchema,
});
const field = 'signing-key';

/** Whose key, and what wraps it beside the PIN. */
interface Holder {
  readonly officerId: string;
  readonly siteKey: Uint8Array;
}

/** Makes an Ed25519 key that only the PIN opens. @returns the public half, and the private one wrapped */
export async function newWrappedKey(
  holder: Holder,
  pin: string,
  cost: ScryptCost,
  random: Random,
): Promise<{ readonly publicKey: PublicJwk; readonly wrapped: string }> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const salt = random.bytes(16);
  const key = { keyId: uuidV7(undefined, random), bytes: await stretch(pin, salt, cost, holder.siteKey) };
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  const wrapped: z.infer<typeof wrappedKeySchema> = {
    salt: Buffer.from(salt).toString('base64url'),
    cost,
    sealed: seal(key, holder.officerId, field, der, random),
  };
  return { publicKey: publicJwk(privateKey), wrapped: JSON.stringify(wrapped) };
}

/** @returns undefined when the PIN is not the one that wrapped it */
export async function openWrappedKey(holder: Holder, pin: string, wrapped: string): Promise<KeyObject | undefined> {
  const { salt, cost, sealed } = wrappedKeySchema.parse(JSON.parse(wrapped));
  const bytes = await stretch(pin, Buffer.from(salt, 'base64url'), cost, holder.siteKey);
  const der = unseal({ keyId: sealed.kid, bytes }, holder.officerId, field, sealed);
  return der.ok ? createPrivateKey({ key: Buffer.from(der.value), format: 'der', type: 'pkcs8' }) : undefined;
}
