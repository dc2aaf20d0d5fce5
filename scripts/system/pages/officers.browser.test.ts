import { it } from 'vitest';
import { z } from 'zod';
import { call } from '../../demo/api.ts';
import { credentials, enrolStaff } from '../../demo/staff.ts';
import { expectLargeTargets, look } from '../browser.ts';
import { VirtualKey } from '../virtual-key.ts';
import { describeGatePages } from './gate-walk.ts';
import { signInDialog } from './hands.ts';

describeGatePages(
  'officers on the pages of a gate',
  {
    people: 8,
    staffed: false,
    gatePolicy: { impressionsPerFinger: 2 },
    complaints: ['status of 403', 'status of 409'],
  },
  (walk) => {
    let deputysKey: VirtualKey;

    it('ask for the one-time code where nobody is enrolled', async () => {
      await walk.lookAt('first-officer', { en: 'First officer of this station', ur: 'اس اسٹیشن کا پہلا افسر' });
      await Promise.all(walk.house.posts.map(enrolStaff));
    });

    it('show the gate at rest', async () => {
      await walk.lookAt('home', { en: 'Admission', ur: 'داخلہ' });
    });

    it('ask for an officer before anything else, and answer what comes meanwhile', async () => {
      await call(`${walk.house.gates[0].url}/api/sign-out`, z.unknown(), {});
      await walk.lookAt('sign-in', { en: 'Enter your officer number', ur: 'اپنا افسر نمبر درج کریں' });
      await walk.house.gates[0].reader.ask({ command: 'scan', text: 'ROBKAR-1' });
      await walk.lookAt('sign-in-first', {
        en: 'Sign in first. Nothing was',
        ur: 'پہلے لاگ اِن کریں۔ کوئی اندراج نہیں ہوا',
      });
    });

    it('take number and PIN from the pad, and from a keyboard', async () => {
      const { urdu, english } = walk;
      const { head, onDuty } = walk.house.gates[0].staff;
      const pad = (text: string) => urdu.locator('.pad-key', { hasText: new RegExp(`^${text}$`) }).click();
      for (const digit of onDuty.officerId) await pad(digit);
      await pad('پن');
      for (const digit of `${onDuty.pin}0`) await pad(digit);
      await urdu.getByRole('button', { name: 'آخری ہندسہ مٹائیں' }).click();
      await urdu.locator('button[type=submit]').click();
      await walk.lookAt('signed-in', { en: `Officer ${onDuty.officerId}`, ur: onDuty.officerId });

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
      for (const { page, language, name } of walk.glasses) {
        await page.locator('.duty').click();
        await page
          .getByRole('button', { name: language === 'ur' ? 'اس اسٹیشن کے افسران' : 'Officers of this' })
          .click();
        await page.getByText(walk.house.gates[0].staff.onDuty.name).waitFor();
        await look(page, language, `gate-officers-${name}`);
        await expectLargeTargets(page);
        await page.getByRole('button', { name: language === 'ur' ? 'نئے افسر کا اندراج' : 'Enrol an officer' }).click();
        await look(page, language, `gate-enrol-officer-${name}`);
        await expectLargeTargets(page);
      }
      const { english } = walk;
      await english.getByLabel('Officer number').fill('555');
      await english.getByLabel('Officer’s name').fill('رشید خان');
      await english.getByLabel('Reception officer').check();
      await english.getByLabel('New PIN').fill('829104');
      await english.getByLabel('The same PIN again').fill('829105');
      await english.getByLabel('Your own PIN').fill(walk.house.gates[0].staff.head.pin);
      await english.getByRole('button', { name: 'Enrol this officer' }).click();
      await english.getByText('The two PINs are not the same').waitFor();
      await english.getByLabel('The same PIN again').fill('829104');
      await english.getByRole('button', { name: 'Enrol this officer' }).click();
      await walk.lookAt('second-word', {
        en: 'Enrol رشید خان as officer 555: Reception officer?',
        ur: 'دیکھے کہ سامنے کون ہے',
      });
      for (const { page } of walk.glasses) await expectLargeTargets(page);
      await signInDialog(english, walk.house.gates[0].staff.head);
      await english.getByText('Another officer has to sign this').waitFor();
      await signInDialog(english, walk.officer('deputy-superintendent'));
      await english.getByRole('button', { name: 'Disable officer 555' }).click();
      await english.getByText('Disable رشید خان, officer 555?').waitFor();
      await english.getByRole('dialog').getByRole('button', { name: 'Disable officer 555' }).click();
      await english.getByRole('dialog').getByText('sees who stands here').waitFor();
      await signInDialog(english, walk.officer('deputy-superintendent'));
      await english.getByText('Reception officer · disabled').waitFor();
      await walk.goBack();
    });

    it('register an officer’s security key, and sign the officer in with it', async () => {
      const { urdu, english } = walk;
      const { head } = walk.house.gates[0].staff;
      const deputy = walk.officer('deputy-superintendent');
      for (const { page, language, name } of walk.glasses) {
        await page.locator('.duty').click();
        await page
          .getByRole('button', { name: language === 'ur' ? 'اس اسٹیشن کے افسران' : 'Officers of this' })
          .click();
        const line = page.locator('.officer').filter({ hasText: deputy.officerId });
        await line.getByRole('button', { name: language === 'ur' ? 'کلیدیں' : 'Keys' }).click();
        await look(page, language, `gate-officer-keys-${name}`);
        await expectLargeTargets(page);
      }
      deputysKey = await VirtualKey.plugIn(urdu);
      await urdu.getByLabel('آپ کا اپنا پن').fill(head.pin);
      await urdu.locator('button[type=submit]').click();
      await urdu.getByText('اس سکیورٹی کلید کا اندراج کریں؟').waitFor();
      await signInDialog(urdu, deputy);
      await urdu.getByRole('button', { name: 'یہ کلید ختم کریں' }).waitFor();
      await look(urdu, 'ur', 'gate-officer-key-ur');
      await expectLargeTargets(urdu);
      await call(`${walk.house.gates[0].url}/api/sign-out`, z.unknown(), {});
      await urdu.getByLabel('افسر نمبر').fill(deputy.officerId);
      await deputysKey.know(false);
      await urdu.getByRole('button', { name: 'سکیورٹی کلید لگائیں' }).click();
      await urdu.getByText('کلید استعمال نہیں ہوئی').waitFor();
      await look(urdu, 'ur', 'gate-key-unused-ur');
      await deputysKey.know(true);
      await urdu.getByRole('button', { name: 'سکیورٹی کلید لگائیں' }).click();
      await walk.lookAt('signed-in-by-key', { en: `Officer ${deputy.officerId}`, ur: deputy.officerId });
      await call(`${walk.house.gates[0].url}/api/hand-over`, z.unknown(), { officerId: head.officerId, pin: head.pin });
      deputysKey = await deputysKey.moveTo(english);
      await walk.goBack();
    });

    it('take an officer’s own fingers, and ask for one after the PIN', async () => {
      const { urdu, english } = walk;
      const { url, staff } = walk.house.gates[0];
      const ownPin = staff.head.pin;
      const bashir = { officerId: '666', pin: '829104' };
      const hands = 7;
      const answer = () =>
        call(`${url}/api/officers/word`, z.unknown(), credentials(walk.officer('deputy-superintendent')));
      await call(`${url}/api/officers`, z.unknown(), { ...bashir, name: 'بشیر احمد', roles: ['gate-officer'], ownPin });
      await answer();
      for (const { page, language, name } of walk.glasses) {
        await page.locator('.duty').click();
        await page
          .getByRole('button', { name: language === 'ur' ? 'اس اسٹیشن کے افسران' : 'Officers of this' })
          .click();
        const line = page.locator('.officer').filter({ hasText: bashir.officerId });
        await line.getByRole('button', { name: language === 'ur' ? 'انگلیاں' : 'Fingers' }).click();
        await look(page, language, `gate-officer-fingers-${name}`);
        await expectLargeTargets(page);
      }
      await urdu.getByLabel('آپ کا اپنا پن').fill(ownPin);
      await urdu.locator('button[type=submit]').click();
      await urdu.getByText('دائیں ہاتھ کی شہادت کی انگلی شیشے پر رکھیں').waitFor();
      await walk.gate.press(hands, 0, 'enrol');
      await walk.gate.press(hands, 1, 'enrol');
      await walk.lookAt('officer-fingers-taken', {
        en: 'This is not the finger from before',
        ur: 'یہ پہلے والی انگلی نہیں',
      });
      for (const finger of [0, 1, 1] as const) await walk.gate.press(hands, finger, 'enrol');
      await urdu.getByText('ان انگلیوں کا اندراج کریں؟').waitFor();
      await answer();
      await walk.lookAt('officer-fingers-enrolled', { en: 'Enrolled fingers: 2', ur: 'درج انگلیاں: 2' });
      await walk.goBack();

      await english.locator('.duty').click();
      await english.getByRole('dialog').getByRole('button', { name: 'Hand over duty' }).click();
      await english.getByLabel('Officer number').fill(bashir.officerId);
      await english.getByLabel('PIN').fill(bashir.pin);
      await english.locator('button[type=submit]').click();
      await walk.lookAt('finger-asked', { en: 'Put your own finger on the glass', ur: 'اپنی انگلی شیشے پر رکھیں' });
      await walk.gate.press(0, 0, 'verify');
      await walk.lookAt('finger-not-matched', {
        en: 'not an enrolled finger of yours',
        ur: 'یہ آپ کی اندراج شدہ انگلی نہیں',
      });
      await walk.gate.press(hands, 1, 'verify');
      await walk.lookAt('signed-in-by-finger', { en: `Officer ${bashir.officerId}`, ur: bashir.officerId });

      // Again, with a worn finger: the deputy answers for who is there, with a security key.
      await call(`${url}/api/sign-out`, z.unknown(), {});
      await english.getByLabel('Officer number').fill(bashir.officerId);
      await english.getByLabel('PIN').fill(bashir.pin);
      await english.locator('button[type=submit]').click();
      await english.getByRole('button', { name: 'No finger can be read' }).click();
      await english.getByRole('radio', { name: 'worn', exact: true }).check();
      const deputy = walk.officer('deputy-superintendent');
      await english.getByRole('dialog').getByLabel('Officer number').fill(deputy.officerId);
      await look(english, 'en', 'gate-vouch-en');
      await urdu.getByRole('button', { name: 'انگلی کا نشان نہیں آتا' }).click();
      await look(urdu, 'ur', 'gate-vouch-ur');
      await english.getByRole('dialog').getByRole('button', { name: 'Use security key' }).click();
      await english.locator('.duty').waitFor();
      await call(`${url}/api/hand-over`, z.unknown(), { officerId: staff.head.officerId, pin: ownPin });
      await call(`${url}/api/officers/disable`, z.unknown(), { officerId: bashir.officerId });
      await answer();
    });
  },
);
