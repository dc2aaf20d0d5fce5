import { drawPin } from '@custody-edge/edge-agent';
import type { OfficerRole } from '@custody-edge/event-contract';
import { systemRandom } from '@custody-edge/foundation';
import { z } from 'zod';
import { call } from './api.ts';

/** An officer of the demonstration. */
export interface StaffMember {
  readonly officerId: string;
  readonly name: string;
  readonly role: OfficerRole;
  /** Drawn anew each time: nothing about a PIN is ever fixed. */
  readonly pin: string;
}

/** Who works at one station. */
export interface StationStaff {
  readonly head: StaffMember;
  /** Works the station. */
  readonly onDuty: StaffMember;
  readonly others: readonly StaffMember[];
}

const member = (officerId: string, name: string, role: OfficerRole): StaffMember => ({
  officerId,
  name,
  role,
  pin: drawPin(officerId, systemRandom),
});

/** Invented people; any likeness is chance. */
export const drawStaff = (): { readonly gate: StationStaff; readonly bench: StationStaff } => ({
  gate: {
    head: member('1001', 'نسرین اختر', 'superintendent'),
    onDuty: member('4417', 'بشیر احمد', 'gate-officer'),
    others: [
      member('2001', 'فرید خان', 'deputy-superintendent'),
      member('3001', 'جاوید اقبال', 'supervisor'),
      member('5001', 'ڈاکٹر رفیع احمد', 'medical'),
    ],
  },
  bench: {
    head: member('1002', 'طاہرہ سلیم', 'superintendent'),
    onDuty: member('7301', 'سعدیہ ملک', 'analyst'),
    others: [],
  },
});

const done = z.object({ done: z.literal(true) });
const credentials = ({ officerId, pin }: StaffMember) => ({ officerId, pin });

/** Creates a station's officers through its own routes, beginning with its one-time code; the last signs in for duty. */
export async function enrolStaff(
  url: string,
  oneTimeCode: string,
  { head, onDuty, others }: StationStaff,
): Promise<void> {
  await call(`${url}/api/first-officer`, done, { ...head, oneTimeCode });
  await call(`${url}/api/sign-in`, done, credentials(head));
  for (const { role, ...officer } of [...others, onDuty])
    await call(`${url}/api/officers`, done, { ...officer, roles: [role], ownPin: head.pin });
  await call(`${url}/api/hand-over`, done, credentials(onDuty));
}

/** The officer of a station who holds an office. */
export function officerWith({ head, onDuty, others }: StationStaff, role: OfficerRole): StaffMember {
  const found = [onDuty, ...others, head].find((officer) => officer.role === role);
  if (!found) throw new Error(`nobody here is ${role}`);
  return found;
}

const dutySchema = z.object({ status: z.object({ duty: z.object({ state: z.enum(['signed-out', 'signed-in']) }) }) });

/** Signs the officer in where nobody is: after a start, or when nothing was done for a while. */
export async function keepSignedIn(url: string, { onDuty }: StationStaff): Promise<void> {
  const { duty } = (await call(`${url}/api/view`, dutySchema)).status;
  if (duty.state === 'signed-out') await call(`${url}/api/sign-in`, done, credentials(onDuty));
}
