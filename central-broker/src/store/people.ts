import { custodySchema, type Sealed, sealedSchema } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { Store } from './database.ts';

/** What the record of one person amounts to, as kept beside the events and rebuilt from them. */
const personCustodySchema = custodySchema.pick({ state: true, absence: true, forgotten: true }).extend({
  /** How many ends the lines of history have. */
  heads: z.int().min(1),
  /** Numbers of the release orders. */
  openOrders: z.array(z.string()),
  /** Whether a gate has found the person inside too long after one of them. */
  overDetained: z.boolean(),
  /** The name as officers corrected it, sealed. */
  corrected: sealedSchema.exactOptional(),
  /** Until when the court should have answered what was asked about them. */
  answersDue: z.array(z.string()),
});
type PersonCustody = z.infer<typeof personCustodySchema>;

export interface PersonRow {
  readonly subject: string;
  /** Site of the last event. */
  readonly site: string;
  /** Station of the last event. */
  readonly stationId: string;
  readonly custody: PersonCustody;
  /** Name and numbers, sealed. */
  readonly identity: Sealed;
}

/** The register on disk: one row a person. */
export function createPeopleStore(store: Store) {
  const put = store.prepare(
    `INSERT INTO person (subject, site, station_id, custody, identity) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (subject) DO UPDATE SET site = excluded.site, station_id = excluded.station_id,
       custody = excluded.custody, identity = excluded.identity`,
  );
  const all = store.prepare<
    [],
    { subject: string; site: string; stationId: string; custody: string; identity: string }
  >('SELECT subject, site, station_id AS stationId, custody, identity FROM person ORDER BY rowid');
  return {
    /** Call inside a transaction. */
    put(row: PersonRow): void {
      put.run(row.subject, row.site, row.stationId, JSON.stringify(row.custody), JSON.stringify(row.identity));
    },
    all: (): PersonRow[] =>
      all.all().map((row) => ({
        subject: row.subject,
        site: row.site,
        stationId: row.stationId,
        custody: personCustodySchema.parse(JSON.parse(row.custody)),
        identity: sealedSchema.parse(JSON.parse(row.identity)),
      })),
  };
}
export type PeopleStore = ReturnType<typeof createPeopleStore>;
