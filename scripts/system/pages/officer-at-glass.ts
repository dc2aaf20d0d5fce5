import type { OfficerRole } from '@custody-edge/event-contract';
import { type MessageKey, messages } from '@custody-edge/ui-kit';
import type { Locator, Page } from 'playwright-core';
import type { GateActor } from '../../demo/gate-actor.ts';
import { officerWith } from '../../demo/staff.ts';
import { type Language, look } from '../browser.ts';
import { signInDialog } from './hands.ts';

/** The whole of a sentence of the catalogue, whatever stands in its places. */
export function whole(key: MessageKey, language: Language): RegExp {
  const pattern = messages[key][language].replaceAll(/[.*+?()[\]|^$]/g, '\\$&').replaceAll(/\{\w+\}/g, '.*');
  return new RegExp(`^${pattern}$`);
}

/** An officer before one glass, who finds everything there by what it says in its language. */
export class OfficerAtGlass {
  readonly page: Page;
  private readonly language: Language;
  private readonly gate: GateActor;

  constructor(page: Page, language: Language, gate: GateActor) {
    this.page = page;
    this.language = language;
    this.gate = gate;
  }

  /** @param state attached for what a small glass leaves out, since its signs say it */
  async sees(key: MessageKey, state: 'visible' | 'attached' = 'visible'): Promise<void> {
    await this.page.getByText(whole(key, this.language)).first().waitFor({ state });
  }

  button(key: MessageKey): Locator {
    return this.page.getByRole('button', { name: whole(key, this.language) });
  }

  async press(key: MessageKey): Promise<void> {
    await this.button(key).click();
  }

  /** What the start page begins with one touch. */
  async begin(key: MessageKey): Promise<void> {
    await this.page.locator('.movement', { hasText: messages[key][this.language] }).first().click();
  }

  async fill(key: MessageKey, value: string): Promise<void> {
    await this.page.getByLabel(whole(key, this.language)).fill(value);
  }

  /** An officer of this gate answers for a tile of the board or the report. @param picture of what is about to be signed */
  async sign(tile: MessageKey, role: OfficerRole, picture?: string): Promise<void> {
    await this.signButton(tile).click();
    if (picture !== undefined) await look(this.page, this.language, picture);
    await this.signsDialog(role);
  }

  signButton(tile: MessageKey): Locator {
    const shown = this.page.locator('.tile').filter({ has: this.page.getByText(whole(tile, this.language)) });
    return shown.getByRole('button', { name: whole('gate.sign-here', this.language) });
  }

  /** Signs what the dialogue says. */
  async signsDialog(role: OfficerRole): Promise<void> {
    const { officerId, pin, ...officer } = officerWith(this.gate.post.staff, role);
    await signInDialog(this.page, { ...officer, officerId: this.typed(officerId), pin: this.typed(pin) });
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  /** Confirms by the keyboard as soon as nobody is missing: that button has the focus then. */
  async confirmPresent(): Promise<void> {
    await this.sees('gate.all-present', 'attached');
    await this.page.keyboard.press('Enter');
  }

  /** A number as it leaves the keyboard of the officer's language. */
  private typed(digits: string): string {
    if (this.language === 'en') return digits;
    return digits.replaceAll(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));
  }

  /** Counts heads and writes down whose vehicle it is, without a touch: the keyboard stands on the first field. */
  async stateVan(heads: number): Promise<void> {
    const { keyboard } = this.page;
    const first = this.page.locator('input[name=headCount]:focus');
    await first.waitFor();
    for (const [at, text] of [this.typed(String(heads)), 'LEB-1234', 'ASI Rashid Mehmood', '2291'].entries()) {
      if (at > 0) await keyboard.press('Tab');
      await keyboard.type(text);
    }
    await keyboard.press('Enter');
    await first.waitFor({ state: 'detached' });
  }

  async letVanPass(): Promise<void> {
    await this.press('van.let-pass');
    await this.sees('van.passed');
    await this.gate.passDoor();
  }

  async openRecord(number: string): Promise<void> {
    await this.begin('record.open');
    await this.page.locator('.find-field:focus').waitFor();
    await this.page.keyboard.type(number);
    await this.page.keyboard.press('Enter');
    await this.sees('record.history');
  }

  async beginReport(key: MessageKey): Promise<void> {
    await this.press('report.begin');
    await this.press(key);
  }
}
