import { encodeQR } from 'qr';
import type { BoxMark } from './mark.ts';

/** Blank around a QR code that ISO/IEC 18004 asks for. */
const quietModules = 4;
/**
 * Level M (15 %). Paper fades and creases, but a worn head costs whole columns, and a cheap reader needs large modules first: the next level
 * up would make each a fifth smaller on narrow paper.
 */
const errorCorrection = 'medium';

/** The modules of a QR code, row by row, with the blank around it. @param text of the alphanumeric set */
export const modulesOf = (text: string): boolean[][] =>
  encodeQR(text, 'raw', { ecc: errorCorrection, encoding: 'alphanumeric', border: quietModules });

/** Its dark modules, each so large, as boxes: what touches within a row is one box. */
export const moduleBoxes = (
  modules: readonly (readonly boolean[])[],
  module: number,
  x: number,
  y: number,
): BoxMark[] =>
  modules.flatMap((dark, row) =>
    dark.flatMap((isDark, column): BoxMark[] => {
      if (!isDark || dark[column - 1]) return [];
      // The blank around the code ends every row.
      const width = (dark.indexOf(false, column) - column) * module;
      return [{ kind: 'box', x: x + column * module, y: y + row * module, width, height: module }];
    }),
  );
