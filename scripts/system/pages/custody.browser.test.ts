import type { MessageKey } from '@custody-edge/ui-kit';
import { messages } from '@custody-edge/ui-kit';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { localTime } from '../../../edge-agent/ui/gate/local-time.ts';
import { until } from '../../demo/api.ts';
import { lahore, rawalpindi, warrantOf } from '../../demo/cast.ts';
import { inHours } from '../../demo/court.ts';
import { kiosk, look } from '../browser.ts';
import { describeGatePages } from './gate-walk.ts';
import { choose } from './hands.ts';
import { OfficerAtGlass } from './officer-at-glass.ts';

/** A reader that is a keyboard: its keys come at one go, also where the machine of the test is busy. */
async function typeAsReader(page: Page, code: string): Promise<void> {
  await page.evaluate(`for (const key of [...${JSON.stringify(code)}, 'Enter'])
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    )`);
}

const [aslam, rasul, shazia, imran] = [0, 1, 2, 3].map((person) => warrantOf(person, 1));
if (!aslam || !rasul || !shazia || !imran) throw new Error('the cast is smaller than the day');

describeGatePages(
  'a person’s custody on the pages of two prisons',
  { people: 4, prisons: [lahore, rawalpindi], gatePolicy: { impressionsPerFinger: 1, fingersToEnrol: 2 } },
  (walk) => {
    const subjects: string[] = [];
    let urdu: OfficerAtGlass;
    let english: OfficerAtGlass;

    beforeAll(async () => {
      for (const [person, warrant] of [aslam, rasul, shazia].entries())
        subjects.push(await walk.gate.admit(person, warrant));
      await walk.gate.home();
      urdu = new OfficerAtGlass(walk.urdu, 'ur', walk.gate);
      english = new OfficerAtGlass(walk.english, 'en', walk.gate);
    });

    beforeEach(() => walk.gate.home());

    const both = (key: MessageKey) => messages[key];
    const subject = (person: number): string => subjects[person] ?? '';

    it('receive a child by number, apart from adults, until the superintendent knows', async () => {
      const { page } = urdu;
      await urdu.begin('gate.admission');
      await urdu.sees('gate.ask-paper', 'attached');
      await typeAsReader(page, imran.warrantNumber);
      await page.locator('input[name=name]:focus').waitFor();
      await expect.poll(() => page.locator('input[name=warrantNumber]').inputValue()).toBe(imran.warrantNumber);
      const { escort } = imran;
      const labels: readonly [MessageKey, string][] = [
        ['person.name', imran.name],
        ['person.parentage', imran.parentage],
        ['person.number', imran.prisonerNumber],
        ['paper.court', imran.court],
        ['paper.case', imran.caseNumber],
        ['paper.police-station', imran.policeStation],
        ['gate.escort-name', escort.name],
        ['gate.escort-belt', escort.beltNumber],
        ['gate.escort-station', escort.policeStation],
      ];
      for (const [key, value] of labels) await urdu.fill(key, value);
      for (const key of ['relation.son-of', 'warrant.remand-warrant'] as const) await choose(page, messages[key].ur);
      await urdu.fill('paper.detain-until', imran.detainUntil);
      await urdu.press('gate.save-and-go-on');
      await urdu.sees('gate.ask-body', 'attached');

      // The page is loaded anew in mid-step: everything that was saved is there.
      for (const { page: glass } of walk.glasses) await glass.reload();
      await walk.lookAt('child-body', both('gate.ask-body'), 'attached');
      await walk.english.getByRole('button', { name: 'Paper' }).click();
      expect(await walk.english.getByLabel('Warrant number').inputValue()).toBe(imran.warrantNumber);
      await walk.english.getByRole('button', { name: 'Body' }).click();

      await urdu.sees('gate.ask-body', 'attached');
      for (const key of ['sex.M', 'gate.searched-yes', 'gate.complaints-none', 'gate.isolation-no'] as const)
        await choose(page, messages[key].ur);
      for (const key of ['gate.injuries', 'gate.marks'] as const)
        await choose(page.getByRole('group', { name: messages[key].ur }), messages['gate.injuries-none'].ur);
      await urdu.fill('gate.or-age', '15');
      await urdu.fill('gate.searcher-M', walk.officer('gate-officer').officerId);
      await urdu.fill('gate.witness', 'حوالدار یوسف');
      await urdu.press('gate.save-and-go-on');
      await urdu.sees('gate.ask-belongings', 'attached');
      await choose(page, messages['gate.property-none'].ur);
      await urdu.press('gate.save-and-go-on');
      for (const finger of [0, 1] as const) await walk.gate.press(3, finger, 'enrol');
      await choose(page, messages['reference.not-asked'].ur);
      await urdu.sees('gate.confirm-admission', 'attached');
      await urdu.press('gate.admit-person');
      await walk.lookAt('child-received', { en: 'keep apart from adults', ur: 'بڑوں سے الگ رکھیں' });
      await walk.gate.home();
      await walk.lookAt('child-alarm', { en: `number ${imran.prisonerNumber}`, ur: imran.prisonerNumber });
      expect(await page.getByText(imran.name).count()).toBe(0);
      await urdu.press('gate.juvenile-seen');
      await look(page, 'ur', 'gate-child-seen-ur');
      await urdu.signsDialog('superintendent');
      await page.locator('.alarm-wait').waitFor({ state: 'hidden' });
    });

    it('present a paper that a reader types, and confirm nothing by its Enter', async () => {
      await typeAsReader(english.page, 'FORGED-7');
      await english.sees('gate.order-not-confirmed');
      await english.press('gate.go-back');
      await english.sees('gate.start-hint');
      await typeAsReader(english.page, 'A'.repeat(10_240));
      await english.sees('gate.scan-broken');
      await look(english.page, 'en', 'gate-scan-broken-en');
      await english.press('common.understood');
      expect((await walk.gate.desk()).step).toBe('home');
    });

    it('send several people to court in one vehicle, and take one of them back', async () => {
      for (const [person, { court, caseNumber }] of [aslam, rasul].entries()) {
        const order = { orderId: `PO-${person}`, court, caseNumber, dueBack: inHours(8) };
        await walk.court.say({ kind: 'court-list', about: { subject: subject(person) }, order });
      }
      await until('the court list', 20_000, async () => (await walk.gate.view()).counts.toCourt === 2 || undefined);
      await english.begin('gate.out-to-court');
      await english.stateVan(2);
      await walk.lookAt('court-list', both('gate.put-any-finger'));
      await walk.gate.press(0, 0, 'verify');
      await english.sees('van.differs');
      await walk.gate.press(1, 0, 'verify');
      await walk.lookAt('court-two-of-two', both('van.agrees'));
      await english.letVanPass();
      await walk.gate.home();
      await urdu.begin('gate.back-from-court');
      await urdu.stateVan(1);
      await walk.gate.press(0, 0, 'verify');
      await urdu.sees('van.agrees');
      await urdu.letVanPass();
      await walk.gate.home();
    });

    it('write down that the court released somebody who was before it, and that this was an error', async () => {
      const { court, caseNumber } = rasul;
      const order = { orderId: 'ROBKAR-1', court, caseNumber };
      await walk.court.say({ kind: 'release-order', about: { subject: subject(1) }, order });
      await urdu.page.getByText('اسیر پیشی پر ہے').first().waitFor();
      await urdu.openRecord(rasul.prisonerNumber);
      await urdu.beginReport('report.released-at-court');
      await walk.lookAt('released-at-court', both('report.court-account'));
      await urdu.page.keyboard.type('ریڈر اقبال نے فون پر بتایا');
      await urdu.press('report.save');
      await urdu.sign('gate.tile-report', 'gate-officer');
      await urdu.sign('gate.tile-report-review', 'deputy-superintendent');
      await urdu.confirmPresent();
      await english.sees('report.done-released-at-court');

      await english.page.keyboard.press('Enter');
      await english.openRecord(rasul.prisonerNumber);
      await english.beginReport('report.release-error');
      await walk.lookAt('release-error', both('report.which-release'));
      await english.page.keyboard.type('Wanted in another case');
      await english.press('report.save');
      await english.sign('gate.tile-superintendent-finding', 'superintendent');
      await english.confirmPresent();
      await english.sees('report.done-release-error');
      await english.page.keyboard.press('Enter');
    });

    it('let somebody go on leave and come back', async () => {
      await urdu.begin('gate.out-on-leave');
      await urdu.page.locator('input[name=paper]:focus').waitFor();
      await urdu.fill('gate.pass-number', 'LV-3');
      await urdu.fill('gate.pass-authority', 'محکمہ داخلہ');
      await urdu.fill('gate.pass-place', 'اچھرہ، لاہور');
      await urdu.fill('gate.pass-escort', 'پیرول افسر 31');
      await urdu.fill('paper.due-back', localTime(inHours(6)));
      await urdu.press('gate.save-pass');
      await urdu.sees('gate.put-any-finger');
      await walk.gate.press(0, 0, 'verify');
      await walk.lookAt('leave', both('gate.officers-next'));
      await urdu.sign('gate.tile-release', 'gate-officer', 'gate-sign-leave-ur');
      await urdu.sign('gate.tile-release-review', 'deputy-superintendent');
      await urdu.press('gate.let-person-out');
      await walk.gate.passDoor();
      await urdu.sees('gate.done-out-on-leave');
      await walk.gate.press(0, 0, 'verify');
      await urdu.confirmPresent();
      await walk.gate.passDoor();
      await urdu.sees('gate.done-back-from-leave');
    });

    it('send somebody to another prison, and receive them there', async () => {
      await english.begin('gate.transfer-dispatched');
      await english.stateVan(1);
      await walk.lookAt('transfer', both('gate.transfer-destination'), 'attached');
      await english.fill('gate.transfer-order', 'TO-9');
      await english.fill('gate.pass-authority', 'IG Prisons');
      await english.page.getByLabel('Prison that receives').selectOption({ label: rawalpindi.name.en });
      await english.fill('gate.pass-escort', 'Belt 512');
      await english.fill('gate.transfer-due', localTime(inHours(12)));
      await english.fill('gate.fitness-number', 'MO-44');
      await english.press('gate.save-pass');
      await english.sees('gate.put-any-finger');
      await walk.gate.press(2, 0, 'verify');
      await english.sign('gate.tile-release', 'gate-officer', 'gate-sign-transfer-en');
      await english.sign('gate.tile-release-review', 'deputy-superintendent');
      await walk.lookAt('transfer-ready', both('gate.all-present'), 'attached');
      await english.press('gate.transfer-person');
      await english.letVanPass();
      await walk.gate.home();

      const there = walk.gateAt(1);
      const page = await walk.openPage(there.post.url, 'ur', kiosk);
      const receiver = new OfficerAtGlass(page, 'ur', there);
      await page.locator('.arrivals').click();
      await page.getByText(shazia.prisonerNumber).waitFor();
      await look(page, 'ur', 'gate-arrivals-ur');
      await there.press(2, 0, 'verify');
      await receiver.stateVan(1);
      await receiver.sees('gate.all-present');
      await look(page, 'ur', 'gate-arrival-ur');
      await page.keyboard.press('Enter');
      await receiver.letVanPass();
      await look(page, 'ur', 'gate-arrived-ur');
      await there.home();
      await page.getByText('دوسری جیل سے آمد درج ہو گئی').first().waitFor();
    });

    it('stop somebody who is brought again under another name, for another officer to compare', async () => {
      const again = { ...warrantOf(1, 2), prisonerNumber: '40999' };
      await walk.gate.beginAdmission(0, again);
      await walk.gate.press(0, 0, 'enrol');
      await english.sees('gate.already-enrolled');
      await english.press('gate.call-duty-officer');
      await english.press('gate.compare');
      await look(english.page, 'en', 'gate-compare-sign-en');
      await english.signsDialog('deputy-superintendent');
      await walk.lookAt('compare', both('gate.conflict-title'));
      await urdu.press('gate.same-person');
      const [said, known] = [again.prisonerNumber, aslam.prisonerNumber];
      for (const number of [said, known])
        await urdu.page.getByRole('dialog').locator('dd', { hasText: number }).waitFor();
      await look(urdu.page, 'ur', 'gate-compare-answer-ur');
      await urdu.signsDialog('deputy-superintendent');
      await urdu.sees('gate.start-hint', 'attached');
    });

    it('report an escape, take the person back, and report a death', async () => {
      await urdu.openRecord(aslam.prisonerNumber);
      await urdu.press('report.begin');
      await look(urdu.page, 'ur', 'gate-reports-ur');
      await urdu.press('report.escape');
      await urdu.page.locator('textarea:focus').waitFor();
      await urdu.page.keyboard.type('شام کی گنتی میں موجود نہیں');
      await urdu.press('report.save');
      await urdu.sign('gate.tile-report', 'gate-officer', 'gate-sign-escape-ur');
      await urdu.sign('gate.tile-report-review', 'deputy-superintendent');
      await urdu.confirmPresent();
      await urdu.sees('report.done-escape');
      await walk.gate.home();

      await walk.gate.press(0, 0, 'verify');
      await walk.lookAt('recapture-form', both('report.arrest-memo'));
      await english.page.keyboard.type('AM-5');
      await english.page.keyboard.press('Enter');
      await english.sees('gate.all-present');
      await english.press('report.confirm-recapture');
      await walk.gate.passDoor();
      await english.sees('report.done-recapture');
      await walk.gate.home();

      await english.openRecord(aslam.prisonerNumber);
      await english.beginReport('report.death');
      await walk.lookAt('death', both('report.inquiry'));
      await english.page.keyboard.type('DC-12');
      await english.page.keyboard.press('Tab');
      await english.page.keyboard.type('INQ-3');
      await english.page.keyboard.press('Enter');
      await english.sign('gate.tile-death-certificate', 'medical');
      await english.sign('gate.tile-superintendent-finding', 'superintendent', 'gate-sign-death-en');
      await walk.lookAt('death-signed', both('gate.all-present'), 'attached');
      await english.press('report.confirm-death');
      await english.sees('report.done-death');
    });
  },
);
