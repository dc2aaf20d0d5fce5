import type { WeightKind } from '../events/exhibit.ts';
import type { ReviewKind } from '../events/lab-case.ts';
import type { ExhibitGap } from './exhibit-custody.ts';
import type { CaseGap } from './lab-case.ts';

/** What a method asks of a report that follows it. */
export interface MethodRule {
  /** Weights that every unit needs, each of them. */
  readonly weighs: readonly WeightKind[];
  /** Steps without which nothing can be reported of the exhibit that it was begun for, or of its parts. */
  readonly steps: readonly string[];
  /** Whether units may be chosen by lot in place of all of them. */
  readonly mayChooseUnits: boolean;
  /** Reserves of an instrument that it lets pass, as `InstrumentEvidence` names them. */
  readonly allowedReserves: readonly string[];
}

/** What counts where no method was begun: nothing is let pass. */
export const withoutMethod: MethodRule = { weighs: ['net'], steps: [], mayChooseUnits: false, allowedReserves: [] };

/** What a report still lacks, with the exhibit and the event that each concerns. */
export type ReportGap =
  | { readonly kind: 'analyst-missing' }
  /** The analyst has not concluded. */
  | { readonly kind: 'conclusion-missing' }
  /** No notification says that the analyst was appointed for such reports. */
  | { readonly kind: 'not-appointed'; readonly event: string }
  | { readonly kind: 'exhibits-missing' }
  /** The memorandum lists more parcels than were taken in, or fewer. */
  | { readonly kind: 'parcels-differ'; readonly listed: number; readonly received: number }
  | { readonly kind: 'case'; readonly gap: CaseGap }
  | { readonly kind: 'custody'; readonly exhibit: string; readonly gap: ExhibitGap }
  /** A part was named in a division, and nothing is on record of it. */
  | { readonly kind: 'part-missing'; readonly exhibit: string; readonly part: string }
  /** Something says that it is a part of an exhibit whose divisions do not name it, or name it by another officer than who has it from then on. */
  | { readonly kind: 'part-unknown'; readonly exhibit: string; readonly event: string }
  | { readonly kind: 'weight-missing'; readonly exhibit: string; readonly what: WeightKind }
  | { readonly kind: 'test-missing'; readonly exhibit: string }
  /** Units were chosen by lot, and the method does not allow it. */
  | { readonly kind: 'choice-not-allowed'; readonly exhibit: string; readonly event: string }
  /** The laboratory has no method with the hash that was begun, or nothing that was begun is named. */
  | { readonly kind: 'method-unknown'; readonly exhibit: string; readonly event: string }
  | { readonly kind: 'step-missing'; readonly exhibit: string; readonly event: string; readonly step: string }
  /** A colour test without what its reagent showed before. */
  | { readonly kind: 'controls-missing'; readonly exhibit: string; readonly event: string }
  | { readonly kind: 'controls-failed'; readonly exhibit: string; readonly event: string }
  /** A test rests on a file that is not on record, or was withdrawn. */
  | { readonly kind: 'file-missing'; readonly exhibit: string; readonly event: string; readonly file: string }
  /** An instrument wrote a file, and no test says what it showed. */
  | { readonly kind: 'result-missing'; readonly exhibit: string; readonly event: string }
  /** The instrument was not fit without reserve, and the method does not let that pass. */
  | { readonly kind: 'instrument-reserve'; readonly exhibit: string; readonly event: string; readonly reserve: string }
  /** Nobody else reviewed the very content that is to be signed. */
  | { readonly kind: 'review-missing'; readonly review: ReviewKind }
  /** A reviewer gave it back, and nobody reviewed it since. */
  | { readonly kind: 'remarks-open'; readonly review: ReviewKind; readonly event: string };
