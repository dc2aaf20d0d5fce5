import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gateThatPractises, trainee } from '../../../edge-agent/src/training/training-kit.ts';
import { hasChromium, kiosk, type Language, look, openBrowser, openPage, smallKiosk } from '../browser.ts';
import { describeWith } from '../optional.ts';
import { whole } from './officer-at-glass.ts';

/** People are grown and admitted meanwhile. */
const startLimitMs = 150_000;

describeWith(hasChromium, 'chromium is not installed', 'practice at a gate’s own page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('says on every step, in both languages and on both glasses, that it is practice, and ends with one key', async () => {
    const at = await gateThatPractises();
    const trained = trainee(at);
    const { page: english, complaints } = await openPage(browser, at.url, 'en', kiosk);
    const { page: urdu, complaints: complaintsInUrdu } = await openPage(browser, at.url, 'ur', smallKiosk);
    const both = async (name: string) => {
      await seen(english, 'en', `${name}-en`);
      await seen(urdu, 'ur', `${name}-ur-small`);
    };
    const frame = english.frameLocator('iframe');
    const inside = urdu.frameLocator('iframe');

    await english.locator('.duty').click();
    await english.getByRole('button', { name: whole('practice.begin', 'en') }).press('Enter');
    await english.getByText(whole('practice.before', 'en')).waitFor();
    await look(english, 'en', 'practice-ask-en');
    await english.getByRole('button', { name: whole('practice.begin-now', 'en') }).press('Enter');
    await english.locator('.practice-starting').waitFor();
    await both('practice-starting');
    await english.getByText(whole('practice.choose', 'en')).waitFor({ timeout: startLimitMs });
    await home(frame, 'en');
    await both('practice-choose');

    await choose(english, 'practice.title-forged-order', 'en');
    await urdu.getByText(whole('practice.story-forged-order', 'ur')).waitFor();
    await home(frame, 'en');
    await both('practice-story');
    await english.getByRole('button', { name: whole('practice.paper-brought', 'en') }).press('Enter');
    await frame.getByText('The court has not confirmed the order').waitFor();
    await turn(urdu);
    await inside.getByText('روبکار کی عدالت سے تصدیق نہیں ہوئی').waitFor();
    await both('practice-refused');
    await frame.getByRole('button', { name: 'Back' }).press('Enter');
    await english.getByText(whole('practice.good-forged-order', 'en')).waitFor();
    await urdu.getByText(whole('practice.good-forged-order', 'ur')).waitFor();
    await both('practice-outcome');

    await english.getByRole('button', { name: whole('practice.next', 'en') }).press('Enter');
    await english.getByText(whole('practice.story-brother', 'en')).waitFor();
    await home(frame, 'en');
    await trained.scan();
    await trained.isAt('board');
    for (const id of ['shown-0', 'shown-1']) await trained.press(id);
    await trained.isAt('stop');
    await frame.getByRole('alert').waitFor();
    await turn(urdu);
    await inside.getByRole('alert').waitFor();
    await both('practice-stop');

    await trained.begin('true-order');
    await english.getByText(whole('practice.story-true-order', 'en')).waitFor();
    await home(frame, 'en');
    await trained.scan();
    await trained.isAt('board');
    for (const id of ['shown-0', 'shown-1']) await trained.press(id);
    await frame.getByRole('button', { name: /^Sign/ }).first().click();
    await frame.getByRole('dialog').waitFor();
    await seen(english, 'en', 'practice-dialogue-en');
    await english.keyboard.press('Escape');
    await trained.release();
    await frame.getByText(whole('practice.nothing-real', 'en')).waitFor();
    await turn(urdu);
    await inside.getByText(whole('practice.nothing-real', 'ur')).waitFor();
    await both('practice-done');
    await frame.getByRole('button', { name: whole('slip.show', 'en') }).click();
    await frame.getByRole('img').first().waitFor();
    await seen(english, 'en', 'practice-slip-en');
    await english.keyboard.press('Escape');

    await english.getByRole('button', { name: whole('practice.back', 'en') }).focus();
    await english.keyboard.press('Enter');
    for (const [page, language] of [
      [english, 'en'],
      [urdu, 'ur'],
    ] as const) {
      await page.locator('.credentials-buttons').waitFor();
      expect(await page.locator('.practice-band').count()).toBe(0);
      await look(page, language, `practice-ended-${language}`);
    }
    expect(at.station.log.latest(1)[0]).toMatchObject({
      type: 'station.practice-ended.v1',
      data: { reason: 'real-work' },
    });
    expect([...complaints, ...complaintsInUrdu]).toEqual([]);
  });
});

/** Both words on every edge that has words, whatever is on the glass. */
async function seen(page: Page, language: Language, name: string): Promise<void> {
  for (const edge of ['.practice-band', '.practice-foot']) {
    const words = page.locator(`${edge} .practice-words`).first();
    await words.waitFor();
    expect(await words.textContent()).toMatch(/PRACTICE\s+مشق/);
  }
  expect(await page.title()).toContain('PRACTICE · مشق');
  await look(page, language, name);
}

const choose = (page: Page, title: Parameters<typeof whole>[0], language: Language) =>
  page.getByRole('button', { name: whole(title, language) }).press('Enter');

/** The gate of practice shows its start page. */
const home = (frame: FrameLocator, language: Language) => frame.getByText(whole('gate.start-hint', language)).waitFor();

/** On a small glass, from the panel to the gate. */
async function turn(page: Page): Promise<void> {
  if ((await page.locator('.practice-sides').getAttribute('data-shown')) === 'panel')
    await page.locator('.practice-turn button').click();
}
