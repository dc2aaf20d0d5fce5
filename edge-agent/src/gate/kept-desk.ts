import { deserialize, serialize } from 'node:v8';
import type { SealedFile } from '../store/sealed-file.ts';
import { softwareVersion } from '../version.ts';
import { conflictStop } from './admission/conflict.ts';
import type { BoardDesk, Desk } from './desk.ts';

interface Kept {
  /** Another version may understand it otherwise. */
  readonly version: string;
  /** Who had it in hand. */
  readonly officer: string | undefined;
  readonly desk: Desk;
}

/**
 * What is on the desk, for when the power goes or the officer's session ends: typed once is enough. It comes back for the officer who had
 * it in hand and nobody else, without what must be live: fingers that were matched and words that were given. A stop comes back for
 * whoever is next.
 */
export class KeptDesk {
  private readonly file: SealedFile;
  private last: Buffer | undefined;

  constructor(file: SealedFile) {
    this.file = file;
  }

  /** Follows the desk. @param officer who works at it */
  keep(desk: Desk, officer: string | undefined): void {
    const outlasting = outlastingOf(desk);
    if (!outlasting) {
      this.drop();
      return;
    }
    const text = serialize({ version: softwareVersion, officer, desk: outlasting } satisfies Kept);
    if (this.last?.equals(text)) return;
    this.file.write(text);
    this.last = text;
  }

  /** @returns what the officer had in hand; of a stop, whoever had it; `undefined` where it is another's, or none is left */
  of(officer: string | undefined): Desk | undefined {
    const bytes = this.file.read();
    if (!bytes) return undefined;
    // Authentic: only this station could have written it.
    const kept: Kept = deserialize(bytes);
    if (kept.version !== softwareVersion) return undefined;
    return kept.desk.step === 'stop' || kept.officer === officer ? kept.desk : undefined;
  }

  private drop(): void {
    if (this.last?.length === 0) return;
    this.file.remove();
    this.last = Buffer.alloc(0);
  }
}

/** What of a desk outlasts a power cut; nothing where no work would be lost. */
export function outlastingOf(desk: Desk): Desk | undefined {
  switch (desk.step) {
    case 'admission':
      return { ...desk, words: [] };
    case 'pass':
    case 'call-back':
    case 'stop':
      return desk;
    case 'conflict':
      return conflictStop(desk.admission, desk.subject);
    case 'board':
      return withoutLive(desk);
    case 'report': {
      const { identity: _, sight: __, board, ...report } = desk;
      return { ...report, vouched: [], ...(board && { board: withoutLive(board) }) };
    }
    case 'home':
    case 'find':
    case 'match':
    case 'record':
    case 'queue':
    case 'done':
    case 'noted':
    case 'not-allowed':
      return undefined;
  }
}

/** A board as it was before anybody touched the glass or signed. */
function withoutLive({ sight: _, ...board }: BoardDesk): BoardDesk {
  return { ...board, vouched: [], identity: [] };
}
