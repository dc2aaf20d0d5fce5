import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemRandom } from '@custody-edge/foundation';
import type { StationConfig } from '../config.ts';
import type { AdmissionDetails } from '../gate/admission/admission-details.ts';
import { drawOneTimeCode } from '../officers/one-time-code.ts';
import {
  belongings,
  body,
  certificate,
  deputy,
  detailsOf,
  gateOfficer,
  medical,
  officers,
  orders,
  type PersonId,
  personIds,
  pin,
  receipt,
  superintendent,
  usedOrder,
} from './cast.ts';
import { newPracticeStation, type PracticeCentre } from './identity.ts';
import { PracticeGate, pinCost } from './practice-gate.ts';
import { fingerNumbers, Prints } from './prints.ts';

/** Everybody of practice, as they are when an exercise begins, and how to begin one. */
export interface PracticeWorld {
  readonly prints: Prints;
  /** Opens the gate with everybody where they were at first; nothing of an earlier exercise is left. */
  open(): Promise<PracticeGate>;
}

const folders = { prepared: 'prepared', data: 'data' } as const;

/**
 * Makes the people and papers of practice through the gate’s own steps: officers enrolled, four people admitted by their fingers, one of them
 * released on an order that is used up with it.
 * @param folder empty, and thrown away by whoever gave it
 * @param progress how many of how many steps are done
 */
export async function makeWorld(
  folder: string,
  policy: Readonly<Record<string, unknown>>,
  clock: Clock,
  progress: (done: number, of: number) => void,
): Promise<PracticeWorld> {
  const steps = 3 * personIds.length + 2;
  let done = 0;
  // The page hears of each before the next is begun.
  const step = async (): Promise<void> => {
    done += 1;
    progress(done, steps);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const prints = new Prints();
  for (const person of personIds)
    for (const finger of fingerNumbers) {
      prints.grow(person, finger);
      await step();
    }
  const { config, centre } = newPracticeStation(folder, policy, clock.nowMs());
  const gate = new PracticeGate(config, centre, clock);
  await gate.open();
  await enrolOfficers(gate, config);
  const admitted = async (person: PersonId, stay: 'earlier' | 'now'): Promise<string> => {
    const subject = await admit(gate, prints, person, detailsOf(person, stay, clock.nowMs()));
    await step();
    return subject;
  };
  await release(gate, prints, await admitted('aslam', 'earlier'));
  const aslam = await admitted('aslam', 'now');
  await admitted('akram', 'now');
  const namesake = await admitted('namesake', 'now');
  gate.say({ purpose: 'grant-release-order', subject: aslam, order: orders.aslam });
  gate.say({ purpose: 'grant-release-order', subject: namesake, order: orders.namesake });
  await gate.until(() => gate.gate.view().releases.length === 2);
  const { length: sequence, headHash: hash } = gate.station.log;
  await gate.station.stop();
  const at = (name: string): string => join(folder, name);
  // How far the chain has come is noted with a flush of the file, which a process that may touch nothing else may not ask for.
  writeFileSync(join(at(folders.data), 'chain-head.json'), JSON.stringify({ sequence, hash }), { mode: 0o600 });
  cpSync(at(folders.data), at(folders.prepared), { recursive: true });
  await step();
  return { prints, open: () => openAnew(at, config, centre, clock) };
}

async function openAnew(
  at: (name: string) => string,
  config: StationConfig,
  centre: PracticeCentre,
  clock: Clock,
): Promise<PracticeGate> {
  rmSync(at(folders.data), { recursive: true, force: true });
  cpSync(at(folders.prepared), at(folders.data), { recursive: true });
  const gate = new PracticeGate(config, centre, clock);
  await gate.open();
  gate.stateHolds();
  await gate.signIn(gateOfficer.officerId);
  return gate;
}

async function enrolOfficers(gate: PracticeGate, config: StationConfig): Promise<void> {
  const { enrolments } = gate.station.officers;
  const { code, fileText } = await drawOneTimeCode(systemRandom, pinCost);
  writeFileSync(config.keys.firstOfficerCode, fileText, { mode: 0o600 });
  const nameOf = (officerId: string): string => `مشق ${officerId}`;
  const [first, second, ...others] = officers;
  await enrolments.createFirst({
    ...{ oneTimeCode: code, pin, officerId: first.officerId, role: first.role, name: nameOf(first.officerId) },
  });
  await gate.signIn(superintendent.officerId);
  for (const { officerId, role } of [second, ...others]) {
    await enrolments.enrol({ officerId, name: nameOf(officerId), roles: [role], pin, ownPin: pin });
    if (enrolments.awaited) await enrolments.giveWord({ officerId: deputy.officerId, pin });
  }
}

/** @returns the subject under which the gate knows the person */
async function admit(at: PracticeGate, prints: Prints, person: PersonId, details: AdmissionDetails): Promise<string> {
  const { gate } = at;
  await gate.act({ action: 'begin-admission' });
  await gate.act({ action: 'admission-details', details });
  await gate.act({ action: 'admission-body', body });
  await gate.act({ action: 'admission-belongings', belongings });
  await gate.act({ action: 'admission-reference', reference: 'not-asked' });
  for (let presses = 0; presses < 20; presses++) {
    const { desk } = gate.view();
    if (desk.step !== 'admission') break;
    const next = desk.fingers.findIndex(({ taken, needed }) => taken < needed);
    if (next !== 0 && next !== 1) break;
    await at.press(prints.touch(person, next));
  }
  await gate.act({ action: 'confirm' });
  const { desk } = gate.view();
  if (desk.step !== 'done') throw new Error(`the admission ended at ${desk.step}`);
  return desk.person.subject;
}

async function release(at: PracticeGate, prints: Prints, subject: string): Promise<void> {
  const { gate } = at;
  at.say({ purpose: 'grant-release-order', subject, order: usedOrder });
  at.showPaper(usedOrder.orderId);
  await at.until(() => gate.view().desk.step === 'board');
  for (const finger of fingerNumbers) await at.press(prints.touch('aslam', finger));
  await gate.act({
    action: 'hand-over',
    meaning: 'medical-clearance',
    paper: certificate,
    officerId: medical.officerId,
    pin,
  });
  await gate.act({
    action: 'hand-over',
    meaning: 'property-return',
    paper: receipt,
    officerId: gateOfficer.officerId,
    pin,
  });
  await gate.act({ action: 'vouch', meaning: 'release', officerId: gateOfficer.officerId, pin });
  await gate.act({ action: 'vouch', meaning: 'release-review', officerId: deputy.officerId, pin });
  await gate.act({ action: 'confirm' });
  const { desk } = gate.view();
  if (desk.step !== 'done') throw new Error(`the release ended at ${desk.step}`);
}
