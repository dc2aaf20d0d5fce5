import { readFileSync } from 'node:fs';
import type { VisitorIdentity } from '@custody-edge/event-contract';
import { type Clock, systemRandom } from '@custody-edge/foundation';
import { expect, vi } from 'vitest';
import type { StationConfig } from '../config.ts';
import { emptyAdmission } from '../gate/admission/admission.ts';
import { belongings, body, detailsOf } from '../gate/admission/admission-kit.ts';
import { prepareAdmission } from '../gate/admission/admit.ts';
import { barcode, image, type Who } from '../gate/gate-kit.ts';
import { tinyJpeg } from '../gate/photograph/jpeg-kit.ts';
import { salt } from '../gate/test-world.ts';
import { People } from '../people/people.ts';
import { PersonKeys } from '../store/person-keys.ts';
import {
  attend,
  centre,
  configOf,
  deputy,
  enrol,
  enrolOfficer,
  newStation,
  openStore,
  setUpStation,
} from '../test-kit.ts';
import type { VisitorAction } from './actions.ts';
import type { VisitorPolicy } from './policy.ts';

export { deputy };
export const supervisor = { officerId: '3100', pin: '640283' };
/** A Friday at ten by the clock on the wall. */
const openingMs = new Date(2026, 10, 27, 10).getTime();

/** Visits at any time, for a desk that goes by the machine's own clock. */
export const allDay: VisitorPolicy['hours'] = [
  {
    for: ['under-trial', 'convicted', 'legal'],
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    from: '00:00',
    to: '23:59',
  },
];

/** A clock that tests set. */
export function settableClock(startMs = openingMs) {
  let passedMs = 0;
  const clock: Clock = { nowMs: () => startMs + passedMs, monotonicMs: () => passedMs };
  return {
    clock,
    pass: (ms: number) => {
      passedMs += ms;
    },
  };
}

/** A visitor desk whose record knows some prisoners of the gate of its prison; set up, not open. */
export async function setUpDesk(names: readonly string[], policy: Partial<VisitorPolicy> = {}) {
  const at = setUpStation('visitor');
  const config = configOf(at.folder, { ...at.file, visitor: { impressions: 1, ...policy } });
  const gate = openStore(undefined, enrol('gate-1', 'gate'));
  const siteKey = readFileSync(config.keys.siteKey);
  const own = openStore(config.dataDir, at.station);
  const subjects: string[] = [];
  for (const name of names) {
    const gateKeys = new PersonKeys(gate.db, siteKey, systemRandom);
    const people = new People(gate.db, gate.log, gateKeys, centre.enrolment, { centralSearchHours: 24 });
    const { draft, storeKey } = await prepareAdmission(
      {
        ...emptyAdmission(salt),
        details: detailsOf(name),
        body,
        belongings,
        reference: 'answered',
        fingers: [{ finger: 'right-index', impressions: [systemRandom.bytes(80)] }],
      },
      { compared: 0, policy: { juvenileBelowYears: 18 }, nowMs: openingMs },
      gateKeys,
      centre.enrolment,
      gate.station.signer,
      systemRandom,
    );
    const before = gate.log.length;
    people.record([draft], storeKey);
    const key = gateKeys.find(draft.subject);
    const read = own.foreign.read(draft.subject, [...gate.log.signedTexts()].slice(before), [gate.station.recordText]);
    if (!key || !read.ok) throw new Error('the gate’s events do not hold');
    own.foreign.add(read.value);
    new PersonKeys(own.db, siteKey, systemRandom).store(draft.subject, key);
    subjects.push(draft.subject);
  }
  own.db.close();
  const [prisoner = '', other = ''] = subjects;
  return { ...at, config, prisoner, other };
}

