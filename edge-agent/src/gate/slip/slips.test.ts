import { join } from 'node:path';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import type { EventDraft } from '@custody-edge/event-contract';
import { Bridge } from '@custody-edge/firmware-bridge';
import { startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { type Bitmap, isBlackAt, systemClock, systemRandom, uuidV7 } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import decodeQR from 'qr/decode.js';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { admitted } from '../../people/people-kit.ts';
import { silent } from '../../test-kit.ts';
import { Slips } from './slips.ts';

const scanner = { deviceId: 'scanner', profile: 'r307' };
const identity = {
  method: 'fingerprint' as const,
  finger: 'right-index',
  score: 60,
  threshold: 40,
  attempts: 1,
  imageHash: 'A'.repeat(43),
  scanner,
};
const released = (subject: string): EventDraft => ({
  type: 'prisoner.released.v2',
  subject,
  data: {
    orderIds: ['RO-1'],
    identity: [identity],
    holdsStatement: 'as signed',
    medicalClearance: uuidV7(),
    propertyReturn: uuidV7(),
    approvals: ['first', 'second'],
  },
});

/** An emulated printer on a serial line. */
async function emulated() {
  const link = join(newFolder(), 'printer');
  const profile = findProfile(loadCatalogue(), 'escpos-80');
  if (profile.protocol !== 'esc-pos') throw new Error('not a printer');
  const running = await startEmulator('esc-pos', profile, { listen: { kind: 'pty', link }, speed: 100 });
  onTestFinished(() => running.close());
  const { emulator } = running;
  const set = async (change: Parameters<typeof emulator.set>[0]) => emulator.set(change);
  const device = { id: 'printer', profile: 'escpos-80', address: { kind: 'serial', path: link } } as const;
  return { emulator, set, device };
}

/** Short time limits, so that silence is noticed at once. */
function impatientCatalogue() {
  const catalogue = new Map(loadCatalogue());
  for (const profile of catalogue.values())
    if (profile.protocol === 'esc-pos')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { ...profile.timeLimitsMs, reply: 500 } });
  return catalogue;
}

/** Somebody whom this gate has released, unless told otherwise, and its slips. */
async function gateWith(printer?: Awaited<ReturnType<typeof emulated>>, isReleased = true) {
  const { db, log, people, commit, subject, station: enrolled } = await admitted();
  if (isReleased) commit(released(subject));
  const seen: (string | undefined)[] = [];
  const bridge: Bridge = new Bridge({
    devices: printer ? [{ ...printer.device, settings: { pollIntervalMs: 10 } }] : [],
    catalogue: impatientCatalogue(),
    clock: systemClock,
    random: systemRandom,
    onReading: () => undefined,
    onStatus: () => slips.onDeviceChange(),
    reopenLimits: { baseMs: 20, capMs: 50, presenceIntervalMs: 20, steadyAfterMs: 10_000 },
  });
  const changed = () => {
    // The printer ends after the record.
    if (!db.open) return;
    const state = slips.viewOf(subject)?.state;
    if (state !== seen.at(-1)) seen.push(state);
  };
  const slips = new Slips(
    { bridge, log, clock: systemClock, logger: silent, changed, isPractice: false },
    people,
    enrolled.enrolment.record.chainId,
    {},
  );
  bridge.start();
  onTestFinished(async () => {
    slips.stop();
    await bridge.stop();
  });
  const until = (state: string) =>
    vi.waitFor(() => expect(slips.viewOf(subject)?.state).toBe(state), { timeout: 10_000 });
  const isReady = () => vi.waitFor(() => expect(bridge.statuses()[0]?.state).toBe('ready'), { timeout: 10_000 });
  return { slips, subject, log, enrolled, seen, until, isReady };
}

/** What a reader makes of the code on a slip. */
function codeOn(paper: Bitmap | undefined): string {
  if (!paper) throw new Error('nothing was printed');
  const { width, height } = paper;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isBlackAt(paper, x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return decodeQR({ width, height, data });
}

describe('after a release', () => {
  it('two slips are printed, whose code is the one with which the station vouches for the event', async () => {
    const printer = await emulated();
    const { slips, subject, log, seen, until } = await gateWith(printer);
    slips.print(subject, false);
    await until('printed');
    expect(seen[0]).toMatch(/^(printing|waiting)$/);
    expect(printer.emulator.slips).toHaveLength(2);
    const event = slips.viewOf(subject)?.event ?? '';
    for (const paper of printer.emulator.slips) expect(codeOn(paper)).toBe(log.codeOf(event));
  });

  it('slips wait for paper, say what to do, and print by themselves when there is some', async () => {
    const printer = await emulated();
    const { slips, subject, until, isReady } = await gateWith(printer);
    await isReady();
    await printer.set({ paper: 'out' });
    slips.print(subject, false);
    await until('waiting');
    await vi.waitFor(() => expect(slips.viewOf(subject)?.trouble?.en).toMatch(/out of paper.*new roll/));
    expect(printer.emulator.slips).toHaveLength(0);
    await printer.set({ paper: 'present' });
    await until('printed');
    for (const paper of printer.emulator.slips) expect(codeOn(paper)).toMatch(/^CE1:/);
    expect(printer.emulator.slips).toHaveLength(2);
  });

  it('a slip that broke off for lack of paper is printed again whole', async () => {
    const printer = await emulated();
    const { slips, subject, log, until, isReady } = await gateWith(printer);
    await isReady();
    printer.emulator.endRollAfter(500);
    slips.print(subject, false);
    await until('waiting');
    await printer.set({ paper: 'present' });
    await until('printed');
    expect(codeOn(printer.emulator.slips.at(-1))).toBe(log.codeOf(slips.viewOf(subject)?.event ?? ''));
  });

  it('a printer that is switched off keeps nobody waiting, and is no reason to lose a slip', async () => {
    const printer = await emulated();
    const { slips, subject, until, isReady } = await gateWith(printer);
    await isReady();
    await printer.set({ power: 'off' });
    slips.print(subject, false);
    await until('waiting');
    await printer.set({ power: 'on' });
    await until('printed');
    expect(printer.emulator.slips).toHaveLength(2);
  });

  it('without a printer nothing is printed, and the slip can still be shown', async () => {
    const { slips, subject } = await gateWith();
    slips.print(subject, false);
    expect(slips.viewOf(subject)).toEqual({
      event: expect.any(String),
      kind: 'release',
      recipients: ['person', 'court'],
      state: 'none',
      printer: false,
    });
    expect(await slips.draw(subject, 'store', false)).toBeUndefined();
    expect(codeOn(await slips.draw(subject, 'person', false))).toMatch(/^CE1:/);
  });

  it('what was taken at the admission is printed for the prisoner and the store, with its code', async () => {
    const printer = await emulated();
    const { slips, subject, log, until } = await gateWith(printer, false);
    expect(slips.viewOf(subject)).toMatchObject({ kind: 'property-taken', recipients: ['person', 'store'] });
    slips.print(subject, false);
    await until('printed');
    expect(printer.emulator.slips).toHaveLength(2);
    const event = slips.viewOf(subject)?.event ?? '';
    for (const paper of printer.emulator.slips) expect(codeOn(paper)).toBe(log.codeOf(event));
  });

  it('nobody who was never here has a slip', async () => {
    const { slips } = await gateWith();
    expect(slips.viewOf('person/nobody')).toBeUndefined();
    expect(await slips.draw('person/nobody', 'person', false)).toBeUndefined();
  });
});
