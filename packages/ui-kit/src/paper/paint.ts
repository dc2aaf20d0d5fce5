import type { PDFDocument } from '@napi-rs/canvas';
import { type Families, fontOf } from './fonts.ts';
import type { BoxMark, TextMark } from './mark.ts';

/** What is drawn on: a picture or a page of a PDF. */
export type Surface = ReturnType<PDFDocument['beginPage']>;

/** Draws a text or a box on a surface that fills in black: black unless it says otherwise. */
export function paint(surface: Surface, mark: TextMark | BoxMark, families: Families): void {
  if (mark.kind === 'box') surface.fillRect(mark.x, mark.y, mark.width, mark.height);
  else {
    surface.font = fontOf(mark.style, families);
    surface.textAlign = mark.align;
    surface.direction = mark.style.face === 'sans' ? 'ltr' : 'rtl';
    if (mark.isWhite) surface.fillStyle = 'white';
    surface.fillText(mark.text, mark.x, mark.baseline);
    if (mark.isWhite) surface.fillStyle = 'black';
  }
}
