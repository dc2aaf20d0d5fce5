import { attestationOf, type EventData, readApproval, typedEvent } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { describe, expect, it } from 'vitest';
import type { GatePolicy } from '../../config.ts';
import { configOf, enrolOfficer, nowMs, superintendent } from '../../test-kit.ts';
import { enrolOfficers, officers, openGate, setUp } from '../gate-kit.ts';
import { detailsOf, otherPages } from './admission-kit.ts';

const reason = 'the court has a separate order for an observation home';
const refuse = { action: 'refuse-child', reason } as const;

/** A gate at which the police brought somebody who says to be a child, with a finger taken already. */
async function withChild(policy: Partial<GatePolicy> = {}) {
  const { folder, file } = setUp();
  const at = await openGate(configOf(folder, { ...file, gate: { impressionsPerFinger: 2, ...policy } }));
  await enrolOfficers(at);
  await at.gate.act({ action: 'begin-admission' });
  await at.gate.act({ action: 'admission-details', details: detailsOf('Danish') });
  for (const page of otherPages) await at.gate.act(page);
  await at.touch('asif', 0, 1);
  return at;
}

describe('a child who is not received', () => {
  it('goes back with the police on a senior officer’s word, which anybody can verify, and leaves nothing here but that', async () => {
    const at = await withChild();
    await at.gate.act({ ...refuse, ...officers.deputy });
    expect(at.recorded()).toEqual(['gate.child-refused.v1']);
    const [event] = at.station.log.latest(1);
    if (event?.type !== 'gate.child-refused.v1') throw new Error('not recorded');
    const { escort, warrantNumber: number, court, caseNumber } = detailsOf('Danish');
    const { approvals, ...said } = event.data;
    expect(said).toEqual({
      escort,
      paper: { number, court, caseNumber },
      reason,
      gateOfficer: superintendent.officerId,
    });
    expect(event.officer).toBe(superintendent.officerId);
    const asked = attestationOf({ type: event.type, subject: event.subject, data: event.data });
    const request = { ...asked, station: 'gate-1', nowMs, keyOf: (id: string) => at.station.officers.keyOf(id) };
    expect(readApproval(approvals[0] ?? '', request)).toMatchObject({
      ok: true,
      value: { approval: { officerId: officers.deputy.officerId, role: 'deputy-superintendent' } },
    });
    const other = attestationOf({
      type: event.type,
      subject: event.subject,
      data: { ...event.data, escort: { ...escort, beltNumber: '1' } },
    });
    expect(readApproval(approvals[0] ?? '', { ...request, ...other })).toMatchObject({ ok: false });
    expect(at.gate.view().counts.inCustody).toBe(0);
    expect(at.desk()).toMatchObject({
      step: 'not-allowed',
      reasons: [say('child-refusal.noted', { number, escort: escort.name, belt: escort.beltNumber })],
    });
    await at.gate.act({ action: 'cancel' });
    expect(at.desk()).toMatchObject({ step: 'home' });
    await at.touch('asif', 0, 2);
    expect(at.desk()).toMatchObject({ step: 'home' });
  });

  it('takes another officer than the one at the gate, of an office in which the house lets it be signed', async () => {
    const at = await withChild({ childRefusalSignedBy: ['superintendent'] });
    await expect(at.gate.act({ ...refuse, ...superintendent })).rejects.toMatchObject({
      code: 'second-officer-needed',
    });
    for (const officer of [officers.gate, officers.medical, officers.deputy])
      await expect(at.gate.act({ ...refuse, ...officer })).rejects.toMatchObject({ code: 'role-missing' });
    expect(at.recorded()).toEqual([]);
    const second = { officerId: '101', pin: '662914' };
    await enrolOfficer(at.station, { ...second, name: 'Tahira', roles: ['superintendent'] });
    await at.gate.act({ ...refuse, ...second });
    expect(at.recorded()).toEqual(['gate.child-refused.v1']);
  });

  it('is refused by nobody before it stands there who brought them under what, nor where the house receives every child', async () => {
    const open = await withChild();
    expect(open.desk()).toMatchObject({ mayRefuseChild: true });
    await open.gate.act({ action: 'cancel' });
    await open.gate.act({ action: 'begin-admission' });
    expect(open.desk()).toMatchObject({ mayRefuseChild: false });
    const shut = await withChild({ childRefusalSignedBy: [] });
    expect(shut.desk()).toMatchObject({ mayRefuseChild: false });
    for (const at of [open, shut])
      await expect(at.gate.act({ ...refuse, ...officers.deputy })).rejects.toMatchObject({
        code: 'action-not-possible',
      });
  });

  it('is on record only with who took them, under what, why, and both officers', async () => {
    const at = await withChild();
    await at.gate.act({ ...refuse, ...officers.deputy });
    const [event] = at.station.log.latest(1);
    if (event?.type !== 'gate.child-refused.v1') throw new Error('not recorded');
    const whole: EventData<'gate.child-refused.v1'> = event.data;
    const isWhole = (data: unknown) => typedEvent({ ...event, data } as Parameters<typeof typedEvent>[0]).ok;
    expect(isWhole(whole)).toBe(true);
    const without = (from: object, key: string) => Object.fromEntries(Object.entries(from).filter(([k]) => k !== key));
    for (const key of Object.keys(whole)) expect(isWhole(without(whole, key)), key).toBe(false);
    for (const part of ['escort', 'paper'] as const)
      for (const key of Object.keys(whole[part]))
        expect(isWhole({ ...whole, [part]: without(whole[part], key) }), key).toBe(false);
    expect(isWhole({ ...whole, approvals: [] })).toBe(false);
    expect(isWhole({ ...whole, name: 'Danish' })).toBe(false);
  });
});
