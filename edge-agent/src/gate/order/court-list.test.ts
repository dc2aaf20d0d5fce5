import { describe, expect, it } from 'vitest';
import { openStore } from '../../test-kit.ts';
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

describe('the court list', () => {
  it('holds who may leave today, once each, also after a restart', () => {
    const { db, dataDir, station } = openStore();
    const list = new CourtList(db);
    list.put('person/a', yesterday);
    list.put('person/a', today);
    list.put('person/b', yesterday);
    expect(list.current(noon)).toEqual([{ subject: 'person/a', order: today }]);
    db.close();
    expect(new CourtList(openStore(dataDir, station).db).current(noon)).toEqual([
      { subject: 'person/a', order: today },
    ]);
  });

  it('ends with the time to return', () => {
    const list = new CourtList(openStore().db);
    list.put('person/a', today);
    expect(list.current(Date.parse(today.dueBack) - 1)).toHaveLength(1);
    expect(list.current(Date.parse(today.dueBack))).toEqual([]);
  });

  it('lets a person leave once: who left is struck off', () => {
    const list = new CourtList(openStore().db);
    list.put('person/a', today);
    list.strike('person/a');
    list.strike('person/nobody');
    expect(list.current(noon)).toEqual([]);
  });
});
