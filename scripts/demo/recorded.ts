import { z } from 'zod';
import { call } from './api.ts';
import { eventsAfter } from './feed.ts';

const ordersSchema = z.object({
  orders: z.array(z.object({ commandId: z.string(), purpose: z.string(), doneAt: z.string().optional() })),
});

/** What the centre holds on record, told apart by when it was asked. */
export class Recorded {
  private readonly centreUrl: string;
  private position = 0;
  private readonly known = new Set<string>();

  constructor(centreUrl: string) {
    this.centreUrl = centreUrl;
  }

  /** @returns types of the events that came, each also with its station, and purposes of the instructions that were carried out */
  async sinceLastAsked(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (;;) {
      const { events, next } = await eventsAfter(this.centreUrl, this.position);
      this.position = next;
      if (events.length === 0) break;
      for (const { type, stationId } of events) found.add(type).add(`${type} at ${stationId}`);
    }
    const { orders } = await call(`${this.centreUrl}/api/overview`, ordersSchema);
    for (const { commandId, purpose, doneAt } of orders) {
      if (doneAt === undefined || this.known.has(commandId)) continue;
      this.known.add(commandId);
      found.add(purpose);
    }
    return found;
  }
}
