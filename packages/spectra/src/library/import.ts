import { createHash } from 'node:crypto';
import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import { curveOf } from '../curve.ts';
import { damaged, spectraError } from '../errors.ts';
import { type Block, blocksOf, firstOf } from '../jcamp/blocks.ts';
import { isJcamp, spectraOf } from '../jcamp/jcamp.ts';
import { within } from '../limits.ts';
import { anyLinesOf, headOf, plain, requireText } from '../text.ts';
import type { Imported, Quarantined } from './entry.ts';
import { isCas } from './substance.ts';

/** Lines of a file from one title to the next, or to the end that belongs to it. */
interface Piece {
  /** Number of its first line, from 1. */
  readonly line: number;
  readonly lines: string[];
  ended: boolean;
}

/** Of which file something is. */
interface Origin {
  readonly fileName: string;
  readonly fileSha256: string;
}

/**
 * The spectra of one JCAMP-DX file of a library, of one block or of thousands; a damaged block is put aside with its reason and the others
 * are kept. Blocks without a table of numbers, as molecules, are passed over. Never throws.
 */
export function* importLibraryFile(fileName: string, bytes: Uint8Array): Generator<Imported> {
  try {
    within('libraryFileBytes', bytes.length);
  } catch (error) {
    yield { kind: 'quarantined', fileName, error: reasonOf(error) };
    return;
  }
  const origin = { fileName, fileSha256: createHash('sha256').update(bytes).digest('hex') };
  try {
    if (!isJcamp(headOf(bytes)))
      throw spectraError('spectrum-format-unknown', { found: 'no jcamp-dx in a library of it' });
    const pieces = piecesOf(anyLinesOf(bytes));
    for (const piece of pieces) yield* importPiece(piece, origin);
    yield* missingPieces(pieces, origin);
  } catch (error) {
    yield { kind: 'quarantined', ...origin, error: reasonOf(error) };
  }
}

function piecesOf(lines: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [index, text] of lines.entries()) {
    if (/^\s*##\s*TITLE\s*=/i.test(text)) pieces.push({ line: index + 1, lines: [], ended: false });
    const piece = pieces.at(-1);
    if (!piece || piece.ended) continue;
    piece.lines.push(text);
    piece.ended = /^\s*##\s*END\s*=/i.test(text);
  }
  return pieces;
}

const valueIn = ({ lines }: Piece, label: RegExp): string | undefined =>
  lines.map((line) => label.exec(line)?.[1]).find((value) => value !== undefined);

/** A block that holds others ends after them, and its piece is only its head. */
const isHead = (piece: Piece): boolean =>
  !piece.ended && /^\s*LINK\b/i.test(valueIn(piece, /^\s*##\s*DATA[ _-]?TYPE\s*=(.*)/i) ?? '');

function* importPiece(piece: Piece, origin: Origin): Generator<Imported> {
  if (isHead(piece)) return;
  const { line } = piece;
  const title = plain(valueIn(piece, /^\s*##\s*TITLE\s*=(.*)/i) ?? '');
  try {
    for (const block of blocksOf(requireText(piece.lines), line)) yield* entriesOf(block, line, origin);
  } catch (error) {
    yield { kind: 'quarantined', ...origin, line, title, error: reasonOf(error) };
  }
}

function* entriesOf(block: Block, line: number, origin: Origin): Generator<Imported> {
  const cas = plain(firstOf(block, 'CASREGISTRYNO') ?? '');
  const source = ['ORIGIN', 'OWNER', 'SOURCEREFERENCE'].map((label) => plain(firstOf(block, label) ?? ''));
  for (const spectrum of spectraOf(block)) {
    if (spectrum.title === '') throw damaged('label-missing', { line, label: 'TITLE' });
    const entry = {
      name: spectrum.title,
      ...(isCas(cas) ? { cas } : cas !== '' && { casAsWritten: cas }),
      source: [...new Set(source.filter((text) => text !== ''))].join('; '),
      ...origin,
      line,
    };
    yield { kind: 'entry', entry, curve: curveOf(spectrum) };
  }
}

/** A compound file says how many blocks it holds, some makers with the one around them. */
function* missingPieces(pieces: readonly Piece[], origin: Origin): Generator<Quarantined> {
  const [head, ...others] = pieces;
  if (!head || !isHead(head)) return;
  const written = valueIn(head, /^\s*##\s*BLOCKS\s*=\s*(\d+)/i);
  const found = others.filter((piece) => !isHead(piece)).length;
  if (written !== undefined && ![found, found + 1].includes(Number(written)))
    yield { kind: 'quarantined', ...origin, error: damaged('blocks-differ', { said: Number(written), found }) };
}

const reasonOf = (error: unknown): CustodyError =>
  isCustodyError(error) ? error : damaged('reader-failed', {}, error);
