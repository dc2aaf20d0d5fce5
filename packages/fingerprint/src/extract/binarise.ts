import type { Plane } from '../image/plane.ts';
import { extraction } from '../parameters.ts';

/**
 * Ridge pixels (1) of an enhanced image (ridges negative); islands of ridge and holes of valley too small to be either are
 * turned over. The outermost pixel frame stays 0.
 */
export function binarise(enhanced: Plane, mask: Uint8Array): Uint8Array {
  const ridges = new Uint8Array(mask.length);
  for (let at = 0; at < mask.length; at += 1) if (mask[at] && (enhanced.values[at] ?? 0) < 0) ridges[at] = 1;
  turnSmallRegions(ridges, mask, enhanced.width, 1, extraction.minRidgePixels);
  turnSmallRegions(ridges, mask, enhanced.width, 0, extraction.minHolePixels);
  return ridges;
}

// Ridges connect over corners, so valleys must not, or both could pass through one crossing.
const ridgeNeighbours = (width: number): readonly number[] => [
  -1,
  1,
  -width,
  width,
  -width - 1,
  -width + 1,
  width - 1,
  width + 1,
];
const valleyNeighbours = (width: number): readonly number[] => [-1, 1, -width, width];

function turnSmallRegions(ridges: Uint8Array, mask: Uint8Array, width: number, value: 0 | 1, least: number): void {
  const seen = new Uint8Array(ridges.length);
  const members = new Int32Array(ridges.length);
  const neighbours = Int32Array.from(value === 1 ? ridgeNeighbours(width) : valleyNeighbours(width));
  for (let start = 0; start < ridges.length; start += 1) {
    if (!mask[start] || seen[start] || ridges[start] !== value) continue;
    members[0] = start;
    seen[start] = 1;
    let count = 1;
    let touchesBackground = false;
    for (let next = 0; next < count; next += 1) {
      const at = members[next] ?? 0;
      for (let side = 0; side < neighbours.length; side += 1) {
        const neighbour = at + (neighbours[side] ?? 0);
        if (!mask[neighbour]) touchesBackground = true;
        else if (!seen[neighbour] && ridges[neighbour] === value) {
          seen[neighbour] = 1;
          members[count++] = neighbour;
        }
      }
    }
    if (count >= least || (value === 0 && touchesBackground)) continue;
    for (let member = 0; member < count; member += 1) ridges[members[member] ?? 0] = 1 - value;
  }
}
