import { assertionSchema } from '@custody-edge/event-contract';
import { z } from 'zod';

const bytes = z.base64url().min(1);

/** What a security key answered, and which of the officer's keys it was. */
export const keyAnswerSchema = assertionSchema.extend({ credentialId: bytes.max(1364) });
export type KeyAnswer = z.infer<typeof keyAnswerSchema>;

/** A new security key, as the browser hands it over (WebAuthn Level 3 §5.2.1). */
export const newKeySchema = z.strictObject({
  credentialId: bytes.max(1364),
  clientDataJSON: bytes.max(2048),
  attestationObject: bytes.max(8192),
});
export type NewKey = z.infer<typeof newKeySchema>;

const descriptorSchema = z.object({ id: z.string(), type: z.literal('public-key') });

/** What the page has the browser ask a registered security key (PublicKeyCredentialRequestOptionsJSON). */
export const askKeySchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  allowCredentials: z.array(descriptorSchema),
  userVerification: z.literal('required'),
  timeout: z.int(),
});
export type AskKey = z.infer<typeof askKeySchema>;

/** What the page has the browser ask a security key that is to be registered (PublicKeyCredentialCreationOptionsJSON). */
export const askNewKeySchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ alg: z.int(), type: z.literal('public-key') })),
  excludeCredentials: z.array(descriptorSchema),
  authenticatorSelection: z.object({ residentKey: z.literal('discouraged'), userVerification: z.literal('required') }),
  attestation: z.literal('none'),
  timeout: z.int(),
});
export type AskNewKey = z.infer<typeof askNewKeySchema>;
