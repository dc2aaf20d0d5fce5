import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';
import { emptyQueue, type Queue } from '../desk/queue.ts';

const numbers = z.array(z.int());
const queueSchema = z.strictObject({
  waiting: numbers,
  last: z.int(),
  told: numbers.exactOptional(),
  closed: z.boolean(),
});
const queueRow = z.object({
  day: z.string(),
  queue: z.string().transform((text) => queueSchema.parse(JSON.parse(text))),
});

/** Who waits today, on the disk: a power cut sends nobody to the end of the queue. */
export class KeptQueue {
  private readonly statements: ReturnType<typeof statementsOf>;

  constructor(db: StationDatabase) {
    this.statements = statementsOf(db);
  }

  of(day: string): Queue {
    const row = this.statements.find.get();
    const kept = row === undefined ? undefined : queueRow.parse(row);
    return kept?.day === day ? kept.queue : emptyQueue;
  }

  keep(day: string, queue: Queue): void {
    this.statements.put.run(day, JSON.stringify(queue));
  }
}

function statementsOf(db: StationDatabase) {
  return {
    find: db.prepare('SELECT day, queue FROM visit_queue'),
    put: db.prepare(
      'INSERT INTO visit_queue VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET day = excluded.day, queue = excluded.queue',
    ),
  };
}
