/** A greyscale fingerprint image as a scanner or a file gives it. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  /** Pixels per inch, equal in both directions. */
  readonly dpi: number;
  /** Row-major, top row first; 0 = black (ridge) … 255 = white (valley); length = width × height. */
  readonly pixels: Uint8Array;
}
