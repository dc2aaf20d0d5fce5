import { type CustodyEvent, warrantKey } from '@custody-edge/event-contract';
import type { CallBackStore } from '../store/call-backs.ts';
import type { CommandStore } from '../store/commands.ts';
import type { KeyStore } from '../store/keys.ts';

/** What an applied event did besides standing in the record. */
export interface Effects {
  readonly forgotten: boolean;
  readonly keysDestroyed: number;
}

const none: Effects = { forgotten: false, keysDestroyed: 0 };

/** Carries out what an event means for orders and keys; call inside the transaction of the event. */
export function carryOut(
  event: CustodyEvent,
  stationId: string,
  at: string,
  {
    commands,
    callBacks,
    keys,
  }: { readonly commands: CommandStore; readonly callBacks: CallBackStore; readonly keys: KeyStore },
): Effects {
  switch (event.type) {
    case 'prisoner.admitted.v1':
    case 'prisoner.admitted.v2':
      commands.admittedUnder(warrantKey(event.data.warrant), at);
      return none;
    case 'prisoner.release-order-received.v1':
      commands.releaseRecorded(event.data.commandId, stationId, at);
      return none;
    case 'prisoner.order-called-back.v1': {
      const { order, answer } = event.data;
      callBacks.add({ eventId: event.id, subject: event.subject, stationId, ...order, answer });
      return none;
    }
    case 'prisoner.out-to-court.v1':
      commands.leftForCourt(event.data.order.orderId, event.subject, at);
      return none;
    case 'prisoner.forgotten.v1':
      return { forgotten: true, keysDestroyed: keys.destroyFor(event.subject, at) };
    default:
      return none;
  }
}
