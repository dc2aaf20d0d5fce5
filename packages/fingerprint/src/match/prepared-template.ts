import type { RidgeFlow } from '../template/template.ts';

/**
 * A template ready to be compared: structure of arrays over its minutiae, each with a sketch of its neighbourhood.
 * Coordinates are pixels at 500 dpi with y upwards, so that angles turn counter-clockwise.
 */
export interface PreparedTemplate extends MinutiaArrays {
  /** count × 4 words: a bit per cell, for neighbours in each of four directions relative to the minutia's own. */
  readonly neighbours: Uint32Array;
  /** count × 4 words: a bit per cell, the ridge orientation there relative to the minutia, as a four-bit Johnson code. */
  readonly ridges: Uint32Array;
  /** One word a minutia: cells that lie in the print. */
  readonly inside: Uint32Array;
  /** One word a minutia: cells whose ridge orientation is known. */
  readonly flowing: Uint32Array;
  readonly flow: RidgeFlow | undefined;
  /** Smallest upright rectangle around the minutiae. */
  readonly bounds: { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number };
}

export interface MinutiaArrays {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly angle: Float32Array;
}
