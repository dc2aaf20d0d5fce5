import type { BilingualText } from '@custody-edge/foundation';
import { moduleBoxes, modulesOf } from '../paper/code.ts';
import { type Layout, lineOf, type Mark, type Measure, type Style } from '../paper/mark.ts';
import { broken, isolated, isUrdu } from '../paper/words.ts';
import type { Band } from './band.ts';
import type { Slip, SlipLine } from './slip.ts';

const title = { ur: { face: 'nastaliq', size: 40 }, en: { face: 'sans', size: 28 } } as const;
const label = { ur: { face: 'naskh', size: 22 }, en: { face: 'sans', size: 20 } } as const;
const value = { ur: { face: 'nastaliq', size: 34 }, en: { face: 'sans', size: 28 } } as const;
const small = { ur: { face: 'nastaliq', size: 24 }, en: { face: 'sans', size: 20 } } as const;

const bandCode = { face: 'sans', size: 18 } as const;
/** Larger than anything else on a slip. */
const banner = { ur: { face: 'nastaliq', size: 64 }, en: { face: 'sans', size: 46 } } as const;
/** A void slip says so again after so many lines, so that no piece cut out of it is without. */
const linesBetweenBanners = 3;

const gap = 10;
const thickness = 3;
/** Some letters of Nastaliq reach beyond their own width. */
const marginDots = 14;
const signatureDots = 110;
/** Three quarters of a millimetre: no reader asks for larger ones. */
const largestModuleDots = 6;

/** Places everything that a slip says on paper so many dots wide. Pure: how wide a text is, it is told. */
export function layOut(slip: Slip, width: number, measure: Measure): Layout {
  const sheet = new Sheet(width, measure);
  const { voidMark, code } = slip;
  if (voidMark) sheet.banner(voidMark);
  sheet.centred(slip.title.ur, title.ur);
  sheet.centred(slip.title.en, title.en);
  for (const mark of slip.marks)
    sheet.framed(() => {
      sheet.centred(mark.ur, small.ur);
      sheet.centred(mark.en, small.en);
    });
  sheet.gap();
  for (const [index, line] of slip.lines.entries()) {
    if (voidMark && index > 0 && index % linesBetweenBanners === 0) sheet.banner(voidMark);
    sheet.field(line);
  }
  for (const signature of slip.signatures) sheet.signature(signature);
  if (code !== undefined) sheet.code(code);
  if (voidMark) sheet.banner(voidMark);
  sheet.centred(slip.note.ur, small.ur);
  sheet.centred(slip.note.en, small.en);
  return sheet.layout();
}

/** Places a wristband, so many dots across it: the code, the same in letters for whoever types it, and what may be read by everybody. */
export function layOutBand({ code, lines }: Band, width: number, measure: Measure): Layout {
  const sheet = new Sheet(width, measure);
  sheet.code(code);
  sheet.centred(grouped(code), bandCode);
  for (const line of lines) sheet.centred(line, isUrdu(line) ? value.ur : value.en);
  return sheet.layout();
}

/** In fours, so that nobody loses their place. */
const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

/**
 * A QR code as boxes, as large as any reader needs and no wider than `room`.
 * @param left where it begins, by how wide it is
 */
export function codeMarks(
  text: string,
  room: number,
  top: number,
  left: (side: number) => number,
): { readonly side: number; readonly marks: Mark[] } {
  const modules = modulesOf(text);
  const module = Math.min(largestModuleDots, Math.max(1, Math.floor(room / modules.length)));
  const side = module * modules.length;
  return { side, marks: moduleBoxes(modules, module, left(side), Math.round(top)) };
}

class Sheet {
  private readonly width: number;
  private readonly measure: Measure;
  private readonly marks: Mark[] = [];
  private y = gap;

  constructor(width: number, measure: Measure) {
    this.width = width;
    this.measure = measure;
  }

  layout(): Layout {
    return { width: this.width, height: Math.ceil(this.y + gap), marks: this.marks };
  }

