import { beforeAll, expect, it } from 'vitest';
import { localTime } from '../../../edge-agent/ui/gate/local-time.ts';
import { until } from '../../demo/api.ts';
import { warrantOf } from '../../demo/cast.ts';
import { inHours } from '../../demo/court.ts';
import { look } from '../browser.ts';
import { ByKeyboard } from './by-keyboard.ts';
import { describeGatePages } from './gate-walk.ts';
import { admitWithPhotograph, identifyBySight, signInDialog } from './hands.ts';
import { OfficerAtGlass } from './officer-at-glass.ts';

describeGatePages(
  'movements on the pages of a gate',
  { people: 5, gatePolicy: { impressionsPerFinger: 1 } },
  (walk) => {
    let subject: string;
    let officer: OfficerAtGlass;

    beforeAll(async () => {
      officer = new OfficerAtGlass(walk.english, 'en', walk.gate);
      subject = await admitWithPhotograph(walk, 0);
      await walk.gate.admit(1, warrantOf(1, 1));
    });

    it('let a person with worn fingers go to court and come back, identified by sight', async () => {
      const { english } = walk;
      const { court, caseNumber, name, prisonerNumber } = warrantOf(0, 1);
      const order = { orderId: 'PO-1', court, caseNumber, dueBack: '2099-01-01T10:00:00.000Z' };
      await walk.court.say({ kind: 'court-list', about: { subject }, order });
      await until('the court list', 20_000, async () => (await walk.gate.view()).counts.toCourt > 0 || undefined);
      const board = async (movement: string) => {
        await walk.gate.home();
        await english.getByRole('button', { name: 'Person’s record' }).click();
        await english.getByRole('searchbox').fill(name);
        await english.getByText(prisonerNumber).first().waitFor();
        await english.keyboard.press('Enter');
        await english.getByRole('button', { name: 'Begin a movement' }).click();
        await english.getByRole('button', { name: movement, exact: true }).click();
      };
      await board('To court');
      await walk.lookAt('van-to-state', { en: 'Registration of the vehicle', ur: 'گاڑی کا نمبر' });
      await officer.stateVan(2);
      await walk.lookAt('board', { en: 'No finger can be read', ur: 'انگلی کا نشان نہیں آتا' });
      for (const finger of [0, 1, 0] as const) await walk.gate.press(4, finger, 'verify');
      await english.getByRole('button', { name: 'Call the duty officer' }).click();
      await identifyBySight(walk, 'worn');
      await walk.lookAt('identified', { en: 'signed by 3001', ur: 'دستخط: 3001' });
      await english.getByRole('button', { name: /^Send .* to court/ }).click();
      await walk.lookAt('van-differs', { en: '2 counted, 1 identified', ur: 'گنتی 2، شناخت 1' });
      expect(await english.getByRole('button', { name: /^Open the gate for/ }).isDisabled()).toBe(true);
      await english.getByRole('button', { name: 'Count again' }).click();
      await english.getByLabel('Heads counted').fill('1');
      await english.getByRole('button', { name: 'Save' }).click();
      await walk.lookAt('van-agrees', { en: 'The counts agree', ur: 'گنتی اور شناخت برابر ہیں' });
      await officer.letVanPass();

      // Their release order comes meanwhile: said at once on the start page, on its list, and to whoever takes them back.
      const release = { orderId: 'ROBKAR-1', court, caseNumber };
      await walk.court.say({ kind: 'release-order', about: { subject }, order: release });
      await walk.gate.home();
      await walk.lookAt('order-outside', {
        en: 'a release order is here, the person is at court',
        ur: 'روبکار آ چکی ہے، اسیر پیشی پر ہے',
      });
      await english.getByRole('button', { name: /^Release \d/ }).click();
      await english.getByText('Order here, person at court').waitFor();
      await look(english, 'en', 'gate-order-outside-list-en');
      await english.keyboard.press('Escape');
      await board('Back from court');
      await officer.stateVan(1);
      await identifyBySight(walk, 'bandaged');
      await english.getByRole('button', { name: /^Take .* back in/ }).click();
      await officer.letVanPass();
      await walk.lookAt('order-waits', {
        en: 'Take the person to the release, not to the ward',
        ur: 'رہائی کے لیے لے جائیں',
      });
    });

    it('take somebody back who escaped, identified by sight', async () => {
      await walk.gate.openRecord(subject);
      await walk.gate.beginReport('escape');
      await walk.gate.act({ action: 'report-details', details: { report: 'escape', account: 'short in the count' } });
      await walk.gate.vouch('gate-officer', 'report');
      await walk.gate.vouch('deputy-superintendent', 'report-review');
      await walk.gate.confirmWhenComplete();
      await walk.gate.openRecord(subject);
      await walk.gate.beginReport('recapture');
      await walk.gate.act({ action: 'report-details', details: { report: 'recapture', arrestMemo: 'AM-5' } });
      await walk.lookAt('recapture', { en: 'No finger can be read', ur: 'انگلی کا نشان نہیں آتا' });
      await identifyBySight(walk, 'bandaged');
      await walk.lookAt('recapture-identified', { en: 'signed by 3001', ur: 'دستخط: 3001' });
      await walk.gate.confirmWhenComplete();
      await walk.gate.passDoor();
      // A finger that matches after all: the tries in vain count no more.
      await walk.gate.press(0, 0, 'verify');
      await walk.gate.home();
    });

    it('tell whoever sends somebody to hospital that their release order is here', async () => {
      await walk.gate.act({ action: 'begin-pass', movement: 'out-to-hospital' });
      await officer.stateVan(1);
      const pass = { paper: 'REF-11', authority: 'Medical officer', place: 'Services Hospital', escort: 'Belt 417' };
      await walk.gate.act({ action: 'pass-details', pass: { ...pass, dueBack: inHours(6) } });
      await walk.gate.press(0, 0, 'verify');
      await walk.lookAt('hospital-order', { en: 'A release order is here for this person', ur: 'روبکار آ چکی ہے' });
      await walk.gate.home();
      await walk.gate.act({ action: 'begin-queue', movement: 'out-to-hospital' });
      await walk.gate.act({ action: 'give-up-manifest' });
    });

    it('write out a journey to hospital with the keyboard alone, and take the person back', async () => {
      const { english } = walk;
      await walk.gate.home();
      const keys = new ByKeyboard(english);
      const button = (name: string | RegExp) => english.getByRole('button', { name, exact: true });
      const field = (name: string) => english.getByLabel(name);
      const save = button('Save the paper');
      await keys.press(button('Hospital'));
      await officer.stateVan(1);
      await walk.lookAt('pass', { en: 'Fill in the paper first', ur: 'پہلے کاغذ کے کوائف درج کریں' });
      await keys.expectOn(field('Number of the paper'));
      await keys.type(field('Number of the paper'), 'REF-12');
      await keys.type(field('Written by'), 'Medical officer');
      await keys.type(field('Where to'), 'Services Hospital');
      await keys.type(field('Taken along by'), 'Belt 417');
      await keys.typeInstant(field('due back'), '2099-01-01T10:00');
      await keys.press(save);
      await walk.lookAt('pass-too-long', { en: 'at the latest', ur: 'زیادہ سے زیادہ' });
      await keys.expectOn(english.locator('[data-next]', { hasText: 'at the latest' }));
      await keys.reach(field('due back'));
      await english.keyboard.press('Shift+Tab');
      await keys.expectOn(field('Taken along by'));
      await keys.typeInstant(field('due back'), localTime(inHours(6)));
      await keys.press(save, 'Space');
      await keys.expectOn(english.locator('[data-next]', { hasText: 'Put an enrolled finger' }));
      await walk.gate.press(1, 0, 'verify');
      await walk.lookAt('hospital-unsigned', {
        en: 'The medical officer has not signed for the hospital',
        ur: 'ہسپتال بھیجنے کے لیے میڈیکل افسر کے دستخط باقی ہیں',
      });
      const leave = button(/^Let .* leave: Hospital/);
      expect(await leave.isDisabled()).toBe(true);
      const [gateSigns, medicalSigns] = [
        officer.signButton('gate.tile-release'),
        officer.signButton('gate.tile-hospital-referral'),
      ];
      await keys.expectOn(button('Sign').first());
      // Whoever leaves the dialogue stands again where it was opened from.
      await keys.press(gateSigns);
      await english.getByRole('dialog').waitFor();
      await english.keyboard.press('Escape');
      await keys.expectOn(gateSigns);
      await english.keyboard.press('Enter');
      await keys.signDialog(walk.officer('gate-officer'));
      await keys.press(medicalSigns, 'Space');
      await look(english, 'en', 'gate-sign-hospital-en');
      await keys.signDialog(walk.officer('medical'));
      await walk.lookAt('hospital', { en: 'Everything is in order', ur: 'سب کچھ مکمل ہے' });
      await keys.expectOn(leave);
      await english.keyboard.press('Enter');
      await keys.press(officer.button('van.let-pass'));
      await officer.sees('van.passed');
      await walk.gate.passDoor();
      await walk.lookAt('left', { en: 'passes, people: 1', ur: 'گزر سکتی ہے' });
      await walk.gate.home();
      await walk.gate.press(1, 0, 'verify');
      await officer.stateVan(1);
      await english.getByRole('button', { name: /^Take .* back in/ }).click();
      await officer.letVanPass();
      await walk.gate.home();
    });

    it('let nobody go on police remand or come back before somebody looked for injuries', async () => {
      const { english } = walk;
      const examine = async (fill: () => Promise<void>, picture: string) => {
        await english.getByRole('button', { name: 'Examine' }).click();
        await fill();
        await walk.lookAt(picture, { en: 'On record before', ur: 'پہلے سے درج' });
        await english.getByRole('button', { name: 'Save what is written' }).click();
        await english.locator('.tile').getByRole('button', { name: 'Sign' }).click();
        await signInDialog(english, walk.officer('medical'));
        await english.getByRole('button', { name: /^Record what was seen/ }).click();
      };
      await walk.gate.act({ action: 'begin-pass', movement: 'out-on-remand' });
      await officer.stateVan(1);
      const pass = { paper: 'PR-9', authority: 'Magistrate', place: 'Ichhra', escort: 'Belt 9' };
      await walk.gate.act({ action: 'pass-details', pass: { ...pass, dueBack: inHours(6) } });
      await walk.gate.press(1, 0, 'verify');
      await walk.lookAt(
        'remand',
        { en: 'Nobody has looked for injuries yet', ur: 'چوٹوں کا معائنہ باقی ہے' },
        'attached',
      );
      await examine(() => english.getByRole('radio', { name: 'None seen' }).check(), 'examination');
      await officer.sign('gate.tile-release', 'gate-officer');
      await officer.sign('gate.tile-release-review', 'deputy-superintendent', 'gate-sign-remand-en');
      await walk.lookAt('remand-signed', { en: 'Everything is in order', ur: 'سب کچھ مکمل ہے' }, 'attached');
      await english.getByRole('button', { name: /^Let .* leave/ }).click();
      await officer.letVanPass();
      await walk.gate.home();
      await walk.gate.press(1, 0, 'verify');
      await officer.stateVan(1);
      await examine(async () => {
        await english.getByRole('radio', { name: 'Seen', exact: true }).check();
        await english.getByLabel('Where').selectOption('back');
        await english.getByLabel('What was seen').fill('weals');
        await english.getByRole('radio', { name: 'new', exact: true }).check();
      }, 'examination-back');
      await english.getByRole('button', { name: /^Take .* back in/ }).click();
      await officer.letVanPass();
      await walk.gate.home();
      await walk.lookAt('new-injuries', { en: 'has new injuries: 1', ur: 'پر نئی چوٹیں: 1' });
    });
  },
);
