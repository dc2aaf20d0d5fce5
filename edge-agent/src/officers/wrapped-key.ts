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
  const bytes = await stretch(pin, salt, cost, holder.siteKey);
  const wrapped = written(holder, privateKey, bytes, { salt: Buffer.from(salt).toString('base64url'), cost }, random);
  return { publicKey: publicJwk(privateKey), wrapped };
}

/** Wraps a key under one more PIN, so that one stretching of whatever is typed tries both. @param beside the key as it is wrapped already */
export async function wrapBeside(
  holder: Holder,
  privateKey: KeyObject,
  pin: string,
  beside: string,
  random: Random,
): Promise<string> {
  const { salt, cost } = wrappedKeySchema.parse(JSON.parse(beside));
  const bytes = await stretch(pin, Buffer.from(salt, 'base64url'), cost, holder.siteKey);
  return written(holder, privateKey, bytes, { salt, cost }, random);
}

/** What stands where another wrapped key could: of the same form, opened by no PIN. */
export function unopenable(holder: Pick<Holder, 'officerId'>, beside: string, random: Random): string {
  const { salt, cost } = wrappedKeySchema.parse(JSON.parse(beside));
  return written(holder, generateKeyPairSync('ed25519').privateKey, random.bytes(32), { salt, cost }, random);
}

function written(
  { officerId }: Pick<Holder, 'officerId'>,
  privateKey: KeyObject,
  bytes: Uint8Array,
  stretched: Pick<z.infer<typeof wrappedKeySchema>, 'salt' | 'cost'>,
  random: Random,
): string {
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = seal({ keyId: uuidV7(undefined, random), bytes }, officerId, field, der, random);
  return JSON.stringify({ ...stretched, sealed } satisfies z.infer<typeof wrappedKeySchema>);
}

/** The key by which of two wrappings the PIN opens, both tried whatever comes of the first. */
interface Opened {
  readonly own: KeyObject | undefined;
  readonly beside: KeyObject | undefined;
}

/** @param beside what was wrapped beside it; one that was not is opened by no PIN */
export async function openWrappedKeys(
  { officerId, siteKey }: Holder,
  pin: string,
  wrapped: string,
  beside: string,
): Promise<Opened> {
  const { salt, cost, sealed } = wrappedKeySchema.parse(JSON.parse(wrapped));
  const other = wrappedKeySchema.parse(JSON.parse(beside));
  const bytes = await stretch(pin, Buffer.from(salt, 'base64url'), cost, siteKey);
  const opened = (one: typeof sealed): KeyObject | undefined => {
    const der = unseal({ keyId: one.kid, bytes }, officerId, field, one);
    return der.ok ? createPrivateKey({ key: Buffer.from(der.value), format: 'der', type: 'pkcs8' }) : undefined;
  };
  return { own: opened(sealed), beside: opened(other.sealed) };
}
