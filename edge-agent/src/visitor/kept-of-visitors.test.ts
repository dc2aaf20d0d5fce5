import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { superintendent } from '../test-kit.ts';
import { cnicOf, comeTo, deputy, enrolStaff, letIn, openDesk, settableClock, setUpDesk } from './visitor-kit.ts';

const asif = ['آصف علی'];
const hourMs = 3_600_000;

describe('what is kept of visitors', () => {
  it('finger and photograph are destroyed within the hours of the house, with a receipt, and the name after its days', async () => {
    const { clock, pass } = settableClock();
    const { config, prisoner } = await setUpDesk(asif, { entryKeptHours: 1, identityKeptDays: 1 });
    const at = await openDesk(config, clock);
    await comeTo(at, prisoner);
    await at.touch('asif', 1);
    await at.act({ action: 'confirm' });
    await at.touch('asif', 3);
    await at.station.stop();
    pass(hourMs - 60_000);
    const early = await openDesk(config, clock);
    expect(early.station.log.eventsOfType('visit.entry-destroyed.v1')).toEqual([]);
    await early.station.stop();
    // The look after this one would be beyond the hour.
    pass(50_000);
    const later = await openDesk(config, clock);
    const [destroyed] = later.station.log.eventsOfType('visit.entry-destroyed.v1');
    const [began] = later.station.log.eventsOfType('visit.began.v1');
    expect(destroyed?.data).toEqual({ keyId: began?.data.entryKeyId, keptHours: 1 });
    await later.station.stop();
    const bytes = readFileSync(join(config.dataDir, 'station.db'));
    expect(bytes.includes('visit_entry')).toBe(true);
    pass(25 * hourMs);
    const days = await openDesk(config, clock);
    expect(days.recorded().at(-1)).toBe('visitor.forgotten.v1');
    await days.act({ action: 'begin-entry', kind: 'family' });
    await days.act({ action: 'document', document: 'cnic', number: cnicOf(1) });
    expect(days.page()).toBe('who');
  });

  it('a visitor who stays too long is an alarm once, and none any more when they leave', async () => {
    const { clock, pass } = settableClock();
    const { config, prisoner } = await setUpDesk(asif, { visitMinutes: 30 });
    const at = await openDesk(config, clock);
    await letIn(at, prisoner, 'asif');
    await at.station.stop();
    pass(31 * 60_000);
    const late = await openDesk(config, clock);
    expect(late.visitor.view()).toMatchObject({
      occupancy: { adults: 1, overdue: 1 },
      alarms: [{ text: { en: expect.stringContaining('pass 1') } }],
    });
    expect(late.page()).toBe('home');
    expect(await late.inside()).toMatchObject([{ isOverdue: true }]);
    await late.touch('asif', 3);
    expect(late.page()).toBe('goodbye');
    expect(late.visitor.view()).toMatchObject({ occupancy: { adults: 0, overdue: 0 }, alarms: [] });
  });

  it('a lawyer’s visit names nobody to the desk any more, and opens only to the office that the house names', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await enrolStaff(at);
    await at.act({ action: 'begin-entry', kind: 'legal' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(9) });
    const lawyer = { name: 'ایڈووکیٹ سمیع', parentage: 'رفیق', address: 'ہائی کورٹ بار', sex: 'M' as const };
    await at.refuses({ action: 'who', who: lawyer });
    await at.act({ action: 'who', who: { ...lawyer, licence: 'LHC-1234' } });
    await at.act({ action: 'choose', person: prisoner });
    await at.act({ action: 'searched', officer: '4417', officerSex: 'M' });
    await at.act({ action: 'goods', children: 0, items: [] });
    await at.act({ action: 'no-photograph', lack: 'declined' });
    await at.touch('bilal', 1);
    await at.act({ action: 'confirm' });
    expect(await at.inside()).toMatchObject([{ isLegal: true, who: { en: 'Legal visit, sealed' } }]);
    expect(JSON.stringify(at.visitor.view())).not.toMatch(/سمیع|آصف/);
    const [event] = at.station.log.eventsOfType('visit.began.v1');
    expect(event?.data).toMatchObject({ parties: { kind: 'legal' }, noPhotograph: 'declined' });
    expect(JSON.stringify(event)).not.toContain(prisoner);
    expect(at.recorded()).not.toContain('visitor.registered.v1');
    const open = { action: 'open-legal' as const, visit: event?.subject ?? '', reason: 'Order of the High Court' };
    await at.refuses({ ...open, ...deputy }, 'role-missing');
    await at.act({ ...open, ...superintendent });
    expect(at.desk()).toMatchObject({ step: 'legal', lawyer: { name: lawyer.name }, licence: 'LHC-1234' });
    expect(at.recorded().at(-1)).toBe('visit.legal-opened.v1');
  });
});
