import { join } from 'node:path';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import { startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { type Bitmap, isBlackAt, systemClock } from '@custody-edge/foundation';
import { afterwards, newFolder } from '@custody-edge/foundation/test-support';
import decodeQR from 'qr/decode.js';
import { expect, it, vi } from 'vitest';
import { admit, enrolSite, openStation, projectOf } from '../peers/test-support/peers-kit.ts';
import { attend, newStation } from '../test-kit.ts';
import { peopleOnSlip } from './paper-slips.ts';

const wait = { timeout: 20_000 };
/** Longest picture in which the reader of the tests looks for a code. */
const longestPx = 4_096;

/** What a reader makes of the code on a slip. */
function codeOn(slip: Bitmap | undefined): string {
  if (!slip) throw new Error('nothing was printed');
  const { width } = slip;
  const height = Math.min(slip.height, longestPx);
  const above = slip.height - height;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isBlackAt(slip, x, above + y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return decodeQR({ width, height, data });
}

it('a list that is longer than a slip goes on where the paper ended, and each slip has the code', async () => {
  const [ofGate, ofYard] = await enrolSite(await projectOf(), ['gate-1', 'yard-1'], { roles: ['gate', 'count'] });
  if (!ofGate || !ofYard) throw new Error('no site');
  const gate = openStation(ofGate);
  const people = peopleOnSlip + 1;
  for (let person = 0; person < people; person += 1) await admit(gate);
  await gate.peers.start();

  const profile = findProfile(loadCatalogue(), 'escpos-80');
  if (profile.protocol !== 'esc-pos') throw new Error('no slip printer');
  const link = join(newFolder(), 'printer');
  const { emulator, close } = await startEmulator('esc-pos', profile, { listen: { kind: 'pty', link }, speed: 100 });
  afterwards(close);
  const printer = {
    ...{ id: 'printer', profile: 'escpos-80', address: { kind: 'serial' as const, path: link } },
    settings: { pollIntervalMs: 20 },
  };
  const station = newStation({ ...ofYard, devices: [printer] }, systemClock);
  if (station.role.role !== 'count') throw new Error('not a hand-held');
  const { count } = station.role;
  await station.start();
  await attend(station);
  await vi.waitFor(() => expect(count.people.withoutKey()).toEqual([]), wait);
  await vi.waitFor(() => expect(count.people.all()).toHaveLength(people), wait);
  await count.counting.act({ action: 'start', kind: 'roll-call' });
  await vi.waitFor(() => expect(count.view().counting.slips).toEqual({ state: 'none', printer: true }), wait);

  // The roll ends within the first slip.
  emulator.endRollAfter(700);
  expect(await count.counting.printSlips()).toEqual({ pages: 2 });
  await vi.waitFor(() => expect(count.view().counting.slips?.trouble?.en).toMatch(/out of paper/), wait);
  expect(count.view().counting.slips?.state).toBe('waiting');
  await emulator.set({ paper: 'present' });
  await vi.waitFor(() => expect(count.view().counting.slips?.state).toBe('printed'), wait);
  const [first, second] = emulator.slips.slice(-2);
  const [listed] = station.log.eventsOfType('count.listed.v1');
  const code = station.log.codeOf(listed?.id ?? '');
  expect([codeOn(first), codeOn(second)]).toEqual([code, code]);
  expect(first?.height).toBeGreaterThan(second?.height ?? 0);
  expect(station.log.eventsOfType('count.listed.v1')).toHaveLength(1);
}, 60_000);
