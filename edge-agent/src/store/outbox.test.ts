import { grantKey, type Receipt } from '@custody-edge/event-contract';
import { systemRandom } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrol, openStore } from '../test-kit.ts';
import { Outbox } from './outbox.ts';

/** A station with some events, and receipts for them as the centre would make them. */
function stationWith(count: number) {
  const store = openStore();
  const outbox = new Outbox(store.db);
  for (let index = 0; index < count; index += 1)
    store.log.commit([
      { type: 'gate.alarm.v1', subject: 'station/gate-1', data: { alarm: 'tamper', deviceId: 'gate-io' } },
    ]);
  const hashAt = (sequence: number) =>
    String(store.db.prepare('SELECT hash FROM event WHERE sequence = ?').pluck().get(sequence) ?? 'Z'.repeat(43));
  const receipt = (upTo: number, changes: Partial<Receipt> = {}): Receipt => ({
    chainId: store.station.enrolment.record.chainId,
    upTo,
    headHash: hashAt(upTo),
    quarantined: [],
    grants: [],
    issuedAt: '2026-03-01T05:00:00.000Z',
    ...changes,
  });
  const quarantine = () => store.db.prepare('SELECT sequence, reason FROM quarantined ORDER BY sequence').all();
  return { ...store, outbox, receipt, quarantine };
}
const waiting = ({ outbox }: { outbox: Outbox }) => outbox.eventsFrom(1, 1_000).map(({ sequence }) => sequence);
const grants = ({ outbox }: { outbox: Outbox }) => outbox.grants().map(({ grantId }) => grantId);
const [one, two] = ['0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11', '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c12'];

