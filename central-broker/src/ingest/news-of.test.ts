import { describe, expect, it } from 'vitest';
import { drafts, eventOf } from '../../../packages/event-contract/src/test-kit.ts';
import { newsOf, newsOfErasure } from './news-of.ts';

const at = (source: string) => ({ source });
const sent = eventOf(drafts.dispatched(), at('/jail-a/gate-1'));
const endOf = (draft: ReturnType<typeof drafts.received>, source: string) => {
  const event = eventOf(draft, at(source));
  if (event.type !== 'prisoner.transfer-received.v1' && event.type !== 'prisoner.back-from-transfer.v1')
    throw new Error('no end of a transfer');
  return { ...event, data: { ...event.data, dispatched: sent.id } };
};
const received = endOf(drafts.received(), '/jail-b/gate-7');
const back = endOf(drafts.backFromTransfer(), '/jail-a/gate-2');

describe('who has to hear of a transfer', () => {
  const toB = { eventId: sent.id, site: 'jail-b', stationId: '', orderId: 'TO-9' };

  it('is the prison that is to receive the person', () => {
    expect(newsOf([eventOf(drafts.admitted()), sent])).toMatchObject([toB]);
  });

  it('is the very gate that sent the person, once they are received, whichever event came first', () => {
    const arrival = { eventId: received.id, site: 'jail-a', stationId: 'gate-1', orderId: 'TO-9' };
    expect(newsOf([sent, received])).toMatchObject([toB, arrival]);
    expect(newsOf([received, sent])).toMatchObject([arrival, toB]);
    expect(newsOf([received])).toEqual([]);
  });

  it('is the prison that still expects the person, once they were taken back', () => {
    expect(newsOf([sent, back])).toMatchObject([toB, { eventId: back.id, site: 'jail-b', stationId: '' }]);
  });

  it('is, of an erasure, every gate that recorded or was told anything of the person, but the one that erased', () => {
    const erasure = eventOf(drafts.forgotten(), at('/jail-b/gate-7'));
    const told = [
      { site: 'jail-b', stationId: '' },
      { site: 'jail-c', stationId: '' },
    ];
    expect(newsOfErasure(erasure, [sent, received, erasure], told)).toMatchObject([
      { eventId: erasure.id, site: 'jail-c', stationId: '' },
      { eventId: erasure.id, site: 'jail-a', stationId: 'gate-1' },
    ]);
  });
});
