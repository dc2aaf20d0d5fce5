import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Signer, signCourtNotice } from '@custody-edge/event-contract';
import { type Clock, type Random, toCustodyError, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { CourtNoticeStore } from '../store/court-notices.ts';
import type { Dispatch } from './dispatch.ts';

export interface CourtNoticesOptions {
  readonly notices: CourtNoticeStore;
  readonly dispatch: Pick<Dispatch, 'repeat'>;
  readonly signer: Signer;
  /** The folder of the courts' files; without it notices are fetched from the interface alone. */
  readonly dir: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

/** Signs what courts are to be told, and lays it into `outbox`, one file each, from where whoever copies for them takes it. */
export function createCourtNotices({ notices, dispatch, signer, dir, clock, random, log }: CourtNoticesOptions) {
  function sign(): void {
    for (const { position, content } of notices.unsigned()) {
      const noticeId = uuidV7(clock, random);
      const issuedAt = new Date(clock.nowMs()).toISOString();
      notices.signed(position, noticeId, signCourtNotice({ ...content, noticeId, issuedAt }, signer).text);
      log.info({ noticeId, event: content.event, kind: content.kind }, 'a court is to be told');
    }
  }

  function drop(outbox: string): void {
    for (const { noticeId, text } of notices.undropped()) {
      mkdirSync(outbox, { recursive: true });
      // Under a hidden name until it is whole.
      const hidden = join(outbox, `.${noticeId}.jws`);
      writeFileSync(hidden, `${text}\n`, { flush: true });
      renameSync(hidden, join(outbox, `${noticeId}.jws`));
      notices.dropped(noticeId);
    }
  }

  function tell(): void {
    sign();
    if (dir === undefined) return;
    try {
      drop(join(dir, 'outbox'));
    } catch (error) {
      // It is signed and shown; the folder is tried again.
      log.error({ err: toCustodyError(error) }, 'a notice to a court cannot be laid into its folder');
    }
  }
  dispatch.repeat(tell);
  return { tell };
}
