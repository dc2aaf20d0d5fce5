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
  for (const [run, region] of regions.entries()) {
    if ((sizes[region] ?? 0) < extraction.minRidgePixels) ridges.fill(0, starts[run], ends[run]);
  }
}

/** A valley that reaches the background goes on there, however little of it is seen. */
function fillHoles(ridges: Uint8Array, mask: Uint8Array, width: number): void {
  const valleys = new Uint8Array(mask.length);
  for (let at = 0; at < mask.length; at += 1) valleys[at] = (mask[at] ?? 0) - (ridges[at] ?? 0);
  const { starts, ends, regions, sizes } = findRegions(valleys, width, false);
  const isSmall = (region: number): boolean => (sizes[region] ?? 0) < extraction.minHolePixels;
  const isOpen = new Uint8Array(sizes.length);
  for (const [run, region] of regions.entries()) {
    if (isSmall(region) && touchesBackground(mask, width, starts[run] ?? 0, ends[run] ?? 0)) isOpen[region] = 1;
  }
  for (const [run, region] of regions.entries()) {
    if (isSmall(region) && !isOpen[region]) ridges.fill(1, starts[run], ends[run]);
  }
}

function touchesBackground(mask: Uint8Array, width: number, start: number, end: number): boolean {
  if (!mask[start - 1] || !mask[end]) return true;
  for (let at = start; at < end; at += 1) if (!mask[at - width] || !mask[at + width]) return true;
  return false;
}
