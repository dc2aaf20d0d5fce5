import { isDeepStrictEqual } from 'node:util';
import { readCommand } from '../command.ts';
import { stationOf } from '../envelope.ts';
import type { Enrolment } from '../station-record.ts';
import type { OrderReceived } from './orders.ts';

/**
 * Whether an event holds the centre's own signed grant, to the station that wrote it, of this very order for this very person, on the
 * same ground. One from before grants stood in the record proves nothing by itself. Its expiry is no matter: it was in time or the
 * station did not take it.
 */
export function holdsGrant(event: OrderReceived, centre: Enrolment): boolean {
  if (event.type === 'prisoner.release-order-received.v1') return false;
  const { grant, commandId, ...said } = event.data;
  const read = readCommand(grant, centre, stationOf(event.source), Number.NEGATIVE_INFINITY);
  if (!read.ok || read.value.commandId !== commandId) return false;
  const granted = { purpose: 'grant-release-order', subject: event.subject, ...said };
  return isDeepStrictEqual(read.value.body, granted);
}
