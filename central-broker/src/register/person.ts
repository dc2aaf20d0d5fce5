import { type CustodyEvent, foldCustody } from '@custody-edge/event-contract';
import type { PersonRow } from '../store/people.ts';

/** Reads `/site/station`. */
const placeOf = (source: string): { site: string; stationId: string } => {
  const [, site = '', stationId = ''] = source.split('/');
  return { site, stationId };
};

/**
 * What the custody events of one person amount to, in whatever order they are given.
 * @returns undefined while the admission is not among them
 */
export function personOf(subject: string, events: readonly CustodyEvent[]): PersonRow | undefined {
  const custody = foldCustody(events);
  if (!custody) return undefined;
  const byId = new Map(events.map((event) => [event.id, event]));
  const admissions = events.filter((event) => event.type === 'prisoner.admitted.v1');
  const admission = admissions.reduce((newest, event) => (event.id > newest.id ? event : newest));
  const last = byId.get(custody.heads.at(-1) ?? '') ?? admission;
  return {
    subject,
    ...placeOf(last.source),
    custody: {
      state: custody.state,
      heads: custody.heads.length,
      openOrders: custody.openOrders.map((order) => order.orderId),
      ...(custody.production && { dueBack: custody.production.dueBack }),
      forgotten: custody.forgotten,
    },
    identity: admission.data.identity,
  };
}
