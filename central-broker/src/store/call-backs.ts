import type { CallBackAnswer, ReleaseOrder } from '@custody-edge/event-contract';
import type { Store } from './database.ts';

/** A court that was asked by telephone about an order, and what it said. */
export interface CallBackRow extends ReleaseOrder {
  readonly eventId: string;
  readonly subject: string;
  /** The gate that called. */
  readonly stationId: string;
  readonly answer: CallBackAnswer;
}

/** What gates heard from courts. A confirmed call waits here until its order is granted or refused. */
export function createCallBackStore(store: Store) {
  const insert = store.prepare(
    `INSERT INTO call_back (event_id, subject, station_id, order_id, court, case_number, answer)
     VALUES (@eventId, @subject, @stationId, @orderId, @court, @caseNumber, @answer) ON CONFLICT DO NOTHING`,
  );
  const waiting = store.prepare<[], CallBackRow>(
    `SELECT event_id AS eventId, subject, station_id AS stationId, order_id AS orderId, court, case_number AS caseNumber, answer
     FROM call_back WHERE answer = 'confirmed' AND outcome IS NULL ORDER BY event_id`,
  );
  const settle = store.prepare('UPDATE call_back SET outcome = ? WHERE event_id = ?');
  const denial = store.prepare<[string], { eventId: string }>(
    `SELECT event_id AS eventId FROM call_back WHERE order_id = ? AND answer = 'denied' LIMIT 1`,
  );
  const refused = store.prepare<[number], Omit<CallBackRow, 'answer'> & { outcome: string }>(
    `SELECT event_id AS eventId, subject, station_id AS stationId, order_id AS orderId, court, case_number AS caseNumber, outcome
     FROM call_back WHERE outcome <> 'granted' ORDER BY event_id DESC LIMIT ?`,
  );
  return {
    /** Call inside the transaction of the event. */
    add(row: CallBackRow): void {
      insert.run(row);
    },
    /** Confirmed calls whose order was neither granted nor refused yet, the oldest first. */
    waiting: (): CallBackRow[] => waiting.all(),
    /** Keeps what came of a confirmed call: it waits no more. */
    settle(eventId: string, outcome: string): void {
      settle.run(outcome, eventId);
    },
    /** Confirmed calls whose order was not granted, and by which refusal, the newest first. */
    refused: (limit: number) => refused.all(limit),
    /** The event by which a court disowned an order. */
    denialOf: (orderId: string): string | undefined => denial.get(orderId)?.eventId,
  };
}
export type CallBackStore = ReturnType<typeof createCallBackStore>;
