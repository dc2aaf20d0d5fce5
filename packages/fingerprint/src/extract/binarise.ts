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

function turnSmallRegions(ridges: Uint8Array, mask: Uint8Array, width: number, value: 0 | 1, least: number): void {
  const seen = new Uint8Array(ridges.length);
  const members: number[] = [];
  // Ridges connect over corners, so valleys must not, or both could pass through one crossing.
  const neighbours =
    value === 1 ? [-1, 1, -width, width, -width - 1, -width + 1, width - 1, width + 1] : [-1, 1, -width, width];
  for (let start = 0; start < ridges.length; start += 1) {
    if (!mask[start] || seen[start] || ridges[start] !== value) continue;
    members.length = 0;
    members.push(start);
    seen[start] = 1;
    let touchesBackground = false;
    for (let next = 0; next < members.length; next += 1) {
      const at = members[next] ?? 0;
      for (const offset of neighbours) {
        const neighbour = at + offset;
        if (!mask[neighbour]) touchesBackground = true;
        else if (!seen[neighbour] && ridges[neighbour] === value) {
          seen[neighbour] = 1;
          members.push(neighbour);
        }
      }
    }
    if (members.length < least && (value === 1 || !touchesBackground)) for (const at of members) ridges[at] = 1 - value;
  }
}
