import type { CustodyEvent, EventDraft } from '@custody-edge/event-contract';
import { expect, test } from 'vitest';
import { asif, drafts, eventOf as eventFrom, releaseOrder } from '../../../packages/event-contract/src/test-kit.ts';
import { eventOf } from '../store/events.ts';
import { makeProject } from '../test-support/project.ts';
import { makeDataKey } from '../test-support/station.ts';
import { personOf as personBelieving } from './person.ts';

type Believed = Parameters<typeof personBelieving>[2];
const personOf = (subject: string, events: readonly CustodyEvent[], believed: Partial<Believed> = {}) =>
  personBelieving(subject, events, { isSigned: () => true, isFollowed: () => true, ...believed });

test('a person is where the last event of the line happened, and nowhere before the admission is known', () => {
  const project = makeProject();
  const gate = project.addStation('adiala-gate-1');
  const subject = 'person/p1';
  const admission = eventOf(gate.admitted(subject, makeDataKey(), 'Aslam').text);
  const data = { order: { orderId: 'R-1', court: 'Sessions', caseNumber: '1/26' }, commandId: crypto.randomUUID() };
  const order = eventOf(gate.next({ type: 'prisoner.release-order-received.v1', subject, data }).text);
  project.remove();
  if (!admission || !order) throw new Error('not readable');

  expect(personOf(subject, [order])).toBeUndefined();
  expect(personOf(subject, [order, admission])).toMatchObject({
    site: 'adiala',
    stationId: 'adiala-gate-1',
    custody: { state: 'RELEASE_PENDING', heads: 1, openOrders: ['R-1'], forgotten: false },
  });
  const elsewhere = { ...order, id: crypto.randomUUID(), source: '/lab/lab-gate-1' };
  expect(personOf(subject, [order, elsewhere, admission])?.custody.heads).toBe(2);
});

test('a person carries what is late about the open release orders, and nothing of those acted on', () => {
  const line = (...written: EventDraft[]) =>
    written.reduce<CustodyEvent[]>((before, draft) => {
      const after = before.at(-1)?.id;
      return before.concat(eventFrom(draft, after === undefined ? {} : { after }));
    }, []);
  const ready = [drafts.admitted(), drafts.orderReceived()];
  expect(personOf(asif, line(...ready))?.custody).toMatchObject({ overDetained: false, answersDue: [] });
  const late = [...ready, drafts.overDetained(), drafts.queried()];
  expect(personOf(asif, line(...late))?.custody).toMatchObject({
    overDetained: true,
    answersDue: ['2026-03-02T09:00:00.000Z'],
  });
  expect(personOf(asif, line(...late, drafts.released()))?.custody).toMatchObject({
    overDetained: false,
    answersDue: [],
  });
});

test('a person stays where they were received, whatever the prison that sent them adds afterwards', () => {
  const [from, to] = ['/jail-a/gate-1', '/jail-b/gate-7'];
  const admission = eventFrom(drafts.admitted(), { source: from });
  const dispatched = eventFrom(drafts.dispatched(), { source: from, after: admission.id });
  const received = eventFrom(drafts.received(), { source: to, after: dispatched.id });
  const granted = { order: releaseOrder(), commandId: crypto.randomUUID(), grant: 'as signed' };
  const draft = { type: 'prisoner.release-order-passed-on.v1', subject: asif, data: granted } as const;
  const passedOn = eventFrom(draft, { source: from, after: received.id });
  const line = [admission, dispatched, received, passedOn];
  for (const events of [line, line.toReversed()])
    expect(personOf(asif, events)).toMatchObject({
      site: 'jail-b',
      stationId: 'gate-7',
      custody: { state: 'IN_CUSTODY', heads: 1, openOrders: [] },
    });
});

test('a person has the name of the newest correction that officers signed', () => {
  const admission = eventFrom(drafts.admitted());
  const named = [1, 2, 3].map((nth) => {
    const name = { kid: crypto.randomUUID(), iv: 'C'.repeat(16), ct: `name-${nth}` };
    const data = { corrects: admission.id, name, paper: 'CNIC', approvals: ['one', 'two'] };
    const id = `0195533f-7c00-7000-8000-00000000000${nth}`;
    return eventFrom({ type: 'prisoner.name-corrected.v1', subject: asif, data }, { id, after: admission.id });
  });
  for (const line of [
    [admission, ...named],
    [...named.toReversed(), admission],
  ]) {
    const correctedIn = (isSigned: Believed['isSigned']) => personOf(asif, line, { isSigned })?.custody.corrected;
    expect(correctedIn(({ data }) => data.name.ct !== 'name-3')).toMatchObject({ ct: 'name-2' });
    expect(correctedIn(() => false)).toBeUndefined();
  }
});
