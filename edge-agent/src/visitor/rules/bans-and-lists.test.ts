import { describe, expect, it } from 'vitest';
import { cnicOf, deputy, enrolStaff, letIn, openDesk, setUpDesk, sister, supervisor } from '../visitor-kit.ts';

const asif = ['آصف علی'];

describe('bans and lists', () => {
  it('a ban holds by the document, is asked about under another spelling, runs out, and can be lifted', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await enrolStaff(at);
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(1) });
    await at.act({ action: 'who', who: { ...sister, name: 'Rukhsana Parveen', parentage: 'Fazal Din' } });
    await at.refuses({ action: 'ban', until: '2026-12-31', reason: 'Brought a blade', ...supervisor }, 'role-missing');
    await at.act({ action: 'ban', until: '2026-12-31', reason: 'Brought a blade', ...deputy });
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(1) });
    expect(at.desk()).toMatchObject({ page: 'turn-away', grounds: [{ en: expect.stringContaining('ban') }] });
    await at.act({ action: 'turn-away' });
    // Without the card, in another script.
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'none' });
    await at.act({ action: 'who', who: sister });
    const desk = at.desk();
    expect(desk).toMatchObject({
      page: 'compare',
      alike: { identity: { name: 'Rukhsana Parveen' }, until: '2026-12-31' },
    });
    const banned = desk.step === 'entry' ? (desk.alike?.subject ?? '') : '';
    await at.act({ action: 'compared', banned, isSame: true });
    expect(at.page()).toBe('turn-away');
    await at.act({ action: 'back' });
    await at.act({ action: 'compared', banned, isSame: false });
    expect(at.page()).toBe('prisoner');
    await at.act({ action: 'open', list: 'lists' });
    const lists = at.desk();
    const ban = lists.step === 'list' ? (lists.bans[0]?.ban ?? '') : '';
    expect(lists).toMatchObject({ bans: [{ reason: 'Brought a blade' }] });
    await at.act({ action: 'lift-ban', ban, ...deputy });
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(1) });
    await at.act({ action: 'choose', person: prisoner });
    expect(at.page()).toBe('relation');
  });

  it('whoever has a list is visited by those on it alone', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await enrolStaff(at);
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(1) });
    await at.act({ action: 'who', who: sister });
    await at.act({ action: 'choose', person: prisoner });
    await at.act({ action: 'relate', relation: 'sister' });
    await at.act({ action: 'allow', ...deputy });
    expect(at.page()).toBe('search');
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(2) });
    await at.act({ action: 'who', who: { ...sister, name: 'شازیہ' } });
    await at.act({ action: 'choose', person: prisoner });
    await at.act({ action: 'relate', relation: 'wife' });
    expect(at.desk()).toMatchObject({
      page: 'turn-away',
      grounds: [{ en: expect.stringContaining('Not on the prisoner’s list') }],
    });
    const allowed = at.station.log.eventsOfType('visitor.allowed.v1')[0]?.subject ?? '';
    await at.act({ action: 'disallow', visitor: allowed, person: prisoner, ...deputy });
    expect(at.page()).toBe('search');
  });

  it('a booking counts on its day, and can be cancelled', async () => {
    const { config, prisoner } = await setUpDesk(asif, { bookingRequired: true });
    const at = await openDesk(config);
    const come = async () => {
      await at.act({ action: 'begin-entry', kind: 'family' });
      await at.act({ action: 'document', document: 'cnic', number: cnicOf(1) });
      if (at.page() === 'who') await at.act({ action: 'who', who: sister });
      await at.act({ action: 'choose', person: prisoner });
    };
    await come();
    await at.act({ action: 'relate', relation: 'sister' });
    expect(at.desk()).toMatchObject({ page: 'turn-away', grounds: [{ en: 'Not booked for today' }] });
    await at.refuses({ action: 'book', on: '2026-11-26' });
    await at.act({ action: 'book', on: '2026-11-27' });
    expect(at.desk()).toMatchObject({ step: 'list', bookings: [{ on: '2026-11-27' }] });
    const visit = await letIn(at, prisoner, 'asif');
    expect(at.station.log.eventsOf(visit).map(({ type }) => type)).toEqual(['visit.booked.v1', 'visit.began.v1']);
  });
});
