import { claimedApprover, decisionDigest, readApproval, reportDigest } from '@custody-edge/event-contract';
import { EmulatedKey } from '@custody-edge/event-contract/emulated-key';
import { say } from '@custody-edge/ui-kit';
import { describe, expect, it } from 'vitest';
import { answer, newKey } from '../../officers/emulated-key.ts';
import { answeredFor, configOf, nowMs, superintendent } from '../../test-kit.ts';
import type { DeskAction } from '../actions.ts';
import type { HandOverMeaning, VouchMeaning } from '../board/vouch-meanings.ts';
import { admit, asCentre, command, enrolOfficers, officers, openGate, order, setUp, signRelease } from '../gate-kit.ts';

describe('a word given at a release', () => {
  async function onTheBoard() {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    const asif = await admit(at, 'asif');
    at.gate.onCommand(...asCentre({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }));
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
    expect(at.recorded()).toEqual(['prisoner.admitted.v2', 'prisoner.release-order-received.v2']);
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
    at.gate.onCommand(...asCentre({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }));
    const own = new EmulatedKey();
    const { officerId } = officers.deputy;
    const { enrolments } = at.station.officers;
    const asked = await enrolments.askNewKey({ officerId, ownPin: superintendent.pin });
    await answeredFor(at.station, enrolments.addKey(newKey(own, asked)));
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
    expect(at.gate.onCommand(...asCentre(grant))).toBe(true);
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