/** @param withDevices whether its devices are opened; the line to the centre never is: these keys open none */
export async function openDesk(config: StationConfig, clock = settableClock().clock, withDevices = false) {
  const station = newStation(config, clock);
  if (station.role.role !== 'visitor') throw new Error('not a visitor desk');
  const { visitor } = station.role;
  if (withDevices) await expect(station.start()).rejects.toThrow('PEM');
  else await visitor.start();
  await attend(station);
  const act = (action: VisitorAction) => visitor.act(action);
  return {
    station,
    visitor,
    act,
    desk: () => visitor.view().desk,
    /** The step of an entry, its page, or the step of anything else. */
    page: () => {
      const { desk } = visitor.view();
      return desk.step === 'entry' ? desk.page : desk.step;
    },
    /** Who is inside, as the officer's list shows them. */
    inside: async () => {
      await act({ action: 'open', list: 'inside' });
      const { desk } = visitor.view();
      return desk.step === 'list' ? desk.inside : [];
    },
    touch: async (who: Who, touch: number, finger: 0 | 1 = 0) => {
      const { captures } = visitor.view();
      visitor.onReading('scanner', image(who, finger, touch));
      await vi.waitFor(() => expect(visitor.view().captures).toBe(captures + 1), { timeout: 30_000 });
    },
    scan: async (text: string) => {
      visitor.onReading('reader', barcode(text));
      // What an officer does next waits for the paper.
      await act({ action: 'print-slip' }).catch(() => {});
    },
    /** Types of what is on record of visitors and visits. */
    recorded: () =>
      station.log
        .latest(200)
        .toReversed()
        .map(({ type }) => type)
        .filter((type) => type.startsWith('visit')),
    refuses: (action: VisitorAction, code = 'action-not-possible') =>
      expect(act(action)).rejects.toMatchObject({ code }),
  };
}
export type OpenDesk = Awaited<ReturnType<typeof openDesk>>;

/** Officers who answer for what the one at the desk may not. */
export async function enrolStaff({ station }: OpenDesk): Promise<void> {
  await enrolOfficer(station, { ...deputy, name: 'Salma', roles: ['deputy-superintendent'] });
  await enrolOfficer(station, { ...supervisor, name: 'Javed', roles: ['supervisor'] });
}

export const sister: Pick<VisitorIdentity, 'name' | 'parentage' | 'address' | 'sex'> = {
  name: 'رخسانہ پروین',
  parentage: 'فضل دین',
  address: 'مکان 4، اچھرہ، لاہور',
  sex: 'F',
};
export const cnicOf = (serial: number): string => `35202-${String(1_000_000 + serial)}-1`;
export const photograph = tinyJpeg().toString('base64');

/** Somebody says who they are, to whom they come and what they leave, and is photographed, as far as the finger. */
export async function comeTo(
  at: OpenDesk,
  person: string,
  { serial = 1, who = sister, children = 0, phones = 0, isPhotographed = true } = {},
): Promise<void> {
  await at.act({ action: 'begin-entry', kind: 'family' });
  await at.act({ action: 'document', document: 'cnic', number: cnicOf(serial) });
  if (at.page() === 'who') await at.act({ action: 'who', who });
  await at.act({ action: 'choose', person });
  await at.act({ action: 'relate', relation: 'sister' });
  await at.act({ action: 'searched', officer: '4417', officerSex: who.sex });
  const items = phones > 0 ? [{ item: 'Telephone', quantity: phones }] : [];
  await at.act({ action: 'goods', children, items: items.length > 0 ? items : [] });
  if (isPhotographed) await at.act({ action: 'photograph', jpeg: photograph });
}

/** The same with the finger, and the door opened for them. @returns the visit */
export async function letIn(
  at: OpenDesk,
  person: string,
  finger: Who,
  options?: Parameters<typeof comeTo>[2],
): Promise<string> {
  await comeTo(at, person, options);
  await at.touch(finger, 1);
  await at.act({ action: 'confirm' });
  const desk = at.desk();
  if (desk.step !== 'passed') throw new Error(`the entry ended at ${desk.step}`);
  return desk.of.visit;
}
