import type { BilingualText } from '@custody-edge/foundation';

/** One person of a list, a cell for each column. */
export type ListRow = readonly string[];

/** A list for paper of A4: machine-made, its pages numbered, each with the code that vouches for it. */
export interface List {
  readonly title: BilingualText;
  /** Below the title: when, where and by what it was made. */
  readonly facts: readonly BilingualText[];
  readonly columns: readonly BilingualText[];
  /** How wide each column is, in parts of the page. */
  readonly widths: readonly number[];
  readonly groups: readonly { readonly title: BilingualText; readonly rows: readonly ListRow[] }[];
  /** Text of the QR code, in its alphanumeric set. */
  readonly code: string;
  /** What the code is for; stands at the foot of each page. */
  readonly note: BilingualText;
  /** Words with `{page}` and `{pages}` in them. */
  readonly pageOf: BilingualText;
}
