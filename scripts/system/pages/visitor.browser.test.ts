import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StationConfig, startStation } from '@custody-edge/edge-agent';
import { drawOneTimeCode } from '@custody-edge/edge-agent/one-time-code';
import { systemRandom } from '@custody-edge/foundation';
import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { configOf, silent } from '../../../edge-agent/src/test-kit.ts';
import { PassCodes } from '../../../edge-agent/src/visitor/exit/pass-code.ts';
import { allDay, setUpDesk } from '../../../edge-agent/src/visitor/visitor-kit.ts';
import { call, until } from '../../demo/api.ts';
import type { Officers } from '../../demo/cast.ts';
import { emulated, emulatorsOf } from '../../demo/emulated.ts';
import { layFinger } from '../../demo/finger-on-glass.ts';
import { syntheticFingers } from '../../demo/fingers.ts';
import { drawStaff, enrolStaff, officerWith } from '../../demo/staff.ts';
import { createIssuer, issueCertificate, newTlsKey, validFor } from '../../provision/certificate.ts';
import { hasChromium, kiosk, type Language, look, openBrowser, smallKiosk } from '../browser.ts';
import { describeWith } from '../optional.ts';
import { ByKeyboard } from './by-keyboard.ts';
import { Glasses } from './glasses.ts';

const officers: Officers = {
  head: { officerId: '1001', name: 'نسرین اختر', role: 'superintendent' },
  onDuty: { officerId: '6001', name: 'عذرا بتول', role: 'visitor-desk' },
  others: [
    { officerId: '2001', name: 'فرید خان', role: 'deputy-superintendent' },
    { officerId: '3001', name: 'جاوید اقبال', role: 'supervisor' },
  ],
};
const standings = [
  { language: 'ur', glass: kiosk, name: 'ur' },
  { language: 'en', glass: kiosk, name: 'en' },
  { language: 'ur', glass: smallKiosk, name: 'ur-small' },
] as const;
/** Steps whose English page is looked at as well: of the others it says the same in as much room. */
const inEnglish = ['home', 'relation', 'finger', 'hold'];
const viewSchema = z.object({
  captures: z.int(),
  desk: z.object({ of: z.object({ visit: z.string() }).optional() }),
  occupancy: z.object({ adults: z.int() }),
});

