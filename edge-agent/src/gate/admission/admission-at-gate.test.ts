import { createHash } from 'node:crypto';
import { admissionDigest, admissionWords, readApproval, sealFor } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { describe, expect, it, vi } from 'vitest';
import { enrol, nowMs, superintendent } from '../../test-kit.ts';
import { admit, command, enrolOfficers, erase, officers, openGate, release, setUp } from '../gate-kit.ts';
import { tinyJpeg } from '../photograph/jpeg-kit.ts';
import { body, detailsOf, otherPages } from './admission-kit.ts';

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
    expect(at.gate.view().counts).toMatchObject({ inCustody: 1, out: 0, overdue: 0, toCourt: 0, away: {} });
  });
});

describe('a search', () => {
  it('is signed by whoever is named as having made it and by a medical officer, and anybody with the record can verify it', async () => {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    await at.gate.act({ action: 'begin-admission' });
    await at.gate.act({ action: 'admission-details', details: detailsOf('asif') });
    for (const page of otherPages) await at.gate.act(page);
    const unknown = { officerSex: 'M', by: { officerId: officers.medical.officerId, witness: 'Yusuf' } } as const;
    await at.gate.act({ action: 'admission-body', body: { ...body, search: unknown } });
    expect(at.desk()).toMatchObject({ instruction: say('gate.searcher-unknown') });
    for (const finger of [0, 1] as const) for (const touch of [1, 2]) await at.touch('asif', finger, touch);
    const search = { action: 'vouch', meaning: 'admission-search' } as const;
    const screening = { action: 'vouch', meaning: 'medical-screening' } as const;
    await expect(at.gate.act({ ...search, ...officers.gate })).rejects.toMatchObject({ code: 'named-officer-signs' });
    await expect(at.gate.act({ ...screening, ...superintendent })).rejects.toMatchObject({ code: 'role-missing' });
    await at.gate.act({ ...search, ...superintendent });
    await at.gate.act({ ...screening, ...officers.medical });
    await at.gate.act({ action: 'confirm' });
    const event = at.station.log.latest(1)[0];
    if (event?.type !== 'prisoner.admitted.v2') throw new Error('nobody was admitted');
    const { search: searched, approvals = [], medical } = event.data;
    expect({ state: searched?.state, medical }).toEqual({ state: 'signed', medical: 'seen' });
    const keyOf = (keyId: string) => at.station.officers.keyOf(keyId);
    for (const [index, meaning] of admissionWords.entries()) {
      const digest = admissionDigest(meaning, searched?.found ?? '');
      const request = { digest, station: 'gate-1', meaning, nowMs, keyOf };
      expect(readApproval(approvals[index] ?? '', request)).toMatchObject({ ok: true });
      expect(readApproval(approvals[1 - index] ?? '', request)).toMatchObject({ ok: false });
    }
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

describe('the photograph of a hand', () => {
  const hand = tinyJpeg(480, 640, 300);
  const hash = createHash('sha256').update(hand).digest('base64url');

  /** Two people are admitted, the first with a hand that was photographed. */
  async function withHand() {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    await at.gate.act({ action: 'begin-admission' });
    await at.gate.act({ action: 'admission-details', details: detailsOf('asif') });
    for (const page of otherPages) await at.gate.act(page);
    const except = { action: 'except-fingers', every: false, reason: 'bandaged' } as const;
    await at.gate.act({ ...except, photograph: { jpeg: hand.toString('base64') }, ...officers.medical });
    for (const finger of [0, 1] as const) for (const touch of [1, 2]) await at.touch('asif', finger, touch);
    await at.gate.act({ action: 'confirm' });
    const desk = at.desk();
    if (desk.step !== 'done') throw new Error(`the admission ended at ${desk.step}`);
    const { subject } = desk.person;
    await at.gate.act({ action: 'cancel' });
    return { at, subject, other: await admit(at, 'bilal') };
  }

  it('is shown beside the exception to whoever opens the record, and nowhere else', async () => {
    const { at, subject, other } = await withHand();
    const unknown = expect.objectContaining({ code: 'photograph-unknown' });
    const show = () => Buffer.from(at.gate.photograph(hash));
    expect(show).toThrow(unknown);
    await at.gate.act({ action: 'open-record', subject: other });
    expect(at.desk()).toMatchObject({ step: 'record', exceptions: [] });
    expect(show).toThrow(unknown);
    await at.gate.act({ action: 'cancel' });
    await at.gate.act({ action: 'open-record', subject });
    expect(at.desk()).toMatchObject({
      exceptions: [
        {
          fingers: [say('finger.right-index')],
          reason: say('finger-exception.bandaged'),
          photograph: say('hand.photographed'),
          picture: hash,
        },
      ],
    });
    expect(show().equals(hand)).toBe(true);
    await at.gate.act({ action: 'begin-report', report: 'claim' });
    expect(at.desk().step).toBe('report');
    expect(show).toThrow(unknown);
    at.station.officers.signOut();
    expect(show).toThrow(expect.objectContaining({ code: 'sign-in-first' }));
  });

  it('is gone with the person’s key, and the record still verifies', async () => {
    const { at, subject } = await withHand();
    await release(at, 'asif', subject);
    await erase(at, subject);
    await at.gate.act({ action: 'cancel' });
    await at.gate.act({ action: 'open-record', subject });
    expect(at.desk()).toMatchObject({ step: 'record', exceptions: [] });
    expect(() => at.gate.photograph(hash)).toThrow(expect.objectContaining({ code: 'photograph-unknown' }));
    expect(at.station.log.isWhole).toBe(true);
  });
});
