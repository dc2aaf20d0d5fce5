import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import type { StaffMember } from '../../demo/staff.ts';

/** More stops than any page has. */
const mostStops = 80;

const stopSchema = z.object({ said: z.string(), ring: z.number() });

/** What the keyboard stands on, and how wide the ring around it is: around the answer where its round mark is not seen. */
const present = `(() => {
  const { activeElement } = document;
  const shown = activeElement.closest('.choice-answer') ?? activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  return {
    said: (activeElement.getAttribute('aria-label') ?? activeElement.textContent ?? activeElement.tagName).trim(),
    ring: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
  };
})()`;

/** Somebody who uses no glass and no arrows: Tab, Shift+Tab, Enter, Space, and what they type. */
export class ByKeyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes on from stop to stop until it is reached. @throws where it is not, or where a stop is not seen */
  async reach(target: Locator): Promise<void> {
    await target.waitFor({ state: 'attached' });
    const stops: string[] = [];
    for (let step = 0; step < mostStops; step++) {
      if (await this.standsOn(target)) return this.expectRing();
      await this.page.keyboard.press('Tab');
      stops.push(stopSchema.parse(await this.page.evaluate(present)).said);
    }
    throw new Error(`the keyboard does not reach ${target}, but ${stops.join(' | ')}`);
  }

  /** As the step comes, without a key. */
  async expectOn(target: Locator): Promise<void> {
    await target.and(this.page.locator(':focus')).waitFor({ timeout: 10_000 });
    await this.expectRing();
  }

  async press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.type(text);
  }

  /** The dialogue stands on the officer number; no stop lies outside it. */
  async signDialog({ officerId, pin }: StaffMember): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    const [number, secret] = [
      dialog.locator('.credentials-input').first(),
      dialog.locator('.credentials-input').last(),
    ];
    await this.expectOn(number);
    await this.page.keyboard.type(officerId);
    await this.type(secret, pin);
    await this.press(dialog.locator('button[type=submit]'), 'Space');
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Fills in an instant, `2026-03-01T09:00`, part by part as the browser of the walk writes it: the month first. */
  async typeInstant(target: Locator, localTime: string): Promise<void> {
    const [year = '', month = '', day = '', hour = '', minute = ''] = localTime.split(/[-T:]/);
    const ofHalfDay = String(Number(hour) % 12 || 12).padStart(2, '0');
    await this.type(target, `${month}${day}${year}`);
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.type(`${ofHalfDay}${minute}${Number(hour) < 12 ? 'AM' : 'PM'}`);
    expect(await target.inputValue()).toBe(localTime);
  }

  private standsOn(target: Locator): Promise<boolean> {
    return target.evaluate((element) => element === element.ownerDocument.activeElement);
  }

  private async expectRing(): Promise<void> {
    const { said, ring } = stopSchema.parse(await this.page.evaluate(present));
    if (ring < 3) throw new Error(`nobody sees that the keyboard stands on ${said}`);
  }
}
