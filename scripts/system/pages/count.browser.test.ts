import { wristbandOf } from '@custody-edge/event-contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { barcode } from '../../../edge-agent/src/gate/gate-kit.ts';
import { stories } from '../../../edge-agent/src/house/house-kit.ts';
import { superintendent } from '../../../edge-agent/src/test-kit.ts';
import { hasChromium, look, openBrowser } from '../browser.ts';
import { describeWith } from '../optional.ts';
import { type GateHouse, openGateHouse } from '../test-support/gate-house.ts';
import { ByKeyboard } from './by-keyboard.ts';
import { Glasses } from './glasses.ts';
import { pressPad } from './hands.ts';

const wards = [
  { id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' },
  { id: 'ward-2', en: 'Ward 2', ur: 'بارک 2' },
  { id: 'ward-3', en: 'Women’s ward', ur: 'زنانہ بارک' },
];
const prisoners = ['اسلم', 'بلال', 'چاند', 'دانش', 'احسان', 'فاروق'].map((name, index) => ({
  name,
  story: (subject: string) => [stories.inWard(subject, `ward-${(index % 3) + 1}`)],
}));
const printers = [
  ['slips', 'escpos-80'],
  ['bands', 'zpl-203'],
] as const;
const heldMs = 2_000;

describeWith(hasChromium, 'chromium is not installed', 'a count on its pages', () => {
  let house: GateHouse;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([
      openGateHouse(prisoners, { wards, wristband: { printer: 'bands' } }, undefined, printers),
      openBrowser(),
    ]);
    await house.station.officers.signOut();
    await house.station.officers.signIn(superintendent);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.server.close();
  });

  it('is begun with one held key, counts a wristband, names who is short, and is signed', async () => {
    const glasses = await Glasses.open(browser, house.url, 'count');
    const { urdu, english } = glasses;
    const key = english.getByRole('button', { name: 'Emergency count: hold' });
    await key.waitFor();
    await glasses.lookAt('home');
    // Let go too early, nothing begins.
    const keyboard = new ByKeyboard(english);
    await keyboard.reach(key);
    await english.keyboard.press('Enter');
    expect(await key.isVisible()).toBe(true);
    await english.keyboard.down('Enter');
    await english
      .getByText('Short in the count')
      .first()
      .waitFor({ timeout: heldMs * 3 });
    await english.keyboard.up('Enter');
    await urdu.getByText('گنتی میں کم').first().waitFor();
    house.gate.onReading('reader', barcode(wristbandOf(house.subjects[0] ?? '') ?? ''));
    await english.getByText(/counted. Next/).waitFor();
    await glasses.lookAt('evacuation');
    await english.getByRole('button', { name: 'Who is short' }).click();
    await urdu.getByRole('button', { name: /زنانہ بارک/ }).click();
    await english.getByText('بلال').first().waitFor();
    await urdu.getByText('چاند').first().waitFor();
    await glasses.lookAt('list');
    await english.getByRole('button', { name: 'Seen. Count by name' }).first().click();
    await english.getByRole('button', { name: 'Ill, in bed' }).click();
    for (const [page, name] of [
      [english, 'Back to the count'],
      [urdu, 'گنتی پر واپس'],
    ] as const)
      await page.getByRole('button', { name }).click();
    await english.getByRole('button', { name: 'End the count' }).click();
    await pressPad(english, superintendent.officerId);
    await english.getByLabel('Officer: PIN').focus();
    await pressPad(english, superintendent.pin);
    await look(english, 'en', 'count-end-small-en');
    await english.getByRole('button', { name: 'Sign the result' }).click();
    await english.getByText(/accounted for 2 · short 4/).waitFor();
    await glasses.lookAt('ended');
    expect(house.station.log.eventsOfType('count.ended.v1')).toMatchObject([
      { data: { accounted: 2, unexplained: 4 } },
    ]);
    await english.getByRole('button', { name: 'Print on slips' }).click();
    await glasses.lookAt('slips', { en: 'The list waits for the printer', ur: 'فہرست پرنٹر کے انتظار میں ہے' });
    glasses.expectNoComplaints();
    await english.getByRole('button', { name: 'Go on with other work' }).click();
    await key.waitFor();
  });

  it('gives somebody another wristband from their record, and says how far it is', async () => {
    const [subject = ''] = house.subjects;
    const glasses = await Glasses.open(browser, house.url, 'gate');
    await house.gate.act({ action: 'open-record', subject });
    const another = { en: 'Another wristband', ur: 'نیا کلائی بند' };
    await glasses.each((page, language) => page.getByRole('button', { name: another[language] }).click());
    await glasses.lookAt('wristband', { en: 'counts no more', ur: 'اب نہیں گنا جائے گا' });
    await glasses.urdu.keyboard.press('Escape');
    await glasses.english.getByRole('button', { name: 'It is lost' }).click();
    await glasses.lookAt('wristband-waits', {
      en: 'The wristband waits for its printer',
      ur: 'اپنے پرنٹر کے انتظار میں',
    });
    expect(house.station.log.eventsOfType('gate.wristband-replaced.v1')).toMatchObject([{ data: { reason: 'lost' } }]);
    glasses.expectNoComplaints();
  });
});
