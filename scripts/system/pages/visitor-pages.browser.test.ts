import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stationServer } from '../../../edge-agent/src/main.ts';
import { silent, superintendent } from '../../../edge-agent/src/test-kit.ts';
import {
  allDay,
  cnicOf,
  comeTo,
  deputy,
  enrolStaff,
  openDesk,
  setUpDesk,
  sister,
  supervisor,
} from '../../../edge-agent/src/visitor/visitor-kit.ts';
import { faceOf } from '../../demo/face.ts';
import { hasChromium, openBrowser, smallKiosk } from '../browser.ts';
import { describeWith } from '../optional.ts';
import { Glasses, hiddenPxOf } from './glasses.ts';

/** The glass on which least has room. */
const small = [
  { language: 'ur', glass: smallKiosk, name: 'small-ur' },
  { language: 'en', glass: smallKiosk, name: 'small-en' },
] as const;
const brother = { name: 'عمران رشید', parentage: 'عبدالرشید', address: 'گلی 7، شاد باغ، لاہور', sex: 'M' } as const;
const lawyer = {
  name: 'سمیع اللہ خان',
  parentage: 'رفیق احمد خان',
  address: 'ہائی کورٹ بار، لاہور',
  sex: 'M',
} as const;

/** A desk in this process, without devices: what its pages show is walked, not how a finger is read. */
async function open() {
  const policy = { hours: allDay, visitsPerWeek: { 'under-trial': 2, convicted: 2 } };
  const { config, prisoner, other } = await setUpDesk(['محمد اسلم', 'غلام رسول'], policy);
  const at = await openDesk(config);
  await enrolStaff(at);
  const server = await stationServer(at.station, silent);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { ...at, prisoner, other, server, url };
}

