import { it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import { warrantOf } from '../../demo/cast.ts';
import { desk, look } from '../browser.ts';
import { ByKeyboard } from './by-keyboard.ts';
import { describeGatePages } from './gate-walk.ts';
import { choose, signInDialog } from './hands.ts';
import { OfficerAtGlass } from './officer-at-glass.ts';

const wards = [{ id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' }];
const peopleSchema = z.object({ people: z.array(z.unknown()) });

describeGatePages(
  'admissions and records on the pages of a gate',
  { people: 2, gatePolicy: { impressionsPerFinger: 2, wards } },
  (walk) => {
    it('show a committal as it happens', async () => {
      const { english, urdu } = walk;
      await walk.gate.act({ action: 'begin-admission' });
      await walk.lookAt('admission-paper', { en: 'Warrant number', ur: 'وارنٹ نمبر' });
      await walk.gate.act({ action: 'admission-details', details: warrantOf(0, 1) });
      await walk.lookAt('admission-body-empty', { en: 'Write down the search', ur: 'تلاشی اور ہر چوٹ' }, 'attached');
      const keys = new ByKeyboard(english);
      const answer = (of: string, name: string) =>
        english.getByRole('group', { name: of }).getByRole('radio', { name, exact: true });
      // The middle one of three is a stop as well.
      await keys.reach(answer('Sex', 'Woman'));
      await keys.press(answer('Sex', 'Man'), 'Space');
      await keys.type(english.getByLabel('or age in years'), '31');
      await keys.press(answer('Did an officer of this gate search', 'Searched'), 'Space');
      await keys.type(
        english.getByLabel('Officer number of the man who searched'),
        walk.officer('gate-officer').officerId,
      );
      await keys.type(english.getByLabel('Witness of the search'), 'Yusuf');
      for (const [index, { question, words }] of [
        { question: 'Visible injuries', words: 'bruise' },
        { question: 'Marks to know the person by', words: 'old burn' },
      ].entries()) {
        await keys.press(answer(question, 'Seen'), 'Space');
        await keys.type(english.getByLabel('Where').nth(index), 'left arm');
        await keys.type(english.getByLabel('What was seen').nth(index), words);
      }
      await keys.press(english.getByRole('radio', { name: 'None made' }), 'Space');
      await keys.press(english.getByRole('radio', { name: 'No isolation' }), 'Space');
      await look(english, 'en', 'gate-admission-body-en');
      await keys.press(english.getByRole('button', { name: 'Save and go on' }));
      await walk.lookAt('admission-belongings', { en: 'Next of kin', ur: 'قریبی رشتہ دار' });
      await choose(english, 'Taken into keeping');
      await english.getByLabel('Number of the receipt').fill('PR-1');
      await english.getByLabel('Item').fill('Watch');
      await english.getByLabel('Quantity').fill('1');
      await english.getByRole('button', { name: 'Save and go on' }).click();
      await walk.lookAt('admission', { en: 'right index finger', ur: 'دائیں ہاتھ کی شہادت کی انگلی' });
      await english.getByRole('button', { name: 'This finger cannot be taken' }).click();
      await english.getByRole('button', { name: 'Take it now' }).click();
      await look(english, 'en', 'gate-hand-en');
      await english.getByRole('button', { name: 'Keep this photograph' }).click();
      await choose(english, 'worn');
      const medical = walk.officer('medical');
      await english.getByLabel('Officer number').fill(medical.officerId);
      await look(english, 'en', 'gate-finger-exception-en');
      await signInDialog(english, medical);
      await english.getByText('right thumb').waitFor();
      await urdu.getByRole('button', { name: 'یہ انگلی نہیں لی جا سکتی' }).click();
      await look(urdu, 'ur', 'gate-hand-ur');
      await urdu.getByRole('button', { name: 'تصویر کے بغیر آگے بڑھیں' }).click();
      await choose(urdu, 'پٹی بندھی ہے');
      await look(urdu, 'ur', 'gate-finger-exception-ur');
      await signInDialog(urdu, medical);
      await urdu.getByRole('dialog').waitFor({ state: 'hidden' });
      await walk.lookAt('admission-excepted', { en: 'no photograph: not taken', ur: 'تصویر نہیں: لی نہیں گئی' });
      for (const finger of [0, 0, 1, 1] as const) await walk.gate.press(0, finger, 'enrol');
      await walk.lookAt('admission-confirm', { en: 'Say whether the police', ur: 'بتائیں کہ پولیس ریکارڈ' });
      await choose(english, 'No answer');
      await english.getByRole('button', { name: 'Sign', exact: true }).first().click();
      await english.getByText('I have searched').waitFor();
      await look(english, 'en', 'gate-admission-search-en');
      await signInDialog(english, walk.officer('gate-officer'));
      await english.getByText('signed by').first().waitFor();
      await english.getByRole('button', { name: 'Take the photograph' }).click();
      await english.getByRole('button', { name: 'Take it now' }).click();
      await look(english, 'en', 'gate-photograph-en');
      await english.getByRole('button', { name: 'Keep this photograph' }).click();
      await walk.lookAt('admission-photographed', { en: 'Take it again', ur: 'دوبارہ تصویر لیں' });
      await english.getByRole('button', { name: /^Admit / }).click();
      await walk.lookAt('done', { en: 'received provisionally: not yet seen', ur: 'عارضی داخلہ' });
      await until('the centre to know', 20_000, async () => {
        const { people } = await call(`${walk.house.urls.centre}/api/people`, peopleSchema);
        return people[0];
      });
      await walk.gate.admit(1, warrantOf(1, 1));
    });

    it('open a person’s record, and put on record what the person claims', async () => {
      const { english } = walk;
      await walk.gate.home();
      await english.getByRole('button', { name: 'Person’s record' }).click();
      await english.getByRole('searchbox').fill('aslm');
      await walk.lookAt('find', { en: 'In custody', ur: 'حراست میں' });
      await english.keyboard.press('Enter');
      await walk.lookAt('record', { en: 'History', ur: 'تمام اندراج' });
      await english.getByRole('button', { name: /^Photograph of the hand/ }).click();
      await english
        .getByRole('dialog')
        .getByRole('img', { name: /right index/ })
        .waitFor();
      await look(english, 'en', 'gate-record-hand-en');
      await english.keyboard.press('Escape');
      await english.getByLabel('Assign this ward').first().selectOption({ label: 'Ward 1' });
      await english.getByRole('button', { name: 'Assign this ward' }).click();
      await walk.lookAt('ward', { en: 'Ward assigned', ur: 'بارک مقرر' });
      await english.getByRole('button', { name: 'Put something on record' }).click();
      await english.getByRole('button', { name: 'Enter a paper form' }).click();
      await english.locator('input[value="out-to-hospital"]').check();
      await walk.lookAt('paper-form', { en: 'Number of the form', ur: 'فارم نمبر' });
      await english.getByLabel('Number of the form').fill('F-17');
      await english.getByLabel('When it happened').fill('2026-03-01T09:00');
      for (const label of ['Number of the paper', 'Written by', 'Where to', 'Taken along by'])
        await english.getByLabel(label).fill('X-1');
      await english.getByLabel('back').last().fill('2026-03-01T19:00');
      await english.getByRole('button', { name: 'Save what is written' }).click();
      await walk.lookAt('paper-form-written', { en: 'F-17', ur: 'F-17' });
      await english.keyboard.press('Escape');
      await english.getByRole('button', { name: 'Person’s record' }).click();
      await english.getByRole('searchbox').fill('aslm');
      await english.getByText('In custody').first().waitFor();
      await english.keyboard.press('Enter');
      await english.getByRole('button', { name: 'Put something on record' }).click();
      await english.getByRole('button', { name: 'The prisoner’s own claim' }).click();
      await walk.lookAt('claim', { en: 'In the prisoner’s own words', ur: 'اسیر کے اپنے الفاظ میں' });
      await english.getByLabel('This is not me').check();
      await english.getByLabel('In the prisoner’s own words').fill('میرے بھائی کا نام یہی ہے\nمیں وہ نہیں');
      await english.getByRole('button', { name: 'Save what is written' }).click();
      await walk.lookAt('claim-written', { en: 'Everything is there. Confirm', ur: 'سب مکمل ہے۔ تصدیق کریں' });
      await english.getByRole('button', { name: /^Record what / }).click();
      await walk.lookAt('claimed', { en: 'is on record', ur: 'بیان درج ہو گیا' });
    });

    it('let whoever searched sign for it later, from the record', async () => {
      const { english } = walk;
      await walk.gate.home();
      await english.getByRole('button', { name: 'Person’s record' }).click();
      await english.getByRole('searchbox').fill('ghulam');
      await english.getByText('In custody').first().waitFor();
      await english.keyboard.press('Enter');
      await walk.lookAt('record-open', { en: 'Word of the officer who searched', ur: 'تلاشی لینے والے افسر کے دستخط' });
      await english.getByRole('button', { name: 'Put something on record' }).click();
      await english.getByRole('button', { name: 'Search at the admission' }).click();
      await walk.lookAt('search', { en: 'Who searched', ur: 'تلاشی کس نے لی' });
      await english.getByLabel('Man', { exact: true }).check();
      await english.getByLabel('Witness of the search').fill('Yusuf');
      await english.getByLabel('What was found').fill('as at the admission');
      await english.getByRole('button', { name: 'Save what is written' }).click();
      await english.getByRole('button', { name: 'Sign', exact: true }).click();
      await signInDialog(english, walk.officer('gate-officer'));
      await walk.lookAt('search-signed', { en: 'Everything is there. Confirm', ur: 'سب مکمل ہے۔ تصدیق کریں' });
      await english.getByRole('button', { name: /^Record that / }).click();
      await walk.lookAt('searched', { en: 'is signed for', ur: 'تلاشی پر دستخط ہو گئے' });
    });

    it('correct a wrong name on the word of two officers, and find the person by both', async () => {
      const { urdu, english } = walk;
      const open = async (name: string) => {
        await walk.gate.home();
        await urdu.getByRole('button', { name: 'اسیر کا ریکارڈ' }).click();
        await urdu.getByRole('searchbox').fill(name);
        await urdu.getByText(warrantOf(0, 1).prisonerNumber).first().waitFor();
        await urdu.keyboard.press('Enter');
        await urdu.getByText('تمام اندراج').first().waitFor();
      };
      await open('محمد اسلم');
      await urdu.getByRole('button', { name: 'نیا اندراج کریں' }).click();
      await look(urdu, 'ur', 'gate-report-choose-ur');
      await urdu.getByRole('button', { name: 'نام کی درستی' }).click();
      await walk.lookAt('name-correction', { en: 'Paper that shows the right name', ur: 'درست نام کس کاغذ پر ہے' });
      await urdu.getByLabel('نام', { exact: true }).fill('محمد اکرم');
      await urdu.getByLabel('درست نام کس کاغذ پر ہے').fill('شناختی کارڈ 35202');
      await urdu.getByRole('button', { name: 'تحریر محفوظ کریں' }).click();
      const officer = new OfficerAtGlass(english, 'en', walk.gate);
      await officer.sign('gate.tile-report', 'gate-officer');
      await officer.sign('gate.tile-report-review', 'deputy-superintendent');
      await walk.lookAt('name-correction-signed', { en: 'Everything is there. Confirm', ur: 'سب مکمل ہے۔ تصدیق کریں' });
      await english.getByRole('button', { name: /^Correct the name of / }).click();
      await walk.lookAt('name-corrected', { en: 'is corrected', ur: 'نام کی درستی درج ہو گئی' });
      for (const name of ['محمد اسلم', 'محمد اکرم']) await open(name);
      await walk.lookAt('record-corrected', { en: 'corrected later', ur: 'بعد میں درست کیا گیا' }, 'attached');
    });

    it('send a child back with the police instead of receiving it', async () => {
      const { english, urdu } = walk;
      await walk.gate.home();
      await walk.gate.act({ action: 'begin-admission' });
      await walk.gate.act({ action: 'admission-details', details: warrantOf(2, 1) });
      await urdu.getByRole('button', { name: 'نابالغ: پولیس کے ساتھ واپس بھیجیں' }).click();
      await look(urdu, 'ur', 'gate-child-refusal-ur');
      await urdu.getByRole('button', { name: 'واپس جائیں' }).click();
      await english.getByRole('button', { name: 'A child: send back with the police' }).click();
      await english.getByLabel('Why the child is not received').fill('no order of a juvenile court');
      await look(english, 'en', 'gate-child-refusal-en');
      await signInDialog(english, walk.officer('deputy-superintendent'));
      await walk.lookAt('child-refused', { en: 'A child was not received', ur: 'نابالغ وصول نہیں کیا گیا' });
      const centre = await walk.openPage(walk.house.urls.centre, 'ur', desk);
      await centre.getByText('نابالغ پولیس کے ساتھ واپس').first().waitFor();
      await look(centre, 'ur', 'centre-child-refused-ur');
    });

    it('show the centre an event soon after the gate recorded it', async () => {
      const centre = await walk.openPage(walk.house.urls.centre, 'en', desk);
      await centre.getByText('محمد اکرم').first().waitFor();
      await look(centre, 'en', 'centre-admitted-en');
    });
  },
);
