import type { CommandBody } from '@custody-edge/event-contract';
import type { OrderLine } from '../http/view.ts';
import type { Store } from './database.ts';

/** An instruction to a station, kept until it is done. */
export interface CommandRow {
  readonly commandId: string;
  readonly purpose: CommandBody['purpose'];
  /** Empty while no gate holds the person: on the way to another prison. */
  readonly stationId: string;
  readonly subject: string;
  readonly orderId: string;
  /** JSON of the command's body, to sign it afresh when it expires before it is done. */
  readonly body: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** Signed text as sent. */
  readonly text: string;
}

const columns = `command_id AS commandId, purpose, station_id AS stationId, subject, order_id AS orderId, body,
  issued_at AS issuedAt, expires_at AS expiresAt, text`;

/** Instructions to stations. The database itself keeps a release order from being granted twice. */
export function createCommandStore(store: Store) {
  const insert = store.prepare(
    `INSERT INTO command (command_id, purpose, station_id, subject, order_id, body, issued_at, expires_at, text)
     VALUES (@commandId, @purpose, @stationId, @subject, @orderId, @body, @issuedAt, @expiresAt, @text)
     ON CONFLICT DO NOTHING`,
  );
  const release = store.prepare<[string], { commandId: string }>(
    `SELECT command_id AS commandId FROM command WHERE purpose = 'grant-release-order' AND order_id = ?`,
  );
  const unrecorded = store.prepare<[string], { orderId: string }>(
    `SELECT order_id AS orderId FROM command
     WHERE purpose = 'grant-release-order' AND subject = ? AND done_at IS NULL ORDER BY issued_at`,
  );
  const court = store.prepare<[string, string], { commandId: string }>(
    `SELECT command_id AS commandId FROM command WHERE purpose = 'list-for-court' AND order_id = ? AND subject = ?`,
  );
  const waiting = store.prepare<[string], CommandRow>(
    `SELECT ${columns} FROM command WHERE station_id = ? AND done_at IS NULL ORDER BY issued_at`,
  );
  const one = store.prepare<[string], CommandRow>(`SELECT ${columns} FROM command WHERE command_id = ?`);
  const renew = store.prepare('UPDATE command SET issued_at = ?, expires_at = ?, text = ? WHERE command_id = ?');
  const recorded = store.prepare(
    'UPDATE command SET done_at = ? WHERE command_id = ? AND station_id = ? AND done_at IS NULL',
  );
  const courtDone = store.prepare(
    `UPDATE command SET done_at = ?
     WHERE purpose = 'list-for-court' AND order_id = ? AND subject = ? AND done_at IS NULL`,
  );
  const admitted = store.prepare(
    `UPDATE command SET done_at = ?
     WHERE purpose IN ('expect-admission', 'withdraw-expected') AND order_id = ? AND done_at IS NULL`,
  );
  const withdrawn = store.prepare(
    `UPDATE command SET done_at = ?, withdrawn_at = ?
     WHERE purpose = 'expect-admission' AND order_id = ? AND withdrawn_at IS NULL`,
  );
  const passedOn = store.prepare(
    `UPDATE command SET station_id = '', done_at = NULL
     WHERE purpose = 'grant-release-order' AND command_id = ? AND station_id = ?`,
  );
  const address = store.prepare(
    `UPDATE command SET command_id = @commandId, station_id = @stationId, issued_at = @issuedAt, expires_at = @expiresAt, text = @text
     WHERE command_id = @before AND station_id = ''`,
  );
  const ended = store.prepare(`UPDATE command SET done_at = ? WHERE command_id = ? AND station_id = ''`);
  const use = store.prepare('INSERT OR IGNORE INTO used_warrant (paper) VALUES (?)');
  const used = store.prepare<[string], unknown>('SELECT 1 FROM used_warrant WHERE paper = ?');
  const expectation = store.prepare<[string], CommandRow>(
    `SELECT ${columns} FROM command
     WHERE purpose = 'expect-admission' AND order_id = ? AND withdrawn_at IS NULL`,
  );
  const expire = store.prepare(
    `UPDATE command SET done_at = expires_at WHERE purpose = 'list-for-court' AND expires_at <= ? AND done_at IS NULL`,
  );
  const latest = store.prepare<[number], Omit<OrderLine, 'doneAt'> & { doneAt: string | null }>(
    `SELECT command_id AS commandId, purpose, station_id AS stationId, subject, order_id AS orderId,
       issued_at AS issuedAt, done_at AS doneAt
     FROM command ORDER BY done_at IS NOT NULL, issued_at DESC LIMIT ?`,
  );

  return {
    find: (commandId: string): CommandRow | undefined => one.get(commandId),
    /** Adds an instruction unless one for the same order is there. */
    add: (row: CommandRow): boolean => insert.run(row).changes === 1,
    releaseCommandOf: (orderId: string): string | undefined => release.get(orderId)?.commandId,
    courtCommandOf: (orderId: string, subject: string): string | undefined => court.get(orderId, subject)?.commandId,
    /** Release orders of a person that no gate has on record yet. */
    grantsUnrecorded: (subject: string): string[] => unrecorded.all(subject).map(({ orderId }) => orderId),
    waitingFor: (stationId: string): CommandRow[] => waiting.all(stationId),
    renew(commandId: string, issuedAt: string, expiresAt: string, text: string): void {
      renew.run(issuedAt, expiresAt, text, commandId);
    },
    /** The station has put on record that it carried the instruction out. */
    recordedBy(commandId: string, stationId: string, at: string): void {
      recorded.run(at, commandId, stationId);
    },
    /** The station gave a release order up; call inside the transaction of that event. */
    passedOn(commandId: string, stationId: string): void {
      passedOn.run(commandId, stationId);
    },
    /** Sends an order that no gate had to one, under a number of its own. */
    address(
      before: string,
      row: Pick<CommandRow, 'commandId' | 'stationId' | 'issuedAt' | 'expiresAt' | 'text'>,
    ): void {
      const { commandId, stationId, issuedAt, expiresAt, text } = row;
      address.run({ before, commandId, stationId, issuedAt, expiresAt, text });
    },
    /** Nobody is left for whom an order that no gate had could be used. */
    endUnaddressed(commandId: string, at: string): void {
      ended.run(at, commandId);
    },
    leftForCourt(orderId: string, subject: string, at: string): void {
      courtDone.run(at, orderId, subject);
    },
    /** The announcement under a warrant that was not taken back. */
    expectationOf: (warrant: string): CommandRow | undefined => expectation.get(warrant),
    /** Ends an announcement by the instruction that takes it back. */
    withdraw: store.transaction((withdrawal: CommandRow): void => {
      withdrawn.run(withdrawal.issuedAt, withdrawal.issuedAt, withdrawal.orderId);
      insert.run(withdrawal);
    }),
    isUsed: (warrant: string): boolean => used.get(warrant) !== undefined,
    /** Somebody was admitted under a warrant: it is used, and whoever was announced with it has come. */
    admittedUnder(warrant: string, at: string): void {
      use.run(warrant);
      admitted.run(at, warrant);
    },
    /** Ends court lists whose time has passed. */
    expireCourtLists(now: string): number {
      return expire.run(now).changes;
    },
    /** The newest instructions, those still waiting first. */
    latest: (limit: number): OrderLine[] =>
      latest.all(limit).map(({ doneAt, ...row }) => ({ ...row, ...(doneAt !== null && { doneAt }) })),
  };
}
export type CommandStore = ReturnType<typeof createCommandStore>;
