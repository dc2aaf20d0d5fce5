import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StationConfig, startStation } from '@custody-edge/edge-agent';
import { drawOneTimeCode } from '@custody-edge/edge-agent/one-time-code';
import { systemRandom } from '@custody-edge/foundation';
import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { configOf, silent } from '../../../edge-agent/src/test-kit.ts';
import { PassCodes } from '../../../edge-agent/src/visitor/exit/pass-code.ts';
import { allDay, setUpDesk } from '../../../edge-agent/src/visitor/visitor-kit.ts';
import { call, pause, until } from '../../demo/api.ts';
import type { Officers } from '../../demo/cast.ts';
import { Child } from '../../demo/child.ts';
import { syntheticFingers } from '../../demo/fingers.ts';
import { drawStaff, enrolStaff, officerWith } from '../../demo/staff.ts';
import { createIssuer, issueCertificate, newTlsKey, validFor } from '../../provision/certificate.ts';
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
import { signInDialog } from './hands.ts';

const officers: Officers = {
  head: { officerId: '1001', name: 'نسرین اختر', role: 'superintendent' },
  onDuty: { officerId: '6001', name: 'عذرا بتول', role: 'visitor-desk' },
  others: [
    { officerId: '2001', name: 'فرید خان', role: 'deputy-superintendent' },
    { officerId: '3001', name: 'جاوید اقبال', role: 'supervisor' },
  ],
};
/** How long a finger stays off the glass: the scanner has to see it gone. */
const liftMs = 350;
/** Steps whose English page is looked at as well. */
const inEnglish = ['home', 'relation', 'finger', 'hold'];
const viewSchema = z.object({ captures: z.int(), inside: z.array(z.object({ visit: z.string() })) });

/** A desk whose devices are emulators on pseudo-terminals, and whose record knows two prisoners. */
async function openWalk() {
  const { folder, file, config: known } = await setUpDesk(['محمد اسلم', 'غلام رسول'], { hours: allDay });
  const printer = { id: 'printer', profile: 'escpos-80', address: { kind: 'serial', path: join(folder, 'printer') } };
  const devices = [...known.devices, printer];
  const config = configOf(folder, { ...file, devices, visitor: known.visitor });
  await makeTlsFiles(config);
  const { code, fileText } = await drawOneTimeCode(systemRandom);
  writeFileSync(config.keys.firstOfficerCode, fileText);
  const plugIn = (id: string, profile: string, ...more: string[]) =>
    new Child(['emulate', profile, '--pty', join(folder, id), '--speed', '50', ...more], join(folder, `${id}.log`));
  const scanner = plugIn('scanner', 'r307');
  const reader = plugIn('reader', 'serial-barcode');
  const paper = plugIn('printer', 'escpos-80', '--slips', join(folder, 'slips'));
  await Promise.all([scanner, reader, paper].map((child) => child.start()));
  const running = await startStation(config, silent);
  const staff = drawStaff(officers);
  await enrolStaff({ url: running.url, staff, firstOfficerCode: code });
  const fingers = syntheticFingers(5, 3);
  const view = () => call(`${running.url}/api/view`, viewSchema);
  const touch = async (person: number): Promise<void> => {
    const { captures } = await view();
    const { width, height, pixels } = fingers.impression(person, 0, 'enrol');
    await scanner.ask({ command: 'place-finger', width, height, pixelsBase64: Buffer.from(pixels).toString('base64') });
    await until('the finger', 30_000, async () => (await view()).captures > captures || undefined);
    await scanner.ask({ command: 'lift-finger' });
    await pause(liftMs);
  };
  const scan = (text: string) => reader.ask({ command: 'scan', text });
  const close = async () => {
    await running.close();
    await Promise.all([scanner, reader, paper].map((child) => child.stop()));
  };
  return { config, url: running.url, staff, view, touch, scan, close };
}

/** Keys that a line could be opened with, to a centre that is away. */
async function makeTlsFiles({ keys, trust }: StationConfig): Promise<void> {
  const subject = (commonName: string) =>
    ({ commonName, organisationalUnit: 'station', organisation: 'jail-a' }) as const;
  const issuer = await createIssuer(subject('authority'), validFor(1, Date.now()));
  const key = newTlsKey();
  writeFileSync(keys.tlsKey, key.export({ format: 'pem', type: 'pkcs8' }));
  writeFileSync(keys.tlsCert, await issueCertificate(issuer, subject('visitor-1'), key, [], validFor(1, Date.now())));
  writeFileSync(trust.ca, issuer.certificatePem);
}