describeWith(hasChromium, 'chromium is not installed', 'what a visitor desk shows besides its queue', () => {
  let at: Awaited<ReturnType<typeof open>>;
  let browser: Browser;
  let glasses: Glasses;
  beforeAll(async () => {
    [at, browser] = await Promise.all([open(), openBrowser()]);
    glasses = await Glasses.open(browser, at.url, 'desk', small);
  });
  afterAll(async () => {
    await browser?.close();
    await at?.server.close();
  });

  const press = (buttons: string): Promise<void> => glasses.each((page) => page.locator(buttons).first().click());
  /** By the key, which leaves the dialogue and nothing below it. */
  const leaveDialog = (): Promise<void> =>
    glasses.each(async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    });
  const insideOn = async (pass: number) => (await at.inside()).find((one) => one.pass === pass)?.visit ?? '';

  it('a photograph beside the finger, which may be declined, and a desk without a camera', async () => {
    await comeTo(at, at.prisoner, { isPhotographed: false });
    await glasses.lookAt('finger', { en: 'No finger can be read', ur: 'انگلی کا نشان نہیں آتا' });
    await at.touch('asif', 1);
    await glasses.lookAt('photograph-next', { en: 'The finger is taken', ur: 'انگلی کا نشان لے لیا گیا' });
    await press('.visitor-finger-buttons .button');
    await glasses.each((page) => page.locator('.photograph-side .button-main:not(:disabled)').waitFor());
    await glasses.lookAt('camera');
    await leaveDialog();
    await glasses.each((page) =>
      page.evaluate("navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no camera'))"),
    );
    await press('.visitor-finger-buttons .button');
    await glasses.lookAt('no-camera', { en: 'There is no camera here', ur: 'یہاں کیمرہ نہیں ہے' });
    await glasses.urdu.keyboard.press('Escape');
    await glasses.english.getByRole('button', { name: 'The visitor declines' }).click();
    await glasses.lookAt('declined', { en: 'No photograph: declined', ur: 'تصویر نہیں: ملاقاتی نے انکار کیا' });
    await at.act({ action: 'photograph', jpeg: await faceOf(3) });
    await glasses.lookAt('photographed', { en: 'The photograph is taken', ur: 'تصویر لے لی گئی' });
    await glasses.english.getByRole('button', { name: /^Let .* in$/ }).click();
    await glasses.english.getByText('Pass 1 for').waitFor();
    const [began] = at.station.log.eventsOfType('visit.began.v1');
    expect(began?.data).toMatchObject({ entry: { method: 'fingerprint' }, photograph: expect.any(String) });
  });

  it('the way in and out without a finger, by a photograph or by a document', async () => {
    await comeTo(at, at.prisoner, { serial: 2, who: brother, children: 2, isPhotographed: false });
    await at.act({ action: 'by-sight', reason: 'worn', ...supervisor });
    await at.act({ action: 'photograph', jpeg: await faceOf(4) });
    await at.act({ action: 'confirm' });
    await at.act({ action: 'begin-exit', visit: await insideOn(2) });
    await glasses.lookAt('exit-by-photograph', { en: 'with the photograph of the entry', ur: 'تصویر سے موازنہ' });
    await press('.step-buttons .button');
    await glasses.lookAt('why-no-finger');
    await press('.dialog-answers .button');
    await glasses.lookAt('exit-signed', { en: 'in the photograph', ur: 'تصویر میں ہے' });
    await leaveDialog();
    await at.act({ action: 'cancel' });
    await comeTo(at, at.prisoner, { serial: 3, who: brother, isPhotographed: false });
    await at.act({ action: 'no-photograph', lack: 'declined' });
    await at.act({ action: 'by-sight', reason: 'bandaged', ...supervisor });
    await glasses.lookAt('seen', { en: 'A second officer has seen', ur: 'دوسرے افسر نے' });
    await at.act({ action: 'confirm' });
    await at.act({ action: 'begin-exit', visit: await insideOn(3) });
    await glasses.lookAt('exit-by-document', { en: 'with the document', ur: 'دستاویز سے موازنہ' });
  });

  it('a lawyer’s visit, sealed and opened', async () => {
    await at.act({ action: 'begin-entry', kind: 'legal' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(9) });
    await glasses.lookAt('lawyer', { en: 'Address', ur: 'پتہ' });
    await at.act({ action: 'who', who: { ...lawyer, licence: 'PBC-4211' } });
    await at.act({ action: 'choose', person: at.other });
    await at.act({ action: 'searched', officer: '4417', officerSex: 'M' });
    await at.act({ action: 'goods', children: 0, items: [] });
    await at.act({ action: 'no-photograph', lack: 'declined' });
    await at.touch('bilal', 1);
    await at.act({ action: 'confirm' });
    await at.act({ action: 'open', list: 'inside' });
    await glasses.lookAt('inside', { en: 'Open the sealed visit', ur: 'سربمہر ملاقات کھولیں' });
    await press('.visitor-line .button');
    await glasses.lookAt('open-sealed');
    await leaveDialog();
    await at.act({ action: 'open-legal', visit: await insideOn(4), reason: 'Order', ...superintendent });
    await glasses.lookAt('sealed-opened', { en: 'That it was opened is on record', ur: 'کھولنے کا اندراج' });
    await at.act({ action: 'cancel' });
  });

  it('who is banned, also under another spelling, and who is on a list or has booked', async () => {
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(7) });
    await at.act({ action: 'who', who: sister });
    await at.act({ action: 'ban', until: '2026-12-31', reason: 'ملاقات میں بلیڈ لائی', ...deputy });
    await at.act({ action: 'cancel' });
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'passport', number: 'AB1234567' });
    const spelt = { name: 'Rukhsana Parveen', parentage: 'Fazal Din', address: 'House 4, Ichhra, Lahore' };
    await at.act({ action: 'who', who: { ...sister, ...spelt } });
    await glasses.lookAt('compare', { en: 'It is another person', ur: 'یہ کوئی اور ہے' });
    await glasses.english.getByRole('button', { name: 'It is the same person' }).click();
    await glasses.lookAt('banned', { en: 'A ban on this visitor', ur: 'اس ملاقاتی پر پابندی ہے' });
    await at.act({ action: 'cancel' });
    const askFor = async (serial: number, name: string): Promise<void> => {
      await at.act({ action: 'begin-entry', kind: 'family' });
      await at.act({ action: 'document', document: 'cnic', number: cnicOf(serial) });
      await at.act({ action: 'who', who: { ...brother, name } });
      await at.act({ action: 'choose', person: at.other });
      await at.act({ action: 'relate', relation: 'brother' });
    };
    await askFor(12, brother.name);
    await at.act({ action: 'allow', ...deputy });
    await at.act({ action: 'book', on: '2026-12-01' });
    await glasses.lookAt('bookings', { en: 'Cancel the booking', ur: 'بکنگ منسوخ کریں' });
    await at.act({ action: 'open', list: 'lists' });
    await glasses.lookAt('lists', { en: 'Lift the ban', ur: 'پابندی ختم کریں' });
    await press('.visitor-row .button');
    await glasses.lookAt('lift-ban');
    await leaveDialog();
    await at.act({ action: 'cancel' });
    await askFor(13, 'طارق جمیل');
    await glasses.lookAt('not-on-list', { en: 'Put on the list', ur: 'فہرست میں شامل کریں' });
    await press('.step-buttons .button-other');
    await glasses.lookAt('book');
    await leaveDialog();
    await at.act({ action: 'cancel' });
  });

  it('the queue at closing time, and the answer to an alarm', async () => {
    for (const _ of [1, 2, 3]) await at.act({ action: 'queue', step: 'take-number' });
    await glasses.lookAt('queue', { en: 'Call number 1', ur: 'نمبر 1 کو بلائیں' });
    await glasses.each(async (page) => expect(await hiddenPxOf(page, '.visitor-house')).toBe(0));
    await at.act({ action: 'queue', step: 'close' });
    await glasses.lookAt('closing', { en: 'Number 1 was told', ur: 'نمبر 1 کو بتا دیا' });
    for (const _ of [1, 2, 3]) await at.act({ action: 'queue', step: 'tell' });
    await at.act({ action: 'cancel' });
    await glasses.lookAt('closed', { en: 'The desk is closed', ur: 'ڈیسک آج کے لیے بند ہے' });
    await at.act({ action: 'scan', text: `CEV1:${'A'.repeat(52)}` });
    await glasses.lookAt('hold', { en: 'did not print this pass', ur: 'ایسے نہیں چھاپا' });
    await press('.panel-buttons .button');
    await glasses.lookAt('answer', { en: 'An altered pass', ur: 'رد و بدل شدہ پاس' });
    glasses.expectNoComplaints();
  });
});
