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

/** Number of steps in which a ridge orientation is kept over half a turn. */
export const flowSteps = 120;

/** Side of a cell of the ridge flow grid, pixels at 500 dpi. */
export const flowCellPx = 16;

/** Ridge orientation and period on a coarse grid; cell (row, column) is centred on ((column + ½) · 16, (row + ½) · 16) pixels. */
export interface RidgeFlow {
  readonly columns: number;
  readonly rows: number;
  /** 0: no ridges seen; otherwise 1 + k for the orientation k · π / 120, turning as `Minutia.angle` does. */
  readonly direction: Uint8Array;
  /** Distance from ridge to ridge in 1/16 px; 0 where no ridges were seen. */
  readonly period: Uint8Array;
}

/** What is kept of a print: an image cannot be rebuilt from it by this product. */
export interface Template {
  /** Image size in pixels at 500 dpi. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly minutiae: readonly Minutia[];
  /** Absent in records of other makers, which keep minutiae alone. */
  readonly flow?: RidgeFlow;
  /** 0 useless … 100 excellent: how well the print will be found again, see `templateQuality`. */
  readonly quality: number;
}
