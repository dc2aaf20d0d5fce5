import type { BoxMark, TextMark } from '../paper/mark.ts';

/** A line from point to point. */
export interface StrokeMark {
  readonly kind: 'stroke';
  /** Places from the left and from the top, one after the other. */
  readonly points: readonly number[];
  readonly width: number;
  /** Lengths drawn and left out in turn; none for a whole line. */
  readonly dash?: readonly number[];
}

/** Rectangles that are filled as one area, so that no seam shows between those that touch. */
interface AreaMark {
  readonly kind: 'area';
  readonly boxes: readonly BoxMark[];
}

/** A closed shape around a place, black or white inside. */
interface ShapeMark {
  readonly kind: 'shape';
  readonly points: readonly number[];
  readonly isFilled: boolean;
}

/** What is drawn on a page of a report; everything in points (1/72 inch). */
export type ReportMark = TextMark | BoxMark | StrokeMark | AreaMark | ShapeMark;

/** The same mark, so far to the right and down. */
export function moved<Moved extends ReportMark>(mark: Moved, right: number, down: number): ReportMark {
  switch (mark.kind) {
    case 'text':
      return { ...mark, x: mark.x + right, baseline: mark.baseline + down };
    case 'box':
      return { ...mark, x: mark.x + right, y: mark.y + down };
    case 'area':
      return { ...mark, boxes: mark.boxes.map((box) => ({ ...box, x: box.x + right, y: box.y + down })) };
    case 'stroke':
    case 'shape':
      return { ...mark, points: mark.points.map((at, index) => at + (index % 2 === 0 ? right : down)) };
  }
}
