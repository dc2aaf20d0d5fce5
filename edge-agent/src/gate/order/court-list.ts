import { type ProductionOrder, productionOrderSchema } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';

const rowSchema = z.object({ subject: z.string(), productionOrder: z.string() });

interface CourtListEntry {
  readonly subject: string;
  readonly order: ProductionOrder;
}

/** Who is to be produced before which court, as the centre told this gate. An order lets a person leave once. */
export class CourtList {
  private readonly db: StationDatabase;
  /** What the table holds, once somebody asked: the page asks at every change. */
  private entries: readonly CourtListEntry[] | undefined;

  constructor(db: StationDatabase) {
    this.db = db;
  }

  put(subject: string, order: ProductionOrder): void {
    this.db
      .prepare('INSERT OR REPLACE INTO court_list (subject, production_order) VALUES (?, ?)')
      .run(subject, JSON.stringify(order));
    this.entries = undefined;
  }

  /** Takes a person off the list; called within the transaction that records their leaving. */
  strike(subject: string): void {
    this.db.prepare('DELETE FROM court_list WHERE subject = ?').run(subject);
    this.entries = undefined;
  }

  /** Orders whose time to return has not passed. */
  current(nowMs: number): CourtListEntry[] {
    this.entries ??= this.read();
    return this.entries.filter(({ order }) => Date.parse(order.dueBack) > nowMs);
  }

  private read(): CourtListEntry[] {
    return this.db
      .prepare('SELECT subject, production_order AS productionOrder FROM court_list')
      .all()
      .map((row) => rowSchema.parse(row))
      .map(({ subject, productionOrder }) => ({
        subject,
        order: productionOrderSchema.parse(JSON.parse(productionOrder)),
      }));
  }
}
