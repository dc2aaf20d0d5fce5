import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CustodyEvent, reportedHold, type Signer, signCourtNotice, siteOf } from '@custody-edge/event-contract';
import { type Clock, type Random, toCustodyError, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { CourtNoticeStore, NoticeContent } from '../store/court-notices.ts';
import type { Dispatch } from './dispatch.ts';

/**
 * What each court is to be told because officers reported the document of a hold that came after its order was verified: one notice for
 * each report and court, in whatever order hold and report came.
 * @param line everything recorded of one person
 */
export function noticesOf(line: readonly CustodyEvent[]): NoticeContent[] {
  return line.flatMap((event): NoticeContent[] => {
    if (event.type !== 'prisoner.late-hold-reported.v1') return [];
    const came = reportedHold(event, line);
    if (!came) return [];
    const { hold, addedAt } = came.data;
    const { document, orders } = event.data;
    const about = { site: siteOf(event.source), report: event.id, hold, addedAt, document };
    return Array.from(
      Map.groupBy(orders, ({ court }) => court),
      ([court, itsOrders]) => ({ court, ...about, orders: itsOrders }),
    );
  });
}

/** Whether an event can be a reason to tell a court. */
export const isOfLateHold = ({ type }: CustodyEvent): boolean =>
  type === 'prisoner.hold-came-late.v1' || type === 'prisoner.late-hold-reported.v1';

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
    for (const { subject: _, at: __, text: ___, ...content } of notices.unsigned()) {
      const noticeId = uuidV7(clock, random);
      const issuedAt = new Date(clock.nowMs()).toISOString();
      notices.signed(
        content.report,
        content.court,
        noticeId,
        signCourtNotice({ noticeId, ...content, issuedAt }, signer).text,
      );
      log.info({ noticeId, report: content.report }, 'a court is to be told of a late hold');
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
