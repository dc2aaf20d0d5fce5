import type { Result } from '@custody-edge/foundation';
import type { ExtractionRefusal } from '../extract/extract.ts';
import type { FingerPosition } from '../finger.ts';
import type { GreyImage } from '../image/grey-image.ts';
import type { Candidate } from './search.ts';

/** A template taken from one image, packed for storage, with what the operator is told about it. */
export interface Extraction {
  readonly template: Uint8Array;
  /** 0 … 100. */
  readonly quality: number;
  readonly minutiaCount: number;
}

/** Calls the matching worker answers: name → argument and result. */
export interface EngineCalls {
  extract: { argument: GreyImage; result: Result<Extraction, ExtractionRefusal> };
  enrol: { argument: Enrolment; result: undefined };
  forget: { argument: { readonly subjectId: string }; result: undefined };
  search: { argument: SearchRequest; result: Candidate[] };
  compare: { argument: readonly [Uint8Array, Uint8Array]; result: number };
}

export interface Enrolment {
  readonly subjectId: string;
  readonly finger: FingerPosition;
  readonly impressions: readonly Uint8Array[];
}

export interface SearchRequest {
  readonly template: Uint8Array;
  readonly among: readonly string[] | undefined;
}

export type EngineCallName = keyof EngineCalls;

export type EngineRequest = {
  [Name in EngineCallName]: {
    readonly id: number;
    readonly call: Name;
    readonly argument: EngineCalls[Name]['argument'];
  };
}[EngineCallName];

export type EngineReply =
  | { readonly id: number; readonly ok: true; readonly result: EngineCalls[EngineCallName]['result'] }
  | {
      readonly id: number;
      readonly ok: false;
      readonly code: string;
      readonly details: Readonly<Record<string, unknown>>;
    };