  centred(text: string, style: Style): void {
    for (const line of this.wrapped(text, style)) this.line(line, style, 'center');
  }

  gap(): void {
    this.y += gap;
  }

  framed(content: () => void): void {
    const top = this.y + gap;
    this.y = top + gap;
    content();
    const height = this.y + gap - top;
    for (const y of [top, top + height - thickness]) this.box(marginDots, y, this.inner, thickness);
    for (const x of [marginDots, this.width - marginDots - thickness]) this.box(x, top, thickness, height);
    this.y = top + height;
  }

  /** In white on a black bar as wide as the paper. */
  banner({ ur, en }: BilingualText): void {
    const from = this.marks.length;
    const top = this.y + gap;
    this.y = top;
    this.centred(ur, banner.ur);
    this.centred(en, banner.en);
    this.y += gap;
    const words = this.marks
      .splice(from)
      .map((mark) => (mark.kind === 'text' ? { ...mark, isWhite: true as const } : mark));
    this.box(0, top, this.width, this.y - top);
    this.marks.push(...words);
    this.y += gap;
  }

  /** The label in both languages above what was filled in, each from its own side. */
  field(line: SlipLine): void {
    this.bilingual(line.label, label);
    if (typeof line.value !== 'string') this.bilingual(line.value, value);
    else if (isUrdu(line.value)) this.aligned(line.value, value.ur, 'right');
    else this.aligned(line.value, value.en, 'left');
    this.gap();
  }

  signature(who: BilingualText): void {
    this.y += signatureDots;
    this.box(marginDots, this.y, this.inner, thickness);
    this.y += thickness;
    this.bilingual(who, label);
  }

  code(text: string): void {
    const { side, marks } = codeMarks(text, this.width, this.y, (width) => Math.floor((this.width - width) / 2));
    this.marks.push(...marks);
    this.y += side;
  }

  private get inner(): number {
    return this.width - 2 * marginDots;
  }

  /** On one line where both fit, otherwise one below the other. */
  private bilingual({ ur, en }: BilingualText, styles: { readonly ur: Style; readonly en: Style }): void {
    const together = this.measure(isolated(ur), styles.ur) + this.measure(en, styles.en) + 2 * gap;
    if (together > this.inner) {
      this.aligned(ur, styles.ur, 'right');
      this.aligned(en, styles.en, 'left');
      return;
    }
    const { height, baseline } = lineOf[styles.ur.face];
    const at = this.y + baseline * styles.ur.size;
    this.text(isolated(ur), styles.ur, 'right', at);
    this.text(en, styles.en, 'left', at);
    this.y += height * styles.ur.size;
  }

  private aligned(text: string, style: Style, align: 'left' | 'right'): void {
    for (const line of this.wrapped(text, style)) this.line(line, style, align);
  }

  private line(text: string, style: Style, align: 'left' | 'center' | 'right'): void {
    const { height, baseline } = lineOf[style.face];
    this.text(text, style, align, this.y + baseline * style.size);
    this.y += height * style.size;
  }

  private text(text: string, style: Style, align: 'left' | 'center' | 'right', baseline: number): void {
    const x = { left: marginDots, center: this.width / 2, right: this.width - marginDots }[align];
    this.marks.push({ kind: 'text', text, style, align, x, baseline: Math.round(baseline) });
  }

  private box(x: number, y: number, width: number, height: number): void {
    this.marks.push({ kind: 'box', x: Math.round(x), y: Math.round(y), width, height: Math.round(height) });
  }

  /** Words on as many lines as they need; a word wider than the paper is broken where it has to be. */
  private wrapped(text: string, style: Style): string[] {
    const shown = (words: string): string => (style.face === 'sans' ? words : isolated(words));
    const fits = (words: string): boolean => this.measure(shown(words), style) <= this.inner;
    const words = text.split(/\s+/);
    const whole = words.join(' ');
    if (fits(whole)) return [shown(whole)];
    const lines: string[] = [];
    for (const word of words.flatMap((each) => broken(each, fits))) {
      const last = lines.at(-1);
      if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines.map(shown);
  }
}
