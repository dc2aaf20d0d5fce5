import type { OfficerRole } from '@custody-edge/event-contract';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { call } from '../../demo/api.ts';
import { warrantOf } from '../../demo/cast.ts';
import { credentials, type StaffMember } from '../../demo/staff.ts';
import { look } from '../browser.ts';
import { VirtualKey } from '../virtual-key.ts';
import type { GateWalk } from './gate-walk.ts';

/** A choice is a button that a gloved hand hits; the round mark beneath it is not seen. */
export const choose = (within: Page | Locator, answer: string): Promise<void> =>
  within.getByText(answer, { exact: true }).locator('..').click();

/** An officer signs with their own PIN in the dialogue that is open. */
export async function signInDialog(page: Page, { officerId, pin }: StaffMember): Promise<void> {
  const dialog = page.getByRole('dialog');
  const fields = dialog.locator('.credentials-input');
  await fields.first().fill(officerId);
  await fields.last().fill(pin);
  await dialog.locator('button[type=submit]').click();
}

/** An officer answers for a tile of the board on the English glass. @param picture of what is about to be signed */
export async function signTile(walk: GateWalk, tile: string, role: OfficerRole, picture?: string): Promise<void> {
  const { english } = walk;
  const shown = english.locator('.tile').filter({ has: english.getByText(tile, { exact: true }) });
  await shown.getByRole('button', { name: 'Sign' }).click();
  if (picture !== undefined) await look(english, 'en', picture);
  await signInDialog(english, walk.officer(role));
  await english.getByRole('dialog').waitFor({ state: 'hidden' });
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

export async function stateVan(page: Page, heads: number): Promise<void> {
  await page.getByLabel('Heads counted').fill(String(heads));
  await page.getByLabel('Registration of the vehicle').fill('LEB-1234');
  await page.getByLabel('Commander of the escort').fill('ASI Rashid Mehmood');
  await page.getByLabel('Belt number').fill('2291');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('Heads counted').waitFor({ state: 'hidden' });
}

export async function letVanPass({ english, gate }: GateWalk): Promise<void> {
  await english.getByRole('button', { name: /^Open the gate for/ }).click();
  await english
    .getByText(/^Vehicle .* passes/)
    .first()
    .waitFor();
  await gate.passDoor();
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
