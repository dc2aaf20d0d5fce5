import {
  type CustodyEvent,
  type CustodyState,
  type PersonalIdentity,
  personalIdentitySchema,
  unseal,
} from '@custody-edge/event-contract';
import type { PersonLine } from '../http/view.ts';
import type { EventStore } from '../store/events.ts';
import type { KeyStore } from '../store/keys.ts';
import type { PeopleStore, PersonRow } from '../store/people.ts';
import { createLineCache } from './line-cache.ts';
import { personOf } from './person.ts';

type Counts = Record<CustodyState, number>;

/** How many people are where. */
export interface Headcount {
  readonly counts: Readonly<Counts>;
  readonly bySite: readonly { readonly site: string; readonly counts: Readonly<Counts> }[];
  /** Out, and the time to return has passed. */
  readonly overdue: number;
  /** More than one line of history. */
  readonly conflicts: number;
}

interface Entry {
  readonly row: PersonRow;
  /** In memory only, and only while the person's key is held. */
  readonly identity: PersonalIdentity | undefined;
}

const noOne = (): Counts => ({ IN_CUSTODY: 0, RELEASE_PENDING: 0, OUT_COURT: 0, RELEASED: 0 });

const lineOf = ({ row, identity }: Entry): PersonLine => ({
  subject: row.subject,
  site: row.site,
  ...(identity && { identity }),
  state: row.custody.state,
  conflict: row.custody.heads > 1,
  ...(row.custody.dueBack !== undefined && { dueBack: row.custody.dueBack }),
  openOrders: row.custody.openOrders,
});

function openIdentity(row: PersonRow, keys: KeyStore): PersonalIdentity | undefined {
  const key = row.custody.forgotten ? undefined : keys.find(row.identity.kid);
  if (!key) return undefined;
  const plain = unseal(key, row.subject, 'identity', row.identity);
  if (!plain.ok) return undefined;
  try {
    return personalIdentitySchema.parse(JSON.parse(Buffer.from(plain.value).toString('utf8')));
  } catch {
    // Sealed by its station in a form that is not ours: shown like a person whose key is missing.
    return undefined;
  }
}

/** The people of all sites as the events tell, held in memory and beside the events on disk. */
export function createRegister(people: PeopleStore, events: EventStore, keys: KeyStore) {
  const lines = createLineCache(events.lineOf);
  // The order of the map is the order of change, the latest last.
  const entries = new Map<string, Entry>();
  const show = (row: PersonRow): void => {
    entries.delete(row.subject);
    entries.set(row.subject, { row, identity: openIdentity(row, keys) });
  };
  for (const row of people.all()) show(row);

  return {
    /**
     * Folds the events of one person again and keeps the result; call inside the transaction of the events.
     * @param added the events of the person in this transaction
     */
    refold(subject: string, added: readonly CustodyEvent[]): PersonRow | undefined {
      const row = personOf(subject, lines.lineWith(subject, added));
      if (row) people.put(row);
      return row;
    },
    /** The transaction of a refold failed. */
    rolledBack: lines.clear,
    /** Shows a row that is committed. */
    show,
    /** Looks again whether the name of a person can be read, after a key came or was destroyed. */
    keyChanged(subject: string): void {
      const entry = entries.get(subject);
      if (entry) entries.set(subject, { row: entry.row, identity: openIdentity(entry.row, keys) });
    },
    row: (subject: string): PersonRow | undefined => entries.get(subject)?.row,
    nameOf: (subject: string): string | undefined => entries.get(subject)?.identity?.name,
    /** Everybody, whoever changed last first. */
    people: (): PersonLine[] => [...entries.values()].reverse().map(lineOf),
    headcount(nowMs: number): Headcount {
      const counts = noOne();
      const sites = new Map<string, Counts>();
      let overdue = 0;
      let conflicts = 0;
      for (const { row } of entries.values()) {
        const { state, dueBack, heads } = row.custody;
        const site = sites.get(row.site) ?? noOne();
        sites.set(row.site, site);
        counts[state] += 1;
        site[state] += 1;
        if (state === 'OUT_COURT' && dueBack !== undefined && Date.parse(dueBack) < nowMs) overdue += 1;
        if (heads > 1) conflicts += 1;
      }
      const bySite = [...sites].sort(([a], [b]) => (a < b ? -1 : 1)).map(([site, held]) => ({ site, counts: held }));
      return { counts, bySite, overdue, conflicts };
    },
  };
}
export type Register = ReturnType<typeof createRegister>;
