import { type NoticeContent, noticeContentSchema } from '@custody-edge/event-contract';
import type { Store } from './database.ts';

/** What a court is to be told, and whom it is about. */
export type CourtNoticeLine = NoticeContent & {
  readonly subject: string;
  /** When the centre heard of it. */
  readonly at: string;
  /** As it was signed; absent until that is done. */
  readonly text?: string;
};

interface Row {
  readonly subject: string;
  readonly content: string;
  readonly at: string;
  readonly text: string | null;
}

const contentOf = (text: string): NoticeContent => noticeContentSchema.parse(JSON.parse(text));
const opened = ({ content, text, ...row }: Row): CourtNoticeLine => ({
  ...contentOf(content),
  ...row,
  ...(text !== null && { text }),
});

/** What courts are to be told: of one kind once for each event and court; nothing is ever taken out. */
export function createCourtNoticeStore(store: Store) {
  const insert = store.prepare(
    `INSERT INTO court_notice (event, court, kind, subject, content, at)
     VALUES (@event, @court, @kind, @subject, @content, @at) ON CONFLICT DO NOTHING`,
  );
  const unsigned = store.prepare<[], { position: number; content: string }>(
    'SELECT position, content FROM court_notice WHERE text IS NULL ORDER BY position',
  );
  const undropped = store.prepare<[], { text: string; noticeId: string }>(
    `SELECT text, notice_id AS noticeId FROM court_notice WHERE text IS NOT NULL AND dropped = 0 ORDER BY position`,
  );
  const sign = store.prepare('UPDATE court_notice SET notice_id = ?, text = ? WHERE position = ?');
  const drop = store.prepare('UPDATE court_notice SET dropped = 1 WHERE notice_id = ?');
  const latest = store.prepare<[number], Row>(
    'SELECT subject, content, at, text FROM court_notice ORDER BY position DESC LIMIT ?',
  );
  return {
    /** Call inside the transaction of the event. */
    add(subject: string, content: NoticeContent, at: string): void {
      const { event, court, kind } = content;
      insert.run({ event, court, kind, subject, content: JSON.stringify(content), at });
    },
    unsigned: () => unsigned.all().map(({ position, content }) => ({ position, content: contentOf(content) })),
    signed(position: number, noticeId: string, text: string): void {
      sign.run(noticeId, text, position);
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
