import {
  type CustodyEvent,
  gapsOfErasure,
  lacksWord,
  officerRecordTypes,
  warrantKey,
} from '@custody-edge/event-contract';
import { placeOf } from '../register/person.ts';
import type { CallBackStore } from '../store/call-backs.ts';
import type { CommandStore } from '../store/commands.ts';
import type { EventStore } from '../store/events.ts';
import type { KeyStore } from '../store/keys.ts';
import type { NewsStore } from '../store/news.ts';
import type { SearchStore } from '../store/searches.ts';
import type { SuccessionStore } from '../store/successions.ts';
import { newsOf, newsOfErasure } from './news-of.ts';

/** What an applied event did besides standing in the record. */
export interface Effects {
  readonly forgotten: boolean;
  readonly keysDestroyed: number;
}

const none: Effects = { forgotten: false, keysDestroyed: 0 };

export interface EffectStores {
  readonly commands: CommandStore;
  readonly callBacks: CallBackStore;
  readonly keys: KeyStore;
  readonly events: EventStore;
  readonly news: NewsStore;
  readonly successions: SuccessionStore;
  readonly searches: SearchStore;
}

/** Carries out what an event means for orders and keys, and for gates elsewhere; call inside the transaction of the event. */
export function carryOut(
  event: CustodyEvent,
  stationId: string,
  at: string,
  { commands, callBacks, keys, events, news, successions, searches }: EffectStores,
): Effects {
  const tellOf = (subject: string): void => {
    for (const one of newsOf(events.lineOf(subject))) news.add({ ...one, since: at });
  };
  const changesOfficer = officerRecordTypes.some((type) => type === event.type);
  if (changesOfficer && lacksWord(event, events.officerRecordBefore(event.chainid, event.sequence)))
    events.audited(event.id, ['officer-word-missing']);
  switch (event.type) {
    case 'prisoner.admitted.v1':
    case 'prisoner.admitted.v2':
      commands.admittedUnder(warrantKey(event.data.warrant), at);
      if (event.data.fingers.length > 0) searches.expect(event.id, event.subject);
      return none;
    case 'prisoner.searched-at-centre.v1':
      searches.recorded(event.subject, event.data, event.chainid, at);
      return none;
    case 'prisoner.match-answered.v1':
      searches.answered(event.subject, event.data);
      return none;
    case 'prisoner.matched-elsewhere.v1':
      searches.matchRecorded(event.subject, event.data);
      return none;
    case 'prisoner.release-order-received.v1':
    case 'prisoner.release-order-received.v2':
      commands.recordedBy(event.data.commandId, stationId, at);
      return none;
    case 'prisoner.release-order-passed-on.v1':
      commands.passedOn(event.data.commandId, stationId);
      tellOf(event.subject);
      return none;
    case 'gate.expectation-withdrawn.v1':
      commands.recordedBy(event.data.command, stationId, at);
      return none;
    case 'prisoner.order-called-back.v1': {
      const { order, answer } = event.data;
      callBacks.add({ eventId: event.id, subject: event.subject, stationId, ...order, answer });
      return none;
    }
    case 'prisoner.out-to-court.v1':
      commands.leftForCourt(event.data.order.orderId, event.subject, at);
      return none;
    case 'prisoner.transfer-dispatched.v1':
    case 'prisoner.transfer-received.v1':
    case 'prisoner.back-from-transfer.v1':
      tellOf(event.subject);
      return none;
    case 'gate.told-of-person.v1': {
      const { site } = placeOf(event.source);
      news.told(event.data.event, site, stationId, at);
      successions.told(event.chainid, event.data.person, at);
      return none;
    }
    case 'prisoner.forgotten.v1':
    case 'prisoner.forgotten.v2': {
      const line = events.lineOf(event.subject);
      const lacking = gapsOfErasure(event, events.officersAt(event), line, at);
      events.audited(event.id, lacking);
      // It is done at its station, and goes no further.
      if (lacking.length > 0) return none;
      for (const one of newsOfErasure(event, line, news.placesToldOf(event.subject))) news.add({ ...one, since: at });
      searches.forget(event.subject);
      return { forgotten: true, keysDestroyed: keys.destroyFor(event.subject, at) };
    }
    default:
      return none;
  }
}
