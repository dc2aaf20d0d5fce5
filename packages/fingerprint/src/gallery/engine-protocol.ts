import type { Result } from '@custody-edge/foundation';
import type { ExtractionRefusal } from '../extract/extract.ts';
import type { QualityReason } from '../extract/quality-reasons.ts';
import type { GreyImage } from '../image/grey-image.ts';

/** A template taken from one image, packed for storage, with what the operator is told about it. */
export interface Extraction {
  readonly template: Uint8Array;
  /** 0 … 100. */
  readonly quality: number;
  readonly minutiaCount: number;
  /** Why the print is poor, the first to act on first; none for a good one. */
  readonly reasons: readonly QualityReason[];
}

/** What the engine's worker answers. */
export type EngineCalls = {
  extract: { argument: GreyImage; result: Result<Extraction, ExtractionRefusal> };
  /** Score of two records of `encodeTemplate`. */
  compare: { argument: readonly [Uint8Array, Uint8Array]; result: number };
};