describe('the outbox', () => {
  it('holds every event from its commit on, exactly as signed and in order', () => {
    const station = stationWith(5);
    expect(station.outbox.waiting).toBe(5);
    expect(station.outbox.firstWaiting()).toBe(1);
    expect(station.outbox.eventsFrom(1, 100).map(({ text }) => text)).toEqual([...station.log.signedTexts()]);
    expect(station.outbox.eventsFrom(3, 2).map(({ sequence }) => sequence)).toEqual([3, 4]);
  });

  it('forgets what a receipt names and nothing after it; the record itself forgets nothing', () => {
    const station = stationWith(5);
    expect(station.outbox.settle(station.receipt(3))).toBe(true);
    expect(waiting(station)).toEqual([4, 5]);
    expect(station.outbox.settle(station.receipt(5))).toBe(true);
    expect(station.outbox.firstWaiting()).toBeUndefined();
    expect(station.outbox.waiting).toBe(0);
    expect([...station.log.signedTexts()]).toHaveLength(5);
  });

  it('is not refilled or emptied further by a receipt that comes twice or late', () => {
    const station = stationWith(5);
    for (const upTo of [3, 3, 1, 0]) expect(station.outbox.settle(station.receipt(upTo))).toBe(true);
    expect(waiting(station)).toEqual([4, 5]);
  });

  it.each([
    ['of another history', (own: Receipt) => ({ ...own, headHash: 'Z'.repeat(43) })],
    ['for more than there is', (own: Receipt) => ({ ...own, upTo: 6 })],
    ['whose hash is of an earlier event', (own: Receipt) => ({ ...own, upTo: 4 })],
  ])('forgets nothing for a receipt %s', (_, forged) => {
    const station = stationWith(5);
    station.outbox.addGrant(one, 'signed');
    const receipt = forged(station.receipt(3, { grants: [one], quarantined: [{ sequence: 1, reason: 'x' }] }));
    expect(station.outbox.settle(receipt)).toBe(false);
    expect(waiting(station)).toEqual([1, 2, 3, 4, 5]);
    expect(grants(station)).toEqual([one]);
    expect(station.quarantine()).toEqual([]);
  });

  it('keeps what the centre set aside, with its reason, and waits for it no longer', () => {
    const station = stationWith(4);
    const quarantined = [
      { sequence: 2, reason: 'event-type-unknown' },
      { sequence: 4, reason: 'not-yet-receipted' },
    ];
    station.outbox.settle(station.receipt(3, { quarantined }));
    station.outbox.settle(station.receipt(3, { quarantined }));
    expect(station.quarantine()).toEqual([{ sequence: 2, reason: 'event-type-unknown' }]);
    expect(waiting(station)).toEqual([4]);
  });

  it('keeps a grant until the centre says that it holds it', () => {
    const station = stationWith(1);
    station.outbox.addGrant(one, 'signed one');
    station.outbox.addGrant(two, 'signed two');
    station.outbox.settle(station.receipt(1));
    expect(grants(station)).toEqual([one, two]);
    station.outbox.settle(station.receipt(1, { grants: [one, 'unheard-of'] }));
    expect(station.outbox.grants()).toEqual([{ place: 2, grantId: two, text: 'signed two' }]);
    // No place is given twice: whoever sends them in order would pass over the second.
    station.outbox.settle(station.receipt(1, { grants: [two] }));
    station.outbox.addGrant(one, 'signed one');
    expect(station.outbox.grants(3)).toMatchObject([{ place: 3, grantId: one }]);
  });

  it('drops the grants of a person whose key is destroyed, and of nobody else', async () => {
    const station = stationWith(0);
    const centre = enrol('centre-1', 'centre', 'headquarters').enrolment;
    for (const [grantId, subject] of [
      [one, 'person/p1'],
      [two, 'person/p2'],
    ] as const) {
      const key = { keyId: grantId, bytes: systemRandom.bytes(32) };
      const { text } = await grantKey(grantId, subject, key, centre, station.station.signer);
      station.outbox.addGrant(grantId, text);
    }
    station.outbox.dropGrantsOf('person/p1');
    expect(grants(station)).toEqual([two]);
  });

  it('holds again what a centre that was restored from a backup no longer holds', () => {
    const station = stationWith(5);
    station.outbox.settle(station.receipt(5));
    expect(station.outbox.settle(station.receipt(2, { issuedAt: '2026-03-01T06:00:00.000Z' }))).toBe(true);
    expect(waiting(station)).toEqual([3, 4, 5]);
    station.outbox.settle(station.receipt(5, { issuedAt: '2026-03-01T06:00:01.000Z' }));
    expect(waiting(station)).toEqual([]);
  });

  it('with an event goes into one transaction: a grant that fails takes the event back', () => {
    const station = stationWith(1);
    station.outbox.addGrant(one, 'signed');
    const draft = {
      type: 'gate.alarm.v1',
      subject: 'station/gate-1',
      data: { alarm: 'tamper', deviceId: 'g' },
    } as const;
    expect(() => station.log.commit([draft], () => station.outbox.addGrant(one, 'again'))).toThrow();
    expect(station.log.length).toBe(1);
    expect(waiting(station)).toEqual([1]);
  });

  it('is the same after the station was closed and opened again', () => {
    const station = stationWith(5);
    station.outbox.settle(station.receipt(2));
    station.db.close();
    const again = openStore(station.dataDir, station.station);
    expect(waiting({ outbox: new Outbox(again.db) })).toEqual([3, 4, 5]);
  });

  it('holds exactly what no valid receipt named, whatever receipts arrive', () => {
    const receipts = fc.array(fc.record({ upTo: fc.nat({ max: 9 }), foreign: fc.boolean() }), { maxLength: 10 });
    const station = stationWith(8);
    fc.assert(
      fc.property(receipts, (arriving) => {
        station.db.exec('DELETE FROM outbox; INSERT INTO outbox SELECT sequence FROM event');
        let receipted = 0;
        for (const { upTo, foreign } of arriving) {
          const valid = upTo === 0 || (upTo <= 8 && !foreign);
          if (valid) receipted = Math.max(receipted, upTo);
          const made = station.receipt(upTo, foreign ? { headHash: 'Z'.repeat(43) } : {});
          expect(station.outbox.settle(upTo === 9 ? { ...made, headHash: station.receipt(8).headHash } : made)).toBe(
            valid,
          );
        }
        expect(waiting(station)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].filter((sequence) => sequence > receipted));
      }),
      { seed: 311, numRuns: 25 },
    );
  });
});