describeWith(hasChromium, 'chromium is not installed', 'the visitor desk on its page', () => {
  it('lets a visitor in by card, picture and finger, stops a swap, and says goodbye to the one who came in', async () => {
    const desk = await openWalk();
    let browser: Browser | undefined;
    try {
      browser = await openBrowser();
      const open = async (language: Language, size = kiosk) =>
        (await openPage(browser as Browser, desk.url, language, size)).page;
      const glasses: readonly (readonly [Page, Language, string])[] = [
        [await open('ur'), 'ur', 'ur'],
        [await open('en'), 'en', 'en'],
        [await open('ur', smallKiosk), 'ur', 'ur-small'],
      ];
      const english = glasses[1]?.[0] as Page;
      const lookAt = async (step: string, text: Readonly<Record<Language, string>>): Promise<void> => {
        await Promise.all(
          glasses.map(async ([page, language, name]) => {
            await page.getByText(text[language]).first().waitFor();
            // English says the same in as much room: it is looked at where it is pressed for the first time.
            if (language === 'en' && !inEnglish.includes(step)) return;
            await look(page, language, `visitor-${step}-${name}`);
            await expectLargeTargets(page);
          }),
        );
      };
      const press = (name: string | RegExp) => english.getByRole('button', { name }).first().click();
      await lookAt('home', { en: 'Arrival', ur: 'ملاقاتی کی آمد' });

      await press('Arrival');
      await lookAt('card', { en: 'Scan the identity card', ur: 'شناختی کارڈ اسکین کریں' });
      await desk.scan('IDPAK|3520212345672|X');
      await lookAt('who', { en: 'Address', ur: 'پتہ' });
      await english.getByLabel('Name', { exact: true }).fill('شازیہ بی بی');
      await english.getByLabel('Father’s or husband’s name').fill('عبدالرشید');
      await english.getByLabel('Address').fill('مکان 4، اچھرہ، لاہور');
      await english.getByText('a woman', { exact: true }).click();
      await english.keyboard.press('Enter');
      await english.locator('.find-field').fill('Aslam');
      await english.locator('.choice', { hasText: 'محمد اسلم' }).first().waitFor();
      await lookAt('prisoner', { en: 'Prisoner', ur: 'اسیر' });
      await english.locator('.choice', { hasText: 'محمد اسلم' }).first().click();
      await lookAt('relation', { en: 'Sister', ur: 'بہن' });
      await press('Sister');
      await lookAt('search', { en: 'Do you agree to be searched', ur: 'کیا آپ تلاشی پر رضامند ہیں' });
      await english.getByLabel('Number of the officer who searched').fill('6001');

      await press('Agreed, and searched');
      await lookAt('goods', { en: 'Telephones left here', ur: 'جمع کرائے گئے فون' });
      await english
        .getByRole('group', { name: 'Telephones left here' })
        .getByRole('button', { name: 'One more' })
        .click();
      await press('Go on');
      await lookAt('finger', { en: 'Put the right index finger', ur: 'شہادت کی انگلی' });
      for (const _ of [1, 2]) await desk.touch(0);
      await press(/^Let .* in to/);
      await lookAt('pass', { en: 'Pass 1 for', ur: 'کا پاس 1' });

      const [visit] = (await desk.view()).inside;
      const code = new PassCodes(readFileSync(desk.config.keys.siteKey)).codeOf(visit?.visit ?? '');
      await desk.scan(code);
      await lookAt('exit', { en: 'Put the finger on the glass that was there', ur: 'وہی انگلی شیشے پر رکھیں' });
      for (const _ of [1, 2, 3]) await desk.touch(1);
      await lookAt('hold', { en: 'Hold the door and call the duty officer', ur: 'دروازہ بند رکھیں' });
      await press('The duty officer answers');
      await english.getByLabel('What it was, and what was done').fill('Counted: all there');
      await look(english, 'en', 'visitor-answer-en');
      await signInDialog(english, officerWith(desk.staff, 'supervisor'));
      await english.getByText('Arrival').first().waitFor();
      await press('Who is inside');
      await lookAt('inside', { en: 'Who is inside', ur: 'اندر موجود ملاقاتی' });
      await press('Go back');
      await desk.touch(0);
      await lookAt('goodbye', { en: 'Hand back what lies under token 1', ur: 'ٹوکن 1 کا سامان واپس کریں' });
      expect((await desk.view()).inside).toEqual([]);

      // Who came before: one touch, and by keys alone.
      await english.keyboard.press('Escape');
      await desk.scan('3520212345672');
      await lookAt('known', { en: 'Same as last time', ur: 'پچھلی بار کی طرح' });
      await english.locator('.visitor-last:focus').waitFor();
      await english.keyboard.press('Enter');
      await lookAt('turn-away', { en: 'of this week are used up', ur: 'اس ہفتے کی ملاقاتیں پوری' });
    } finally {
      await browser?.close();
      await desk.close();
    }
  }, 240_000);
});
