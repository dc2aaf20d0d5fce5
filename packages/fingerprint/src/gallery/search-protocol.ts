import type { SharedGallery } from './gallery.ts';

/** Slots that lie one after the other. */
export interface SlotRun {
  readonly first: number;
  readonly count: number;
}

/** What a thread of a search starts with. */
export interface SearchThread {
  readonly gallery: SharedGallery;
  /** Which of the probes' blocks is its own. */
  readonly thread: number;
}

/** What a thread of a search answers; every probe is a record of `encodeTemplate`. */
export type SearchCalls = {
  /** First stage: scores every slot of some runs, each in its own header. */
  rate: { argument: { readonly probe: Uint8Array; readonly runs: readonly SlotRun[] }; result: undefined };
  /** Second stage: scores of `compareTemplates` for some slots, in their order. */
  compare: { argument: { readonly probe: Uint8Array; readonly slots: Uint32Array }; result: Float64Array };
};
