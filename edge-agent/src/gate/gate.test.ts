import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Command,
  claimedApprover,
  decisionDigest,
  openGrant,
  readApproval,
  readEventCode,
  reportDigest,
  sealFor,
  sightDigest,
} from '@custody-edge/event-contract';
import { FingerprintEngine, syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint';
import type { Reading } from '@custody-edge/firmware-bridge';
import { systemRandom } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { describe, expect, it, vi } from 'vitest';
import { EmulatedKey } from '../../../packages/event-contract/src/test-support/emulated-key.ts';
import type { StationConfig } from '../config.ts';
import { answer, newKey } from '../officers/test-support/new-key.ts';
import { openDatabase } from '../store/database.ts';
import { attend, configOf, enrol, newStation, nowMs, setUpStation, superintendent } from '../test-kit.ts';
import type { DeskAction } from './actions.ts';
import { body, detailsOf, otherPages } from './admission/admission-kit.ts';
import type { HandOverMeaning, VouchMeaning } from './board/vouch-meanings.ts';
import { GalleryFile } from './finger/gallery-file.ts';
import { tinyJpeg } from './photograph/jpeg-kit.ts';

const prints = {
  asif: [61, 62].map((seed) => syntheticFinger(seed)),
  bilal: [71, 72].map((seed) => syntheticFinger(seed)),
};
type Who = keyof typeof prints;
const glass = { widthPx: 256, heightPx: 288, dpi: 500 };

/** A finger (0 right index, 1 left index) as the scanner sees it at one of its touches. */
function image(who: Who, finger: 0 | 1, touch: number): Reading {
  const print = prints[who][finger];
  if (!print) throw new Error('no such finger');
  const { width, height, pixels } = syntheticImpression(print, { ...glass, seed: touch });
  return {
    kind: 'fingerprint-image',
    width,
    height,
    dotsPerInch: 500,
    pixels,
    provenance: {
      profileId: 'r307',
      deviceId: 'scanner',
      systemParameters: {
        systemId: 0,
        capacity: 200,
        securityLevel: 3,
        moduleAddress: 0,
        packetBytes: 128,
        baudRate: 57_600,
      },
      capturedAtMs: nowMs,
      captureMs: 300,
      baudRate: 57_600,
    },
  };
}
const barcode = (text: string): Reading => ({ kind: 'barcode', text, atMs: nowMs });
const line = (which: 'door' | 'tamper', active: boolean): Reading => ({
  kind: 'line-change',
  line: which,
  active,
  initial: false,
  atMs: nowMs,
});
const order = (orderId: string) => ({ orderId, court: 'Sessions Court', caseNumber: 'FIR 12/2026' });
const command = (body: Command['body']): Command => ({
  commandId: randomUUID(),
  recipient: 'gate-1',
  issuedAt: new Date(nowMs - 60_000).toISOString(),
  expiresAt: '2026-03-01T09:00:00.000Z',
  body,
});

async function openGate(config: StationConfig) {
  const station = newStation(config);
  if (station.role.role !== 'gate') throw new Error('not a gate');
  const { gate } = station.role;
  await gate.start();
  await attend(station);
  return {
    station,
    gate,
    desk: () => gate.view().desk,
    /** A finger on the glass, until the desk has answered it. */
    touch: async (who: Who, finger: 0 | 1, touch: number) => {
      const { captures } = gate.view();
      gate.onReading('scanner', image(who, finger, touch));
      await vi.waitFor(() => expect(gate.view().captures).toBe(captures + 1), { timeout: 10_000 });
    },
    show: async (text: string) => {
      gate.onReading('reader', barcode(text));
      // What an officer does next waits for the paper.
      await gate.act({ action: 'keep-in-custody' });
    },
    recorded: () =>
      station.log
        .latest(100)
        .toReversed()
        .map(({ type }) => type)
        .filter((type) => !type.startsWith('officer.')),
  };
}

function setUp() {
  const at = setUpStation('gate');
  return { ...at, config: configOf(at.folder, { ...at.file, gate: { impressionsPerFinger: 2 } }) };
}

async function admit(gate: Awaited<ReturnType<typeof openGate>>, who: Who): Promise<string> {
  await gate.gate.act({ action: 'begin-admission' });
  await gate.gate.act({ action: 'admission-details', details: detailsOf(who) });
  for (const page of otherPages) await gate.gate.act(page);
  await expect(gate.gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-incomplete' });
  for (const finger of [0, 1] as const) for (const touch of [1, 2]) await gate.touch(who, finger, touch);
  await gate.gate.act({ action: 'confirm' });
  const desk = gate.desk();
  if (desk.step !== 'done') throw new Error(`the admission ended at ${desk.step}`);
  return desk.person.subject;
}

const officers = {
  gate: { officerId: '4417', pin: '829104' },
  deputy: { officerId: '3001', pin: '517390' },
  medical: { officerId: '5001', pin: '640283' },
};

/** Enrols the officers that a release takes besides the superintendent. */
async function enrolOfficers({ station }: Awaited<ReturnType<typeof openGate>>): Promise<void> {
  const ownPin = superintendent.pin;
  await station.officers.enrol({ ...officers.gate, name: 'Bashir', roles: ['gate-officer'], ownPin });
  await station.officers.enrol({ ...officers.deputy, name: 'Salma', roles: ['deputy-superintendent'], ownPin });
  await station.officers.enrol({ ...officers.medical, name: 'Dr. Rafi', roles: ['medical'], ownPin });
}

/** What officers and the centre add to a release on the board, once a finger of the person is there. */
async function signRelease({ gate }: Awaited<ReturnType<typeof openGate>>, subject: string): Promise<void> {
  gate.onCommand(command({ purpose: 'state-holds', subject, holds: [] }), 'as signed');
  await gate.act({ action: 'hand-over', meaning: 'medical-clearance', paper: 'MO-1', ...officers.medical });
  await gate.act({ action: 'hand-over', meaning: 'property-return', paper: 'PR-1', ...officers.gate });
  await gate.act({ action: 'vouch', meaning: 'release', ...officers.gate });
  await gate.act({ action: 'vouch', meaning: 'release-review', ...officers.deputy });
}

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
    expect(at.gate.view()).toMatchObject({
      counts: { out: 1 },
      toCourt: [],
      dueBack: [{ orderId: 'PO-1', overdue: false }],
    });
    await at.touch('asif', 1, 6);
    await at.gate.act({ action: 'confirm' });

    // Released on the paper, with two fingers, after an impostor was stopped.
    const grantOrder = command({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') });
    expect(at.gate.onCommand(grantOrder, 'as signed')).toBe(true);
    const held = at.station.log.length;
    expect(at.gate.onCommand(grantOrder, 'as signed')).toBe(true);
    expect(at.station.log.length).toBe(held);
    expect(
      at.gate.onCommand(
        command({ purpose: 'grant-release-order', subject: 'person/nobody', order: order('RO-2') }),
        'as signed',
      ),
    ).toBe(false);
    await expect(at.gate.forget(asif, 'too early')).rejects.toMatchObject({ code: 'action-not-possible' });
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

    await at.gate.forget(asif, 'acquitted, all matters closed');
    await expect(at.gate.forget(asif, 'again')).rejects.toMatchObject({ code: 'person-unknown' });
    expect(JSON.stringify(at.gate.view())).not.toContain('"asif"');
    expect(JSON.stringify(at.gate.view())).toContain('erased person');

    expect(at.recorded()).toEqual([
      'prisoner.admitted.v2',
      'prisoner.admitted.v2',
      'gate.identity-refused.v1',
      'prisoner.out-to-court.v1',
      'prisoner.back-from-court.v1',
      'prisoner.release-order-received.v1',
      'gate.identity-refused.v1',
      'prisoner.medically-cleared.v1',
      'prisoner.property-returned.v1',
      'prisoner.released.v2',
      'gate.record-opened.v1',
      'gate.slip-copied.v1',
      'gate.paper-refused.v1',
      'prisoner.forgotten.v1',
    ]);
    at.station.log.verify();
    expect(at.gate.view().counts).toEqual({ inCustody: 1, out: 0, overdue: 0 });

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

describe('a word given at a release', () => {
  async function onTheBoard() {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    const asif = await admit(at, 'asif');
    at.gate.onCommand(command({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }), 'as signed');
    await at.show('RO-1');
    return { at, asif };
  }
  type Officer = { readonly officerId: string; readonly pin: string };
  const vouch = (meaning: VouchMeaning, officer: Officer): DeskAction => ({ action: 'vouch', meaning, ...officer });
  const handOver = (meaning: HandOverMeaning, officer: Officer): DeskAction => ({
    action: 'hand-over',
    meaning,
    paper: 'X-1',
    ...officer,
  });

  it('counts only from an officer of the right office, with the right PIN, for what is on the board', async () => {
    const { at } = await onTheBoard();
    const refused = (action: DeskAction, code: string) => expect(at.gate.act(action)).rejects.toMatchObject({ code });
    await refused(handOver('medical-clearance', officers.gate), 'role-missing');
    await refused(vouch('release-review', officers.gate), 'role-missing');
    await refused(vouch('release', { ...officers.gate, pin: '829105' }), 'sign-in-refused');
    await refused(handOver('property-return', officers.gate), 'action-not-possible');
    await at.gate.act({ action: 'cancel' });
    await refused(vouch('release', officers.gate), 'action-not-possible');
    expect(at.recorded()).toEqual(['prisoner.admitted.v2', 'prisoner.release-order-received.v1']);
  });

  it('is signed with a security key, and only so by a senior officer where the house asks for one', async () => {
    const { folder, file } = setUp();
    const at = await openGate(
      configOf(folder, {
        ...file,
        http: { port: 8080 },
        gate: { impressionsPerFinger: 2, seniorSignsWithKey: true },
      }),
    );
    await enrolOfficers(at);
    const asif = await admit(at, 'asif');
    at.gate.onCommand(command({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }), 'as signed');
    const own = new EmulatedKey();
    const { officerId } = officers.deputy;
    const asked = await at.station.officers.askNewKey({ officerId, ownPin: superintendent.pin });
    await at.station.officers.addKey(newKey(own, asked));
    await at.show('RO-1');
    for (const finger of [0, 1] as const) await at.touch('asif', finger, 5);
    await signRelease(at, asif);
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({
      code: 'action-incomplete',
      details: { missing: [say('release-gap.senior-key-missing').en] },
    });

    const review = { action: 'vouch', meaning: 'release-review', officerId } as const;
    expect(at.desk()).toMatchObject({
      tiles: expect.arrayContaining([expect.objectContaining({ vouch: review.meaning })]),
    });
    await expect(at.gate.askKey({ ...review, meaning: 'report' })).rejects.toMatchObject({
      code: 'action-not-possible',
    });
    await at.gate.act({ ...review, key: answer(own, await at.gate.askKey(review)) });
    await at.gate.act({ action: 'confirm' });
    const [release] = at.station.log.latest(1);
    if (release?.type !== 'prisoner.released.v2') throw new Error('nobody was released');
    expect(release.data.approvals.map((approval) => claimedApprover(approval)?.authenticator)).toEqual([
      'pin',
      'security-key',
    ]);
  });

  it('is signed, and anybody with the officer’s key can verify it, as a finding that it was in error', async () => {
    const { at, asif } = await onTheBoard();
    for (const finger of [0, 1] as const) await at.touch('asif', finger, 5);
    await signRelease(at, asif);
    await at.gate.act({ action: 'confirm' });
    const release = at.station.log.latest(1)[0];
    if (release?.type !== 'prisoner.released.v2') throw new Error('nobody was released');
    const { orderIds, medicalClearance, propertyReturn, approvals } = release.data;
    const [first] = approvals;
    const meaning = 'release';
    const request = {
      digest: decisionDigest({ meaning, subject: asif, orderIds, medicalClearance, propertyReturn }),
      station: 'gate-1',
      meaning,
      nowMs,
      keyOf: (keyId: string) => at.station.officers.keyOf(keyId),
    } as const;
    expect(readApproval(first ?? '', request)).toMatchObject({ ok: true, value: { approval: { officerId: '4417' } } });
    const other = { ...request, digest: decisionDigest({ meaning, subject: asif, orderIds: ['RO-2'] }) };
    expect(readApproval(first ?? '', other)).toMatchObject({ ok: false, error: { code: 'approval-digest' } });

    // Released in error: signed likewise, and the finger is known again, so that the person can be taken back.
    await at.gate.act({ action: 'open-record', subject: asif });
    await at.gate.act({ action: 'begin-report', report: 'release-error' });
    const details = { report: 'release-error', release: release.id, finding: 'meant for a namesake' } as const;
    await at.gate.act({ action: 'report-details', details });
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-incomplete' });
    await expect(at.gate.act(vouch('superintendent-finding', officers.deputy))).rejects.toMatchObject({
      code: 'role-missing',
    });
    await at.gate.act(vouch('superintendent-finding', superintendent));
    await at.gate.act({ action: 'confirm' });
    const error = at.station.log.latest(1)[0];
    if (error?.type !== 'prisoner.release-error.v1') throw new Error('no error was recorded');
    const finding = { ...request, digest: reportDigest('superintendent-finding', error) };
    expect(
      readApproval(error.data.approvals[0] ?? '', { ...finding, meaning: 'superintendent-finding' }),
    ).toMatchObject({ ok: true, value: { approval: { officerId: superintendent.officerId } } });
    await at.touch('asif', 1, 7);
    await at.gate.act({ action: 'report-details', details: { report: 'recapture', arrestMemo: 'AM-5' } });
    await at.gate.act({ action: 'confirm' });
    expect(at.gate.view().counts).toMatchObject({ inCustody: 1 });
    expect(at.recorded().slice(-3)).toEqual([
      'gate.record-opened.v1',
      'prisoner.release-error.v1',
      'prisoner.recaptured.v1',
    ]);
  });

  it('does not outlive news of another case', async () => {
    const { at, asif } = await onTheBoard();
    for (const finger of [0, 1] as const) await at.touch('asif', finger, 5);
    await signRelease(at, asif);
    const holds = [{ holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' }];
    const later = {
      ...command({ purpose: 'state-holds', subject: asif, holds }),
      issuedAt: new Date(nowMs + 1).toISOString(),
    };
    at.gate.onCommand(later, 'as signed later');
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-incomplete' });
    at.gate.onCommand(command({ purpose: 'state-holds', subject: asif, holds: [] }), 'older, come late');
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-incomplete' });
  });
});

describe('a person whose finger nobody can read', () => {
  const supervisor = { officerId: '7001', pin: '913058' };
  const marks = [{ place: 'left-arm' as const, words: 'scar of a burn' }];

  /** A gate where somebody was admitted without a finger, but with a photograph and marks, and may go to court. */
  async function withFingerless() {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    const ownPin = superintendent.pin;
    await at.station.officers.enrol({ ...supervisor, name: 'Javed', roles: ['supervisor'], ownPin });
    await at.gate.act({ action: 'begin-admission' });
    await at.gate.act({ action: 'admission-details', details: detailsOf('asif') });
    for (const page of otherPages) await at.gate.act(page);
    await at.gate.act({ action: 'admission-body', body: { ...body, marks } });
    await at.gate.act({ action: 'except-fingers', every: true, reason: 'worn', ...officers.medical });
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
    gate.onCommand(command({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }), 'as signed');
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

describe('a call back to the court', () => {
  const courts = [{ court: 'Sessions Court', telephone: '042-99211234' }];

  it('is signed by whoever called, goes to the centre, and what it grants releases nobody on that officer’s word', async () => {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    const asif = await admit(at, 'asif');
    expect(at.gate.onCommand(command({ purpose: 'state-court-directory', courts }), 'as signed')).toBe(true);
    const call = { action: 'call-back', spokeTo: 'Reader Iqbal', answer: 'confirmed' } as const;
    const refused = (action: DeskAction, code: string) => expect(at.gate.act(action)).rejects.toMatchObject({ code });
    await at.show('PAPER-9');
    await refused({ ...call, ...officers.gate }, 'action-not-possible');
    await at.gate.act({ action: 'begin-call-back' });
    await at.gate.act({ action: 'call-back-order', order: order('PAPER-9'), prisonerNumber: 'asif' });
    expect(at.desk()).toMatchObject({ step: 'call-back', call: courts[0], person: { subject: asif } });
    await refused({ ...call, ...officers.medical }, 'role-missing');
    await refused({ ...call, ...officers.gate, pin: '829105' }, 'sign-in-refused');
    await at.gate.act({ ...call, ...officers.gate });
    expect(at.desk()).toMatchObject({ step: 'noted', person: { subject: asif } });
    const event = at.station.log.latest(1)[0];
    if (event?.type !== 'prisoner.order-called-back.v1') throw new Error('no call is on record');
    const { approvals, ...said } = event.data;
    const meaning = 'order-call-back';
    const digest = decisionDigest({ meaning, subject: asif, ...said });
    const keyOf = (keyId: string) => at.station.officers.keyOf(keyId);
    expect(readApproval(approvals[0] ?? '', { digest, station: 'gate-1', meaning, nowMs, keyOf })).toMatchObject({
      ok: true,
      value: { approval: { officerId: said.officerId } },
    });

    const grant = {
      purpose: 'grant-release-order',
      subject: asif,
      order: order('PAPER-9'),
      calledBack: event.id,
    } as const;
    expect(at.gate.onCommand(command(grant), 'as signed')).toBe(true);
    await at.show('PAPER-9');
    const desk = at.desk();
    const tile = desk.step === 'board' ? desk.tiles[0] : undefined;
    expect(tile).toMatchObject({
      state: 'present',
      detail: { en: expect.stringContaining('by call-back, officer 4417') },
    });
    for (const finger of [0, 1] as const) await at.touch('asif', finger, 5);
    await signRelease(at, asif);
    await refused({ action: 'confirm' }, 'action-incomplete');
    await at.gate.act({ action: 'vouch', meaning: 'release', ...superintendent });
    await at.gate.act({ action: 'confirm' });
    expect(at.desk()).toMatchObject({ step: 'done', movement: 'release' });
  });
});

describe('the gallery of fingers', () => {
  it('is there again after a restart, from its file or, where that is damaged, from the record', async () => {
    const { config } = setUp();
    const file = new GalleryFile(config.dataDir, readFileSync(config.keys.siteKey), systemRandom);
    const subjects = () => new FingerprintEngine(file.read()).enrolled.map(({ subjectId }) => subjectId);
    const first = await openGate(config);
    await enrolOfficers(first);
    const asif = await admit(first, 'asif');
    const bilal = await admit(first, 'bilal');
    await first.station.stop();
    expect(subjects()).toEqual([asif, asif, bilal, bilal]);

    const second = await openGate(config);
    await second.touch('bilal', 0, 5);
    expect(second.desk()).toMatchObject({ person: { subject: bilal } });
    await second.gate.act({ action: 'cancel' });
    second.gate.onCommand(
      command({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }),
      'as signed',
    );
    await second.show('RO-1');
    for (const finger of [0, 1] as const) await second.touch('asif', finger, 6);
    await signRelease(second, asif);
    await second.gate.act({ action: 'confirm' });
    await second.gate.forget(asif, 'acquitted');
    expect(file.read()).toBeUndefined();
    await second.station.stop();
    expect(subjects()).toEqual([bilal, bilal]);

    writeFileSync(join(config.dataDir, 'gallery.bin'), 'no gallery');
    const third = await openGate(config);
    await third.touch('bilal', 1, 7);
    expect(third.desk()).toMatchObject({ person: { subject: bilal } });
    expect(subjects()).toEqual([bilal, bilal]);
  });
});

describe('fingers that are on record already', () => {
  it('are compared by another officer, whose answer goes on record before anybody is admitted', async () => {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    const asif = await admit(at, 'asif');
    await at.gate.act({ action: 'begin-admission' });
    await at.gate.act({ action: 'admission-details', details: { ...detailsOf('alias'), parentage: 'Karim' } });
    await at.touch('asif', 0, 5);
    expect(at.desk()).toMatchObject({ step: 'stop', comparable: true });
    const open = { action: 'settle-conflict', conflict: 'open' } as const;
    await expect(at.gate.act({ ...open, ...superintendent })).rejects.toMatchObject({ code: 'second-officer-needed' });
    await expect(at.gate.act({ ...open, ...officers.gate })).rejects.toMatchObject({ code: 'role-missing' });
    await at.gate.act({ ...open, ...officers.deputy });
    expect(at.desk()).toMatchObject({
      step: 'conflict',
      reviewer: officers.deputy.officerId,
      details: { name: 'alias' },
      record: { identity: { name: 'asif' }, state: 'IN_CUSTODY' },
      readmits: false,
    });
    await at.gate.act({ ...open, conflict: 'same-person', ...officers.deputy });
    expect(at.desk().step).toBe('home');
    expect(at.recorded()).toEqual([
      'prisoner.admitted.v2',
      'gate.identity-refused.v1',
      'prisoner.identity-conflict-answered.v1',
    ]);
    const [answer] = at.station.log.eventsOf(asif).slice(-1);
    expect(answer?.data).toMatchObject({ answer: 'same-person', alias: { ct: expect.any(String) } });
    expect(JSON.stringify(answer)).not.toContain('Karim');
    expect(at.gate.view().counts).toEqual({ inCustody: 1, out: 0, overdue: 0 });
  });
});

describe('a child', () => {
  it('is received provisionally, and shown until the superintendent has answered with their PIN', async () => {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    await at.gate.act({ action: 'begin-admission' });
    await at.gate.act({ action: 'admission-details', details: detailsOf('asif') });
    for (const page of otherPages) await at.gate.act(page);
    await at.gate.act({ action: 'admission-body', body: { ...body, birth: { ageYears: 16 } } });
    for (const finger of [0, 1] as const) for (const touch of [1, 2]) await at.touch('asif', finger, touch);
    await at.gate.act({ action: 'confirm' });
    expect(at.desk()).toMatchObject({ step: 'done', text: { en: expect.stringContaining('keep apart from adults') } });
    expect(JSON.stringify(at.gate.view().recent)).not.toContain('Muhammad');
    await at.gate.act({ action: 'cancel' });
    const [waiting] = at.gate.view().juveniles;
    expect(waiting).toMatchObject({ prisonerNumber: 'asif' });
    const see = { action: 'see-juvenile', subject: waiting?.subject ?? '' } as const;
    await expect(at.gate.act({ ...see, ...officers.deputy })).rejects.toMatchObject({ code: 'role-missing' });
    await at.gate.act({ ...see, ...superintendent });
    expect(at.gate.view().juveniles).toEqual([]);
    await expect(at.gate.act({ ...see, ...superintendent })).rejects.toMatchObject({ code: 'action-not-possible' });
    expect(at.recorded()).toEqual(['prisoner.admitted.v2', 'prisoner.juvenile-seen.v1']);
  });
});

describe('an announced admission', () => {
  const warrant = {
    kind: 'remand-warrant' as const,
    number: 'RW-asif',
    court: 'Sessions Court',
    caseNumber: 'FIR 12/2026',
    policeStation: 'Saddar',
  };
  const person = { name: 'asif', relation: 'son-of' as const, parentage: 'Muhammad' };
  const subject = 'person/announced';

  it('stands on the list until somebody is admitted under the warrant, and never again', async () => {
    const { config, station } = setUp();
    const letter = await sealFor(station.enrolment, Buffer.from(JSON.stringify(person)));
    const announced = command({ purpose: 'expect-admission', subject, warrant, person: letter });
    const before = await openGate(config);
    expect(before.gate.onCommand(announced, 'as signed')).toBe(true);
    await vi.waitFor(() =>
      expect(before.gate.view().expected).toEqual([
        { subject, person, warrantNumber: 'RW-asif', court: 'Sessions Court' },
      ]),
    );
    await before.station.stop();
    const at = await openGate(config);
    expect(at.gate.view().expected).toMatchObject([{ subject }]);
    expect(await admit(at, 'asif')).toBe(subject);
    expect(at.gate.view().expected).toEqual([]);
    at.gate.onCommand(announced, 'as signed');
    await at.gate.act({ action: 'keep-in-custody' });
    expect(at.gate.view().expected).toEqual([]);
    await at.gate.act({ action: 'begin-admission' });
    await at.gate.act({ action: 'admission-details', details: detailsOf('asif') });
    expect(at.desk()).toMatchObject({
      page: 'paper',
      instruction: { en: 'This warrant has admitted asif, son of Muhammad already' },
    });
  });

  it('that another station was told is shown to nobody', async () => {
    const { config } = setUp();
    const letter = await sealFor(enrol('gate-2', 'gate').enrolment, Buffer.from(JSON.stringify(person)));
    const at = await openGate(config);
    at.gate.onCommand(command({ purpose: 'expect-admission', subject, warrant, person: letter }), 'as signed');
    await at.gate.act({ action: 'keep-in-custody' });
    expect(at.gate.view().expected).toEqual([]);
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
    expect(at.gate.view().toCourt).toEqual([]);
  });

  it('is a person who was erased: the copy of the key that waits for the centre goes with the key', async () => {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    const asif = await admit(at, 'asif');
    at.gate.onCommand(command({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }), 'as signed');
    await at.show('RO-1');
    for (const finger of [0, 1] as const) await at.touch('asif', finger, 5);
    await signRelease(at, asif);
    await at.gate.act({ action: 'confirm' });
    expect(at.station.outbox.grants()).toHaveLength(1);
    await at.gate.forget(asif, 'acquitted');
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

describe('a gate that nobody attends', () => {
  it('moves nobody, opens nothing, names nobody, and says what to do first', async () => {
    const { config } = setUp();
    const at = await openGate(config);
    const asif = await admit(at, 'asif');
    const production = { ...order('PO-1'), dueBack: new Date(nowMs + 3_600_000).toISOString() };
    at.gate.onCommand(command({ purpose: 'list-for-court', subject: asif, order: production }), 'as signed');
    await at.gate.act({ action: 'begin-queue', movement: 'out-to-court' });
    at.station.officers.signOut();
    const before = at.recorded();
    at.gate.onReading('scanner', image('asif', 0, 5));
    at.gate.onReading('reader', barcode('RO-9'));
    for (const action of ['begin-admission', 'confirm', 'cancel', 'keep-in-custody'] as const)
      await expect(at.gate.act({ action })).rejects.toMatchObject({ code: 'sign-in-first' });
    await expect(at.gate.forget(asif, 'acquitted')).rejects.toMatchObject({ code: 'sign-in-first' });
    await at.gate.stop();
    expect(at.recorded()).toEqual(before);
    expect(at.gate.view()).toMatchObject({
      desk: { step: 'home' },
      toCourt: [],
      recent: [],
      counts: { inCustody: 1 },
      status: { duty: { state: 'signed-out', turnedAway: 2 } },
    });
    expect(JSON.stringify(at.gate.view())).not.toContain('asif');
  });

  it('turns a finger away that was compared while the officer left, or another one came', async () => {
    const at = await openGate(setUp().config);
    const { officers } = at.station;
    const relief = { officerId: '4417', pin: '829104' };
    await officers.enrol({ ...relief, name: 'Bashir', roles: ['gate-officer'], ownPin: superintendent.pin });
    at.gate.onReading('scanner', image('asif', 0, 5));
    await vi.waitFor(() => expect(at.desk().step).toBe('examining'), { interval: 1 });
    at.gate.onReading('reader', barcode('RO-9'));
    await officers.handOver(relief);
    await at.gate.act({ action: 'cancel' });
    expect(at.recorded()).toEqual([]);
    at.gate.onReading('scanner', image('asif', 0, 6));
    await vi.waitFor(() => expect(at.desk().step).toBe('examining'), { interval: 1 });
    officers.signOut();
    await at.gate.stop();
    expect(at.gate.view()).toMatchObject({ captures: 0, status: { duty: { turnedAway: 3 } } });
  });

  it('still records and shows that the door was forced, and no one can say the alarm was seen', async () => {
    const at = await openGate(setUp().config);
    at.station.officers.signOut();
    at.gate.onReading('gate-io', line('door', true));
    expect(at.recorded()).toEqual(['gate.alarm.v1']);
    const [alarm] = at.gate.view().alarms;
    expect(alarm).toBeDefined();
    await expect(at.gate.act({ action: 'acknowledge-alarm', id: alarm?.id ?? '' })).rejects.toMatchObject({
      code: 'sign-in-first',
    });
    expect(at.gate.view().alarms).toEqual([alarm]);
  });

  it('keeps a stop for the next officer, and leaves what was only begun', async () => {
    const at = await openGate(setUp().config);
    const { officers } = at.station;
    await admit(at, 'asif');
    await at.gate.act({ action: 'begin-admission' });
    officers.signOut();
    await officers.signIn(superintendent);
    await at.gate.act({ action: 'begin-admission' });
    await at.touch('asif', 0, 5);
    expect(at.desk().step).toBe('stop');
    officers.signOut();
    expect(at.desk().step).toBe('home');
    await officers.signIn(superintendent);
    expect(at.desk().step).toBe('stop');
    await at.gate.act({ action: 'keep-in-custody' });
    expect(at.desk().step).toBe('home');
  });

  it('puts on record who was signed in when it happened', async () => {
    const at = await openGate(setUp().config);
    await at.show('RO-9');
    at.station.officers.signOut();
    at.gate.onReading('gate-io', line('tamper', true));
    const by = (type: string) => at.station.log.latest(9).find((event) => event.type === type);
    expect(by('gate.paper-refused.v1')).toMatchObject({ officer: superintendent.officerId });
    expect(by('gate.alarm.v1')).not.toHaveProperty('officer');
    at.station.log.verify();
  });
});
