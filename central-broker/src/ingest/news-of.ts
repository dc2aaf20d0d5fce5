import { type CustodyEvent, foldCustody, siteOf } from '@custody-edge/event-contract';
import { placeOf } from '../register/person.ts';
import type { NewsRow } from '../store/news.ts';

type Place = Pick<NewsRow, 'site' | 'stationId'>;
type News = Omit<NewsRow, 'since'>;

/**
 * What gates have to hear of the transfers of one person: the prison that is to receive them, that they come; the gate that sent them,
 * that they were received; the prison that waits for them, that they were taken back; and wherever they are, the order that followed
 * them. In whatever order the events came.
 */
export function newsOf(line: readonly CustodyEvent[]): News[] {
  const dispatches = line.filter((event) => event.type === 'prisoner.transfer-dispatched.v1');
  const told = (event: CustodyEvent, place: Place, orderId: string): News => ({
    ...place,
    eventId: event.id,
    subject: event.subject,
    orderId,
  });
  return line.flatMap((event) => {
    if (event.type === 'prisoner.transfer-dispatched.v1') {
      const { destination, paper } = event.data.transfer;
      return [told(event, anyGateOf(destination), paper)];
    }
    if (event.type === 'prisoner.release-order-passed-on.v1') {
      const place = placeNow(line);
      return place === undefined || place === siteOf(event.source)
        ? []
        : [told(event, anyGateOf(place), event.data.order.orderId)];
    }
    if (event.type !== 'prisoner.transfer-received.v1' && event.type !== 'prisoner.back-from-transfer.v1') return [];
    const began = dispatches.find(({ id }) => id === event.data.dispatched);
    if (!began) return [];
    const { destination, paper } = began.data.transfer;
    const isBack = siteOf(event.source) === siteOf(began.source);
    return [told(event, isBack ? anyGateOf(destination) : placeOf(began.source), paper)];
  });
}

/** The prison that holds a person, or that they are on the way to. */
function placeNow(line: readonly CustodyEvent[]): string | undefined {
  const custody = foldCustody(line);
  return custody?.absence?.journey === 'transfer' ? custody.absence.place : custody?.site;
}

const anyGateOf = (site: string): Place => ({ site, stationId: '' });

/**
 * That a person was erased, for every gate that holds something of them but the one that erased it.
 * @param told where anything was ever told of the person
 */
export function newsOfErasure(erasure: CustodyEvent, line: readonly CustodyEvent[], told: readonly Place[]): News[] {
  const wrote = line.map(({ source }) => placeOf(source));
  const places = new Map([...told, ...wrote].map((place) => [`${place.site}/${place.stationId}`, place]));
  const { site, stationId } = placeOf(erasure.source);
  places.delete(`${site}/${stationId}`);
  places.delete(`${site}/`);
  const { id: eventId, subject } = erasure;
  return Array.from(places.values(), (place) => ({ ...place, eventId, subject, orderId: '' }));
}
