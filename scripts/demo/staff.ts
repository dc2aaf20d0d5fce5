import { drawPin } from '@custody-edge/edge-agent';
import { answer, askKeySchema, askNewKeySchema, newKey } from '@custody-edge/edge-agent/emulated-key';
import type { OfficerRole } from '@custody-edge/event-contract';
import { EmulatedKey } from '@custody-edge/event-contract/emulated-key';
import { systemRandom } from '@custody-edge/foundation';
import { z } from 'zod';
import { call } from './api.ts';
import type { Officer, Officers } from './cast.ts';

/** An officer of the demonstration. */
export interface StaffMember extends Officer {
  /** Drawn anew each time: nothing about a PIN is ever fixed. */
  readonly pin: string;
  readonly key?: EmulatedKey;
}

/** Who works at one station, with their PINs. */
export type StationStaff = Officers<StaffMember>;

/** A station whose page officers work at. */
interface StaffedStation {
  readonly url: string;
  readonly staff: StationStaff;
}

/**
 * Gives every officer of a station a PIN, and a security key for its page to whoever has one.
 * @param pins of officers who work at another station too, by number; those drawn now are added
 */
export function drawStaff(
  { head, onDuty, others }: Officers,
  url: string,
  pins = new Map<string, string>(),
): StationStaff {
  const drawn = (officer: Officer): StaffMember => {
    const { officerId } = officer;
    const pin = pins.get(officerId) ?? drawPin(officerId, systemRandom);
    pins.set(officerId, pin);
    const key = officer.hasKey ? new EmulatedKey('EC', { rpId: new URL(url).hostname, origins: [url] }) : undefined;
    return { ...officer, pin, ...(key && { key }) };
  };
  return { head: drawn(head), onDuty: drawn(onDuty), others: others.map(drawn) };
}

const done = z.object({ done: z.literal(true) });
export const credentials = ({ officerId, pin }: StaffMember) => ({ officerId, pin });

/** What somebody shows for one action at a desk: their key where they have one, else their PIN. @param desk address of its actions */
export async function signature({ key, ...officer }: StaffMember, desk: string, action: object): Promise<object> {
  if (!key) return credentials(officer);
  const { officerId } = officer;
  const asked = await call(`${desk}/ask-key`, askKeySchema, { ...action, officerId });
  return { officerId, key: answer(key, asked) };
}

const awaitedSchema = z.object({ status: z.object({ duty: z.object({ word: z.unknown().optional() }) }) });

/** Not for whoever signs nothing. */
const isWordAwaited = async (url: string): Promise<boolean> =>
  (await call(`${url}/api/view`, awaitedSchema)).status.duty.word !== undefined;

/** Creates a station's officers through its own routes, beginning with its one-time code; the last signs in for duty. */
export async function enrolStaff({
  url,
  staff: { head, onDuty, others },
  firstOfficerCode: oneTimeCode,
}: StaffedStation & { readonly firstOfficerCode: string }): Promise<void> {
  await call(`${url}/api/first-officer`, done, { ...head, oneTimeCode });
  await call(`${url}/api/sign-in`, done, credentials(head));
  const working = [...others, onDuty];
  const deputies = working.filter(({ role }) => role === 'deputy-superintendent');
  const keyed = new Set<StaffMember>();
  const enrol = ({ officerId, name, role, pin }: StaffMember) =>
    call(`${url}/api/officers`, done, { officerId, name, pin, roles: [role], ownPin: head.pin });
  const answerFor = async (officer: StaffMember) => {
    const second = deputies.find((one) => one !== officer);
    if (!second || !(await isWordAwaited(url))) return;
    const word = `${url}/api/officers/word`;
    await call(word, done, keyed.has(second) ? await signature(second, word, {}) : credentials(second));
  };
  const giveKey = async (officer: StaffMember) => {
    if (!officer.key) return;
    const { officerId } = officer;
    const asked = await call(`${url}/api/officers/ask-key`, askNewKeySchema, { officerId, ownPin: head.pin });
    await call(`${url}/api/officers/key`, done, newKey(officer.key, asked));
    await answerFor(officer);
    keyed.add(officer);
  };
  // Whoever answers for the others comes first: the head enrols nobody alone whose word counts, but the first deputy.
  for (const group of [deputies, working.filter((one) => !deputies.includes(one))]) {
    for (const officer of group) {
      await enrol(officer);
      await answerFor(officer);
    }
    for (const officer of group) await giveKey(officer);
  }
  await call(`${url}/api/hand-over`, done, credentials(onDuty));
}

/** Everybody who works at a station, whoever works it now first. */
export const officersOf = ({ head, onDuty, others }: StationStaff): StaffMember[] => [onDuty, ...others, head];

/** The officer of a station who holds an office. */
export function officerWith(staff: StationStaff, role: OfficerRole): StaffMember {
  const found = officersOf(staff).find((officer) => officer.role === role);
  if (!found) throw new Error(`nobody here is ${role}`);
  return found;
}

/** Whoever works a station signs in again, where nobody has done anything for a while. */
export async function whileOnDuty<Value>(station: StaffedStation, ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('sign-in-first'))) throw error;
    await signIn(station);
    return ask();
  }
}

const dutySchema = z.object({ status: z.object({ duty: z.object({ state: z.enum(['signed-out', 'signed-in']) }) }) });

/** Whoever works the station comes on duty, where nobody is. */
export async function signIn({ url, staff: { onDuty } }: StaffedStation): Promise<void> {
  await call(`${url}/api/sign-in`, done, credentials(onDuty));
}

/** Signs the officer in where nobody is: after a start, or when nothing was done for a while. */
export async function keepSignedIn(station: StaffedStation): Promise<void> {
  const { duty } = (await call(`${station.url}/api/view`, dutySchema)).status;
  if (duty.state === 'signed-out') await signIn(station);
}
