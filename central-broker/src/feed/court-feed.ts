import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Feed, type PublicJwk, readFeedRecord } from '@custody-edge/event-contract';
import type { CustodyError, Result } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { TakenStatement } from '../store/feed-statements.ts';
import { type FeedServices, takeStatement } from './take-statement.ts';

export interface CourtFeedOptions {
  /** Signed records of the sources that may speak, `*.jws`, read at each statement; without it nobody may. */
  readonly feedsDir: string | undefined;
  readonly authority: PublicJwk;
  readonly services: FeedServices;
  readonly log: Logger;
  onChange(): void;
}

/** The one way in for what courts say, whichever way it travelled: nothing counts but what an enrolled source signed. */
export function createCourtFeed({ feedsDir, authority, services, log, onChange }: CourtFeedOptions) {
  let last: Promise<unknown> = Promise.resolve();

  function feeds(): Feed[] {
    if (feedsDir === undefined || !existsSync(feedsDir)) return [];
    const files = readdirSync(feedsDir).filter((file) => file.endsWith('.jws'));
    return files.flatMap((file) => {
      const read = readFeedRecord(readFileSync(join(feedsDir, file), 'utf8').trim(), authority);
      if (read.ok) return [read.value];
      log.error({ file, code: read.error.code }, 'record of a source refused');
      return [];
    });
  }

  return {
    /** One after the other, so that a statement that comes twice at once counts once. Refusals: those of `takeStatement`. */
    take(text: string): Promise<Result<TakenStatement, CustodyError>> {
      const taken = last.then(() => takeStatement(text, feeds(), services));
      last = taken.then(onChange, () => {});
      return taken;
    },
  };
}
export type CourtFeed = ReturnType<typeof createCourtFeed>;
