import { z } from 'zod';
import { call, until } from '../../../demo/api.ts';
import { credentials, officerWith } from '../../../demo/staff.ts';
import { absentDeputy } from '../../world/world.ts';
import type { Playing } from '../playing.ts';
import type { Trick } from './trick.ts';
import { refusedWith } from './trick.ts';

/** Wrong PINs in a row after which an officer has to wait. */
const guesses = 5;
const done = z.object({ done: z.literal(true) });
const fingerSchema = z.object({
  status: z.object({
    duty: z.object({ finger: z.object({ kind: z.string(), again: z.unknown().optional() }).optional() }),
  }),
});

/** Everything of a release but the second officer’s word. */
async function allButSecond(playing: Playing, victim: number): Promise<void> {
  const { gate } = playing.stage;
  await gate.home();
  await gate.scan(await playing.received(victim));
  for (const finger of [0, 1] as const) await gate.press(victim, finger, 'verify');
  const { court } = playing.world;
  await gate.sign('medical', { action: 'hand-over', meaning: 'medical-clearance', paper: court.paper('MO') });
  await gate.sign('gate-officer', { action: 'hand-over', meaning: 'property-return', paper: court.paper('PR') });
  await gate.vouch('gate-officer', 'release');
}

/** @returns what the button says while the second word is missing */
async function staysShut(playing: Playing): Promise<string> {
  const { gate } = playing.stage;
  const said = await refusedWith('action-incomplete', gate.act({ action: 'confirm' }));
  await gate.home();
  return said;
}

export const clerkAlone: Trick = async (playing, { victim }) => {
  const { gate } = playing.stage;
  await allButSecond(playing, victim);
  const own = gate.sign('gate-officer', { action: 'vouch', meaning: 'release-review' });
  const said = await refusedWith('', own);
  await staysShut(playing);
  if (said.startsWith('not refused')) throw new Error('one officer signed for two');
  return said;
};

/** The PIN is right; the glass waits for the deputy’s finger, and somebody else’s is no answer. */
export const lentPin: Trick = async (playing, { victim }) => {
  const { gate } = playing.stage;
  const { url, scanner } = gate.post;
  await allButSecond(playing, victim);
  const deputy = gate.post.staff.others.find(({ officerId }) => officerId === absentDeputy.officerId);
  if (!deputy) throw new Error('there is no deputy to lend a PIN');
  const signed = gate.act({ action: 'vouch', meaning: 'release-review', ...credentials(deputy) }).then(
    () => 'the lent PIN signed',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const asked = async () => (await call(`${url}/api/view`, fingerSchema)).status.duty.finger;
  await until(
    'the glass to ask for the deputy’s finger',
    20_000,
    async () => (await asked())?.kind === 'asked' || undefined,
  );
  const { width, height, pixels } = playing.fingerOf(playing.plan.officers.present);
  const pixelsBase64 = Buffer.from(pixels).toString('base64');
  await scanner.ask({ command: 'place-finger', width, height, pixelsBase64 });
  await until('the finger to be refused', 20_000, async () => {
    const finger = await asked();
    return finger === undefined || finger.again !== undefined || undefined;
  });
  await scanner.ask({ command: 'lift-finger' });
  if ((await asked()) !== undefined) await call(`${url}/api/finger/leave`, done, {});
  const said = await signed;
  await staysShut(playing);
  if (!said.includes('finger-unanswered')) throw new Error(said);
  return said;
};

export const guessedPin: Trick = async (playing) => {
  const { post } = playing.stage.gate;
  const { officerId, pin } = officerWith(post.staff, 'supervisor');
  const wrong = [...pin].map((digit) => String((Number(digit) + 3) % 10)).join('');
  const guess = () => call(`${post.url}/api/hand-over`, done, { officerId, pin: wrong });
  for (let tried = 0; tried < guesses; tried++) await refusedWith('sign-in-refused', guess());
  return refusedWith('pin-wait', guess());
};

/** The gate takes the fingers of the deputy, who then goes home. */
export async function enrolAbsentDeputy(playing: Playing): Promise<void> {
  const { gate } = playing.stage;
  const { url, staff } = gate.post;
  const { head } = staff;
  await call(`${url}/api/hand-over`, done, credentials(head));
  await call(`${url}/api/officers/fingers`, done, { officerId: absentDeputy.officerId, ownPin: head.pin });
  await playing.layUntilTaken(playing.plan.officers.absent, async () => {
    const { finger } = (await call(`${url}/api/view`, fingerSchema)).status.duty;
    return finger?.kind !== 'enrolling';
  });
  const deputy = officerWith(staff, 'deputy-superintendent');
  await call(`${url}/api/officers/word`, done, credentials(deputy));
  await call(`${url}/api/hand-over`, done, credentials(staff.onDuty));
}
