import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { call } from '../../demo/api.ts';
import { warrantOf } from '../../demo/cast.ts';
import { credentials, type StaffMember } from '../../demo/staff.ts';
import { VirtualKey } from '../virtual-key.ts';
import type { GateWalk } from './gate-walk.ts';

/** A choice is a button that a gloved hand hits; the round mark beneath it is not seen. */
export const choose = (within: Page | Locator, answer: string): Promise<void> =>
  within.getByText(answer, { exact: true }).locator('..').click();

/** A number on the pad, key by key. */
export async function pressPad(page: Page, number: string): Promise<void> {
  for (const key of number) await page.locator('.pad-key', { hasText: key }).click();
}

/** An officer signs with their own PIN in the dialogue that is open. */
export async function signInDialog(page: Page, { officerId, pin }: StaffMember): Promise<void> {
  const dialog = page.getByRole('dialog');
  const fields = dialog.locator('.credentials-input');
  await fields.first().fill(officerId);
  await fields.last().fill(pin);
  await dialog.locator('button[type=submit]').click();
}

/** Registers a security key for an officer on the English glass, where it stays plugged in; whoever was on duty is again. */
export async function registerKey(walk: GateWalk, { officerId }: StaffMember): Promise<void> {
  const { english, gate } = walk;
  const { url, staff } = gate.post;
  await call(`${url}/api/hand-over`, z.unknown(), credentials(staff.head));
  await english.getByText(`Officer ${staff.head.officerId}`).first().waitFor();
  await english.locator('.duty').click();
  await english.getByRole('button', { name: 'Officers of this' }).click();
  await english.locator('.officer').filter({ hasText: officerId }).getByRole('button', { name: 'Keys' }).click();
  await VirtualKey.plugIn(english);
  await english.getByLabel('Your own PIN').fill(staff.head.pin);
  await english.locator('button[type=submit]').click();
  await english.getByText('sees who stands here').waitFor();
  await signInDialog(english, walk.officer('deputy-superintendent'));
  await english.getByRole('button', { name: 'Remove this key' }).waitFor();
  await walk.goBack();
  await call(`${url}/api/hand-over`, z.unknown(), credentials(staff.onDuty));
}

/** Somebody is admitted with a photograph, which is taken on the glass. @returns the subject that the gate gave the person */
export async function admitWithPhotograph({ english, gate }: GateWalk, person: number): Promise<string> {
  await gate.beginAdmission(person, warrantOf(person, 1));
  await gate.enrolFingers(person);
  for (const name of ['Take the photograph', 'Take it now', 'Keep this photograph'])
    await english.getByRole('button', { name }).click();
  await english.getByRole('dialog').waitFor({ state: 'hidden' });
  await english.getByRole('button', { name: 'Take it again' }).waitFor();
  return gate.confirmAdmission();
}

/** Whom no finger shows is compared with photograph and marks, and a supervisor signs. */
export async function identifyBySight(walk: GateWalk, reason: string): Promise<void> {
  const { english } = walk;
  await english.getByRole('button', { name: 'No finger can be read' }).click();
  await english.getByRole('dialog').getByRole('button', { name: reason, exact: true }).click();
  for (const name of ['It is the person in the photograph', 'The marks are there']) {
    await english.getByRole('button', { name }).click();
    await english.getByRole('button', { name, pressed: true }).waitFor();
  }
  await walk.lookAt('by-sight', { en: 'The supervisor signs', ur: 'سپروائزر کے دستخط' });
  await english.getByRole('button', { name: 'The supervisor signs' }).click();
  await signInDialog(english, walk.officer('supervisor'));
}
