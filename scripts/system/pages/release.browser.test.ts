import { readdirSync } from 'node:fs';
import type { OfficerRole } from '@custody-edge/event-contract';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import { warrantOf } from '../../demo/cast.ts';
import { look } from '../browser.ts';
import { ByKeyboard } from './by-keyboard.ts';
import { describeGatePages } from './gate-walk.ts';
import { registerKey, signInDialog } from './hands.ts';
import { OfficerAtGlass } from './officer-at-glass.ts';

const erasure = { waitingDays: 0, papers: [{ id: 'court-order', en: 'Order of a court', ur: 'عدالتی حکم' }] };
const house = { people: 3, gatePolicy: { impressionsPerFinger: 1, erasure } };

describeGatePages('releases on the pages of a gate', house, (walk) => {
  let subject: string;
  let other: string;
  let wanted: string;
  /** Slips that were printed before those of the release. */
  let slipsBefore = 0;

  const sign = async (tile: string, role: OfficerRole, paper?: readonly [label: string, number: string]) => {
    const { english } = walk;
    const shown = english.locator('.tile').filter({ has: english.getByText(tile, { exact: true }) });
    const keys = new ByKeyboard(english);
    await keys.press(shown.getByRole('button', { name: 'Sign' }));
    const dialog = english.getByRole('dialog');
    if (paper) await keys.type(dialog.getByLabel(paper[0]), paper[1]);
    await keys.reach(dialog.getByLabel('Officer number'));
    await look(english, 'en', `gate-sign-${role}-en`);
    await keys.signDialog(walk.officer(role));
  };

  beforeAll(async () => {
    subject = await walk.gate.admit(0, warrantOf(0, 1));
    other = await walk.gate.admit(1, warrantOf(1, 1));
    wanted = await walk.gate.admit(2, warrantOf(2, 1));
    await registerKey(walk, walk.officer('deputy-superintendent'));
  });

  it('stop an impostor with the whole glass', async () => {
    const { warrantNumber: _, ...warrant } = warrantOf(0, 1);
    const order = { orderId: 'ROBKAR-1', court: warrant.court, caseNumber: warrant.caseNumber };
    await walk.court.say({ kind: 'release-order', about: { subject }, order });
    await until('the order', 20_000, async () => (await walk.gate.view()).releases.length > 0 || undefined);
    await walk.gate.home();
    await walk.gate.scan('ROBKAR-1');
    await walk.gate.press(1, 0, 'verify');
    await walk.gate.press(1, 1, 'verify');
    await walk.lookAt('stop', { en: 'This print matches another person', ur: 'یہ نشان کسی اور کے ریکارڈ سے ملتا ہے' });
    await walk.gate.home();
  });

  it('show a release as a board of evidence that officers sign, each with their own PIN or security key', async () => {
    await walk.gate.scan('ROBKAR-1');
    await walk.gate.press(0, 0, 'verify');
    await walk.lookAt('release', { en: 'Now put another enrolled finger', ur: 'اب کوئی دوسری اندراج شدہ انگلی' });
    const { english } = walk;
    const button = english.getByRole('button', { name: /^Release / });
    const deputy = walk.officer('deputy-superintendent');
    await walk.gate.press(0, 1, 'verify');
    await walk.lookAt('release-officers', { en: 'The officers can sign now', ur: 'اب افسران دستخط کر سکتے ہیں' });
    expect(await button.isDisabled()).toBe(true);
    await sign('Medical officer', 'medical', ['Number of the certificate', 'MO-7']);
    const { slipsDir } = walk.house.gates[0];
    const before = readdirSync(slipsDir).length;
    await sign('Property', 'gate-officer', ['Number of the receipt', 'PR-7']);
    // What is handed back is signed for on slips of its own, before the person goes.
    slipsBefore = before + 2;
    await until(
      'the slips of the property',
      60_000,
      async () => readdirSync(slipsDir).length === slipsBefore || undefined,
    );
    await sign('Officer at the gate', 'gate-officer');
    await english.locator('.tile', { hasText: 'Second officer' }).getByRole('button', { name: 'Sign' }).click();
    await english.getByRole('dialog').getByLabel('Officer number').fill(deputy.officerId);
    await english.getByRole('dialog').getByRole('button', { name: 'Use security key' }).click();
    await english.getByRole('dialog').waitFor({ state: 'hidden' });
    await walk.lookAt('release-ready', { en: 'Everything is there. Confirm', ur: 'سب مکمل ہے۔ تصدیق کریں' });
    await walk.house.gates[0].printer.ask({ command: 'printer', paper: 'out' });
    const keys = new ByKeyboard(english);
    await keys.expectOn(button);
    await english.keyboard.press('Space');
    await walk.gate.passDoor();
    await walk.lookAt('released', { en: 'The printer is out of paper', ur: 'پرنٹر میں کاغذ ختم ہو گیا ہے' });
    expect(readdirSync(slipsDir)).toHaveLength(slipsBefore);
  });

  it('show the slips of a release, which print by themselves once there is paper', async () => {
    for (const { page, language, name } of walk.glasses) {
      await page.getByRole('button', { name: language === 'en' ? 'Show the slips' : 'پرچیاں دیکھیں' }).click();
      const drawn = `[...document.querySelectorAll('dialog img')].filter((slip) => slip.naturalWidth === 576).length`;
      await until('the slips', 10_000, async () => (await page.evaluate(drawn)) === 2 || undefined);
      await look(page, language, `gate-slips-${name}`);
      await page.keyboard.press('Escape');
    }
    await walk.house.gates[0].printer.ask({ command: 'printer', paper: 'present' });
    await walk.lookAt('printed', { en: 'The slips are printed', ur: 'پرچیاں چھپ گئیں' });
    expect(readdirSync(walk.house.gates[0].slipsDir)).toHaveLength(slipsBefore + 2);
    await walk.english.getByRole('button', { name: 'Print the slips again' }).click();
    await until(
      'the copies',
      20_000,
      async () => readdirSync(walk.house.gates[0].slipsDir).length === slipsBefore + 4 || undefined,
    );
  });

  it('destroy the fingerprints of whoever was released, on a paper and by two officers', async () => {
    const { english } = walk;
    await walk.gate.openRecord(subject);
    await english.getByRole('button', { name: 'Put something on record' }).click();
    await english.getByRole('button', { name: 'Delete fingerprints by law' }).click();
    await walk.lookAt('erasure', {
      en: 'After this nobody can recognise this person',
      ur: 'اس کے بعد کوئی اس شخص کو نشان سے نہیں پہچان سکے گا',
    });
    await english.getByLabel('Number of the paper').fill('CO-5');
    await english.getByLabel('Who ordered it').fill('Sessions Court Lahore');
    await english.getByLabel('Day of the paper').fill('2026-02-20');
    await english.getByRole('button', { name: 'Save what is written' }).click();
    const button = english.getByRole('button', { name: /^Destroy the data/ });
    const unsigned = { en: 'Whoever read the paper has not signed', ur: 'کاغذ پڑھنے والے افسر کے دستخط باقی ہیں' };
    await walk.lookAt('erasure-officers', unsigned, 'attached');
    expect(await button.isDisabled()).toBe(true);
    await sign('Officer who read the paper', 'gate-officer');
    await sign('Superintendent or deputy', 'superintendent');
    await walk.lookAt('erasure-signed', { en: 'Everything is in order', ur: 'سب کچھ مکمل ہے' }, 'attached');
    await button.click();
    await walk.lookAt('erased', { en: 'The slips are printed', ur: 'پرچیاں چھپ گئیں' });
    expect(readdirSync(walk.house.gates[0].slipsDir)).toHaveLength(slipsBefore + 6);
    await walk.gate.home();
  });

  it('refuse a paper that the court has not confirmed', async () => {
    await walk.gate.home();
    await walk.gate.scan('<b>FORGED</b>');
    await walk.lookAt('not-allowed', {
      en: 'The court has not confirmed the order',
      ur: 'روبکار کی عدالت سے تصدیق نہیں ہوئی',
    });
    await walk.gate.home();
  });

  it('confirm a paper by telephone, at the number that the centre gave', async () => {
    const { english } = walk;
    const { site } = await call(`${walk.house.gates[0].url}/api/station`, z.object({ site: z.string() }));
    const courts = [{ court: 'سیشن کورٹ لاہور', telephone: '042-99211234' }];
    await walk.court.say({ kind: 'court-directory', site, courts });
    await walk.gate.scan('PAPER-3');
    await english.getByRole('button', { name: 'Call the court' }).click();
    await walk.lookAt('call-back', { en: 'Choose the court', ur: 'عدالت چنیں' }, 'attached');
    await english.getByLabel('Court').selectOption({ index: 1 });
    await english.getByLabel('Case number').fill('FIR 111/26');
    await english.getByLabel('Prisoner number').fill(warrantOf(1, 1).prisonerNumber);
    await english.getByRole('button', { name: 'Show the number' }).click();
    await walk.lookAt('call', { en: '042-99211234', ur: '042-99211234' });
    await english.getByLabel('Who answered').fill('Reader Iqbal');
    await english.getByLabel('The order is ours').check();
    await english.getByRole('button', { name: 'Sign what the court said' }).click();
    await signInDialog(english, walk.officer('gate-officer'));
    await walk.lookAt('called-back', { en: 'confirmed the order by telephone', ur: 'فون پر روبکار کی تصدیق کر دی' });
    await until('the order', 20_000, async () => (await walk.gate.view()).releases.length > 0 || undefined);
    await walk.gate.home();
    await walk.gate.scan('PAPER-3');
    await walk.lookAt('verified', { en: 'by call-back, officer', ur: 'فون پر، افسر' }, 'attached');
    await english.getByRole('button', { name: 'Order differs' }).click();
    await english.getByRole('dialog').getByLabel('parentage').check();
    await english.getByRole('button', { name: 'Ask the court' }).click();
    await walk.lookAt('asked', { en: 'The court has not yet said', ur: 'عدالت سے ابھی جواب نہیں آیا' }, 'attached');
    await walk.gate.home();
  });

  it('tell of a case that came after the order was verified, until two officers have seen its document', async () => {
    const { english } = walk;
    const hold = { holdId: 'H-4', authority: 'تھانہ اچھرہ', caseNumber: 'FIR 402/26' };
    await walk.court.say({ kind: 'hold', about: { subject: other }, hold });
    await walk.lookAt('late-hold', {
      en: 'added after the order was verified',
      ur: 'جو روبکار کی تصدیق کے بعد آیا',
    });
    await english.locator('.late').click();
    await walk.lookAt('late-hold-record', {
      en: 'No officer has seen its document',
      ur: 'دستاویز کسی افسر نے نہیں دیکھی',
    });
    await english.getByRole('button', { name: 'Put something on record' }).click();
    await english.getByRole('button', { name: 'Document of a late hold' }).click();
    await english.getByRole('radio', { name: 'warrant' }).check();
    await english.getByLabel('Number of the document').fill('W-88/26');
    await english.getByLabel('Who issued it').fill('Magistrate Ichhra');
    await english.getByLabel('Date on the document').fill('2026-02-20');
    await look(english, 'en', 'gate-late-hold-form-en');
    await english.getByRole('button', { name: 'Save what is written' }).click();
    const officer = new OfficerAtGlass(walk.english, 'en', walk.gate);
    await officer.sign('gate.tile-report', 'gate-officer');
    await officer.sign('gate.tile-report-review', 'deputy-superintendent', 'gate-sign-late-hold-en');
    await walk.lookAt('late-hold-signed', { en: 'Everything is there. Confirm', ur: 'سب مکمل ہے۔ تصدیق کریں' });
    await english.getByRole('button', { name: /^Record the document/ }).click();
    await walk.lookAt('late-hold-reported', { en: 'The court is told', ur: 'عدالت کو اطلاع دی جاتی ہے' });
    await walk.gate.home();
    const notices = z.object({ notices: z.array(z.object({ subject: z.string(), text: z.string() })) });
    await until('the notice to the court', 20_000, async () => {
      const told = await call(`${walk.house.urls.centre}/api/court-notices`, notices);
      return told.notices.some((notice) => notice.subject === other) || undefined;
    });
    expect(await english.locator('.late').count()).toBe(0);
  });

  it('hand somebody whom the police want over to a named officer, in one event with the release', async () => {
    const { english } = walk;
    const { warrantNumber: _, ...warrant } = warrantOf(2, 1);
    const hold = { holdId: 'H-9', authority: 'تھانہ اچھرہ', caseNumber: 'FIR 409/26', handOver: true as const };
    await walk.court.say({ kind: 'hold', about: { subject: wanted }, hold });
    const order = { orderId: 'ROBKAR-9', court: warrant.court, caseNumber: warrant.caseNumber };
    await walk.court.say({ kind: 'release-order', about: { subject: wanted }, order });
    await until('the order', 20_000, async () => {
      const { releases } = await walk.gate.view();
      return releases.some(({ person }) => person.subject === wanted) || undefined;
    });
    await walk.gate.home();
    await walk.gate.scan('ROBKAR-9');
    await walk.gate.press(2, 0, 'verify');
    await walk.gate.press(2, 1, 'verify');
    await walk.lookAt(
      'wanted',
      { en: 'can only leave with the police', ur: 'صرف پولیس کے ساتھ جا سکتا ہے' },
      'attached',
    );
    await english.getByRole('button', { name: 'Police take the person over' }).click();
    const dialog = english.getByRole('dialog');
    for (const [label, text] of [
      ['Rank', 'SI'],
      ['Name of the police officer', 'Rashid'],
      ['Belt number', '1187'],
      ['Police station', 'Ichhra'],
      ['Case number', 'FIR 409/26'],
      ['Number of the document', 'FIR 409/26'],
      ['Who issued it', 'Ichhra'],
      ['Date on the document', '2026-02-20'],
    ] as const)
      await dialog.getByLabel(label, { exact: true }).fill(text);
    await dialog.getByRole('radio', { name: 'FIR' }).check();
    await look(english, 'en', 'gate-police-form-en');
    await dialog.getByRole('button', { name: 'Save who takes over' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await walk.lookAt('police', { en: 'belt number 1187', ur: 'بیلٹ نمبر 1187' }, 'attached');
    await sign('Medical officer', 'medical', ['Number of the certificate', 'MO-9']);
    await sign('Property', 'gate-officer', ['Number of the receipt', 'PR-9']);
    await sign('Officer at the gate', 'gate-officer');
    await sign('Second officer', 'deputy-superintendent');
    await english.getByRole('button', { name: /^Release .* to SI Rashid, police station Ichhra$/ }).click();
    await walk.gate.passDoor();
    await walk.lookAt('handed-over', { en: 'was released to SI Rashid', ur: 'SI Rashid، تھانہ Ichhra کے حوالے' });
    const people = z.object({ people: z.array(z.object({ subject: z.string(), state: z.string() })) });
    await until('the centre', 20_000, async () => {
      const told = await call(`${walk.house.urls.centre}/api/overview`, people);
      return told.people.some((one) => one.subject === wanted && one.state === 'RELEASED') || undefined;
    });
    await walk.gate.home();
  });
});
