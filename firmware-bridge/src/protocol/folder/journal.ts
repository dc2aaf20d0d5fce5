import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { bridgeError } from '../../errors.ts';

const lineSchema = z.object({ name: z.string(), sha256: z.string() });

/** A name with a content, as one key: no name of a file holds a slash. */
const keyOf = (name: string, sha256: string): string => `${sha256}/${name}`;

/** Arrivals that are remembered; one that came before so many others would arrive again. */
const mostRemembered = 20_000;

/** What has arrived, over restarts too: a file of one JSON a line beside the copies. */
export class Journal {
  readonly #path: string;
  readonly #mostRemembered: number;
  readonly #remembered = new Set<string>();
  /** Lines in the file; it is written anew once they are twice as many as count. */
  #lines = 0;

  private constructor(path: string, limit: number) {
    this.#path = path;
    this.#mostRemembered = limit;
  }

  /** A line that a power cut broke off is passed over. @throws `spool-unwritable` */
  static async open(folder: string, limit = mostRemembered): Promise<Journal> {
    const journal = new Journal(join(folder, 'arrived.jsonl'), limit);
    const text = await readFile(journal.#path, 'utf8').catch((cause: unknown) => {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
      throw bridgeError('spool-unwritable', { path: folder }, cause);
    });
    for (const line of text.split('\n')) {
      const entry = entryOf(line);
      if (entry) journal.#remember(keyOf(entry.name, entry.sha256));
    }
    await journal.#rewrite();
    return journal;
  }

  has(name: string, sha256: string): boolean {
    return this.#remembered.has(keyOf(name, sha256));
  }

  /** Resolves when it is on the disk. @throws `spool-unwritable` */
  async add(name: string, sha256: string): Promise<void> {
    this.#remember(keyOf(name, sha256));
    this.#lines += 1;
    if (this.#lines > 2 * this.#mostRemembered) return this.#rewrite();
    await write(this.#path, 'a', lineOf(name, sha256));
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

  /** A power cut leaves the old file or the new one. */
  async #rewrite(): Promise<void> {
    const lines = [...this.#remembered].map((key) => {
      const slash = key.indexOf('/');
      return lineOf(key.slice(slash + 1), key.slice(0, slash));
    });
    const fresh = `${this.#path}.new`;
    await write(fresh, 'w', lines.join(''));
    await rename(fresh, this.#path);
    this.#lines = lines.length;
  }
}

const lineOf = (name: string, sha256: string): string => `${JSON.stringify({ name, sha256 })}\n`;

function entryOf(line: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

async function write(path: string, flags: 'a' | 'w', text: string): Promise<void> {
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
