import { readFileSync } from 'node:fs';
import { systemClock } from '@custody-edge/foundation';
import { expect, it, vi } from 'vitest';
import { emulate } from '../../../../firmware-bridge/src/test-kit.ts';
import { configOf } from '../../test-kit.ts';
import { PassCodes } from '../exit/pass-code.ts';
import { allDay, comeTo, enrolStaff, openDesk, setUpDesk, supervisor } from '../visitor-kit.ts';
import { codeOn } from './code-on.ts';

const asif = ['آصف علی'];
/** The pass is longer than this: the roll ends in the middle of it. */
const rowsLeft = 200;

it('paper that ends in the middle of a pass keeps nobody at the desk, and pass and token are printed whole afterwards', async () => {
  const { engine, config: device } = await emulate('esc-pos', 400);
  const { folder, file, config: known, prisoner } = await setUpDesk(asif, { hours: allDay });
  const printer = { ...device, id: 'printer' };
  const config = configOf(folder, { ...file, devices: [...known.devices, printer], visitor: known.visitor });
  const at = await openDesk(config, systemClock, true);
  await enrolStaff(at);
  await vi.waitFor(() => {
    expect(at.visitor.view().status.devices.find(({ id }) => id === 'printer')?.state).toBe('ready');
  }, 10_000);
  engine.endRollAfter(rowsLeft);
  await comeTo(at, prisoner, { phones: 1 });
  await at.act({ action: 'by-sight', reason: 'worn', ...supervisor });
  await at.act({ action: 'confirm' });
  const desk = at.desk();
  if (desk.step !== 'passed') throw new Error('nobody was let in');
  const { visit } = desk.of;
  // The visit is on record, whatever the paper does, and the officer is told in both languages.
  await vi.waitFor(() => {
    expect(at.desk()).toMatchObject({
      slip: {
        state: 'waiting',
        trouble: {
          en: expect.stringContaining('The printer is out of paper'),
          ur: expect.stringContaining('پرنٹر میں کاغذ ختم ہو گیا ہے'),
        },
      },
    });
  }, 10_000);
  expect(engine.slips).toEqual([]);
  expect(await at.inside()).toMatchObject([{ visit, pass: 1, token: 1 }]);
  // The next one is served meanwhile.
  await at.act({ action: 'begin-entry', kind: 'family' });
  engine.set({ paper: 'present' });
  const code = new PassCodes(readFileSync(config.keys.siteKey)).codeOf(visit);
  const token = at.station.log.codeOf(at.station.log.eventsOf(visit)[0]?.id ?? '');
  // What the printer still held of the pass comes first, on two rolls; then the whole of it, and the token.
  await vi.waitFor(() => expect(engine.slips.length).toBe(3), 20_000);
  expect(engine.slips.slice(1).map(codeOn)).toEqual([code, token]);
  // A pass that was lost is printed once more, as a copy, on record.
  const before = engine.slips.length;
  await at.act({ action: 'begin-exit', visit });
  await at.act({ action: 'print-slip' });
  await vi.waitFor(() => expect(engine.slips.length).toBe(before + 2), 20_000);
  expect(engine.slips.slice(before).map(codeOn)).toEqual([code, token]);
  expect(at.recorded().at(-1)).toBe('visit.slip-copied.v1');
});