/** A desk whose devices are emulators on pseudo-terminals, and whose record knows two prisoners. */
async function openWalk() {
  const { folder, file, config: known } = await setUpDesk(['محمد اسلم', 'غلام رسول'], { hours: allDay });
  const onLine = (id: string, profile: string) =>
    ({ id, profile, address: { kind: 'serial', path: join(folder, id) } }) as const;
  const printer = onLine('printer', 'escpos-80');
  const devices = [...known.devices, printer];
  const config = configOf(folder, { ...file, devices, visitor: known.visitor });
  await makeTlsFiles(config);
  const { code, fileText } = await drawOneTimeCode(systemRandom);
  writeFileSync(config.keys.firstOfficerCode, fileText);
  const emulators = emulatorsOf(
    [onLine('scanner', 'r307'), onLine('reader', 'serial-barcode'), printer],
    50,
    join(folder, 'devices.log'),
    ...['--slips', join(folder, 'slips')],
  );
  const [scanner, reader] = [emulated(emulators, 'scanner'), emulated(emulators, 'reader')];
  await emulators.start();
  const running = await startStation(config, silent);
  const staff = drawStaff(officers, running.url);
  await enrolStaff({ url: running.url, staff, firstOfficerCode: code });
  const fingers = syntheticFingers(5, 3);
  const view = () => call(`${running.url}/api/view`, viewSchema);
  const touch = async (person: number): Promise<void> => {
    const { captures } = await view();
    await layFinger(scanner, fingers.impression(person, 0, 'enrol'), () =>
      until('the finger', 30_000, async () => (await view()).captures > captures || undefined),
    );
  };
  const scan = (text: string) => reader.ask({ command: 'scan', text });
  const close = async () => {
    await running.close();
    await emulators.stop();
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
  it('lets a visitor in by card, picture and finger, stops a swap, and says goodbye to the one who came in, by keys alone', async () => {
    const desk = await openWalk();
    let browser: Browser | undefined;
    try {
      browser = await openBrowser();
      const glasses = await Glasses.open(browser, desk.url, 'visitor', standings);
      const { urdu, english } = glasses;
      const lookAt = (step: string, text: Readonly<Record<Language, string>>): Promise<void> =>
        glasses.lookAt(step, text, inEnglish.includes(step) ? undefined : 'ur');
      const keys = new ByKeyboard(urdu);
      const button = (name: string | RegExp) => urdu.getByRole('button', { name }).first();
      const field = (name: string) => urdu.getByLabel(name, { exact: true });

      // By keys alone, in Urdu: nothing is touched but the reader and the scanner.
      await lookAt('home', { en: 'Arrival', ur: 'ملاقاتی کی آمد' });
      await keys.press(button('ملاقاتی کی آمد'));
      await lookAt('card', { en: 'Scan the identity card', ur: 'شناختی کارڈ اسکین کریں' });
      await desk.scan('IDPAK|3520212345672|X');
      await lookAt('who', { en: 'Address', ur: 'پتہ' });
      await keys.expectOn(field('نام'));
      await urdu.keyboard.type('شازیہ بی بی');
      await keys.type(field('ولدیت/زوجیت'), 'عبدالرشید');
      await keys.type(field('پتہ'), 'مکان 4، اچھرہ، لاہور');
      await keys.press(field('عورت'), 'Space');
      await keys.press(button('آگے'));
      await keys.expectOn(urdu.locator('.find-field'));
      await urdu.keyboard.type('اسلم');
      const prisoner = urdu.locator('.choice', { hasText: 'محمد اسلم' }).first();
      await prisoner.waitFor();
      await lookAt('prisoner', { en: 'Prisoner', ur: 'اسیر' });
      await keys.press(prisoner);
      await lookAt('relation', { en: 'Sister', ur: 'بہن' });
      await keys.press(button('بہن'));
      await lookAt('search', { en: 'Do you agree to be searched', ur: 'کیا آپ تلاشی پر رضامند ہیں' });
      await keys.expectOn(field('تلاشی لینے والے افسر کا نمبر'));
      await urdu.keyboard.type('6001');
      await keys.press(button('رضامند، تلاشی ہو گئی'));
      await lookAt('goods', { en: 'Telephones left here', ur: 'جمع کرائے گئے فون' });
      const phones = urdu.getByRole('group', { name: 'جمع کرائے گئے فون' });
      await keys.press(phones.getByRole('button', { name: 'ایک زیادہ' }), 'Space');
      await keys.press(button('آگے'));
      await lookAt('finger', { en: 'Put the right index finger', ur: 'شہادت کی انگلی' });
      for (const _ of [1, 2]) await desk.touch(0);
      await lookAt('photograph', { en: 'The finger is taken', ur: 'انگلی کا نشان لے لیا گیا' });
      await keys.press(button('تصویر لیں'));
      await keys.expectOn(urdu.getByRole('button', { name: 'تصویر کھینچیں' }));
      await urdu.keyboard.press('Enter');
      await keys.expectOn(urdu.getByRole('button', { name: 'یہی تصویر رکھیں' }));
      await urdu.keyboard.press('Enter');
      await urdu.getByText('تصویر لے لی گئی').waitFor();
      await keys.press(button(/کو اندر بھیجیں$/));
      await lookAt('pass', { en: 'Pass 1 for', ur: 'کا پاس 1' });

      const visit = (await desk.view()).desk.of;
      const code = new PassCodes(readFileSync(desk.config.keys.siteKey)).codeOf(visit?.visit ?? '');
      await desk.scan(code);
      await lookAt('exit', { en: 'Put the finger on the glass that was there', ur: 'وہی انگلی شیشے پر رکھیں' });
      for (const _ of [1, 2, 3]) await desk.touch(1);
      await lookAt('hold', { en: 'Hold the door and call the duty officer', ur: 'دروازہ بند رکھیں' });
      await keys.press(button('ڈیوٹی افسر جواب دے'));
      await keys.type(field('کیا معاملہ تھا اور کیا کیا گیا'), 'گنتی پوری ہے');
      await look(urdu, 'ur', 'visitor-answer-ur');
      const { officerId, pin } = officerWith(desk.staff, 'supervisor');
      const [number, secret] = [urdu.locator('.credentials-input').first(), urdu.locator('.credentials-input').last()];
      await keys.type(number, officerId);
      await keys.type(secret, pin);
      await keys.press(urdu.getByRole('dialog').locator('button[type=submit]'), 'Space');
      await urdu.getByRole('dialog').waitFor({ state: 'hidden' });
      await keys.press(button('اندر موجود ملاقاتی'));
      await lookAt('inside', { en: 'Who is inside', ur: 'اندر موجود ملاقاتی' });
      await urdu.keyboard.press('Escape');
      await button('ملاقاتی کی آمد').waitFor();
      await desk.touch(0);
      await lookAt('goodbye', { en: 'Hand back what lies under token 1', ur: 'ٹوکن 1 کا سامان واپس کریں' });
      expect((await desk.view()).occupancy.adults).toBe(0);

      // Who came before: one touch, on the glass, in English.
      await urdu.keyboard.press('Escape');
      await button('ملاقاتی کی آمد').waitFor();
      await desk.scan('3520212345672');
      await lookAt('known', { en: 'Same as last time', ur: 'پچھلی بار کی طرح' });
      await english.locator('.visitor-last').click();
      await lookAt('turn-away', { en: 'of this week are used up', ur: 'اس ہفتے کی ملاقاتیں پوری' });
      glasses.expectNoComplaints();
    } finally {
      await browser?.close();
      await desk.close();
    }
  }, 240_000);
});
