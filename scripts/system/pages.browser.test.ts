import { readdirSync } from 'node:fs';
import type { OfficerRole } from '@custody-edge/event-contract';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../demo/api.ts';
import { BenchActor } from '../demo/bench-actor.ts';
import { warrantOf } from '../demo/cast.ts';
import { Court } from '../demo/court.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { GateActor } from '../demo/gate-actor.ts';
import { type House, openHouse, staffHouse } from '../demo/house.ts';
import { officerWith } from '../demo/staff.ts';
import { desk, expectLargeTargets, hasChromium, kiosk, look, openBrowser, openPage, smallKiosk } from './browser.ts';
import { describeWith } from './optional.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { VirtualKey } from './virtual-key.ts';

const wards = [{ id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' }];
const peopleSchema = z.object({ people: z.array(z.object({ subject: z.string() })) });

describeWith(hasChromium, 'chromium is not installed', 'the pages in a real browser', () => {
  const folder = temporaryFolder();
  const complaints: string[][] = [];
  let house: House;
  let browser: Browser;
  let gate: GateActor;
  let gatePages: readonly { page: Page; language: 'en' | 'ur'; name: string }[];
  let centre: Page;
  let subject: string;
  let deputysKey: VirtualKey;

  const open = async (url: string, language: 'en' | 'ur', glass: typeof kiosk): Promise<Page> => {
    const opened = await openPage(browser, url, language, glass);
    complaints.push(opened.complaints);
    return opened.page;
  };
  /** Waits until every gate page shows the same step, then looks at each. */
  const lookAtGate = async (
    step: string,
    sentence: { en: string; ur: string },
    state: 'visible' | 'attached' = 'visible',
  ): Promise<void> => {
    for (const { page, language, name } of gatePages) {
      await page.getByText(sentence[language]).first().waitFor({ state });
      await look(page, language, `gate-${step}-${name}`);
      await expectLargeTargets(page);
    }
  };

  beforeAll(async () => {
    house = await openHouse({
      dir: folder.dir,
      speed: 50,
      logLevel: 'warn',
      gatePolicy: { impressionsPerFinger: 2, wards },
    });
    browser = await openBrowser();
    gate = new GateActor(house.gates[0], syntheticFingers(5, 3));
    gatePages = [
      { page: await open(house.gates[0].url, 'ur', kiosk), language: 'ur', name: 'ur' },
      { page: await open(house.gates[0].url, 'en', kiosk), language: 'en', name: 'en' },
      { page: await open(house.gates[0].url, 'ur', smallKiosk), language: 'ur', name: 'ur-small' },
    ];
    centre = await open(house.urls.centre, 'en', desk);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    folder.remove();
  });

  const stateVan = async (page: Page, heads: number): Promise<void> => {
    await page.getByLabel('Heads counted').fill(String(heads));
    await page.getByLabel('Registration of the vehicle').fill('LEB-1234');
    await page.getByLabel('Commander of the escort').fill('ASI Rashid Mehmood');
    await page.getByLabel('Belt number').fill('2291');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByLabel('Heads counted').waitFor({ state: 'hidden' });
  };
  const letVanPass = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^Open the gate for/ }).click();
    await page
      .getByText(/^Vehicle .* passes/)
      .first()
      .waitFor();
    await gate.passDoor();
  };

  it('ask for the one-time code where nobody is enrolled', async () => {
    await lookAtGate('first-officer', { en: 'First officer of this station', ur: 'اس اسٹیشن کا پہلا افسر' });
    await staffHouse(house);
  });

  it('show the gate at rest', async () => {
    await lookAtGate('home', { en: 'Admission', ur: 'داخلہ' });
  });

  it('ask for an officer before anything else, and answer what comes meanwhile', async () => {
    await call(`${house.gates[0].url}/api/sign-out`, z.unknown(), {});
    await lookAtGate('sign-in', { en: 'Enter your officer number', ur: 'اپنا افسر نمبر درج کریں' });
    await house.gates[0].reader.ask({ command: 'scan', text: 'ROBKAR-1' });
    await lookAtGate('sign-in-first', {
      en: 'Sign in first. Nothing was',
      ur: 'پہلے لاگ اِن کریں۔ کوئی اندراج نہیں ہوا',
    });
  });

  it('take number and PIN from the pad, and from a keyboard', async () => {
    const [urdu, english] = gatePages.map(({ page }) => page);
    const { head, onDuty } = house.gates[0].staff;
    if (!urdu || !english) throw new Error('no pages');
    const pad = (text: string) => urdu.locator('.pad-key', { hasText: new RegExp(`^${text}$`) }).click();
    for (const digit of onDuty.officerId) await pad(digit);
    await pad('پن');
    for (const digit of `${onDuty.pin}0`) await pad(digit);
    await urdu.getByRole('button', { name: 'آخری ہندسہ مٹائیں' }).click();
    await urdu.locator('button[type=submit]').click();
    await lookAtGate('signed-in', { en: `Officer ${onDuty.officerId}`, ur: onDuty.officerId });

    await english.getByRole('button', { name: 'Hand over duty' }).click();
    await look(english, 'en', 'gate-duty-en');
    await english.getByRole('dialog').getByRole('button', { name: 'Hand over duty' }).click();
    await english.getByText('The officer who takes over').waitFor();
    await look(english, 'en', 'gate-hand-over-en');
    await english.keyboard.type(head.officerId);
    await english.keyboard.press('Tab');
    await english.keyboard.type('000000');
    await english.keyboard.press('Enter');
    await english.getByText('Officer number or PIN is wrong').waitFor();
    await english.keyboard.type(head.pin);
    await english.keyboard.press('Enter');
    await english.getByText(`Officer ${head.officerId}`).waitFor();
  });

  it('enrol and disable an officer', async () => {
    for (const { page, language, name } of gatePages) {
      await page.locator('.duty').click();
      await page.getByRole('button', { name: language === 'ur' ? 'اس اسٹیشن کے افسران' : 'Officers of this' }).click();
      await page.getByText(house.gates[0].staff.onDuty.name).waitFor();
      await look(page, language, `gate-officers-${name}`);
      await expectLargeTargets(page);
      await page.getByRole('button', { name: language === 'ur' ? 'نئے افسر کا اندراج' : 'Enrol an officer' }).click();
      await look(page, language, `gate-enrol-officer-${name}`);
      await expectLargeTargets(page);
    }
    const [, english] = gatePages.map(({ page }) => page);
    if (!english) throw new Error('no page');
    await english.getByLabel('Officer number').fill('555');
    await english.getByLabel('Officer’s name').fill('رشید خان');
    await english.getByLabel('Reception officer').check();
    await english.getByLabel('New PIN').fill('829104');
    await english.getByLabel('The same PIN again').fill('829105');
    await english.getByLabel('Your own PIN').fill(house.gates[0].staff.head.pin);
    await english.getByRole('button', { name: 'Enrol this officer' }).click();
    await english.getByText('The two PINs are not the same').waitFor();
    await english.getByLabel('The same PIN again').fill('829104');
    await english.getByRole('button', { name: 'Enrol this officer' }).click();
    await english.getByRole('button', { name: 'Disable officer 555' }).click();
    await english.getByText('Disable رشید خان, officer 555?').waitFor();
    await english.getByRole('dialog').getByRole('button', { name: 'Disable officer 555' }).click();
    await english.getByText('Reception officer · disabled').waitFor();
    for (const { page } of gatePages) {
      const back = page.getByRole('button', { name: /^(Go back|واپس جائیں)$/ });
      while (await back.count()) await back.click();
    }
  });

  it('register an officer’s security key, and sign the officer in with it', async () => {
    const [urdu, english] = gatePages.map(({ page }) => page);
    if (!urdu || !english) throw new Error('no pages');
    const { head } = house.gates[0].staff;
    const deputy = officerWith(house.gates[0].staff, 'deputy-superintendent');
    for (const { page, language, name } of gatePages) {
      await page.locator('.duty').click();
      await page.getByRole('button', { name: language === 'ur' ? 'اس اسٹیشن کے افسران' : 'Officers of this' }).click();
      const line = page.locator('.officer').filter({ hasText: deputy.officerId });
      await line.getByRole('button', { name: language === 'ur' ? 'کلیدیں' : 'Keys' }).click();
      await look(page, language, `gate-officer-keys-${name}`);
      await expectLargeTargets(page);
    }
    deputysKey = await VirtualKey.plugIn(urdu);
    await urdu.getByLabel('آپ کا اپنا پن').fill(head.pin);
    await urdu.locator('button[type=submit]').click();
    await urdu.getByRole('button', { name: 'یہ کلید ختم کریں' }).waitFor();
    await look(urdu, 'ur', 'gate-officer-key-ur');
    await expectLargeTargets(urdu);
    await call(`${house.gates[0].url}/api/sign-out`, z.unknown(), {});
    await urdu.getByLabel('افسر نمبر').fill(deputy.officerId);
    await deputysKey.know(false);
    await urdu.getByRole('button', { name: 'سکیورٹی کلید لگائیں' }).click();
    await urdu.getByText('کلید استعمال نہیں ہوئی').waitFor();
    await look(urdu, 'ur', 'gate-key-unused-ur');
    await deputysKey.know(true);
    await urdu.getByRole('button', { name: 'سکیورٹی کلید لگائیں' }).click();
    await lookAtGate('signed-in-by-key', { en: `Officer ${deputy.officerId}`, ur: deputy.officerId });
    await call(`${house.gates[0].url}/api/hand-over`, z.unknown(), { officerId: head.officerId, pin: head.pin });
    deputysKey = await deputysKey.moveTo(english);
    for (const { page } of gatePages) {
      const back = page.getByRole('button', { name: /^(Go back|واپس جائیں)$/ });
      while (await back.count()) await back.click();
    }
  });

  it('take an officer’s own fingers, and ask for one after the PIN', async () => {
    const [urdu, english] = gatePages.map(({ page }) => page);
    if (!urdu || !english) throw new Error('no pages');
    const { url, staff } = house.gates[0];
    const ownPin = staff.head.pin;
    const bashir = { officerId: '666', pin: '829104' };
    const hands = 7;
    await call(`${url}/api/officers`, z.unknown(), { ...bashir, name: 'بشیر احمد', roles: ['gate-officer'], ownPin });
    for (const { page, language, name } of gatePages) {
      await page.locator('.duty').click();
      await page.getByRole('button', { name: language === 'ur' ? 'اس اسٹیشن کے افسران' : 'Officers of this' }).click();
      const line = page.locator('.officer').filter({ hasText: bashir.officerId });
      await line.getByRole('button', { name: language === 'ur' ? 'انگلیاں' : 'Fingers' }).click();
      await look(page, language, `gate-officer-fingers-${name}`);
      await expectLargeTargets(page);
    }
    await urdu.getByLabel('آپ کا اپنا پن').fill(ownPin);
    await urdu.locator('button[type=submit]').click();
    await urdu.getByText('دائیں ہاتھ کی شہادت کی انگلی شیشے پر رکھیں').waitFor();
    await gate.press(hands, 0, 'enrol');
    await gate.press(hands, 1, 'enrol');
    await lookAtGate('officer-fingers-taken', {
      en: 'This is not the finger from before',
      ur: 'یہ پہلے والی انگلی نہیں',
    });
    for (const finger of [0, 1, 1] as const) await gate.press(hands, finger, 'enrol');
    await lookAtGate('officer-fingers-enrolled', { en: 'Enrolled fingers: 2', ur: 'درج انگلیاں: 2' });
    for (const { page } of gatePages) {
      const back = page.getByRole('button', { name: /^(Go back|واپس جائیں)$/ });
      while (await back.count()) await back.click();
    }

    await english.locator('.duty').click();
    await english.getByRole('dialog').getByRole('button', { name: 'Hand over duty' }).click();
    await english.getByLabel('Officer number').fill(bashir.officerId);
    await english.getByLabel('PIN').fill(bashir.pin);
    await english.locator('button[type=submit]').click();
    await lookAtGate('finger-asked', { en: 'Put your own finger on the glass', ur: 'اپنی انگلی شیشے پر رکھیں' });
    await gate.press(0, 0, 'verify');
    await lookAtGate('finger-not-matched', {
      en: 'not an enrolled finger of yours',
      ur: 'یہ آپ کی اندراج شدہ انگلی نہیں',
    });
    await gate.press(hands, 1, 'verify');
    await lookAtGate('signed-in-by-finger', { en: `Officer ${bashir.officerId}`, ur: bashir.officerId });

    // Again, with a worn finger: the deputy answers for who is there, with a security key.
    await call(`${url}/api/sign-out`, z.unknown(), {});
    await english.getByLabel('Officer number').fill(bashir.officerId);
    await english.getByLabel('PIN').fill(bashir.pin);
    await english.locator('button[type=submit]').click();
    await english.getByRole('button', { name: 'No finger can be read' }).click();
    await english.getByRole('radio', { name: 'worn', exact: true }).check();
    const deputy = officerWith(staff, 'deputy-superintendent');
    await english.getByRole('dialog').getByLabel('Officer number').fill(deputy.officerId);
    await look(english, 'en', 'gate-vouch-en');
    await urdu.getByRole('button', { name: 'انگلی کا نشان نہیں آتا' }).click();
    await look(urdu, 'ur', 'gate-vouch-ur');
    await english.getByRole('dialog').getByRole('button', { name: 'Use security key' }).click();
    await english.locator('.duty').waitFor();
    await call(`${url}/api/hand-over`, z.unknown(), { officerId: staff.head.officerId, pin: ownPin });
    await call(`${url}/api/officers/disable`, z.unknown(), { officerId: bashir.officerId });
  });

  it('show a committal as it happens', async () => {
    const english = gatePages[1]?.page;
    if (!english) throw new Error('no page');
    await gate.act({ action: 'begin-admission' });
    await lookAtGate('admission-paper', { en: 'Warrant number', ur: 'وارنٹ نمبر' });
    await gate.act({ action: 'admission-details', details: warrantOf(0, 1) });
    await english.getByText('Write down the search').waitFor();
    // A choice is a button that a gloved hand hits; the round mark beneath it is not seen.
    const choose = (answer: string, of: Page | Locator = english) =>
      of.getByText(answer, { exact: true }).locator('..').click();
    for (const question of ['Visible injuries', 'Marks to know the person by'])
      await choose('Seen', english.getByRole('group', { name: question }));
    for (const answer of ['Man', 'None made', 'Pending', 'No isolation']) await choose(answer);
    await english.getByLabel('or age in years').fill('31');
    await english.getByLabel('Officer number of the man who searched').fill('4419');
    await english.getByLabel('Witness of the search').fill('Yusuf');
    for (const [index, words] of ['bruise', 'old burn'].entries()) {
      await english.getByLabel('Where').nth(index).selectOption('left-arm');
      await english.getByLabel('What was seen').nth(index).fill(words);
    }
    await look(english, 'en', 'gate-admission-body-en');
    await english.getByRole('button', { name: 'Save and go on' }).click();
    await lookAtGate('admission-belongings', { en: 'Next of kin', ur: 'قریبی رشتہ دار' });
    await choose('Taken into keeping');
    await english.getByLabel('Number of the receipt').fill('PR-1');
    await english.getByLabel('Item').fill('Watch');
    await english.getByLabel('Quantity').fill('1');
    await english.getByRole('button', { name: 'Save and go on' }).click();
    await lookAtGate('admission', { en: 'right index finger', ur: 'دائیں ہاتھ کی شہادت کی انگلی' });
    await english.getByRole('button', { name: 'This finger cannot be taken' }).click();
    await choose('worn');
    const { officerId, pin } = officerWith(house.gates[0].staff, 'medical');
    await english.getByLabel('Officer number').fill(officerId);
    await look(english, 'en', 'gate-finger-exception-en');
    await english.getByLabel('PIN').fill(pin);
    await english.getByRole('dialog').locator('button[type=submit]').click();
    await english.getByText('right thumb').waitFor();
    for (const finger of [0, 0, 1, 1] as const) await gate.press(0, finger, 'enrol');
    await lookAtGate('admission-confirm', { en: 'Say whether the police', ur: 'بتائیں کہ پولیس ریکارڈ' });
    await choose('No answer');
    await english.getByRole('button', { name: 'Take the photograph' }).click();
    await english.getByRole('button', { name: 'Take it now' }).click();
    await look(english, 'en', 'gate-photograph-en');
    await english.getByRole('button', { name: 'Keep this photograph' }).click();
    await lookAtGate('admission-photographed', { en: 'Take it again', ur: 'دوبارہ تصویر لیں' });
    await english.getByRole('button', { name: /^Admit / }).click();
    await lookAtGate('done', { en: 'received provisionally: not yet seen', ur: 'عارضی داخلہ' });
    subject = await until('the centre to know', 20_000, async () => {
      const { people } = await call(`${house.urls.centre}/api/people`, peopleSchema);
      return people[0]?.subject;
    });
    await gate.admit(1, warrantOf(1, 1));
  });

  it('open a person’s record, and put on record what the person claims', async () => {
    const english = gatePages[1]?.page;
    if (!english) throw new Error('no page');
    await gate.home();
    await english.getByRole('button', { name: 'Person’s record' }).click();
    await english.getByRole('searchbox').fill('aslm');
    await lookAtGate('find', { en: 'In custody', ur: 'حراست میں' });
    await english.keyboard.press('Enter');
    await lookAtGate('record', { en: 'History', ur: 'تمام اندراج' });
    await english.getByLabel('Assign this ward').first().selectOption({ label: 'Ward 1' });
    await english.getByRole('button', { name: 'Assign this ward' }).click();
    await lookAtGate('ward', { en: 'Ward assigned', ur: 'بارک مقرر' });
    await english.getByRole('button', { name: 'Put something on record' }).click();
    await english.getByRole('button', { name: 'Enter a paper form' }).click();
    await english.locator('input[value="out-to-hospital"]').check();
    await lookAtGate('paper-form', { en: 'Number of the form', ur: 'فارم نمبر' });
    await english.getByLabel('Number of the form').fill('F-17');
    await english.getByLabel('When it happened').fill('2026-03-01T09:00');
    for (const label of ['Number of the paper', 'Written by', 'Where to', 'Taken along by'])
      await english.getByLabel(label).fill('X-1');
    await english.getByLabel('back').last().fill('2026-03-01T19:00');
    await english.getByRole('button', { name: 'Save what is written' }).click();
    await lookAtGate('paper-form-written', { en: 'F-17', ur: 'F-17' });
    await english.keyboard.press('Escape');
    await english.getByRole('button', { name: 'Person’s record' }).click();
    await english.getByRole('searchbox').fill('aslm');
    await english.getByText('In custody').first().waitFor();
    await english.keyboard.press('Enter');
    await english.getByRole('button', { name: 'Put something on record' }).click();
    await english.getByRole('button', { name: 'The prisoner’s own claim' }).click();
    await lookAtGate('claim', { en: 'In the prisoner’s own words', ur: 'اسیر کے اپنے الفاظ میں' });
    await english.getByLabel('This is not me').check();
    await english.getByLabel('In the prisoner’s own words').fill('میرے بھائی کا نام یہی ہے\nمیں وہ نہیں');
    await english.getByRole('button', { name: 'Save what is written' }).click();
    await lookAtGate('claim-written', { en: 'Everything is there. Confirm', ur: 'سب مکمل ہے۔ تصدیق کریں' });
    await english.getByRole('button', { name: /^Record what / }).click();
    await lookAtGate('claimed', { en: 'is on record', ur: 'بیان درج ہو گیا' });
  });

  it('show the centre an event soon after the gate recorded it', async () => {
    await centre.getByText('محمد اسلم').first().waitFor();
    await look(centre, 'en', 'centre-admitted-en');
  });

  it('let a person with worn fingers go to court and come back, identified by sight', async () => {
    const english = gatePages[1]?.page;
    if (!english) throw new Error('no page');
    const { court, caseNumber, name, prisonerNumber } = warrantOf(0, 1);
    const order = { orderId: 'PO-1', court, caseNumber, dueBack: '2099-01-01T10:00:00.000Z' };
    await new Court(house).say({ kind: 'court-list', about: { subject }, order });
    await until('the court list', 20_000, async () => (await gate.view()).toCourt.length > 0 || undefined);
    const board = async (movement: string) => {
      await gate.home();
      await english.getByRole('button', { name: 'Person’s record' }).click();
      await english.getByRole('searchbox').fill(name);
      await english.getByText(prisonerNumber).first().waitFor();
      await english.keyboard.press('Enter');
      await english.getByRole('button', { name: 'Begin a movement' }).click();
      await english.getByRole('button', { name: movement, exact: true }).click();
    };
    const identify = async (reason: string) => {
      await english.getByRole('button', { name: 'No finger can be read' }).click();
      await english.getByRole('dialog').getByRole('button', { name: reason, exact: true }).click();
      for (const name of ['It is the person in the photograph', 'The marks are there']) {
        await english.getByRole('button', { name }).click();
        await english.getByRole('button', { name, pressed: true }).waitFor();
      }
      await lookAtGate('by-sight', { en: 'The supervisor signs', ur: 'سپروائزر کے دستخط' });
      await english.getByRole('button', { name: 'The supervisor signs' }).click();
      const { officerId, pin } = officerWith(house.gates[0].staff, 'supervisor');
      const dialog = english.getByRole('dialog');
      await dialog.getByLabel('Officer number').fill(officerId);
      await dialog.getByLabel('PIN').fill(pin);
      await dialog.locator('button[type=submit]').click();
    };
    await board('To court');
    await lookAtGate('van-to-state', { en: 'Registration of the vehicle', ur: 'گاڑی کا نمبر' });
    await stateVan(english, 2);
    await lookAtGate('board', { en: 'No finger can be read', ur: 'انگلی کا نشان نہیں آتا' });
    for (const finger of [0, 1, 0] as const) await gate.press(4, finger, 'verify');
    await english.getByRole('button', { name: 'Call the duty officer' }).click();
    await identify('worn');
    await lookAtGate('identified', { en: 'signed by 3001', ur: 'دستخط: 3001' });
    await english.getByRole('button', { name: /^Send .* to court/ }).click();
    await lookAtGate('van-differs', { en: '2 counted, 1 identified', ur: 'گنتی 2، شناخت 1' });
    expect(await english.getByRole('button', { name: /^Open the gate for/ }).isDisabled()).toBe(true);
    await english.getByRole('button', { name: 'Count again' }).click();
    await english.getByLabel('Heads counted').fill('1');
    await english.getByRole('button', { name: 'Save' }).click();
    await lookAtGate('van-agrees', { en: 'The counts agree', ur: 'گنتی اور شناخت برابر ہیں' });
    await letVanPass(english);
    await board('Back from court');
    await stateVan(english, 1);
    await identify('bandaged');
    await english.getByRole('button', { name: /^Take .* back in/ }).click();
    await letVanPass(english);

    await gate.openRecord(subject);
    await gate.beginReport('escape');
    await gate.act({ action: 'report-details', details: { report: 'escape', account: 'short in the count' } });
    await gate.vouch('gate-officer', 'report');
    await gate.vouch('deputy-superintendent', 'report-review');
    await gate.confirmWhenComplete();
    await gate.openRecord(subject);
    await gate.beginReport('recapture');
    await gate.act({ action: 'report-details', details: { report: 'recapture', arrestMemo: 'AM-5' } });
    await lookAtGate('recapture', { en: 'No finger can be read', ur: 'انگلی کا نشان نہیں آتا' });
    await identify('bandaged');
    await lookAtGate('recapture-identified', { en: 'signed by 3001', ur: 'دستخط: 3001' });
    await gate.confirmWhenComplete();
    await gate.passDoor();
    // A finger that matches after all: the tries in vain count no more.
    await gate.press(0, 0, 'verify');
  });

  it('stop an impostor with the whole glass', async () => {
    const { warrantNumber: _, ...warrant } = warrantOf(0, 1);
    const order = { orderId: 'ROBKAR-1', court: warrant.court, caseNumber: warrant.caseNumber };
    await new Court(house).say({ kind: 'release-order', about: { subject }, order });
    await until('the order', 20_000, async () => (await gate.view()).releases.length > 0 || undefined);
    await gate.home();
    await gate.scan('ROBKAR-1');
    await gate.press(1, 0, 'verify');
    await gate.press(1, 1, 'verify');
    await lookAtGate('stop', { en: 'This print matches another person', ur: 'یہ نشان کسی اور کے ریکارڈ سے ملتا ہے' });
    await gate.home();
  });

  it('write out a journey to hospital, and take the person back', async () => {
    const english = gatePages[1]?.page;
    if (!english) throw new Error('no page');
    await english.getByRole('button', { name: 'Hospital' }).click();
    await stateVan(english, 1);
    await lookAtGate('pass', { en: 'Fill in the paper first', ur: 'پہلے کاغذ کے کوائف درج کریں' });
    await english.getByLabel('Number of the paper').fill('REF-12');
    await english.getByLabel('Written by').fill('Medical officer');
    await english.getByLabel('Where to').fill('Services Hospital');
    await english.getByLabel('Taken along by').fill('Belt 417');
    await english.getByLabel('due back').fill('2099-01-01T10:00');
    await english.getByRole('button', { name: 'Save the paper' }).click();
    await english.getByText('Put an enrolled finger').waitFor();
    await gate.press(1, 0, 'verify');
    await lookAtGate('hospital', { en: 'Everything is in order', ur: 'سب کچھ مکمل ہے' });
    await english.getByRole('button', { name: /^Let .* leave: Hospital/ }).click();
    await letVanPass(english);
    await lookAtGate('left', { en: 'passes, people: 1', ur: 'گزر سکتی ہے' });
    await gate.home();
    await gate.press(1, 0, 'verify');
    await stateVan(english, 1);
    await english.getByRole('button', { name: /^Take .* back in/ }).click();
    await letVanPass(english);
    await gate.home();
  });

  it('let nobody go on police remand or come back before somebody looked for injuries', async () => {
    const english = gatePages[1]?.page;
    if (!english) throw new Error('no page');
    const examine = async (fill: () => Promise<void>, picture: string) => {
      await english.getByRole('button', { name: 'Examine' }).click();
      await fill();
      await lookAtGate(picture, { en: 'On record before', ur: 'پہلے سے درج' });
      await english.getByRole('button', { name: 'Save what is written' }).click();
      await english.locator('.tile').getByRole('button', { name: 'Sign' }).click();
      const { officerId, pin } = officerWith(house.gates[0].staff, 'medical');
      const dialog = english.getByRole('dialog');
      await dialog.getByLabel('Officer number').fill(officerId);
      await dialog.getByLabel('PIN').fill(pin);
      await dialog.locator('button[type=submit]').click();
      await english.getByRole('button', { name: /^Record what was seen/ }).click();
    };
    await gate.act({ action: 'begin-pass', movement: 'out-on-remand' });
    await stateVan(english, 1);
    const pass = { paper: 'PR-9', authority: 'Magistrate', place: 'Ichhra', escort: 'Belt 9' };
    await gate.act({ action: 'pass-details', pass: { ...pass, dueBack: '2099-01-01T10:00:00.000Z' } });
    await gate.press(1, 0, 'verify');
    await lookAtGate('remand', { en: 'Nobody has looked for injuries yet', ur: 'چوٹوں کا معائنہ باقی ہے' });
    await examine(() => english.getByRole('radio', { name: 'None seen' }).check(), 'examination');
    await english.getByRole('button', { name: /^Let .* leave/ }).click();
    await letVanPass(english);
    await gate.home();
    await gate.press(1, 0, 'verify');
    await stateVan(english, 1);
    await examine(async () => {
      await english.getByRole('radio', { name: 'Seen', exact: true }).check();
      await english.getByLabel('Where').selectOption('back');
      await english.getByLabel('What was seen').fill('weals');
      await english.getByRole('radio', { name: 'new', exact: true }).check();
    }, 'examination-back');
    await english.getByRole('button', { name: /^Take .* back in/ }).click();
    await letVanPass(english);
    await gate.home();
    await lookAtGate('new-injuries', { en: 'has new injuries: 1', ur: 'پر نئی چوٹیں: 1' });
  });

  it('show a release as a board of evidence that officers sign, each with their own PIN or security key', async () => {
    await gate.scan('ROBKAR-1');
    await gate.press(0, 0, 'verify');
    await lookAtGate('release', { en: 'Now put another enrolled finger', ur: 'اب کوئی دوسری اندراج شدہ انگلی' });
    const english = gatePages[1]?.page;
    if (!english) throw new Error('no page');
    const button = english.getByRole('button', { name: /^Release / });
    const deputy = officerWith(house.gates[0].staff, 'deputy-superintendent');
    await gate.press(0, 1, 'verify');
    await lookAtGate('release-officers', { en: 'The officers can sign now', ur: 'اب افسران دستخط کر سکتے ہیں' });
    expect(await button.isDisabled()).toBe(true);
    const sign = async (tile: string, role: OfficerRole, paper?: readonly [label: string, number: string]) => {
      const { officerId, pin } = officerWith(house.gates[0].staff, role);
      const shown = english.locator('.tile').filter({ has: english.getByText(tile, { exact: true }) });
      await shown.getByRole('button', { name: 'Sign' }).click();
      const dialog = english.getByRole('dialog');
      if (paper) await dialog.getByLabel(paper[0]).fill(paper[1]);
      await dialog.getByLabel('Officer number').fill(officerId);
      await look(english, 'en', `gate-sign-${role}-en`);
      await dialog.getByLabel('PIN').fill(pin);
      await dialog.locator('button[type=submit]').click();
      await dialog.waitFor({ state: 'hidden' });
    };
    await sign('Medical officer', 'medical', ['Number of the certificate', 'MO-7']);
    await sign('Property', 'gate-officer', ['Number of the receipt', 'PR-7']);
    await sign('Officer at the gate', 'gate-officer');
    await english.locator('.tile', { hasText: 'Second officer' }).getByRole('button', { name: 'Sign' }).click();
    await english.getByRole('dialog').getByLabel('Officer number').fill(deputy.officerId);
    await english.getByRole('dialog').getByRole('button', { name: 'Use security key' }).click();
    await english.getByRole('dialog').waitFor({ state: 'hidden' });
    await lookAtGate('release-ready', { en: 'Everything is there. Confirm', ur: 'سب مکمل ہے۔ تصدیق کریں' });
    await house.gates[0].printer.ask({ command: 'printer', paper: 'out' });
    await button.click();
    await gate.passDoor();
    await lookAtGate('released', { en: 'The printer is out of paper', ur: 'پرنٹر میں کاغذ ختم ہو گیا ہے' });
    expect(readdirSync(house.gates[0].slipsDir)).toEqual([]);
  });

  it('show the slips of a release, which print by themselves once there is paper', async () => {
    for (const { page, language, name } of gatePages) {
      await page.getByRole('button', { name: language === 'en' ? 'Show the slips' : 'پرچیاں دیکھیں' }).click();
      const drawn = `[...document.querySelectorAll('dialog img')].filter((slip) => slip.naturalWidth === 576).length`;
      await until('the slips', 10_000, async () => (await page.evaluate(drawn)) === 2 || undefined);
      await look(page, language, `gate-slips-${name}`);
      await page.keyboard.press('Escape');
    }
    await house.gates[0].printer.ask({ command: 'printer', paper: 'present' });
    await lookAtGate('printed', { en: 'The slips are printed', ur: 'پرچیاں چھپ گئیں' });
    expect(readdirSync(house.gates[0].slipsDir)).toHaveLength(2);
    await gatePages[1]?.page.getByRole('button', { name: 'Print the slips again' }).click();
    await until('the copies', 20_000, async () => readdirSync(house.gates[0].slipsDir).length === 4 || undefined);
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

  it('confirm a paper by telephone, at the number that the centre gave', async () => {
    const english = gatePages[1]?.page;
    if (!english) throw new Error('no page');
    const { site } = await call(`${house.gates[0].url}/api/station`, z.object({ site: z.string() }));
    const courts = [{ court: 'سیشن کورٹ لاہور', telephone: '042-99211234' }];
    await new Court(house).say({ kind: 'court-directory', site, courts });
    await gate.scan('PAPER-3');
    await english.getByRole('button', { name: 'Call the court' }).click();
    await lookAtGate('call-back', { en: 'Choose the court', ur: 'عدالت چنیں' }, 'attached');
    await english.getByLabel('Court').selectOption({ index: 1 });
    await english.getByLabel('Case number').fill('FIR 111/26');
    await english.getByLabel('Prisoner number').fill(warrantOf(1, 1).prisonerNumber);
    await english.getByRole('button', { name: 'Show the number' }).click();
    await lookAtGate('call', { en: '042-99211234', ur: '042-99211234' });
    await english.getByLabel('Who answered').fill('Reader Iqbal');
    await english.getByLabel('The order is ours').check();
    await english.getByRole('button', { name: 'Sign what the court said' }).click();
    const { officerId, pin } = officerWith(house.gates[0].staff, 'gate-officer');
    const dialog = english.getByRole('dialog');
    await dialog.getByLabel('Officer number').fill(officerId);
    await dialog.getByLabel('PIN').fill(pin);
    await dialog.locator('button[type=submit]').click();
    await lookAtGate('called-back', { en: 'confirmed the order by telephone', ur: 'فون پر روبکار کی تصدیق کر دی' });
    await until('the order', 20_000, async () => (await gate.view()).releases.length > 0 || undefined);
    await gate.home();
    await gate.scan('PAPER-3');
    await lookAtGate('verified', { en: 'by call-back, officer', ur: 'فون پر، افسر' }, 'attached');
    await english.getByRole('button', { name: 'Order differs' }).click();
    await english.getByRole('dialog').getByLabel('parentage').check();
    await english.getByRole('button', { name: 'Ask the court' }).click();
    await lookAtGate('asked', { en: 'The court has not yet said', ur: 'عدالت سے ابھی جواب نہیں آیا' }, 'attached');
    await gate.home();
  });

  it('raise the alarm when the door is forced', async () => {
    await gate.forceDoor();
    await lookAtGate('alarm', { en: 'The gate opened without a recorded movement', ur: 'اندراج کے بغیر گیٹ کھلا' });
  });

  it('show the superintendent the whole house, and let names out only by two officers', async () => {
    const { head } = house.gates[0].staff;
    for (const language of ['en', 'ur'] as const) {
      const page = await open(house.gates[0].url, language, desk);
      const seeing = async (show: string, text: string | RegExp): Promise<void> => {
        await page.goto(`${house.gates[0].url}/house?lang=${language}&${show}`);
        await page.getByText(text).first().waitFor();
        await look(page, language, `house-${show.split('=')[1]}-${language}`);
      };
      await seeing('show=alarms', /^Alarm seen$|^الارم دیکھ لیا$/);
      await seeing('show=exceptions', head.name);
      await seeing(
        'show=reviews',
        /Cannot be reviewed yet|ابھی منظوری ممکن نہیں|No release is to come|کوئی رہائی باقی نہیں/,
      );
      await seeing('show=late', /is on record|کا اندراج ہو چکا ہے|Nothing is late|کسی کام میں تاخیر نہیں/);
      await seeing('show=pending', /Every admission is complete|تمام داخلے مکمل ہیں|is on record|کا اندراج ہو چکا ہے/);
      await seeing('show=evacuation', warrantOf(1, 1).prisonerNumber);
      await seeing('show=roll', /Ward 1|بارک 1/);
      await page.getByRole('button', { name: /Everybody on record|ریکارڈ میں موجود تمام/ }).click();
      await page.getByText(warrantOf(1, 1).prisonerNumber).waitFor();
      await look(page, language, `house-names-${language}`);
      if (language === 'ur') continue;
      await page.getByRole('button', { name: 'Take this list out' }).click();
      const deputy = officerWith(house.gates[0].staff, 'deputy-superintendent');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('For whom, and why').fill('Inspector General');
      await dialog.getByLabel('Your own PIN').fill(head.pin);
      await dialog.getByLabel('Second officer: number').fill(deputy.officerId);
      await dialog.getByLabel('Second officer: PIN').fill(deputy.pin);
      await look(page, language, 'house-export-en');
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Sign and save' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^roll-.+\.csv$/);
    }
  });

  it('show the bench a steady weight', async () => {
    const bench = await open(house.bench.url, 'en', kiosk);
    const urdu = await open(house.bench.url, 'ur', kiosk);
    await house.bench.reader.ask({ command: 'scan', text: 'PARCEL 7 / FIR 112/26' });
    await house.bench.balance.ask({ command: 'mass', grams: 52.19 });
    await bench.getByText('The weight is steady. Accept it').waitFor();
    await look(bench, 'en', 'bench-en');
    await look(urdu, 'ur', 'bench-ur');
    await expectLargeTargets(bench);
    await bench.keyboard.press('Enter');
    const [weight] = await until('the weight on record', 10_000, async () => {
      const { accepted } = await new BenchActor(house.bench).view();
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

  it('give the browser nothing to complain of but the one wrong PIN', () => {
    expect(complaints.flat()).toEqual([expect.stringContaining('status of 403')]);
  });
});
