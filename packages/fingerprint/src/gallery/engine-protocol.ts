import type { Result } from '@custody-edge/foundation';
import type { ExtractionRefusal } from '../extract/extract.ts';
import type { GreyImage } from '../image/grey-image.ts';

/** A template taken from one image, packed for storage, with what the operator is told about it. */
export interface Extraction {
  readonly template: Uint8Array;
  /** 0 … 100. */
  readonly quality: number;
  readonly minutiaCount: number;
}

/** What the engine's worker answers. */
export type EngineCalls = {
  extract: { argument: GreyImage; result: Result<Extraction, ExtractionRefusal> };
  /** Score of two records of `encodeTemplate`. */
  compare: { argument: readonly [Uint8Array, Uint8Array]; result: number };
};
