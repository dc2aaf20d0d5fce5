import type { BilingualText } from '@custody-edge/foundation';

/** What a slip says, whatever paper it is printed on. */
export interface Slip {
  readonly title: BilingualText;
  /** Framed below the title: for whom it is, and that it is a copy. */
  readonly marks: readonly BilingualText[];
  readonly lines: readonly SlipLine[];
  /** Who signs by hand, each on a line of their own. */
  readonly signatures: readonly BilingualText[];
  /** Text of the QR code, in its alphanumeric set; a slip that vouches for nothing has none. */
  readonly code?: string;
  /** Stands in white on black above, between and below everything else, larger than any of it: what a slip is that is none. */
  readonly voidMark?: BilingualText;
  /** What the code is for; stands below it, at the very end: a slip that broke off has no code. */
  readonly note: BilingualText;
}

export interface SlipLine {
  readonly label: BilingualText;
  /** As somebody wrote it, or in both languages. */
  readonly value: string | BilingualText;
}
