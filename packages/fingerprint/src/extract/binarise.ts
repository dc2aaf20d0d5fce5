import type { Plane } from '../image/plane.ts';
import { findRegions } from '../image/regions.ts';
import { extraction } from '../parameters.ts';

/**
 * Ridge pixels (1) of an enhanced image (ridges negative); islands of ridge and holes of valley too small to be either are
 * turned over. The outermost pixel frame stays 0.
 */
export function binarise({ width, values }: Plane, mask: Uint8Array): Uint8Array {
  const ridges = new Uint8Array(mask.length);
  for (let at = 0; at < mask.length; at += 1) if ((values[at] ?? 0) < 0) ridges[at] = mask[at] ?? 0;
  dropIslands(ridges, width);
  fillHoles(ridges, mask, width);
  return ridges;
}

// Ridges connect over corners, so valleys must not, or both could pass through one crossing.

function dropIslands(ridges: Uint8Array, width: number): void {
  const { starts, ends, regions, sizes } = findRegions(ridges, width, true);
  for (let run = 0; run < regions.length; run += 1) {
    if ((sizes[regions[run] ?? 0] ?? 0) < extraction.minRidgePixels) ridges.fill(0, starts[run], ends[run]);
  }
}

/** A valley that reaches the background goes on there, however little of it is seen. */
function fillHoles(ridges: Uint8Array, mask: Uint8Array, width: number): void {
  const valleys = new Uint8Array(mask.length);
  for (let at = 0; at < mask.length; at += 1) valleys[at] = (mask[at] ?? 0) - (ridges[at] ?? 0);
  const { starts, ends, regions, sizes } = findRegions(valleys, width, false);
  const isKept = new Uint8Array(sizes.length);
  for (let run = 0; run < regions.length; run += 1) {
    const region = regions[run] ?? 0;
    if (isKept[region]) continue;
    const isLarge = (sizes[region] ?? 0) >= extraction.minHolePixels;
    if (isLarge || touchesBackground(mask, width, starts[run] ?? 0, ends[run] ?? 0)) isKept[region] = 1;
  }
  for (let run = 0; run < regions.length; run += 1) {
    if (!isKept[regions[run] ?? 0]) ridges.fill(1, starts[run], ends[run]);
  }
}

function touchesBackground(mask: Uint8Array, width: number, start: number, end: number): boolean {
  if (!mask[start - 1] || !mask[end]) return true;
  for (let at = start; at < end; at += 1) if (!mask[at - width] || !mask[at + width]) return true;
  return false;
}
