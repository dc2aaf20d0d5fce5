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
  return { publicKey: publicJwk(privateKey), wrapped: await wrapKey(holder, privateKey, pin, cost, random) };
}

/** Wraps a key that is there already under one more PIN. */
export async function wrapKey(
  holder: Holder,
  privateKey: KeyObject,
  pin: string,
  cost: ScryptCost,
  random: Random,
): Promise<string> {
  const salt = random.bytes(16);
  const key = { keyId: uuidV7(undefined, random), bytes: await stretch(pin, salt, cost, holder.siteKey) };
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  const wrapped: z.infer<typeof wrappedKeySchema> = {
    salt: Buffer.from(salt).toString('base64url'),
    cost,
    sealed: seal(key, holder.officerId, field, der, random),
  };
  return JSON.stringify(wrapped);
}

/** What stands where another wrapped key could: of the same form and cost, opened by no PIN. */
export function unopenable({ officerId }: Pick<Holder, 'officerId'>, like: string, random: Random): string {
  const { cost } = wrappedKeySchema.parse(JSON.parse(like));
  const der = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  const key = { keyId: uuidV7(undefined, random), bytes: random.bytes(32) };
  const salt = Buffer.from(random.bytes(16)).toString('base64url');
  return JSON.stringify({ salt, cost, sealed: seal(key, officerId, field, der, random) });
}

/** At what cost a key was wrapped. */
export const costOf = (wrapped: string): ScryptCost => wrappedKeySchema.parse(JSON.parse(wrapped)).cost;

/** @returns undefined when the PIN is not the one that wrapped it */
export async function openWrappedKey(holder: Holder, pin: string, wrapped: string): Promise<KeyObject | undefined> {
  const { salt, cost, sealed } = wrappedKeySchema.parse(JSON.parse(wrapped));
  const bytes = await stretch(pin, Buffer.from(salt, 'base64url'), cost, holder.siteKey);
  const der = unseal({ keyId: sealed.kid, bytes }, holder.officerId, field, sealed);
  return der.ok ? createPrivateKey({ key: Buffer.from(der.value), format: 'der', type: 'pkcs8' }) : undefined;
}
