import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asSigned, centre, enrol, openStore } from '../../test-kit.ts';
import { CentreWords } from './centre-words.ts';
import { CourtList } from './court-list.ts';

const order = (orderId: string, dueBack: string) => ({
  orderId,
  court: 'Sessions Court',
  caseNumber: 'FIR 12/2026',
  dueBack,
});
const noon = Date.parse('2026-03-01T12:00:00.000Z');
const today = order('PO-1', '2026-03-01T16:00:00.000Z');
const yesterday = order('PO-0', '2026-02-28T16:00:00.000Z');
const listing = (subject: string, production = today, recipient = 'gate-1') => ({
  commandId: randomUUID(),
  recipient,
  issuedAt: '2026-03-01T05:00:00.000Z',
  expiresAt: '2026-03-01T09:00:00.000Z',
  body: { purpose: 'list-for-court' as const, subject, order: production },
});
const listIn = ({ db }: Pick<ReturnType<typeof openStore>, 'db'>, left: readonly string[] = []) =>
  new CourtList(db, new CentreWords(centre.enrolment, 'gate-1'), (orderId) => left.includes(orderId));

describe('the court list', () => {
  it('holds who may leave today, once each, also after a restart', () => {
    const store = openStore();
    const list = listIn(store);
    for (const day of [yesterday, today]) list.put('person/a', asSigned(listing('person/a', day)));
    list.put('person/b', asSigned(listing('person/b', yesterday)));
    expect(list.current(noon)).toEqual([{ subject: 'person/a', order: today }]);
    store.db.close();
    expect(listIn(openStore(store.dataDir, store.station)).current(noon)).toEqual([
      { subject: 'person/a', order: today },
    ]);
  });

  it('ends with the time to return', () => {
    const list = listIn(openStore());
    list.put('person/a', asSigned(listing('person/a')));
    expect(list.current(Date.parse(today.dueBack) - 1)).toHaveLength(1);
    expect(list.current(Date.parse(today.dueBack))).toEqual([]);
  });

  it('lets a person leave once: who left is struck off', () => {
    const list = listIn(openStore());
    list.put('person/a', asSigned(listing('person/a')));
    for (const subject of ['person/a', 'person/nobody']) {
      list.strike(subject);
      list.struck(subject);
    }
    expect(list.current(noon)).toEqual([]);
    expect(list.orderOf('person/a', noon)).toBeUndefined();
  });

  it('lets nobody leave by a row that was put back after they had left on its order', () => {
    const store = openStore();
    listIn(store).put('person/a', asSigned(listing('person/a')));
    expect(listIn(store).orderOf('person/a', noon)).toEqual(today);
    expect(listIn(store).orderOf('person/a', Date.parse(today.dueBack))).toBeUndefined();
    expect(listIn(store, ['PO-1']).orderOf('person/a', noon)).toBeUndefined();
  });

  it.each([
    ['no text of the centre', 'as if signed'],
    ['what another one signed', asSigned(listing('person/a'), enrol('centre-1', 'centre').signer)],
    ['what was said of another person', asSigned(listing('person/b'))],
    ['what was said to another gate', asSigned(listing('person/a', today, 'gate-2'))],
    [
      'another word of the centre',
      asSigned({ ...listing('person/a'), body: { purpose: 'state-holds', subject: 'person/a', holds: [] } }),
    ],
  ])('lists nobody by a row that holds %s', (_, text) => {
    const store = openStore();
    store.db.prepare('INSERT INTO court_list (subject, signed_text) VALUES (?, ?)').run('person/a', text);
    expect(listIn(store).current(noon)).toEqual([]);
  });
});
