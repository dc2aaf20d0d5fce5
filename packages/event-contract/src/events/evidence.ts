import { z } from 'zod';
import { plainText, sha256Text } from '../text.ts';

/** Which device a reading came from, as far as it says so itself. */
export const deviceEvidenceSchema = z.strictObject({
  deviceId: z.string().min(1).max(64),
  profile: z.string().min(1).max(64),
  serialNumber: plainText(64).optional(),
});

/** Why the station took the person in front of it for the subject: the same person, not the right person. */
export const identityEvidenceSchema = z.strictObject({
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
export type IdentityEvidence = z.infer<typeof identityEvidenceSchema>;
