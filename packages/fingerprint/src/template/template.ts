/** One place where a ridge ends or forks. */
export interface Minutia {
  /** Pixels at 500 dpi from the left and the top edge of the image. */
  readonly x: number;
  readonly y: number;
  /**
   * Direction in radians, 0 ≤ angle < 2π, counter-clockwise from the +x axis as seen on the screen (unit vector in image axes:
   * cos, −sin), as in ISO/IEC 19794-2: from an ending along its ridge; from a bifurcation into the valley between its two arms.
   */
  readonly angle: number;
  readonly kind: 'ending' | 'bifurcation';
  /** 0 doubtful … 1 clear. */
  readonly quality: number;
}

/** What is kept of a print: an image cannot be rebuilt from it by this product. */
export interface Template {
  /** Image size in pixels at 500 dpi. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly minutiae: readonly Minutia[];
  /** 0 useless … 100 excellent: clarity of the ridges, their area and the number of minutiae. */
  readonly quality: number;
}
