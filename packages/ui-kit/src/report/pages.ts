import type { ReportMark } from './mark.ts';
import { moved } from './mark.ts';

/** Something that is never parted: a line, a row of a table, a plot. */
export interface Piece {
  readonly height: number;
  /** Blank above it, where it does not begin a page. */
  readonly gap: number;
  /** As if it stood at the top and the left of the room. */
  readonly marks: readonly ReportMark[];
  /** Stands on one page with the next one: a heading with what it is of. */
  readonly holdsNext?: boolean;
  /** Said again above it where it begins a page: the head of its table. */
  readonly again?: Piece;
}

/**
 * Shares pieces out to pages. Pure.
 * @param roomOf height of the room of a page, by its number from 0
 * @returns the marks of each page, placed from the top of its room
 */
export function paged(pieces: readonly Piece[], roomOf: (page: number) => number): ReportMark[][] {
  const pages: ReportMark[][] = [[]];
  let y = 0;
  const put = (piece: Piece): void => {
    if (y > 0) y += piece.gap;
    const down = y;
    pages.at(-1)?.push(...piece.marks.map((mark) => moved(mark, 0, down)));
    y += piece.height;
  };
  const turnFor = (piece: Piece): void => {
    pages.push([]);
    y = 0;
    if (piece.again) put(piece.again);
  };
  const fits = (height: number): boolean => y + height <= roomOf(pages.length - 1);
  for (let at = 0; at < pieces.length; ) {
    const group = groupFrom(pieces, at);
    const [first] = group;
    if (first && y > 0 && !fits(heightOf(group))) turnFor(first);
    for (const [index, piece] of group.entries()) {
      // Only of a group that is higher than a page.
      if (index > 0 && !fits(piece.gap + piece.height)) turnFor(piece);
      put(piece);
    }
    at += group.length;
  }
  return pages;
}

/** The pieces from here on that stand on one page. */
function groupFrom(pieces: readonly Piece[], from: number): readonly Piece[] {
  let to = from;
  while (pieces[to]?.holdsNext && to + 1 < pieces.length) to += 1;
  return pieces.slice(from, to + 1);
}

const heightOf = (group: readonly Piece[]): number => group.reduce((sum, { gap, height }) => sum + gap + height, 0);
