import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { Face, Measure, Style } from './mark.ts';

const { resolve } = createRequire(import.meta.url);

/** The file of a font that the pages are set in. @param file within a package of `@fontsource` */
export const fontFile = (file: string): string => resolve(`@fontsource/${file}`);

/** The families of a style: the first that has a letter draws it. */
export type Families = (style: Style) => readonly string[];

/** Our own names, so that a font of the same name that the machine has is never taken instead. */
const familyOf: Readonly<Record<Face, string>> = {
  nastaliq: 'Custody Nastaliq',
  naskh: 'Custody Naskh',
  sans: 'Custody Sans',
};

const files: Readonly<Record<Face, string>> = {
  nastaliq: 'noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-700-normal.woff2',
  naskh: 'noto-naskh-arabic/files/noto-naskh-arabic-arabic-700-normal.woff2',
  sans: 'noto-sans/files/noto-sans-latin-700-normal.woff2',
};

/** Bold throughout: thin strokes burn away on thermal paper. */
export function boldFamilies(): Families {
  for (const face of ['nastaliq', 'naskh', 'sans'] as const)
    GlobalFonts.registerFromPath(fontFile(files[face]), familyOf[face]);
  return ({ face }) => [familyOf[face], ...Object.values(familyOf)];
}

/** A style as a canvas takes it. */
export const fontOf = (style: Style, families: Families): string =>
  `${style.size}px ${families(style)
    .map((family) => `"${family}"`)
    .join(', ')}`;

/** How wide texts are in these families. */
export function measureIn(families: Families): Measure {
  const ruler = createCanvas(1, 1).getContext('2d');
  return (text, style) => {
    ruler.font = fontOf(style, families);
    return ruler.measureText(text).width;
  };
}
