import type { BenchDeskView, FindingView } from '../../src/bench/view.ts';

export type ExhibitDeskView = Extract<BenchDeskView, { step: 'exhibit' }>;

/** What is open over an exhibit's page. */
export type OpenOnExhibit =
  | {
      readonly kind:
        | 'page'
        | 'weighing'
        | 'hand-over'
        | 'open'
        | 'reseal'
        | 'return'
        | 'test'
        | 'write-weight'
        | 'bind-file'
        | 'method'
        | 'settle-fork';
    }
  | { readonly kind: 'amend'; readonly finding: FindingView };
