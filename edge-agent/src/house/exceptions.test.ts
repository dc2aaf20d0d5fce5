import { describe, expect, it } from 'vitest';
import { EventLog } from '../store/event-log.ts';
import { openStore, stamps } from '../test-kit.ts';
import { Exceptions } from './exceptions.ts';

const refused = {
  type: 'gate.paper-refused.v1',
  subject: 'station/gate-1',
  data: { paper: 'RO-9', reason: 'order-not-confirmed' },
} as const;
const counted = ({ db }: Pick<ReturnType<typeof openStore>, 'db'>) => new Exceptions(db).since('', () => undefined);

describe('what officers did', () => {
  it('is counted by whoever the signed events say was signed in, also of those written before that was counted', () => {
    const { station, db, foreign } = openStore();
    const log = new EventLog(db, station.enrolment, station.signer, { ...stamps, officer: () => '4417' }, foreign);
    log.commit([refused, refused]);
    const before = counted({ db });
    db.exec('UPDATE event SET officer = NULL');
    expect(counted({ db })).toEqual([]);
    // As the update of the database does it.
    db.exec('UPDATE event SET officer = officer_in(signed_text)');
    expect(counted({ db })).toEqual(before);
    expect(before).toMatchObject([{ officerId: '4417', total: { 'papers-refused': 2 } }]);
  });

  it('is counted as an exception where a supervisor identified somebody by sight', () => {
    const { station, db, foreign } = openStore();
    const log = new EventLog(db, station.enrolment, station.signer, { ...stamps, officer: () => '4417' }, foreign);
    const sight = { method: 'sight', reason: 'worn', marks: true, approval: 'identity-by-sight by 7001' } as const;
    const back = { type: 'prisoner.back-from-court.v1', subject: 'person/p1', data: { identity: sight } } as const;
    log.commit([back, back]);
    expect(counted({ db })).toMatchObject([{ total: { movements: 2, 'by-sight': 2, 'fingers-excepted': 0 } }]);
  });

  it('is nobody’s where nobody was signed in', () => {
    const { db, log } = openStore();
    log.commit([refused]);
    expect(counted({ db })).toEqual([]);
  });
});
