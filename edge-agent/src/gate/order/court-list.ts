import type { ProductionOrder } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';
import type { CentreWords } from './centre-words.ts';

const rowSchema = z.object({ subject: z.string(), text: z.string() });

interface CourtListEntry {
  readonly subject: string;
  readonly order: ProductionOrder;
}

/** A place on the list, and whether it is known that nobody has left on it: of one that was kept over a restart it is not yet. */
interface Place {
  readonly order: ProductionOrder;
  unused: boolean;
}

/**
 * Who is to be produced before which court, as the centre signed it for this gate. An order lets a person leave once. The table is read
 * once, at the start.
 */
export class CourtList {
  private readonly db: StationDatabase;
  private readonly words: CentreWords;
  private readonly hasLeftUnder: (orderId: string, subject: string) => boolean;
  private readonly places: Map<string, Place>;

  /** @param hasLeftUnder whether it is on record that a person left on an order */
  constructor(db: StationDatabase, words: CentreWords, hasLeftUnder: (orderId: string, subject: string) => boolean) {
    this.db = db;
    this.words = words;
    this.hasLeftUnder = hasLeftUnder;
    const rows = z.array(rowSchema).parse(db.prepare('SELECT subject, signed_text AS text FROM court_list').all());
    this.places = new Map(
      rows.flatMap(({ subject, text }) => {
        const order = this.orderIn(text, subject);
        return order ? [[subject, { order, unused: false }]] : [];
      }),
    );
  }

  /** @param text the command as the centre signed it, of an order on which nobody has left */
  put(subject: string, text: string): void {
    const order = this.orderIn(text, subject);
    if (!order) return;
    this.db.prepare('INSERT OR REPLACE INTO court_list (subject, signed_text) VALUES (?, ?)').run(subject, text);
    this.places.set(subject, { order, unused: true });
  }

  /** Takes a person off the list; called within the transaction that records their leaving, and followed by `struck`. */
  strike(subject: string): void {
    this.db.prepare('DELETE FROM court_list WHERE subject = ?').run(subject);
  }

  /** Their leaving is on the disk. */
  struck(subject: string): void {
    this.places.delete(subject);
  }

  /** Orders whose time to return has not passed. */
  current(nowMs: number): CourtListEntry[] {
    return [...this.places].flatMap(([subject, { order }]) => (isCurrent(order, nowMs) ? [{ subject, order }] : []));
  }

  /** The order on which a person may leave now. */
  orderOf(subject: string, nowMs: number): ProductionOrder | undefined {
    const place = this.places.get(subject);
    if (!place || !isCurrent(place.order, nowMs)) return undefined;
    place.unused ||= !this.hasLeftUnder(place.order.orderId, subject);
    return place.unused ? place.order : undefined;
  }

  /** What the centre did not sign about this very person lets nobody out. */
  private orderIn(text: string, subject: string): ProductionOrder | undefined {
    const body = this.words.read(text, 'list-for-court')?.body;
    return body?.subject === subject ? body.order : undefined;
  }
}

const isCurrent = ({ dueBack }: ProductionOrder, nowMs: number): boolean => Date.parse(dueBack) > nowMs;
