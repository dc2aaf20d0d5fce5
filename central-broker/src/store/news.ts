import type { Store } from './database.ts';

/** Something recorded of a person that a gate elsewhere has to hear. */
export interface NewsRow {
  readonly eventId: string;
  readonly site: string;
  /** The one gate that has to hear it; empty for any gate of the site. */
  readonly stationId: string;
  readonly subject: string;
  /** Number of the order that it is about. */
  readonly orderId: string;
  readonly since: string;
}

/** News that no gate has on record yet. */
interface UntoldNews extends NewsRow {
  /** Code of what keeps it from being told. */
  readonly trouble: string | null;
}

/** News as a list shows it. */
export interface ListedNews extends UntoldNews {
  readonly toldAt: string | null;
}

const columns = 'event_id AS eventId, site, station_id AS stationId, subject, order_id AS orderId, since';
const toldAt = `(
  SELECT min(told_at) FROM news_told
  WHERE news_told.event_id = news.event_id AND news_told.site = news.site
    AND news.station_id IN ('', news_told.station_id)
)`;

/** What gates have to hear of people whom other gates know, kept until each gate has it on record. */
export function createNewsStore(store: Store) {
  const insert = store.prepare(
    `INSERT INTO news (event_id, site, station_id, subject, order_id, since)
     VALUES (@eventId, @site, @stationId, @subject, @orderId, @since) ON CONFLICT DO NOTHING`,
  );
  const untold = store.prepare<[], UntoldNews>(
    `SELECT ${columns}, trouble FROM news WHERE ${toldAt} IS NULL ORDER BY since`,
  );
  const untoldOf = store.prepare<[string], UntoldNews>(
    `SELECT ${columns}, trouble FROM news WHERE subject = ? AND ${toldAt} IS NULL ORDER BY since`,
  );
  const places = store.prepare<[string], Pick<NewsRow, 'site' | 'stationId'>>(
    'SELECT DISTINCT site, station_id AS stationId FROM news WHERE subject = ?',
  );
  const told = store.prepare(
    'INSERT INTO news_told (event_id, site, station_id, told_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const trouble = store.prepare('UPDATE news SET trouble = ? WHERE event_id = ? AND site = ? AND station_id = ?');
  const latest = store.prepare<[number], ListedNews>(
    `SELECT ${columns}, ${toldAt} AS toldAt, trouble FROM news ORDER BY toldAt IS NOT NULL, since DESC LIMIT ?`,
  );

  return {
    /** Call inside the transaction of the event. */
    add(row: NewsRow): void {
      insert.run(row);
    },
    untold: (): UntoldNews[] => untold.all(),
    untoldOf: (subject: string): UntoldNews[] => untoldOf.all(subject),
    /** Where anything was ever told of a person. */
    placesToldOf: (subject: string): Pick<NewsRow, 'site' | 'stationId'>[] => places.all(subject),
    /** A station has it on record; call inside the transaction of that event. */
    told(eventId: string, site: string, stationId: string, at: string): void {
      told.run(eventId, site, stationId, at);
    },
    /** Keeps what stands in the way of telling; undefined when nothing does. */
    trouble({ eventId, site, stationId }: NewsRow, code: string | undefined): void {
      trouble.run(code ?? null, eventId, site, stationId);
    },
    /** The newest, those still to be told first. */
    latest: (limit: number): ListedNews[] => latest.all(limit),
  };
}
export type NewsStore = ReturnType<typeof createNewsStore>;
