import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import { warrantOf } from '../../demo/cast.ts';
import { credentials } from '../../demo/staff.ts';
import { desk, look } from '../browser.ts';
import { describeGatePages } from './gate-walk.ts';

const wards = [{ id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' }];

describeGatePages(
  'the superintendent and the centre on their pages',
  { people: 2, gatePolicy: { impressionsPerFinger: 1, wards } },
  (walk) => {
    beforeAll(async () => {
      const subject = await walk.gate.admit(0, warrantOf(0, 1));
      await walk.gate.admit(1, warrantOf(1, 1));
      // One whose order another case has overtaken.
      const { court, caseNumber } = warrantOf(0, 1);
      const order = { orderId: 'ROBKAR-1', court, caseNumber };
      await walk.court.say({ kind: 'release-order', about: { subject }, order });
      await until('the order', 20_000, async () => (await walk.gate.view()).releases.length > 0 || undefined);
      const hold = { holdId: 'H-4', authority: 'تھانہ اچھرہ', caseNumber: 'FIR 402/26' };
      await walk.court.say({ kind: 'hold', about: { subject }, hold });
      const { url, staff } = walk.gate.post;
      await call(`${url}/api/hand-over`, z.unknown(), credentials(staff.head));
    });

    it('raise the alarm when the door is forced', async () => {
      await walk.gate.forceDoor();
      await walk.lookAt('alarm', { en: 'The gate opened without a recorded movement', ur: 'اندراج کے بغیر گیٹ کھلا' });
    });

    it('show the superintendent the whole house, and let names out only by two officers', async () => {
      const { head, onDuty } = walk.gate.post.staff;
      for (const language of ['en', 'ur'] as const) {
        const page = await walk.openPage(walk.house.gates[0].url, language, desk);
        const seeing = async (show: string, text: string | RegExp): Promise<void> => {
          await page.goto(`${walk.house.gates[0].url}/house?lang=${language}&${show}`);
          await page.getByText(text).first().waitFor();
          await look(page, language, `house-${show.split('=')[1]}-${language}`);
        };
        await seeing('show=alarms', /^Alarm seen$|^الارم دیکھ لیا$/);
        await seeing('show=exceptions', onDuty.name);
        await seeing(
          'show=reviews',
          /Cannot be reviewed yet|ابھی منظوری ممکن نہیں|No release is to come|کوئی رہائی باقی نہیں/,
        );
        await seeing('show=late', /Hold added after the order|روبکار کے بعد مقدمہ/);
        await seeing(
          'show=pending',
          /Every admission is complete|تمام داخلے مکمل ہیں|is on record|کا اندراج ہو چکا ہے/,
        );
        await seeing('show=evacuation', warrantOf(1, 1).prisonerNumber);
        await seeing('show=roll', /Ward 1|بارک 1/);
        await page.getByRole('button', { name: /Everybody on record|ریکارڈ میں موجود تمام/ }).click();
        await page.getByText(warrantOf(1, 1).prisonerNumber).waitFor();
        await look(page, language, `house-names-${language}`);
        if (language === 'ur') continue;
        await page.getByRole('button', { name: 'Take this list out' }).click();
        const deputy = walk.officer('deputy-superintendent');
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

    it('show the centre in both languages', async () => {
      const centre = await walk.openPage(walk.house.urls.centre, 'en', desk);
      await centre.getByText('محمد اسلم').first().waitFor();
      await look(centre, 'en', 'centre-en');
      const urdu = await walk.openPage(walk.house.urls.centre, 'ur', desk);
      await urdu.getByText('محمد اسلم').first().waitFor();
      await look(urdu, 'ur', 'centre-ur');
    });
  },
);
