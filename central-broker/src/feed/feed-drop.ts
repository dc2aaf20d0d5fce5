import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, toCustodyError } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { centreError } from '../errors.ts';
import type { CourtFeed } from './court-feed.ts';

/** A longer file is not a court's. */
const fileLimitBytes = 32 * 1024 * 1024;

export interface FeedDropOptions {
  /** The folder with `inbox`, `taken` and `refused`; made when missing. */
  readonly dir: string;
  readonly everySeconds: number;
  readonly feed: CourtFeed;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What came of one line of a file. */
type LineResult =
  | { readonly line: number; readonly statementId: string; readonly outcomes: readonly unknown[] }
  | { readonly line: number; readonly refused: string };

/**
 * Takes signed files that courts, or whoever copies for them, put into a folder: by a share, a stick or a transfer program. A file is
 * read once it lies still, moved to `taken` or, where a line of it is nobody's word, to `refused`, with what came of each line beside it.
 * @throws store-unusable when the folder cannot be made
 */
export function openFeedDrop({ dir, everySeconds, feed, clock, log }: FeedDropOptions): {
  close(): Promise<void>;
} {
  const at = (...names: string[]): string => join(dir, ...names);
  try {
    for (const name of ['inbox', 'taken', 'refused']) mkdirSync(at(name), { recursive: true });
  } catch (cause) {
    throw centreError('store-unusable', { dir }, cause);
  }
  /** Size and time of what lay there at the last look: a file that is still being written differs at the next. */
  let seen = new Map<string, string>();
  let looking: Promise<void> | undefined;

  async function takeFile(name: string): Promise<void> {
    const lines = readFileSync(at('inbox', name), 'utf8').split('\n');
    const results: LineResult[] = [];
    for (const [index, text] of lines.entries()) {
      if (text.trim() === '') continue;
      const taken = await feed.take(text.trim());
      const line = index + 1;
      if (taken.ok) results.push({ line, statementId: taken.value.statementId, outcomes: taken.value.outcomes });
      else results.push({ line, refused: taken.error.code });
    }
    const isRefused = results.length === 0 || results.some((one) => 'refused' in one);
    settle(name, isRefused ? 'refused' : 'taken', results);
  }

  function settle(name: string, folder: 'taken' | 'refused', results: readonly LineResult[]): void {
    const kept = existsSync(at(folder, name)) ? `${clock.nowMs()}-${name}` : name;
    writeFileSync(at(folder, `${kept}.result.json`), `${JSON.stringify(results, null, 2)}\n`);
    renameSync(at('inbox', name), at(folder, kept));
    log.info({ file: name, folder, lines: results.length }, 'a file of a court was read');
  }

  async function look(): Promise<void> {
    const lying = new Map<string, string>();
    for (const name of readdirSync(at('inbox')).sort()) {
      // A transfer program writes under a hidden name until it is through.
      if (name.startsWith('.')) continue;
      try {
        await lookAt(name, lying);
      } catch (error) {
        // A folder, or a file that nobody may read, keeps no other court waiting.
        log.error({ file: name, err: toCustodyError(error) }, 'a file of a court cannot be read');
      }
    }
    seen = lying;
  }

  async function lookAt(name: string, lying: Map<string, string>): Promise<void> {
    const { size, mtimeMs } = statSync(at('inbox', name));
    const state = `${size} ${mtimeMs}`;
    lying.set(name, state);
    if (seen.get(name) !== state) return;
    if (size > fileLimitBytes) settle(name, 'refused', [{ line: 0, refused: 'message-too-large' }]);
    else await takeFile(name);
    lying.delete(name);
  }

  const lookSafely = (): void => {
    looking ??= look()
      .catch((error: unknown) => log.error({ err: toCustodyError(error) }, 'the folder of the courts cannot be read'))
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(lookSafely, everySeconds * 1000).unref();

  return {
    async close(): Promise<void> {
      clearInterval(timer);
      await looking;
    },
  };
}
