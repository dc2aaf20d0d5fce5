import { wristbandOf } from '@custody-edge/event-contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { barcode } from '../../../edge-agent/src/gate/gate-kit.ts';
import { openHouse, stories } from '../../../edge-agent/src/house/house-kit.ts';
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
import { ByKeyboard } from './by-keyboard.ts';

const wards = [
  { id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' },
  { id: 'ward-2', en: 'Ward 2', ur: 'بارک 2' },
  { id: 'ward-3', en: 'Women’s ward', ur: 'زنانہ بارک' },
];
const prisoners = ['اسلم', 'بلال', 'چاند', 'دانش', 'احسان', 'فاروق'].map((name, index) => ({
  name,
  story: (subject: string) => [stories.inWard(subject, `ward-${(index % 3) + 1}`)],
}));
const heldMs = 2_000;

/** A gate over a record of its own, without devices: its page is what is walked. */
async function open() {
  const house = await openHouse(prisoners, { wards });
  await house.station.officers.signOut();
  await house.station.officers.signIn(superintendent);
  const url = await house.server.listen({ host: '127.0.0.1', port: 0 });
  const { role } = house.station;
  if (role.role !== 'gate') throw new Error('not a gate');
  return { ...house, gate: role.gate, url };
}

describeWith(hasChromium, 'chromium is not installed', 'a count on its pages', () => {
  let house: Awaited<ReturnType<typeof open>>;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([open(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.server.close();
  });

  it('is begun with one held key, counts a wristband, names who is short, and is signed', async () => {
    const glasses = [
      { language: 'ur' as Language, glass: kiosk, size: 'kiosk' },
      { language: 'en' as Language, glass: smallKiosk, size: 'small' },
    ];
    const [urdu, english] = await Promise.all(
      glasses.map(async (one) => ({ ...one, ...(await openPage(browser, house.url, one.language, one.glass)) })),
    );
    if (!urdu || !english) throw new Error('no pages');
    const both = [urdu, english];
    const lookAt = async (name: string): Promise<void> => {
      for (const { page, language, size } of both) await look(page, language, `count-${name}-${size}-${language}`);
    };
    const key = english.page.getByRole('button', { name: 'Emergency count: hold' });
    await key.waitFor();
    await lookAt('home');
    // Let go too early, nothing begins.
    const keyboard = new ByKeyboard(english.page);
    await keyboard.reach(key);
    await english.page.keyboard.press('Enter');
    expect(await key.isVisible()).toBe(true);
    await english.page.keyboard.down('Enter');
    await english.page
      .getByText('Short in the count')
      .first()
      .waitFor({ timeout: heldMs * 3 });
    await english.page.keyboard.up('Enter');
    await urdu.page.getByText('گنتی میں کم').first().waitFor();
    house.gate.onReading('reader', barcode(wristbandOf(house.subjects[0] ?? '') ?? ''));
    await english.page.getByText(/counted. Next/).waitFor();
    await lookAt('evacuation');
    await expectLargeTargets(urdu.page);
    await english.page.getByRole('button', { name: 'Who is short' }).click();
    await urdu.page.getByRole('button', { name: /زنانہ بارک/ }).click();
    await english.page.getByText('بلال').first().waitFor();
    await urdu.page.getByText('چاند').first().waitFor();
    await lookAt('list');
    await english.page.getByRole('button', { name: 'Seen. Count by name' }).first().click();
    await english.page.getByRole('button', { name: 'Ill, in bed' }).click();
    await english.page.getByRole('button', { name: 'Back to the count' }).click();
    await english.page.getByRole('button', { name: 'End the count' }).click();
    await english.page.getByLabel('Officer: number').fill(superintendent.officerId);
    await english.page.getByLabel('Officer: PIN').fill(superintendent.pin);
    await look(english.page, 'en', 'count-end-small-en');
    await english.page.getByRole('button', { name: 'Sign the result' }).click();
    await english.page.getByText(/accounted for 2 · short 4/).waitFor();
    await lookAt('ended');
    expect(house.station.log.eventsOfType('count.ended.v1')).toMatchObject([
      { data: { accounted: 2, unexplained: 4 } },
    ]);
    for (const { complaints } of both) expect(complaints).toEqual([]);
  });
});
