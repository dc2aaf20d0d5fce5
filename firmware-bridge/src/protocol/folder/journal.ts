import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { bridgeError } from '../../errors.ts';

/** A copy whose content has not been told yet. */
export interface Kept {
  readonly name: string;
  readonly sha256: string;
  /** Its name in the folder of copies. */
  readonly copy: string;
  readonly sizeBytes: number;
  readonly arrivedAtMs: number;
  /** How often its reading was begun, and never ended. */
  readonly begun: number;
}

const lineSchema = z.union([
  z.strictObject({ begun: z.string() }),
  z.strictObject({ told: z.string() }),
  z.strictObject({
    name: z.string(),
    sha256: z.string(),
    copy: z.string(),
    sizeBytes: z.number(),
    arrivedAtMs: z.number(),
    begun: z.number(),
  }),
  z.strictObject({ name: z.string(), sha256: z.string() }),
]);
type Line = z.infer<typeof lineSchema>;

/** A name with a content, as one key: no name of a file holds a slash. */
const keyOf = ({ name, sha256 }: { readonly name: string; readonly sha256: string }): string => `${sha256}/${name}`;

/** Arrivals that are remembered; one that came before so many others would arrive again. */
const mostRemembered = 20_000;

/**
 * What has arrived, and what of it has been told, over restarts too: a file of one JSON a line beside the copies. Each method resolves when what
 * it says is on the disk.
 */
export class Journal {
  readonly #folder: string;
  readonly #path: string;
  readonly #mostRemembered: number;
  readonly #remembered = new Set<string>();
  /** By the names of their copies, in the order in which they arrived. */
  readonly #untold = new Map<string, Kept>();
  /** Lines in the file; it is written anew once they are many more than count. */
  #lines = 0;

  private constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.#path = join(folder, 'arrived.jsonl');
    this.#mostRemembered = limit;
  }

  /** A line that a power cut broke off is passed over. @throws `spool-unwritable` */
  static async open(folder: string, limit = mostRemembered): Promise<Journal> {
    const journal = new Journal(folder, limit);
    const text = await readFile(journal.#path, 'utf8').catch((cause: unknown) => {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
      throw bridgeError('spool-unwritable', { path: folder }, cause);
    });
    for (const line of text.split('\n')) {
      const said = lineOf(line);
      if (said) journal.#take(said);
    }
    await journal.#rewrite();
    return journal;
  }

  /** Copies that were kept and whose content was never told to its end. */
  get untold(): readonly Kept[] {
    return [...this.#untold.values()];
  }

  has(name: string, sha256: string): boolean {
    return this.#remembered.has(keyOf({ name, sha256 }));
  }

  /** A copy is on the disk, and is given its name next. @throws `spool-unwritable` */
  keep(kept: Omit<Kept, 'begun'>): Promise<void> {
    return this.#add({ ...kept, begun: 0 });
  }

  /** The content of a copy is read now. @throws as `keep` */
  begin(copy: string): Promise<void> {
    return this.#add({ begun: copy });
  }

  /** All that there is to tell of a copy has been told. @throws as `keep` */
  tell(copy: string): Promise<void> {
    return this.#add({ told: copy });
  }

  /** A copy is not there: what it was of may arrive again. @throws as `keep` */
  async forget(copy: string): Promise<void> {
    const kept = this.#untold.get(copy);
    if (!kept) return;
    this.#untold.delete(copy);
    this.#remembered.delete(keyOf(kept));
    await this.#rewrite();
  }

  #take(line: Line): void {
    if ('told' in line) this.#untold.delete(line.told);
    else if ('name' in line) {
      this.#remember(keyOf(line));
      if ('copy' in line) this.#untold.set(line.copy, line);
    } else {
      const kept = this.#untold.get(line.begun);
      if (kept) this.#untold.set(line.begun, { ...kept, begun: kept.begun + 1 });
    }
  }

  async #add(line: Line): Promise<void> {
    this.#take(line);
    this.#lines += 1;
    // Three lines an arrival.
    if (this.#lines > 4 * this.#mostRemembered + this.#untold.size) await this.#rewrite();
    else await this.#write(this.#path, 'a', `${JSON.stringify(line)}\n`);
  }

  #remember(key: string): void {
    this.#remembered.delete(key);
    this.#remembered.add(key);
    if (this.#remembered.size <= this.#mostRemembered) return;
    for (const oldest of this.#remembered) {
      this.#remembered.delete(oldest);
      return;
    }
  }

  /** A power cut leaves the old file or the new one. What was not told is never dropped. */
  async #rewrite(): Promise<void> {
    const untold = new Set(this.untold.map(keyOf));
    const told = [...this.#remembered]
      .filter((key) => !untold.has(key))
      .map((key) => {
        const slash = key.indexOf('/');
        return { name: key.slice(slash + 1), sha256: key.slice(0, slash) };
      });
    const lines = [...told, ...this.untold].map((line) => `${JSON.stringify(line)}\n`);
    const fresh = `${this.#path}.new`;
    await this.#write(fresh, 'w', lines.join(''));
    try {
      await rename(fresh, this.#path);
      // Or else the old file is back after a power cut, without the lines that are added to the new one.
      const folder = await open(this.#folder, 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    } catch (cause) {
      throw bridgeError('spool-unwritable', { path: this.#path }, cause);
    }
    this.#lines = lines.length;
  }

  async #write(path: string, flags: 'a' | 'w', text: string): Promise<void> {
    try {
      const file = await open(path, flags, 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (cause) {
      throw bridgeError('spool-unwritable', { path }, cause);
    }
  }
}

function lineOf(text: string): Line | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
