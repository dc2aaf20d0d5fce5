/** Faces that paper is set in: Nastaliq for what is read as Urdu, Naskh for small labels, Noto Sans for the rest. */
export type Face = 'nastaliq' | 'naskh' | 'sans';

export interface Style {
  readonly face: Face;
  /** In the units of the layout: dots of a slip (8 to the millimetre) or of a list, points of a report. */
  readonly size: number;
  /** Thin strokes, for paper on which they do not burn away; bold without it. */
  readonly isLight?: true;
}

/** How wide a text is in a style, in the units of its size. */
export type Measure = (text: string, style: Style) => number;

export type Align = 'left' | 'center' | 'right';

export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly style: Style;
  readonly align: Align;
  readonly x: number;
  readonly baseline: number;
  /** On a black box. */
  readonly isWhite?: true;
}

/** A filled rectangle. */
export interface BoxMark {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is drawn in black, with its place from the left and from the top. */
export type Mark = TextMark | BoxMark;

export interface Layout<Drawn = Mark> {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Drawn[];
}

/** Height of a line and how far its baseline lies below its top, in parts of the size: Nastaliq climbs and hangs. */
export const lineOf: Readonly<Record<Face, { readonly height: number; readonly baseline: number }>> = {
  nastaliq: { height: 2.2, baseline: 1.45 },
  naskh: { height: 1.6, baseline: 1.1 },
  sans: { height: 1.4, baseline: 1.05 },
};
