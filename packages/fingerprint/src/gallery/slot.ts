import type { PreparedTemplate } from '../match/prepared-template.ts';
import type { Template } from '../template/template.ts';

/*
 * A slot holds what the first stage of a search looks at in one impression, little-endian: minutia count u16 | first-stage score u16,
 * scratch of the search that runs | byte offset of its record u32 | bytes of the record u32 | minutiae. Minutia: its sketch (neighbours
 * 4 × u32, ridges 4 × u32, inside u32, flowing u32) | direction u8 in 1/256 turn | x i8 | y i8 in 2 px from the middle.
 */
export const slotHeaderBytes = 12;
export const slotScoreAt = 2;
export const slotRecordAt = 4;
export const slotRecordBytesAt = 8;
export const sketchBytes = 40;
export const minutiaBytes = 43;
/** The clearest minutiae of an impression; more cost memory and find hardly more, fewer lose genuine pairs. */
export const slotMinutiae = 24;
export const slotBytes = slotHeaderBytes + slotMinutiae * minutiaBytes;

const placeStepPx = 2;
const stepsPerTurn = 256;

/** The clearest minutiae of a template as rows of `minutiaBytes`, at most `limit`. */
export function clearestMinutiae(template: Template, prepared: PreparedTemplate, limit: number): Uint8Array {
  const clearest = template.minutiae
    .map(({ quality }, index) => ({ quality, index }))
    .sort((a, b) => b.quality - a.quality)
    .slice(0, limit);
  const rows = new Uint8Array(clearest.length * minutiaBytes);
  const view = new DataView(rows.buffer);
  const { neighbours, ridges, inside, flowing, bounds } = prepared;
  for (const [row, { index }] of clearest.entries()) {
    const at = row * minutiaBytes;
    for (let word = 0; word < 4; word += 1) {
      view.setUint32(at + 4 * word, neighbours[4 * index + word] ?? 0, true);
      view.setUint32(at + 16 + 4 * word, ridges[4 * index + word] ?? 0, true);
    }
    view.setUint32(at + 32, inside[index] ?? 0, true);
    view.setUint32(at + 36, flowing[index] ?? 0, true);
    view.setUint8(at + sketchBytes, Math.round(((prepared.angle[index] ?? 0) * stepsPerTurn) / (2 * Math.PI)));
    view.setInt8(at + sketchBytes + 1, placeOf(prepared.x[index] ?? 0, (bounds.left + bounds.right) / 2));
    view.setInt8(at + sketchBytes + 2, placeOf(prepared.y[index] ?? 0, (bounds.bottom + bounds.top) / 2));
  }
  return rows;
}

/** Whoever lies beyond ±254 px is kept at the edge: few sensors are as large, and one pair in the wrong place decides nothing. */
function placeOf(coordinate: number, middle: number): number {
  return Math.max(-127, Math.min(127, Math.round((coordinate - middle) / placeStepPx)));
}
