import { z } from 'zod';
import { plainText, sha256Text } from '../text.ts';

/** Which device a reading came from, as far as it says so itself. */
export const deviceEvidenceSchema = z.strictObject({
  deviceId: z.string().min(1).max(64),
  profile: z.string().min(1).max(64),
  serialNumber: plainText(64).optional(),
});

/** An enrolled finger matched: the same person, not the right person. */
const fingerprintEvidenceSchema = z.strictObject({
  method: z.literal('fingerprint'),
  finger: z.string().min(1).max(32),
  /** Similarity on the engine's own scale, for later review; never shown to the officer. */
  score: z.number().min(0),
  /** The threshold that the score had to reach. */
  threshold: z.number().min(0),
  /** Captures until one was good enough, this one included. */
  attempts: z.int().min(1).max(99),
  /** SHA-256 of the captured image's pixels. */
  imageHash: sha256Text,
  scanner: deviceEvidenceSchema,
});
export type FingerprintEvidence = z.infer<typeof fingerprintEvidenceSchema>;

/** Why no finger of a person can be read at the gate. */
export const unreadableReasons = ['missing', 'bandaged', 'worn', 'refused', 'reader-out-of-order'] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

/** No finger could be read: a supervisor compared the person with what the record shows of them. */
const sightEvidenceSchema = z.strictObject({
  method: z.literal('sight'),
  reason: z.enum(unreadableReasons),
  /** The photograph that was compared, by the hash in its `prisoner.photographed.v1`; absent where there is none. */
  photograph: sha256Text.exactOptional(),
  /** Whether the marks that were written down at the admission were compared. */
  marks: z.boolean(),
  /** The supervisor's word for all of it: `sightDigest`. */
  approval: z.string().min(1).max(4000),
});
export type SightEvidence = z.infer<typeof sightEvidenceSchema>;

/** Why the station took the person in front of it for the subject. */
export const identityEvidenceSchema = z.discriminatedUnion('method', [fingerprintEvidenceSchema, sightEvidenceSchema]);
export type IdentityEvidence = z.infer<typeof identityEvidenceSchema>;
