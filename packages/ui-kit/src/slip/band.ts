/** What stands on a wristband, whatever roll it is printed on. */
export interface Band {
  /** Text of the QR code, in its alphanumeric set. */
  readonly code: string;
  /** For a person's eyes, below the code; nothing where only a reader is to know whose it is. */
  readonly lines: readonly string[];
}
