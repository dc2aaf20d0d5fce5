/** Letters that are answered by a value, a tabulator and the wavelength. */
export const letterOf = { transmittance: 'T', absorbance: 'A', concentration: 'C', energy: 'V' } as const;
export type Letter = (typeof letterOf)[keyof typeof letterOf];

/** Longer than any line of it, with the head of a printout. */
export const longestLineBytes = 100;

/** What one line of the device says. */
export type Line =
  /** Of a letter. It does not say of which. */
  | { readonly kind: 'answer'; readonly digits: string; readonly wavelength: string }
  /** Somebody pressed its PRINT key. */
  | { readonly kind: 'printed'; readonly digits: string; readonly unit: string; readonly wavelength: string }
  /** Of the head of a printout. */
  | { readonly kind: 'head' }
  /** It fits no rule. */
  | { readonly kind: 'unreadable' };

const answer = /^ *([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?) *\t *(\d{3,4}) *$/;
const printed = /^ *\d{1,5} +([\x21-\x7e]+) +(%T|ABS|[A-Za-z%/.]{1,8}) +(\d{3,4}) nm(?: +\(xF = [\d.]+\))? *$/;
const head = /^ *(?:=+|\S+ SPECTROPHOTOMETER|OPERATOR \.*|TIME *:.*) *$/;

/** @param text a line without its end */
export function parseLine(text: string): Line {
  const [, digits, wavelength] = answer.exec(text) ?? [];
  if (digits !== undefined && wavelength !== undefined) return { kind: 'answer', digits, wavelength };
  const [, value, unit, at] = printed.exec(text) ?? [];
  if (value !== undefined && unit !== undefined && at !== undefined)
    return { kind: 'printed', digits: value, unit, wavelength: at };
  return { kind: head.test(text) ? 'head' : 'unreadable' };
}

export const formatAnswer = (digits: string, wavelengthNm: number): string => `${digits}\t${wavelengthNm}`;

/** Head and line of a printout, as the application note for the 63xx shows them. */
export const printedHead = [
  '='.repeat(38),
  '63xx SPECTROPHOTOMETER',
  `OPERATOR ${'.'.repeat(29)}`,
  'TIME : : DATE / /',
  '='.repeat(38),
] as const;
export const formatPrinted = (sample: number, digits: string, unit: string, wavelengthNm: number): string =>
  `${sample} ${digits} ${unit} ${wavelengthNm} nm`;
