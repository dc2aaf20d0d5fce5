import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../demo/api.ts';
import { lahore, rawalpindi, warrantOf } from '../demo/cast.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { GateActor } from '../demo/gate-actor.ts';
import { type House, openHouse, staffHouse } from '../demo/house.ts';
import { officerWith } from '../demo/staff.ts';
import { expectLargeTargets, hasChromium, kiosk, look, openBrowser, openPage, smallKiosk } from './browser.ts';
import { describeWith } from './optional.ts';
import { temporaryFolder } from './temporary-folder.ts';

const viewSchema = z.object({ matches: z.array(z.object({ subject: z.string() })) });

describeWith(hasChromium, 'chromium is not installed', 'the same fingers at two prisons, on the page', () => {
  const folder = temporaryFolder();
  const complaints: string[][] = [];
  let house: House;
  let browser: Browser;
  let gate: GateActor;
  let pages: readonly { page: Page; language: 'en' | 'ur'; name: string }[];

  const lookAt = async (step: string, sentence: { en: string; ur: string }): Promise<void> => {
    for (const { page, language, name } of pages) {
      await page.getByText(sentence[language]).first().waitFor();
      await look(page, language, `gate-${step}-${name}`);
      await expectLargeTargets(page);
    }
  };

  beforeAll(async () => {
    house = await openHouse({
      dir: folder.dir,
      speed: 50,
      logLevel: 'warn',
      prisons: [lahore, rawalpindi],
      gatePolicy: { impressionsPerFinger: 1, matchAnswerHours: 24 },
    });
    await staffHouse(house);
    const [first, second] = house.gates;
    if (!second) throw new Error('no second prison');
    const fingers = syntheticFingers(5, 2);
    await new GateActor(first, fingers).admit(0, warrantOf(0, 1));
    gate = new GateActor(second, fingers);
    await gate.admit(0, { ...warrantOf(1, 2), name: 'شانی' });
    await gate.home();
    browser = await openBrowser();
    const open = async (language: 'en' | 'ur', glass: typeof kiosk): Promise<Page> => {
      const opened = await openPage(browser, second.url, language, glass);
      complaints.push(opened.complaints);
      return opened.page;
    };
    pages = [
      { page: await open('ur', kiosk), language: 'ur', name: 'ur' },
      { page: await open('en', kiosk), language: 'en', name: 'en' },
      { page: await open('ur', smallKiosk), language: 'ur', name: 'ur-small' },
    ];
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    folder.remove();
  });

  it('stand on the start page until a senior officer has compared them side by side', async () => {
    await lookAt('match-home', { en: 'the same fingers are on record at', ur: 'یہی نشانات' });
    await pages[1]?.page.getByText('the same fingers are on record at').click();
    await lookAt('match-record', { en: 'Same fingers at', ur: 'یہی نشانات یہاں بھی' });
    for (const { page, language, name } of pages) {
      await page.getByRole('button', { name: language === 'ur' ? /سے موازنہ کریں/ : /compare with/ }).click();
      await page.getByRole('dialog').waitFor();
      await look(page, language, `gate-match-sign-${name}`);
    }
    const deputy = officerWith(gate.post.staff, 'deputy-superintendent');
    const english = pages[1]?.page;
    if (!english) throw new Error('no page');
    const sign = async (reason?: string): Promise<void> => {
      const dialog = english.getByRole('dialog');
      if (reason !== undefined) await dialog.getByLabel('What you compared').fill(reason);
      await dialog.getByLabel('Officer number').fill(deputy.officerId);
      await dialog.getByLabel('PIN').fill(deputy.pin);
      await dialog.locator('button[type=submit]').click();
      await dialog.waitFor({ state: 'hidden' });
    };
    await sign();
    await lookAt('match', { en: 'Stand-in suspected', ur: 'جگہ بدلنے کا شبہ' });
    for (const { page, language, name } of pages) {
      await page.getByRole('button', { name: language === 'ur' ? 'جگہ بدلنے کا شبہ' : 'Stand-in suspected' }).click();
      await look(page, language, `gate-match-answer-${name}`);
    }
    await sign('The photographs show two men');
    await lookAt('match-answered', { en: 'a stand-in is suspected', ur: 'کسی کی جگہ دوسرے شخص کا شبہ' });
    const open = async () => (await call(`${gate.post.url}/api/view`, viewSchema)).matches;
    expect(await until('nothing to be open', 5_000, async () => ((await open()).length === 0 ? true : undefined))).toBe(
      true,
    );
    expect(complaints.flat()).toEqual([]);
  }, 300_000);
});
