import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../demo/api.ts';
import { BenchActor } from '../demo/bench-actor.ts';
import { warrantOf } from '../demo/cast.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { GateActor } from '../demo/gate-actor.ts';
import { type House, openHouse } from '../demo/house.ts';
import { desk, expectLargeTargets, hasChromium, kiosk, look, openBrowser, openPage, smallKiosk } from './browser.ts';
import { describeWith } from './optional.ts';
import { temporaryFolder } from './temporary-folder.ts';

describeWith(hasChromium, 'chromium is not installed', 'the pages in a real browser', () => {
  const folder = temporaryFolder();
  const complaints: string[][] = [];
  let house: House;
  let browser: Browser;
  let gate: GateActor;
  let gatePages: readonly { page: Page; language: 'en' | 'ur'; name: string }[];
  let centre: Page;
  let subject: string;

  const open = async (url: string, language: 'en' | 'ur', glass: typeof kiosk): Promise<Page> => {
    const opened = await openPage(browser, url, language, glass);
    complaints.push(opened.complaints);
    return opened.page;
  };
  /** Waits until every gate page shows the same step, then looks at each. */
  const lookAtGate = async (step: string, sentence: { en: string; ur: string }): Promise<void> => {
    for (const { page, language, name } of gatePages) {
      await page.getByText(sentence[language]).first().waitFor();
      await look(page, language, `gate-${step}-${name}`);
      await expectLargeTargets(page);
    }
  };

  beforeAll(async () => {
    house = await openHouse({ dir: folder.dir, speed: 50, logLevel: 'warn', gatePolicy: { impressionsPerFinger: 2 } });
    browser = await openBrowser();
    gate = new GateActor(house, syntheticFingers(5, 3));
    gatePages = [
      { page: await open(house.urls.gate, 'ur', kiosk), language: 'ur', name: 'ur' },
      { page: await open(house.urls.gate, 'en', kiosk), language: 'en', name: 'en' },
      { page: await open(house.urls.gate, 'ur', smallKiosk), language: 'ur', name: 'ur-small' },
    ];
    centre = await open(house.urls.centre, 'en', desk);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    folder.remove();
  });

  it('show the gate at rest', async () => {
    await lookAtGate('home', { en: 'Admission', ur: 'داخلہ' });
  });

  it('show a committal as it happens', async () => {
    await gate.act({ action: 'begin-admission' });
    await gate.act({ action: 'admission-details', details: warrantOf(0, 1) });
    await gate.press(0, 0, 'enrol');
    await lookAtGate('admission', { en: 'right index finger', ur: 'دائیں ہاتھ کی شہادت کی انگلی' });
    subject = await gate.admit(0, warrantOf(0, 1));
    await lookAtGate('done', { en: 'was admitted', ur: 'داخلہ درج ہو گیا' });
    await gate.admit(1, warrantOf(1, 1));
  });

  it('show the centre an event soon after the gate recorded it', async () => {
    await centre.getByText('محمد اسلم').first().waitFor();
    await look(centre, 'en', 'centre-admitted-en');
  });

  it('stop an impostor with the whole glass', async () => {
    const { warrantNumber: _, ...warrant } = warrantOf(0, 1);
    const order = { orderId: 'ROBKAR-1', court: warrant.court, caseNumber: warrant.caseNumber };
    await call(`${house.urls.centre}/api/release-orders`, z.unknown(), { subject, order });
    await until('the order', 20_000, async () => (await gate.view()).releases.length > 0 || undefined);
    await gate.home();
    await gate.scan('ROBKAR-1');
    await gate.press(1, 0, 'verify');
    await gate.press(1, 1, 'verify');
    await lookAtGate('stop', { en: 'This print matches another person', ur: 'یہ نشان کسی اور کے ریکارڈ سے ملتا ہے' });
    await gate.home();
  });

  it('show a release as a board of evidence, with what is missing', async () => {
    await gate.scan('ROBKAR-1');
    await gate.press(0, 0, 'verify');
    await lookAtGate('release', { en: 'Now put another enrolled finger', ur: 'اب کوئی دوسری اندراج شدہ انگلی' });
    const [{ page }] = [gatePages[1] ?? { page: undefined }];
    const button = page?.getByRole('button', { name: /^Release / });
    expect(await button?.isDisabled()).toBe(true);
    await gate.press(0, 1, 'verify');
    await button?.click();
    await lookAtGate('released', { en: 'was released', ur: 'رہائی درج ہو گئی' });
    await gate.passDoor();
  });

  it('refuse a paper that the court has not confirmed', async () => {
    await gate.home();
    await gate.scan('<b>FORGED</b>');
    await lookAtGate('not-allowed', {
      en: 'The court has not confirmed the order',
      ur: 'روبکار کی عدالت سے تصدیق نہیں ہوئی',
    });
    await gate.home();
  });

  it('raise the alarm when the door is forced', async () => {
    await gate.forceDoor();
    await lookAtGate('alarm', { en: 'The gate opened without a recorded movement', ur: 'اندراج کے بغیر گیٹ کھلا' });
  });

  it('show the bench a steady weight', async () => {
    const bench = await open(house.urls.bench, 'en', kiosk);
    const urdu = await open(house.urls.bench, 'ur', kiosk);
    await house.benchReader.ask({ command: 'scan', text: 'PARCEL 7 / FIR 112/26' });
    await house.balance.ask({ command: 'mass', grams: 52.19 });
    await bench.getByText('The weight is steady. Accept it').waitFor();
    await look(bench, 'en', 'bench-en');
    await look(urdu, 'ur', 'bench-ur');
    await expectLargeTargets(bench);
    await bench.keyboard.press('Enter');
    const [weight] = await until('the weight on record', 10_000, async () => {
      const { accepted } = await new BenchActor(house).view();
      return accepted.length > 0 ? accepted : undefined;
    });
    expect(weight).toMatchObject({ label: 'PARCEL 7 / FIR 112/26', unit: 'g' });
  });

  it('show the centre in both languages', async () => {
    await centre.getByText('Exhibit weighed').first().waitFor();
    await look(centre, 'en', 'centre-en');
    const urdu = await open(house.urls.centre, 'ur', desk);
    await urdu.getByText('محمد اسلم').first().waitFor();
    await look(urdu, 'ur', 'centre-ur');
  });

  it('give the browser nothing to complain of', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
