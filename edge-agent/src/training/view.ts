import type { PracticeEnd } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';

/** How practice stands at a station. */
export type PracticeStateView =
  /** Invented people are made ready. */
  | { readonly state: 'starting'; readonly done: number; readonly of: number }
  | { readonly state: 'running' }
  /** This is the gate of practice itself. */
  | { readonly state: 'inside' }
  /** Nobody has signed in since. */
  | { readonly state: 'ended'; readonly reason: PracticeEnd };

export const exerciseIds = ['true-order', 'forged-order', 'brother', 'worn-finger', 'used-order', 'same-name'] as const;
export type ExerciseId = (typeof exerciseIds)[number];

/** What came of an exercise. */
export interface OutcomeView {
  readonly sign: 'go' | 'wait' | 'stop';
  /** What this officer did, and what a good officer would have done. */
  readonly did: BilingualText;
  readonly good: BilingualText;
}

/** One thing that the trainee can have happen at the gate. */
export interface PropView {
  readonly id: string;
  readonly text: BilingualText;
}

/** The panel beside the practice gate. */
export interface LessonView {
  /** Differs once the gate beside it has begun anew. */
  readonly run: number;
  /** The gate is being made ready. */
  readonly isPreparing: boolean;
  readonly exercises: readonly {
    readonly id: ExerciseId;
    readonly title: BilingualText;
    readonly done?: OutcomeView['sign'];
  }[];
  /** Absent in free practice. */
  readonly exercise?: {
    readonly id: ExerciseId;
    readonly title: BilingualText;
    readonly story: BilingualText;
    readonly outcome?: OutcomeView;
  };
  readonly fingers: readonly PropView[];
  readonly papers: readonly PropView[];
  /** Officers who sign in practice; one PIN serves them all, and no real one. */
  readonly officers: readonly { readonly officerId: string; readonly office: BilingualText }[];
  readonly pin: string;
  /** Papers that are asked for at a release. */
  readonly certificate: string;
  readonly receipt: string;
}
