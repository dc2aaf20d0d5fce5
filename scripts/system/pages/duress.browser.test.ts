import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guard, openHouse, stories } from '../../../edge-agent/src/house/house-kit.ts';
import { superintendent } from '../../../edge-agent/src/test-kit.ts';
import {
  expectLargeTargets,
  hasChromium,
  kiosk,
  type Language,
  look,
  openBrowser,
  openPage,
  smallKiosk,
} from '../browser.ts';
import { describeWith } from '../optional.ts';

const withoutRecent =
  "(() => { const all = document.body.cloneNode(true); all.querySelector('.recent')?.remove(); return all.textContent; })()";
const forced = { ...guard, pin: '350917' };

/** A gate over a record of its own, without devices: its page is what is walked. */
async function open() {
  const house = await openHouse([{ name: 'اسلم', story: (subject) => [stories.inWard(subject)] }]);
  const url = await house.server.listen({ host: '127.0.0.1', port: 0 });
  const { role } = house.station;
  if (role.role !== 'gate') throw new Error('not a gate');
  return { ...house, gate: role.gate, url };
}

describeWith(hasChromium, 'chromium is not installed', 'an officer who is forced, on the pages', () => {
  let here: Awaited<ReturnType<typeof open>>;
  let there: Awaited<ReturnType<typeof open>>;
  let browser: Browser;
  beforeAll(async () => {
    [here, there, browser] = await Promise.all([open(), open(), openBrowser()]);
    await here.station.officers.signOut();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([here?.server.close(), there?.server.close()]);
  });

  const words = {
    en: { duress: 'If you are forced', keep: 'Keep this PIN and finger', admission: 'Admission' },
    ur: { duress: 'اگر زبردستی کی جائے', keep: 'یہ پن اور انگلی محفوظ کریں', admission: 'داخلہ' },
  };
  const glasses = [
    { language: 'ur' as Language, glass: kiosk, size: 'kiosk' },
    { language: 'en' as Language, glass: smallKiosk, size: 'small' },
  ];

  it('keeps a second PIN in either language, signs in by it as always, and the alarm stands elsewhere alone', async () => {
    const opened = await Promise.all(
      glasses.map(async (one) => ({ ...one, ...(await openPage(browser, here.url, one.language, one.glass)) })),
    );
    const [urdu, english] = opened;
    if (!urdu || !english) throw new Error('no pages');
    /** Everything that stands on both pages, but for the lines of what was recorded before. */
    const shown = () => Promise.all(opened.map(({ page }) => page.evaluate(withoutRecent)));
    const signIn = async (who: typeof guard): Promise<unknown[]> => {
      const fields = english.page.locator('.credentials-input');
      await fields.first().fill(who.officerId);
      await fields.last().fill(who.pin);
      await english.page.locator('button[type=submit]').click();
      for (const { page, language } of opened) await page.getByText(words[language].admission).first().waitFor();
      return shown();
    };
    const signOut = async (): Promise<void> => {
      await english.page.locator('.duty').click();
      await english.page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
      await english.page.getByText('Enter your officer number').waitFor();
    };
    await signIn(guard);
    const toForm = async ({ page, language }: { page: Page; language: Language }): Promise<void> => {
      await page.locator('.duty').click();
      await page.getByRole('dialog').getByRole('button', { name: words[language].duress }).click();
      await page.locator('[name=ownPin]').waitFor();
    };
    for (const one of opened) {
      await toForm(one);
      await look(one.page, one.language, `duress-form-${one.size}-${one.language}`);
      await expectLargeTargets(one.page);
    }
    for (const [name, pin] of [
      ['ownPin', guard.pin],
      ['pin', forced.pin],
      ['pinAgain', forced.pin],
    ] as const)
      await english.page.locator(`[name=${name}]`).fill(pin);
    await english.page.getByRole('button', { name: words.en.keep }).click();
    await english.page.getByText(words.en.admission).first().waitFor();
    await signOut();

    const asAlways = await signIn(guard);
    const { waiting } = here.gate.view().status;
    await signOut();
    // What waits to be sent is told too: one who signs out and one who signs in, and nothing else.
    const expected = asAlways.map((text) => String(text).replaceAll(String(waiting), String(waiting + 2)));
    expect(await signIn(forced)).toEqual(expected);
    for (const one of opened) await look(one.page, one.language, `duress-as-always-${one.size}-${one.language}`);
    const [event] = here.station.log.eventsOfType('officer.duress.v1');
    if (!event) throw new Error('nothing is on record');
    await here.station.officers.signOut();
    await here.station.officers.signIn(superintendent);
    expect(here.gate.house.view().house?.alarms).toBe(0);

    there.gate.onPeerEvents([{ ...event, source: '/jail-a/gate-2' }]);
    expect(there.gate.house.view().house?.alarms).toBe(1);
    for (const { complaints } of opened) expect(complaints).toEqual([]);
  });
});
