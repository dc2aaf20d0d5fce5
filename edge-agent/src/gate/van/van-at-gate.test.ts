import { describe, expect, it } from 'vitest';
import { configOf, superintendent } from '../../test-kit.ts';
import { admit, command, enrolOfficers, officers, openGate, order, setUp } from '../gate-kit.ts';

const manifest = { vehicle: 'LEB-1234', escort: 'ASI Rashid', escortNumber: '1187', headCount: 2 };

async function twoListed() {
  const { folder, file } = setUp();
  const gate = { impressionsPerFinger: 2, manifestFor: ['out-to-court'] };
  const at = await openGate(configOf(folder, { ...file, gate }));
  await enrolOfficers(at);
  const people = [await admit(at, 'asif'), await admit(at, 'bilal')];
  for (const [index, subject] of people.entries()) {
    const listed = { ...order(`PO-${index}`), dueBack: '2099-01-01T10:00:00.000Z' };
    at.gate.onCommand(command({ purpose: 'list-for-court', subject, order: listed }), 'as signed');
  }
  await at.gate.act({ action: 'begin-queue', movement: 'out-to-court' });
  await at.gate.act({ action: 'state-manifest', manifest });
  await at.touch('asif', 0, 5);
  return { at, people };
}

describe('a vehicle at a whole gate', () => {
  it('leaves in one transaction: every movement, and the manifest that names them', async () => {
    const { at, people } = await twoListed();
    await at.gate.act({ action: 'close-manifest' });
    expect(at.desk()).toMatchObject({ step: 'queue', again: true, van: { aboard: [{ subject: people[0] }] } });
    expect(at.gate.view().counts).toMatchObject({ inCustody: 2, out: 0 });
    await at.touch('bilal', 0, 5);
    await at.gate.act({ action: 'close-manifest' });
    expect(at.gate.view()).toMatchObject({ counts: { inCustody: 0, out: 2, toCourt: 0 }, desk: { step: 'passed' } });
    const [closed, ...movements] = at.station.log.latest(3);
    expect(closed).toMatchObject({
      type: 'gate.manifest-closed.v1',
      data: { headCounts: [2], listed: 2, movements: movements.toReversed().map(({ id }) => id) },
    });
    at.station.log.verify();
  });

  it('does not outlast the officer who counted it', async () => {
    const { at } = await twoListed();
    await at.station.officers.handOver({ ...officers.deputy });
    await at.gate.act({ action: 'keep-in-custody' });
    expect(at.gate.view()).not.toHaveProperty('van');
    expect(at.recorded().at(-1)).toBe('gate.manifest-given-up.v1');
    expect(at.gate.view().counts).toMatchObject({ inCustody: 2 });
    await at.station.officers.handOver(superintendent);
  });
});
