import { isDeepStrictEqual } from 'node:util';
import {
  type Believed,
  type Custody,
  type CustodyEvent,
  custodyAfter,
  custodySchema,
  type Enrolment,
  foldCustody,
  holdsGrant,
  type IsGranted,
  isCustodyEvent,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { StationDatabase } from '../store/database.ts';
import type { EventLog } from '../store/event-log.ts';

/** Where events have put people. */
export type Folded = ReadonlyMap<string, Custody>;

const personRow = z.object({ subject: z.string(), custody: z.string() });

/**
 * Where everybody stands: folded from signed events, stored with them in one transaction.
 * What was stored before the start is proved against the signed events before anything is recorded of that person; after that a movement
 * is one step from what was proved, at whichever gate it was recorded, and whatever else is recorded of them is folded with their whole
 * line again.
 */
export class Standings {
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly log: EventLog;
  private readonly believed: Believed;
  private readonly folded = new Map<string, Custody>();
  /** Of whom every signature was seen to hold in this run. */
  private readonly proved = new Set<string>();

  /** @param centre whose grant an order needs before it counts */
  constructor(db: StationDatabase, log: EventLog, centre: Enrolment) {
    // One from before grants stood in the record counts at the gate that wrote it; the centre knows whether it granted it.
    const isGranted: IsGranted = (event) =>
      event.type === 'prisoner.release-order-received.v1' || holdsGrant(event, centre);
    this.believed = { isGranted, isFollowed: (erasure) => log.isFollowed(erasure) };
    this.statements = statementsOf(db);
    this.log = log;
    for (const row of this.statements.all.iterate()) {
      const { subject, custody } = personRow.parse(row);
      this.folded.set(subject, custodySchema.parse(JSON.parse(custody)));
    }
  }

  get all(): Folded {
    return this.folded;
  }

  of(subject: string): Custody | undefined {
    return this.folded.get(subject);
  }

  /**
   * Stores what events, just written here or come from elsewhere, make of the people they are about; called within the transaction that
   * keeps them, and followed by `adopt` once it is on the disk.
   * @throws `database-damaged` where the custody before was not what the signed events said: whatever was decided by it, is not
   */
  follow(events: readonly CustodyEvent[]): Folded {
    const folded = new Map<string, Custody>();
    for (const [subject, written] of Map.groupBy(events.filter(isCustodyEvent), (event) => event.subject)) {
      const { before, custody } = this.stepOf(subject, written) ?? this.foldAll(subject, written);
      this.mustBeStored(subject, before);
      if (custody) folded.set(subject, this.store(subject, custody));
    }
    return folded;
  }

  /** Folds a person anew after something is believed that was not; as above. */
  believe(subject: string, change: () => void): Folded {
    this.mustBeStored(subject, foldCustody(this.log.lineOf(subject), this.believed));
    change();
    const custody = foldCustody(this.log.lineOf(subject), this.believed);
    return new Map(custody && [[subject, this.store(subject, custody)]]);
  }

  /** Takes over what was stored, after the transaction is on the disk. */
  adopt(folded: Folded): void {
    for (const [subject, custody] of folded) {
      this.folded.set(subject, custody);
      this.proved.add(subject);
    }
  }

  /** Movements that follow all that is known are a step each, wherever they were written. */
  private stepOf(subject: string, written: readonly CustodyEvent[]): Step | undefined {
    const known = this.proved.has(subject) ? this.folded.get(subject) : undefined;
    const custody = written.reduce((before, event) => before && custodyAfter(before, event), known);
    return known && custody && { before: known, custody };
  }

  private mustBeStored(subject: string, custody: Custody | undefined): void {
    if (this.statements.of.get(subject) !== (custody && JSON.stringify(custody)))
      throw agentError('database-damaged', { part: 'custody', subject });
  }

  private store(subject: string, custody: Custody): Custody {
    this.statements.store.run(subject, JSON.stringify(custody));
    return custody;
  }

  private foldAll(subject: string, written: readonly CustodyEvent[]): Step {
    const line = this.log.lineOf(subject);
    const added = new Set(written.map(({ id }) => id));
    const before = foldCustody(
      line.filter(({ id }) => !added.has(id)),
      this.believed,
    );
    // It may have been rewritten before the start, and put right since.
    if (!isDeepStrictEqual(before, this.folded.get(subject)))
      throw agentError('database-damaged', { part: 'custody', subject });
    return { before, custody: foldCustody(line, this.believed) };
  }
}

interface Step {
  readonly before: Custody | undefined;
  readonly custody: Custody | undefined;
}

/** Compiled once: they are needed at every event. */
function statementsOf(db: StationDatabase) {
  return {
    all: db.prepare('SELECT subject, custody FROM person'),
    of: db.prepare('SELECT custody FROM person WHERE subject = ?').pluck(),
    store: db.prepare(
      'INSERT INTO person (subject, custody) VALUES (?, ?) ON CONFLICT DO UPDATE SET custody = excluded.custody',
    ),
  };
}
