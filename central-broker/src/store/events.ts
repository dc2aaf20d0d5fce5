import {
  type ChainHead,
  type CustodyEvent,
  clockToleranceMs,
  custodyStates,
  type Envelope,
  envelopeSchema,
  isEnded,
  type KnownOfficer,
  type OfficerRecord,
  officerRecordAfter,
  officerRecordTypes,
  type RecordGap,
  readMessage,
  recordGaps,
  typedEvent,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import type { EventLine } from '../http/view.ts';
import type { Store } from './database.ts';

/** An authentic event on its way into the store. */
export interface IncomingEvent {
  readonly envelope: Envelope;
  readonly hash: string;
  readonly text: string;
  readonly site: string;
  readonly stationId: string;
  readonly receivedAt: string;
  /** What a page may show of it without opening any seal. */
  readonly about: string | undefined;
  readonly detail: string | undefined;
  /** Why it is held without being applied. */
  readonly setAside: string | undefined;
}

/** Stands as the quality of its time where the centre found that the clock had been set back. */
const ranBackwards = 'back';

/** One event of the list, with its place in the order of receipt. */
export interface ListedEvent extends EventLine {
  readonly position: number;
}

/** An event as it is held: the text that the station signed, to the byte. */
export interface HeldEvent {
  readonly text: string;
  readonly stationId: string;
  readonly chainId: string;
  readonly sequence: number;
  readonly hash: string;
  readonly receivedAt: string;
  readonly setAside: string | undefined;
  /** What a release, a journey, an order or a change of officers lacked, as far as the record tells; undefined for everything else. */
  readonly lacking: RecordGap[] | undefined;
}

export interface HeldChain extends ChainHead {
  readonly chainId: string;
  readonly stationId: string;
  readonly lastEventAt: string;
}

interface LineRow {
  position: number;
  id: string;
  type: string;
  stationId: string;
  site: string;
  sequence: number;
  at: string;
  receivedAt: string;
  timeQuality: string;
  subject: string;
  about: string | null;
  detail: string | null;
  lacking: string | null;
}

const lineColumns = `position, id, type, station_id AS stationId, site, sequence, at, received_at AS receivedAt,
  time_quality AS timeQuality, subject, about, detail, lacking`;

const endedStates = custodyStates.filter(isEnded).map((state) => `'${state}'`);

/** The newest admission of somebody who is still held: whatever else lacked something, nobody can complete any more. */
const isOpenAdmission = `lacking <> '[]' AND type LIKE 'prisoner.admitted.%'
  AND NOT EXISTS (SELECT 1 FROM event AS newer WHERE newer.subject = event.subject AND newer.set_aside IS NULL
    AND newer.type LIKE 'prisoner.admitted.%' AND newer.position > event.position)
  AND NOT EXISTS (SELECT 1 FROM person WHERE person.subject = event.subject
    AND json_extract(person.custody, '$.state') IN (${endedStates.join(', ')}))`;

/** Events of laboratories that are read at once. */
const evidenceAtOnce = 1_000;

const gapsSchema = z.array(z.enum(recordGaps));
const gapsOf = (lacking: string): RecordGap[] => gapsSchema.parse(JSON.parse(lacking));

const lineOf = ({ about, detail, lacking, ...row }: LineRow): ListedEvent => ({
  ...row,
  ...(about !== null && { about }),
  ...(detail !== null && { detail }),
  ...(lacking !== null && { lacking: gapsOf(lacking) }),
});

/** The event that a held text carries; undefined for a kind that this version does not know. */
export function eventOf(text: string): CustodyEvent | undefined {
  const message = readMessage('custody-event+json', text);
  if (!message.ok) return undefined;
  const envelope = envelopeSchema.safeParse(message.value.payload);
  if (!envelope.success) return undefined;
  const event = typedEvent(envelope.data);
  return event.ok ? event.value : undefined;
}

/** Events and the heads of their chains. */
export function createEventStore(store: Store) {
  const insertEvent = store.prepare(
    `INSERT INTO event (id, type, subject, site, station_id, chain_id, sequence, hash, at, received_at, time_quality,
       about, detail, set_aside, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const putChain = store.prepare(
    `INSERT INTO chain (chain_id, station_id, site, sequence, hash, last_event_at, reached_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (chain_id) DO UPDATE SET
       sequence = excluded.sequence, hash = excluded.hash, last_event_at = excluded.last_event_at,
       reached_at = max(reached_at, excluded.reached_at)`,
  );
  const reached = store.prepare<[string], string>('SELECT reached_at FROM chain WHERE chain_id = ?').pluck();
  const ranBack = store.prepare<[string], number>(
    `SELECT 1 FROM event WHERE id = ? AND set_aside IS NULL AND time_quality = '${ranBackwards}'`,
  );
  const placed = store.prepare<[string, number], { hash: string; setAside: string | null }>(
    'SELECT hash, set_aside AS setAside FROM event WHERE chain_id = ? AND sequence = ?',
  );
  const byId = store.prepare<[string], { position: number }>(
    'SELECT position FROM event WHERE id = ? AND set_aside IS NULL',
  );
  const chains = store.prepare<[], HeldChain>(
    'SELECT chain_id AS chainId, station_id AS stationId, sequence, hash, last_event_at AS lastEventAt FROM chain',
  );
  const line = store.prepare<[string], { text: string }>(
    `SELECT text FROM event WHERE subject = ? AND set_aside IS NULL`,
  );
  const signedLine = store.prepare<[string], { id: string; text: string; chainId: string }>(
    'SELECT id, text, chain_id AS chainId FROM event WHERE subject = ? AND set_aside IS NULL ORDER BY position',
  );
  const officers = store.prepare<[string, number], { text: string }>(
    `SELECT text FROM event WHERE subject LIKE 'officer/%' AND chain_id = ? AND sequence < ? AND set_aside IS NULL
       AND type IN (${officerRecordTypes.map((type) => `'${type}'`).join(', ')}) ORDER BY sequence`,
  );
  const after = store.prepare<[number, number], LineRow>(
    `SELECT ${lineColumns} FROM event WHERE position > ? AND set_aside IS NULL ORDER BY position LIMIT ?`,
  );
  const latest = store.prepare<[number], LineRow>(
    `SELECT ${lineColumns} FROM event WHERE set_aside IS NULL ORDER BY position DESC LIMIT ?`,
  );
  const incomplete = store.prepare<[number], LineRow>(
    `SELECT ${lineColumns} FROM event WHERE lacking <> '[]' AND type NOT LIKE 'prisoner.admitted.%' ORDER BY position DESC LIMIT ?`,
  );
  const openAdmissions = store.prepare<[number], LineRow>(
    `SELECT ${lineColumns} FROM event WHERE ${isOpenAdmission}
     ORDER BY lacking = '["no-finger"]', position LIMIT ?`,
  );
  const openAdmissionCount = store.prepare<[], number>(`SELECT count(*) FROM event WHERE ${isOpenAdmission}`).pluck();
  const evidence = store.prepare<[number, number], { position: number; text: string }>(
    `SELECT position, text FROM event WHERE position > ? AND set_aside IS NULL
       AND (subject LIKE 'exhibit/%' OR subject LIKE 'case/%' OR subject LIKE 'report/%') ORDER BY position LIMIT ?`,
  );
  const audited = store.prepare('UPDATE event SET lacking = ? WHERE id = ? AND set_aside IS NULL');
  const isAudited = store.prepare<[string], { id: string }>(
    'SELECT id FROM event WHERE id = ? AND set_aside IS NULL AND lacking IS NOT NULL',
  );
  const subjects = store.prepare<[], { subject: string }>(
    `SELECT subject FROM event WHERE set_aside IS NULL AND subject LIKE 'person/%'
     GROUP BY subject ORDER BY max(position)`,
  );
  const recordedAt = store
    .prepare<[string, string], string>(
      `SELECT DISTINCT subject FROM event WHERE station_id = ? AND received_at >= ? AND set_aside IS NULL
         AND subject LIKE 'person/%'`,
    )
    .pluck();
  const heldBy = (which: 'NULL' | 'NOT NULL') =>
    store.prepare<
      [string],
      Omit<HeldEvent, 'setAside' | 'lacking'> & { setAside: string | null; lacking: string | null }
    >(
      `SELECT text, station_id AS stationId, chain_id AS chainId, sequence, hash, received_at AS receivedAt,
         set_aside AS setAside, lacking
       FROM event WHERE id = ? AND set_aside IS ${which}`,
    );
  const [counting, setAside] = [heldBy('NULL'), heldBy('NOT NULL')];
  const appliedText = store
    .prepare<[string], string>('SELECT text FROM event WHERE id = ? AND set_aside IS NULL')
    .pluck();

  const notUnderstood = store.prepare<[], { position: number; stationId: string; text: string }>(
    `SELECT position, station_id AS stationId, text FROM event
     WHERE set_aside IN ('event-type-unknown', 'event-data-invalid') ORDER BY position`,
  );
  const understood = store.prepare('UPDATE event SET set_aside = NULL, about = ?, detail = ? WHERE position = ?');

  const recordBefore = (chainId: string, sequence: number): OfficerRecord =>
    officerRecordAfter(officers.all(chainId, sequence).flatMap(({ text }) => eventOf(text) ?? []));

  return {
    /** Adds the next event of a chain and moves the chain's head; call inside a transaction. */
    append(event: IncomingEvent): void {
      const { envelope, hash, site, stationId, receivedAt } = event;
      const { chainid, sequence } = envelope;
      const said = new Date(envelope.time).toISOString();
      const isBack = Date.parse(reached.get(chainid) ?? said) - Date.parse(said) > clockToleranceMs;
      const reachedAt = new Date(Math.min(Date.parse(said), Date.parse(receivedAt))).toISOString();
      putChain.run(chainid, stationId, site, sequence, hash, envelope.time, reachedAt);
      insertEvent.run(
        envelope.id,
        envelope.type,
        envelope.subject,
        site,
        stationId,
        chainid,
        sequence,
        hash,
        envelope.time,
        receivedAt,
        isBack ? ranBackwards : envelope.timequality,
        event.about ?? null,
        event.detail ?? null,
        event.setAside ?? null,
        event.text,
      );
    },
    /** Held events of a kind or a form that was unknown when they came. */
    notUnderstood: () => notUnderstood.all(),
    /** Lets such an event count; call inside a transaction. */
    understood(position: number, { about, detail }: { readonly about?: string; readonly detail?: string }): void {
      understood.run(about ?? null, detail ?? null, position);
    },
    /** What is held at one place of a chain. */
    at: (chainId: string, sequence: number): { hash: string; setAside: string | null } | undefined =>
      placed.get(chainId, sequence),
    /** Whether an event says an earlier time than had come when its station recorded the one before it. */
    isClockBehind: (id: string): boolean => ranBack.get(id) !== undefined,
    holdsId: (id: string): boolean => byId.get(id) !== undefined,
    /** An applied event; undefined while it is not held. */
    applied(id: string): CustodyEvent | undefined {
      const text = appliedText.get(id);
      return text === undefined ? undefined : eventOf(text);
    },
    chains: (): HeldChain[] => chains.all(),
    /** The custody events of one person, in no particular order. */
    lineOf: (subject: string): CustodyEvent[] =>
      line.all(subject).flatMap(({ text }) => {
        const event = eventOf(text);
        return event ? [event] : [];
      }),
    /** The same as their stations signed them, in the order of receipt. */
    signedLineOf: (subject: string): { id: string; text: string; chainId: string }[] => signedLine.all(subject),
    /** The officers in force at the station of an event when it was recorded, by its own chain. */
    officersAt: ({ chainid, sequence }: Pick<CustodyEvent, 'chainid' | 'sequence'>): KnownOfficer[] => [
      ...recordBefore(chainid, sequence).inForce.values(),
    ],
    /** What the station's chain says of its officers before the event with this number. */
    officerRecordBefore: recordBefore,
    /** Applied events in the order of receipt, after a position. */
    listAfter: (position: number, limit: number): ListedEvent[] => after.all(position, limit).map(lineOf),
    /** Applied events, the newest first. */
    latest: (limit: number): ListedEvent[] => latest.all(limit).map(lineOf),
    /** Releases and journeys that lacked something, the newest first. */
    incompleteReleases: (limit: number): ListedEvent[] => incomplete.all(limit).map(lineOf),
    /** Admissions of people still held that lack something, what can still be signed before what cannot and the oldest first, and how many. */
    openAdmissions: (limit: number): { admissions: ListedEvent[]; count: number } => ({
      admissions: openAdmissions.all(limit).map(lineOf),
      count: openAdmissionCount.get() ?? 0,
    }),
    /** Some events of cases, exhibits and reports after a position, in the order of receipt; none once there are no more. */
    evidenceAfter: (position: number): { position: number; event: CustodyEvent | undefined }[] =>
      evidence.all(position, evidenceAtOnce).map(({ position: at, text }) => ({ position: at, event: eventOf(text) })),
    isAudited: (id: string): boolean => isAudited.get(id) !== undefined,
    /** Keeps beside an event what it lacked; call inside a transaction. */
    audited(id: string, lacking: readonly RecordGap[]): void {
      audited.run(JSON.stringify(lacking), id);
    },
    /** Everybody of whom events are held, whoever changed last last. */
    subjects: (): string[] => subjects.all().map(({ subject }) => subject),
    /** People of whom a station has recorded something that came since a time. */
    peopleRecordedAt: (stationId: string, since: string): string[] => recordedAt.all(stationId, since),
    find(id: string): HeldEvent | undefined {
      const row = counting.get(id) ?? setAside.get(id);
      return (
        row && {
          ...row,
          setAside: row.setAside ?? undefined,
          lacking: row.lacking === null ? undefined : gapsOf(row.lacking),
        }
      );
    },
  };
}
export type EventStore = ReturnType<typeof createEventStore>;
