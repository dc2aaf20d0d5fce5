import { readApproval, sightDigest } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../store/database.ts';
import { enrolOfficer, nowMs, superintendent } from '../../test-kit.ts';
import { body, detailsOf, otherPages } from '../admission/admission-kit.ts';
import { admit, asCentre, command, enrolOfficers, officers, openGate, order, setUp } from '../gate-kit.ts';
import { tinyJpeg } from '../photograph/jpeg-kit.ts';

describe('a person whose finger nobody can read', () => {
  const supervisor = { officerId: '7001', pin: '913058' };
  const marks = [{ place: 'left-arm' as const, words: 'scar of a burn' }];

  /** A gate where somebody was admitted without a finger, but with a photograph and marks, and may go to court. */
  async function withFingerless() {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    await enrolOfficer(at.station, { ...supervisor, name: 'Javed', roles: ['supervisor'] });
    await at.gate.act({ action: 'begin-admission' });
    await at.gate.act({ action: 'admission-details', details: detailsOf('asif') });
    for (const page of otherPages) await at.gate.act(page);
    await at.gate.act({ action: 'admission-body', body: { ...body, marks } });
    await at.gate.act({
      action: 'except-fingers',
      every: true,
      reason: 'worn',
      photograph: 'no-camera',
      ...officers.medical,
    });
    await at.gate.act({ action: 'photograph', jpeg: tinyJpeg().toString('base64') });
    await at.gate.act({ action: 'confirm' });
    const desk = at.desk();
    if (desk.step !== 'done') throw new Error(`the admission ended at ${desk.step}`);
    const { subject } = desk.person;
    const production = { ...order('PO-1'), dueBack: new Date(nowMs + 3_600_000).toISOString() };
    at.gate.onCommand(command({ purpose: 'list-for-court', subject, order: production }), 'as signed');
    await at.gate.act({ action: 'cancel' });
    return { at, subject };
  }

  /** The person's board, with everything compared that is on record. */
  async function compare({ gate }: Awaited<ReturnType<typeof openGate>>, subject: string): Promise<void> {
    await gate.act({ action: 'open-record', subject });
    await gate.act({ action: 'begin-movement', movement: 'out-to-court' });
    await gate.act({ action: 'unreadable', reason: 'worn' });
    for (const what of ['photograph', 'marks'] as const) await gate.act({ action: 'compared', what });
  }

  it('goes to court on a supervisor’s word, which anybody with that officer’s key can verify', async () => {
    const { at, subject } = await withFingerless();
    const { gate, station, recorded, desk } = at;
    expect(recorded().slice(-2)).toEqual(['prisoner.admitted.v2', 'prisoner.photographed.v1']);
    const [photographed] = station.log.eventsOf(subject, 'prisoner.photographed.v1');
    if (photographed?.type !== 'prisoner.photographed.v1') throw new Error('no photograph on record');
    const { hash } = photographed.data;
    expect(() => gate.photograph(hash)).toThrow(expect.objectContaining({ code: 'photograph-unknown' }));
    await compare(at, subject);
    expect(Buffer.from(gate.photograph(hash)).equals(tinyJpeg())).toBe(true);
    expect(desk()).toMatchObject({ sight: { marks: [{ en: 'left arm: scar of a burn' }], canSign: true } });

    const identify = { action: 'identify' } as const;
    await expect(gate.act({ ...identify, ...superintendent })).rejects.toMatchObject({ code: 'second-officer-needed' });
    await expect(gate.act({ ...identify, ...officers.gate })).rejects.toMatchObject({ code: 'role-missing' });
    await gate.act({ ...identify, ...supervisor });
    await gate.act({ action: 'confirm' });
    const left = station.log.eventsOf(subject).at(-1);
    if (left?.type !== 'prisoner.out-to-court.v1' || left.data.identity.method !== 'sight')
      throw new Error('not gone by sight');
    const { identity } = left.data;
    expect(identity).toMatchObject({ reason: 'worn', photograph: hash, marks: true });
    const word = readApproval(identity.approval, {
      digest: sightDigest('identity-by-sight', subject, 'out-to-court', identity),
      station: 'gate-1',
      meaning: 'identity-by-sight',
      nowMs,
      keyOf: (keyId) => station.officers.keyOf(keyId),
    });
    expect(word).toMatchObject({ ok: true, value: { approval: { officerId: supervisor.officerId } } });
  });

  it('is the superintendent’s to know once somebody else’s finger was tried for them, also after a restart', async () => {
    const { at, subject } = await withFingerless();
    await admit(at, 'bilal');
    await compare(at, subject);
    await at.touch('bilal', 0, 5);
    const word = { action: 'identify', ...supervisor } as const;
    await expect(at.gate.act(word)).rejects.toMatchObject({ code: 'action-not-possible' });
    await at.station.stop();
    const again = await openGate(at.station.config);
    await again.gate.act({ action: 'cancel' });
    await compare(again, subject);
    await expect(again.gate.act(word)).rejects.toMatchObject({ code: 'role-missing' });
  });
});

describe('fingers tried in vain for somebody', () => {
  it('are still counted after a power cut: none is compared any more until one matches where nobody is claimed', async () => {
    const { config } = setUp();
    const before = await openGate(config);
    const asif = await admit(before, 'asif');
    await before.station.stop();
    const db = openDatabase(config.dataDir);
    db.prepare('INSERT INTO finger_tries VALUES (?, ?, 0)').run(asif, config.gate.fingerTries);
    db.close();

    const { gate, desk, touch } = await openGate(config);
    gate.onCommand(...asCentre({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }));
    await gate.act({ action: 'begin-release', orderId: 'RO-1' });
    await touch('asif', 0, 5);
    expect(desk()).toMatchObject({
      step: 'board',
      again: true,
      instruction: { en: expect.stringMatching(/^No more fingers/) },
    });
    await gate.act({ action: 'cancel' });
    await touch('asif', 0, 6);
    await touch('asif', 1, 6);
    const tiles = expect.arrayContaining([expect.objectContaining({ kind: 'identity', state: 'present' })]);
    expect(desk()).toMatchObject({ step: 'board', again: false, tiles });
  });
});
