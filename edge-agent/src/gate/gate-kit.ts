import { randomUUID } from 'node:crypto';
import type { Command } from '@custody-edge/event-contract';
import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import type { Reading } from '@custody-edge/firmware-bridge';
import type { Clock } from '@custody-edge/foundation';
import { expect, vi } from 'vitest';
import type { StationConfig } from '../config.ts';
import type { Station } from '../station/station.ts';
import { asSigned, attend, configOf, deputy, enrolOfficer, newStation, nowMs, setUpStation } from '../test-kit.ts';
import { detailsOf, otherPages } from './admission/admission-kit.ts';
import { erasurePaper, thirtyDays } from './report/erasure-kit.ts';

const prints = {
  asif: [61, 62].map((seed) => syntheticFinger(seed)),
  bilal: [71, 72].map((seed) => syntheticFinger(seed)),
};
export type Who = keyof typeof prints;
const glass = { widthPx: 256, heightPx: 288, dpi: 500 };

/** Impressions that were asked for before: the same finger and touch give the same image. */
const known = new Map<string, Uint8Array>();

function pixelsOf(who: Who, finger: 0 | 1, touch: number): Uint8Array {
  const name = `${who} ${finger} ${touch}`;
  const print = prints[who][finger];
  if (!print) throw new Error('no such finger');
  const pixels = known.get(name) ?? syntheticImpression(print, { ...glass, seed: touch }).pixels;
  known.set(name, pixels);
  return pixels;
}

/** A finger (0 right index, 1 left index) as the scanner sees it at one of its touches. */
export function image(who: Who, finger: 0 | 1, touch: number): Reading {
  return {
    kind: 'fingerprint-image',
    width: glass.widthPx,
    height: glass.heightPx,
    dotsPerInch: 500,
    pixels: pixelsOf(who, finger, touch).slice(),
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
export const barcode = (text: string): Reading => ({ kind: 'barcode', text, atMs: nowMs });
export const line = (which: 'door' | 'tamper', active: boolean): Reading => ({
  kind: 'line-change',
  line: which,
  active,
  initial: false,
  atMs: nowMs,
});
export const order = (orderId: string) => ({ orderId, court: 'Sessions Court', caseNumber: 'FIR 12/2026' });
export const command = (body: Command['body']): Command => ({
  commandId: randomUUID(),
  recipient: 'gate-1',
  issuedAt: new Date(nowMs - 60_000).toISOString(),
  expiresAt: '2026-03-01T09:00:00.000Z',
  body,
});

/** What the centre says, and the text that it signed. */
export const asCentre = (body: Command['body']): [Command, string] => {
  const one = command(body);
  return [one, asSigned(one)];
};

export async function openGate(config: StationConfig, clock?: Clock) {
  const station = newStation(config, clock);
  const at = atGate(station);
  await at.gate.start();
  await attend(station);
  return at;
}

/** What people do at the gate of a station. */
export function atGate(station: Station) {
  if (station.role.role !== 'gate') throw new Error('not a gate');
  const { gate } = station.role;
  return {
    station,
    gate,
    desk: () => gate.view().desk,
    /** A finger on the glass, until the desk has answered it. */
    touch: async (who: Who, finger: 0 | 1, touch: number) => {
      const { captures } = gate.view();
      gate.onReading('scanner', image(who, finger, touch));
      await vi.waitFor(() => expect(gate.view().captures).toBe(captures + 1), { timeout: 30_000 });
    },
    show: async (text: string) => {
      gate.onReading('reader', barcode(text));
      // What an officer does next waits for the paper.
      await gate.act({ action: 'keep-in-custody' });
    },
    /** Types of what is on record; neither officers' duty nor who was looked at. */
    recorded: () =>
      station.log
        .latest(100)
        .toReversed()
        .map(({ type }) => type)
        .filter((type) => !type.startsWith('officer.') && type !== 'gate.person-shown.v1'),
  };
}

export function setUp() {
  const at = setUpStation('gate');
  return {
    ...at,
    config: configOf(at.folder, {
      ...at.file,
      gate: { impressionsPerFinger: 2, erasure: { ...thirtyDays, waitingDays: 0 } },
    }),
  };
}

export async function admit(gate: Awaited<ReturnType<typeof openGate>>, who: Who): Promise<string> {
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

export const officers = {
  gate: { officerId: '4417', pin: '829104' },
  deputy,
  medical: { officerId: '5001', pin: '640283' },
};

/** Enrols the officers that a release takes besides the superintendent. */
export async function enrolOfficers({ station }: Awaited<ReturnType<typeof openGate>>): Promise<void> {
  await enrolOfficer(station, { ...officers.deputy, name: 'Salma', roles: ['deputy-superintendent'] });
  await enrolOfficer(station, { ...officers.gate, name: 'Bashir', roles: ['gate-officer'] });
  await enrolOfficer(station, { ...officers.medical, name: 'Dr. Rafi', roles: ['medical'] });
}

/** What officers and the centre add to a release on the board, once a finger of the person is there. */
export async function signRelease({ gate }: Awaited<ReturnType<typeof openGate>>, subject: string): Promise<void> {
  gate.onCommand(command({ purpose: 'state-holds', subject, holds: [] }), 'as signed');
  await gate.act({ action: 'hand-over', meaning: 'medical-clearance', paper: 'MO-1', ...officers.medical });
  await gate.act({ action: 'hand-over', meaning: 'property-return', paper: 'PR-1', ...officers.gate });
  await gate.act({ action: 'vouch', meaning: 'release', ...officers.gate });
  await gate.act({ action: 'vouch', meaning: 'release-review', ...officers.deputy });
}

/** Somebody who is on record leaves on an order of the court, by two fingers and two officers. */
export async function release(at: Awaited<ReturnType<typeof openGate>>, who: Who, subject: string): Promise<void> {
  at.gate.onCommand(...asCentre({ purpose: 'grant-release-order', subject, order: order('RO-1') }));
  await at.show('RO-1');
  for (const finger of [0, 1] as const) await at.touch(who, finger, 5);
  await signRelease(at, subject);
  await at.gate.act({ action: 'confirm' });
}

/** The paper that orders an erasure, and the words of two officers for it, on the glass. */
export async function askErasure({ gate }: Awaited<ReturnType<typeof openGate>>, subject: string): Promise<void> {
  await gate.act({ action: 'open-record', subject });
  await gate.act({ action: 'begin-report', report: 'erasure' });
  await gate.act({ action: 'report-details', details: { report: 'erasure', paper: erasurePaper } });
  await gate.act({ action: 'vouch', meaning: 'erasure', ...officers.gate });
  await gate.act({ action: 'vouch', meaning: 'erasure-review', ...officers.deputy });
}

/** Destroys the data of somebody who was released. */
export async function erase(at: Awaited<ReturnType<typeof openGate>>, subject: string): Promise<void> {
  await askErasure(at, subject);
  await at.gate.act({ action: 'confirm' });
}
