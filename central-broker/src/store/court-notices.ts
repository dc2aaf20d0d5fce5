import { type CourtNotice, courtNoticeSchema } from '@custody-edge/event-contract';
import type { Store } from './database.ts';

const contentSchema = courtNoticeSchema.omit({ noticeId: true, issuedAt: true });
/** What a court is to be told, before it is signed. */
export type NoticeContent = Omit<CourtNotice, 'noticeId' | 'issuedAt'>;

/** A notice to a court, and whom it is about. */
export interface CourtNoticeLine extends NoticeContent {
  readonly subject: string;
  /** When the report of it came. */
  readonly at: string;
  /** As it was signed; absent until that is done. */
  readonly text?: string;
}

interface Row {
  readonly subject: string;
  readonly content: string;
  readonly at: string;
  readonly text: string | null;
}

const opened = ({ content, text, ...row }: Row): CourtNoticeLine => ({
  ...contentSchema.parse(JSON.parse(content)),
  ...row,
  ...(text !== null && { text }),
});

/** What courts are to be told of their own orders, each once; nothing is ever taken out. */
export function createCourtNoticeStore(store: Store) {
  const insert = store.prepare(
    `INSERT INTO court_notice (report, court, subject, content, at) VALUES (@report, @court, @subject, @content, @at)
     ON CONFLICT DO NOTHING`,
  );
  const columns = 'subject, content, at, text';
  const unsigned = store.prepare<[], Row>(`SELECT ${columns} FROM court_notice WHERE text IS NULL ORDER BY rowid`);
  const undropped = store.prepare<[], { text: string; noticeId: string }>(
    `SELECT text, notice_id AS noticeId FROM court_notice WHERE text IS NOT NULL AND dropped = 0 ORDER BY rowid`,
  );
  const sign = store.prepare('UPDATE court_notice SET notice_id = ?, text = ? WHERE report = ? AND court = ?');
  const drop = store.prepare('UPDATE court_notice SET dropped = 1 WHERE notice_id = ?');
  const latest = store.prepare<[number], Row>(`SELECT ${columns} FROM court_notice ORDER BY rowid DESC LIMIT ?`);
  return {
    /** Call inside the transaction of the report. */
    add(subject: string, content: NoticeContent, at: string): void {
      const { report, court } = content;
      insert.run({ report, court, subject, content: JSON.stringify(content), at });
    },
    unsigned: (): CourtNoticeLine[] => unsigned.all().map(opened),
    signed(report: string, court: string, noticeId: string, text: string): void {
      sign.run(noticeId, text, report, court);
    },
    /** Signed, and not yet laid where the court's files are fetched. */
    undropped: () => undropped.all(),
    dropped(noticeId: string): void {
      drop.run(noticeId);
    },
    /** The newest first. */
    latest: (limit: number): CourtNoticeLine[] => latest.all(limit).map(opened),
  };
}
export type CourtNoticeStore = ReturnType<typeof createCourtNoticeStore>;
