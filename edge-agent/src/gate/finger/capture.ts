import type { FingerprintEvidence } from '@custody-edge/event-contract';
import type { FingerName, QualityReason } from '@custody-edge/fingerprint';

/** Whose enrolled finger resembles the capture, and how much. */
export interface MatchedFinger {
  readonly subject: string;
  readonly finger: FingerName;
  /** Similarity on the engine's scale. */
  readonly score: number;
}

/** A finger that was read, compared with everybody on record, and with the admission in work. */
export interface Capture {
  /** Encoded as the fingerprint package does. */
  readonly template: Uint8Array;
  /** Best first. */
  readonly candidates: readonly MatchedFinger[];
  /** Best similarity to each finger taken so far in the admission in work, in the order they were taken. */
  readonly admissionScores: readonly number[];
  /** Why the print is poor, the first to act on first; none for a good one. */
  readonly reasons: readonly QualityReason[];
  readonly imageHash: string;
  readonly scanner: FingerprintEvidence['scanner'];
}

/** The candidate that reaches the threshold, among all or among one person's fingers. */
export function bestMatch(capture: Capture, threshold: number, subject?: string): MatchedFinger | undefined {
  return capture.candidates.find(
    (candidate) => candidate.score >= threshold && (subject === undefined || candidate.subject === subject),
  );
}

export function evidenceOf(
  capture: Capture,
  match: MatchedFinger,
  threshold: number,
  attempts: number,
): FingerprintEvidence {
  return {
    method: 'fingerprint',
    finger: match.finger,
    score: match.score,
    threshold,
    attempts,
    imageHash: capture.imageHash,
    scanner: capture.scanner,
  };
}
