/** Where the sending of a backlog stands; sequence numbers of one chain. */
export interface Drain {
  /** The next event to hand to the broker. */
  readonly next: number;
  /** The last event the centre has receipted. */
  readonly receipted: number;
}

/** How far the sending may run ahead of the receipts: what a lost line costs to send again. */
export const sendAheadLimit = 2_000;

/** How many more events may be sent now. */
export const mayStillSend = ({ next, receipted }: Drain): number =>
  Math.max(0, receipted + sendAheadLimit - (next - 1));

/** After a receipt: never send what is held, never jump over what is not. */
export function afterReceipt(drain: Drain, upTo: number): Drain {
  return { next: Math.max(drain.next, upTo + 1), receipted: Math.max(drain.receipted, upTo) };
}

/** Start again behind the last receipt: after a new connection, a refused order of arrival, or silence. */
export const rewind = (drain: Drain): Drain => ({ ...drain, next: drain.receipted + 1 });
