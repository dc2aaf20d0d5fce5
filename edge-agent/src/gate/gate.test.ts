import { randomUUID } from 'node:crypto';
import { openGrant, readEventCode } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { nowMs } from '../test-kit.ts';
import { detailsOf, otherPages } from './admission/admission-kit.ts';
import {
  admit,
  asCentre,
  barcode,
  command,
  enrolOfficers,
  erase,
  image,
  line,
  openGate,
  order,
  release,
  setUp,
  signRelease,
} from './gate-kit.ts';

describe('at a gate with real prints', () => {
  it('a person is admitted, produced at court, taken back, released and erased, and the record verifies', async () => {
    const { config, centre, station: enrolled } = setUp();
    const at = await openGate(config);
    await enrolOfficers(at);
    const asif = await admit(at, 'asif');
    const bilal = await admit(at, 'bilal');
    expect(at.gate.view()).toMatchObject({ counts: { inCustody: 2, out: 0, overdue: 0 } });

    // The centre can open what was sealed: each person's key is on its way to it.
    const [grant] = at.station.outbox.grants();
    const opened = await openGrant(grant?.text ?? '', enrolled.enrolment, 'centre-1', centre.encryptionKey);
    expect(opened).toMatchObject({ ok: true, value: { grant: { subject: asif } } });

    // An admission of fingers that are on record stops.
    await at.gate.act({ action: 'begin-admission' });
    await at.touch('bilal', 0, 5);
    expect(at.desk().step).toBe('stop');
    await at.gate.act({ action: 'keep-in-custody' });

    // To court and back.
    const production = { ...order('PO-1'), dueBack: new Date(nowMs + 3_600_000).toISOString() };
    expect(
      at.gate.onCommand(command({ purpose: 'list-for-court', subject: asif, order: production }), 'as signed'),
    ).toBe(true);
    await at.touch('bilal', 1, 5);
    expect(at.desk()).toMatchObject({ step: 'not-allowed', person: { identity: { name: 'bilal' } } });
    await at.touch('asif', 0, 5);
    expect(at.desk()).toMatchObject({ step: 'board', movement: 'out-to-court', missing: [] });
    await at.gate.act({ action: 'confirm' });
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-not-possible' });
    expect(at.gate.view().counts).toMatchObject({ out: 1, toCourt: 0 });
    await at.gate.act({ action: 'begin-queue', movement: 'back-from-court' });
    expect(at.gate.view().desk).toMatchObject({ listed: [{ orderId: 'PO-1', overdue: false }], more: 0 });
    await at.gate.act({ action: 'cancel' });
    await at.touch('asif', 1, 6);
    await at.gate.act({ action: 'confirm' });

    // Released on the paper, with two fingers, after an impostor was stopped.
    const grantOrder = asCentre({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') });
    expect(at.gate.onCommand(...grantOrder)).toBe(true);
    const held = at.station.log.length;
    expect(at.gate.onCommand(...grantOrder)).toBe(true);
    expect(at.station.log.length).toBe(held);
    expect(
      at.gate.onCommand(
        ...asCentre({ purpose: 'grant-release-order', subject: 'person/nobody', order: order('RO-2') }),
      ),
    ).toBe(false);
    await at.gate.act({ action: 'open-record', subject: asif });
    await at.gate.act({ action: 'begin-report', report: 'erasure' });
    expect(at.desk()).toMatchObject({ step: 'not-allowed', reasons: [say('report.not-released')] });
    await at.gate.act({ action: 'cancel' });
    await at.show('RO-1');
    await at.touch('bilal', 0, 7);
    await at.touch('bilal', 1, 7);
    expect(at.desk().step).toBe('stop');
    await at.gate.act({ action: 'keep-in-custody' });
    await at.show('RO-1');
    await at.touch('asif', 0, 8);
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-incomplete' });
    await at.touch('asif', 1, 8);
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-incomplete' });
    await signRelease(at, asif);
    await at.gate.act({ action: 'confirm' });

    // There is no printer: the browser shows the slips, of this release and of no other event.
    const done = at.desk();
    const slip = done.step === 'done' ? done.slip : undefined;
    if (!slip) throw new Error('no slip was offered');
    expect(slip).toMatchObject({ state: 'none', printer: false });
    expect(await at.gate.slipPicture(slip.event, 'person')).toMatchObject({ width: 576 });
    await expect(at.gate.slipPicture(randomUUID(), 'person')).rejects.toMatchObject({ code: 'action-not-possible' });

    // Its code, signed by the station, says which event it is of. On the reader it is a slip and opens nothing.
    const code = at.station.log.codeOf(slip.event) ?? '';
    expect(readEventCode(code, enrolled.enrolment)).toMatchObject({
      ok: true,
      value: { eventId: slip.event, type: 'prisoner.released.v2', sequence: at.station.log.length },
    });
    await at.show(code);
    expect(at.desk()).toMatchObject({
      step: 'not-allowed',
      reasons: [{ en: 'This is a slip, not a release order. It opens nothing' }],
    });

    // From the record it is printed again, which is an event of its own.
    await at.gate.act({ action: 'cancel' });
    await at.gate.act({ action: 'open-record', subject: asif });
    await at.gate.act({ action: 'print-slip' });
    expect(at.station.log.latest(1)).toMatchObject([
      { type: 'gate.slip-copied.v1', data: { person: asif, event: slip.event } },
    ]);
    expect(await at.gate.slipPicture(slip.event, 'court')).toMatchObject({ width: 576 });
    await at.gate.act({ action: 'cancel' });
    await expect(at.gate.slipPicture(slip.event, 'court')).rejects.toMatchObject({ code: 'action-not-possible' });
    await at.show('RO-1');
    expect(at.desk()).toMatchObject({ step: 'not-allowed', reasons: [{ en: 'This order has already been acted on' }] });

    await at.gate.act({ action: 'cancel' });
    await erase(at, asif);
    const erased = at.desk();
    const receipt = erased.step === 'done' ? erased.slip : undefined;
    expect(receipt).toMatchObject({ kind: 'erasure', recipients: ['person', 'authority'], state: 'none' });
    expect(await at.gate.slipPicture(receipt?.event ?? '', 'person')).toMatchObject({ width: 576 });
    expect(readEventCode(at.station.log.codeOf(receipt?.event ?? '') ?? '', enrolled.enrolment)).toMatchObject({
      ok: true,
      value: { type: 'prisoner.forgotten.v2' },
    });
    await at.gate.act({ action: 'open-record', subject: asif });
    await at.gate.act({ action: 'begin-report', report: 'erasure' });
    expect(at.desk()).toMatchObject({ step: 'not-allowed', reasons: [say('report.already-erased')] });
    await at.gate.act({ action: 'cancel' });
    await at.gate.act({ action: 'cancel' });
    expect(JSON.stringify(at.gate.view())).not.toContain('"asif"');
    expect(JSON.stringify(at.gate.view())).toContain('erased person');

    expect(at.recorded()).toEqual([
      'prisoner.admitted.v2',
      'prisoner.admitted.v2',
      'gate.identity-refused.v1',
      'prisoner.out-to-court.v1',
      'prisoner.back-from-court.v1',
      'prisoner.release-order-received.v2',
      'gate.record-opened.v1',
      'gate.identity-refused.v1',
      'prisoner.medically-cleared.v1',
      'prisoner.property-returned.v1',
      'prisoner.released.v2',
      'gate.record-opened.v1',
      'gate.slip-copied.v1',
      'gate.paper-refused.v1',
      'gate.record-opened.v1',
      'prisoner.forgotten.v2',
      'gate.record-opened.v1',
    ]);
    at.station.log.verify();
    expect(at.gate.view().counts).toMatchObject({ inCustody: 1, out: 0, overdue: 0, toCourt: 0, away: {} });

    // The station comes up again as it was, and knows the remaining person's finger.
    await at.station.stop();
    const again = await openGate(config);
    again.station.log.verify();
    await again.touch('asif', 0, 9);
    expect(again.desk()).toMatchObject({ step: 'home', again: { en: expect.any(String) } });
    await again.touch('bilal', 0, 9);
    expect(again.desk()).toMatchObject({
      step: 'not-allowed',
      person: { subject: bilal, identity: { name: 'bilal' } },
    });
  });
});

describe('what is on record already', () => {
  it('is an admission, also when the engine is lost: said again, it would be a second one', async () => {
    const at = await openGate(setUp().config);
    await at.gate.act({ action: 'begin-admission' });
    await at.gate.act({ action: 'admission-details', details: detailsOf('asif') });
    for (const page of otherPages) await at.gate.act(page);
    for (const finger of [0, 1] as const) for (const touch of [1, 2]) await at.touch('asif', finger, touch);
    await at.gate.stop();
    await at.gate.act({ action: 'confirm' });
    expect(at.desk()).toMatchObject({ step: 'done', movement: 'admission' });
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-not-possible' });
    expect(at.recorded()).toEqual(['prisoner.admitted.v2']);
  });

  it('is a leaving for court: the order that allowed it lists nobody again, however often it comes', async () => {
    const at = await openGate(setUp().config);
    const asif = await admit(at, 'asif');
    const production = { ...order('PO-1'), dueBack: new Date(nowMs + 3_600_000).toISOString() };
    const list = command({ purpose: 'list-for-court', subject: asif, order: production });
    at.gate.onCommand(list, 'as signed');
    for (const touch of [5, 6]) {
      await at.touch('asif', 0, touch);
      await at.gate.act({ action: 'confirm' });
    }
    expect(at.recorded().slice(1)).toEqual(['prisoner.out-to-court.v1', 'prisoner.back-from-court.v1']);
    expect(at.gate.onCommand(list, 'as signed')).toBe(true);
    expect(at.gate.view().counts.toCourt).toBe(0);
  });

  it('is a person who was erased: the copy of the key that waits for the centre goes with the key', async () => {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    const asif = await admit(at, 'asif');
    await release(at, 'asif', asif);
    expect(at.station.outbox.grants()).toHaveLength(1);
    await erase(at, asif);
    expect(at.station.outbox.grants()).toEqual([]);
  });
});

describe('the gate itself', () => {
  it('goes on when the record cannot take an alarm, and records it as soon as it can', async () => {
    const { config } = setUp();
    const db = openDatabase(config.dataDir);
    // A disk without room, until a paper was refused.
    db.exec(`CREATE TRIGGER no_room BEFORE INSERT ON event WHEN NEW.type = 'gate.alarm.v1'
      AND NOT EXISTS (SELECT 1 FROM event WHERE type = 'gate.paper-refused.v1')
      BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    db.close();
    const { gate, recorded, show } = await openGate(config);
    gate.onReading('gate-io', line('door', true));
    expect(recorded()).toEqual([]);
    await show('RO-9');
    gate.onReading('gate-io', line('door', false));
    expect(recorded()).toEqual(['gate.paper-refused.v1', 'gate.alarm.v1']);
    expect(gate.view().alarms).toHaveLength(1);
  });

  it('says so at the glass when a movement cannot be recorded, and moves nobody', async () => {
    const { config } = setUp();
    const db = openDatabase(config.dataDir);
    db.exec(`CREATE TRIGGER no_room BEFORE INSERT ON event WHEN NEW.type = 'prisoner.out-to-court.v1'
      BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    db.close();
    const at = await openGate(config);
    const asif = await admit(at, 'asif');
    const production = { ...order('PO-1'), dueBack: new Date(nowMs + 3_600_000).toISOString() };
    at.gate.onCommand(command({ purpose: 'list-for-court', subject: asif, order: production }), 'as signed');
    await at.gate.act({ action: 'begin-queue', movement: 'out-to-court' });
    at.gate.onReading('scanner', image('asif', 0, 5));
    await vi.waitFor(() => expect(at.desk()).toMatchObject({ step: 'queue', again: true }), { timeout: 10_000 });
    expect(at.desk()).toMatchObject({ instruction: { en: expect.stringContaining('call IT') } });
    expect(at.recorded()).toEqual(['prisoner.admitted.v2']);
    expect(at.gate.view().counts.inCustody).toBe(1);
  });

  it('answers an officer and looks at a finger while a reader floods it', async () => {
    const { gate, recorded, touch } = await openGate(setUp().config);
    for (let count = 0; count < 500; count += 1) gate.onReading('reader', barcode(`RO-${count}`));
    await touch('asif', 0, 1);
    await gate.act({ action: 'cancel' });
    expect(recorded().length).toBeLessThan(50);
    gate.onReading('reader', barcode('RO-9'));
    await gate.act({ action: 'keep-in-custody' });
    expect(gate.view().desk.step).toBe('not-allowed');
  });

  it('shows the latest of many alarms', async () => {
    const { gate, recorded } = await openGate(setUp().config);
    for (let count = 0; count < 60; count += 1)
      for (const broken of [true, false]) gate.onReading('gate-io', line('tamper', broken));
    expect(recorded()).toHaveLength(60);
    expect(gate.view().alarms).toHaveLength(50);
  });

  it('keeps what it shows when the time of what it showed before runs out meanwhile', async () => {
    const { gate, show } = await openGate(setUp().config);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await show('RO-1');
      gate.onReading('reader', barcode('RO-2'));
      vi.advanceTimersByTime(12_000);
      await gate.act({ action: 'keep-in-custody' });
      expect(gate.view().desk.step).toBe('not-allowed');
      vi.advanceTimersByTime(12_000);
      await gate.act({ action: 'keep-in-custody' });
      expect(gate.view().desk.step).toBe('home');
    } finally {
      vi.useRealTimers();
    }
  });

  it('tells and records an opening without a movement, until an officer has seen it', async () => {
    const { gate, recorded } = await openGate(setUp().config);
    gate.onReading('gate-io', line('door', true));
    gate.onReading('gate-io', line('tamper', true));
    gate.onReading('gate-io', line('door', false));
    expect(recorded()).toEqual(['gate.alarm.v1', 'gate.alarm.v1']);
    const [tamper, door] = gate.view().alarms;
    expect([door?.text.en, tamper?.text.en]).toEqual([
      'The gate opened without a recorded movement',
      'The lock’s box was opened',
    ]);
    await gate.act({ action: 'acknowledge-alarm', id: tamper?.id ?? '' });
    expect(gate.view().alarms).toEqual([door]);
  });

  it('goes on after a paper that nobody could write, and after what no paper holds', async () => {
    const { gate, recorded, show } = await openGate(setUp().config);
    await show('\u202E'.repeat(400));
    gate.onReading('reader', {
      kind: 'rejected-input',
      reason: 'control-character',
      byteCount: 9,
      count: 1,
      atMs: nowMs,
    });
    await show('RO-9');
    expect(recorded()).toEqual(['gate.paper-refused.v1', 'gate.paper-refused.v1']);
    expect(gate.view().desk.step).toBe('not-allowed');
  });

  it('asks again when the glass showed no print', async () => {
    const { gate } = await openGate(setUp().config);
    const blank = image('asif', 0, 1);
    if (blank.kind !== 'fingerprint-image') throw new Error('no image');
    gate.onReading('scanner', { ...blank, pixels: new Uint8Array(blank.pixels.length).fill(230) });
    await vi.waitFor(
      () =>
        expect(gate.view().desk).toMatchObject({ step: 'home', again: { en: expect.stringContaining('No finger') } }),
      { timeout: 10_000 },
    );
  });
});
