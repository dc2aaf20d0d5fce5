import { readFileSync } from 'node:fs';
import { GlobalFonts } from '@napi-rs/canvas';
import { type Families, fontFile, measureIn } from '../paper/fonts.ts';
import type { Face } from '../paper/mark.ts';
import { coveredBy } from './font-coverage.ts';
import type { Ruler } from './text.ts';
import { unpackedFont } from './woff.ts';

/** What a report is set in, light and bold; the first that has a letter draws it. */
const filesOf: Readonly<Record<Face, readonly (readonly [family: string, file: string])[]>> = {
  sans: [
    ['Sans', 'noto-sans/files/noto-sans-latin'],
    ['Sans Extended', 'noto-sans/files/noto-sans-latin-ext'],
    ['Greek', 'noto-sans/files/noto-sans-greek'],
  ],
  naskh: [['Naskh', 'noto-naskh-arabic/files/noto-naskh-arabic-arabic']],
  nastaliq: [['Nastaliq', 'noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic']],
};
const weights = [400, 700] as const;

/** Our own names, so that a font of the same name that the machine has is never taken instead. */
const nameOf = (family: string, weight: (typeof weights)[number]): string => `Custody Report ${family} ${weight}`;

const woffOf = (file: string, weight: (typeof weights)[number]): Buffer =>
  readFileSync(fontFile(`${file}-${weight}-normal.woff`));

/** Makes the fonts known and tells what they have. */
export function reportFonts(): { readonly families: Families; readonly ruler: Ruler } {
  const covered = new Set<number>();
  for (const [family, file] of Object.values(filesOf).flat()) {
    // Of a packed font the writer of PDFs may lose the last shape, which is the minus sign.
    for (const weight of weights) GlobalFonts.register(unpackedFont(woffOf(file, weight)), nameOf(family, weight));
    for (const codePoint of coveredBy(woffOf(file, 400))) covered.add(codePoint);
  }
  const families: Families = ({ face, isLight }) => {
    const order = [face, ...(['sans', 'naskh', 'nastaliq'] as const).filter((other) => other !== face)];
    return order.flatMap((each) => filesOf[each].map(([family]) => nameOf(family, isLight ? 400 : 700)));
  };
  return { families, ruler: { measure: measureIn(families), covers: (codePoint) => covered.has(codePoint) } };
}
