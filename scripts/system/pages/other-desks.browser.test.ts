import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import { warrantOf } from '../../demo/cast.ts';
import { credentials } from '../../demo/staff.ts';
import { desk, kiosk, look } from '../browser.ts';
import { issueReport, walkBench } from './bench-walk.ts';
import { completedMethods } from './completed-method.ts';
import { describeGatePages } from './gate-walk.ts';
import { packets } from './seizure.ts';

const launcher = fileURLToPath(new URL('../../custody-edge.js', import.meta.url));
/** Its own methods, and what its balance has to prove: 363 weights are taken. */
const laboratory = { policy: { methodsDir: completedMethods(), durationMs: 500 }, weightEveryMs: 50 };
const wards = [{ id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' }];

describeGatePages(
  'the superintendent, the bench and the centre on their pages',
  { people: 2, bench: laboratory, gatePolicy: { impressionsPerFinger: 1, wards } },
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

    walkBench(walk);

    it('let an analyst look back on instruments, an exhibit and a case', async () => {
      const onDesk = z.object({ subject: z.string(), case: z.object({ subject: z.string() }) });
      const { exhibit } = (await call(`${walk.bench.url}/api/view`, z.object({ desk: z.object({ exhibit: onDesk }) })))
        .desk;
      for (const language of ['en', 'ur'] as const) {
        const page = await walk.openPage(walk.bench.url, language, kiosk);
        const seeing = async (show: string, text: RegExp): Promise<void> => {
          await page.goto(`${walk.bench.url}/look-back?lang=${language}&show=${show}`);
          await page.getByText(text).first().waitFor();
          await look(page, language, `look-back-${show.split('&')[0]}-${language}`);
        };
        await seeing('instruments', /Instruments of this bench|اس بنچ کے آلات/);
        await seeing(
          `timeline&exhibit=${exhibit.subject}`,
          /The chain of custody has no gap|تحویل کی زنجیر میں کوئی خلا نہیں/,
        );
        await seeing(`review&case=${exhibit.case.subject}`, /^(All|تمام) \d+$/);
        await page.getByRole('button', { name: new RegExp(`^${packets[0]?.label}`) }).click();
        await page
          .getByRole('button', { name: /(Raw source of|کا اصل ڈیٹا)/ })
          .first()
          .click();
        await page.getByText(/As the balance sent it|جیسا ترازو نے بھیجا/).waitFor();
        await look(page, language, `look-back-raw-${language}`);
      }
    });

    it('issue a report that anybody can verify with nothing but the file, its event and the public records', async () => {
      const onDesk = z.object({ case: z.object({ subject: z.string() }) });
      const { desk: shown } = await call(
        `${walk.bench.url}/api/view`,
        z.object({ desk: z.object({ exhibit: onDesk }) }),
      );
      const { pdf, event } = await issueReport(walk, shown.exhibit.case.subject);
      const { text } = await until('the event at the centre', 20_000, async () => {
        const answer = await fetch(`${walk.house.urls.centre}/api/events/${event}`);
        return answer.ok ? z.object({ text: z.string() }).parse(await answer.json()) : undefined;
      });
      const folder = newFolder();
      writeFileSync(join(folder, 'report.pdf'), pdf);
      writeFileSync(join(folder, 'report.jws'), text);
      const of = (file: string) => join(walk.house.dir, walk.bench.stationId, 'trust', file);
      const trust = ['--authority', of('authority.jwk.json'), '--station', of('station.jws')];
      const verify = (file: string) =>
        spawnSync(process.execPath, [launcher, 'verify-report', file, '--json', ...trust], { encoding: 'utf8' });
      const { stdout, status } = verify(join(folder, 'report.pdf'));
      expect({ status, ...JSON.parse(stdout) }).toMatchObject({ status: 0, holds: true });
      writeFileSync(join(folder, 'altered.pdf'), Buffer.concat([pdf.subarray(0, -1), Buffer.from([0x20])]));
      expect(verify(join(folder, 'altered.pdf')).status).toBe(1);
    });

    it('show at the centre how many cases the laboratory has, and what was found in one', async () => {
      for (const language of ['en', 'ur'] as const) {
        const page = await walk.openPage(walk.house.urls.centre, language, desk);
        await page.goto(`${walk.house.urls.centre}/laboratory?lang=${language}`);
        await page.getByText('FIR 112/26').first().waitFor();
        await page.getByRole('table').first().waitFor();
        await look(page, language, `laboratory-${language}`);
        await page.getByRole('button', { name: 'NC-2026/0412' }).click();
        await page
          .getByText(/^Signed event$|^دستخط شدہ اندراج$/)
          .first()
          .waitFor();
        await look(page, language, `laboratory-case-${language}`);
      }
    });

    it('show the centre in both languages', async () => {
      const centre = await walk.openPage(walk.house.urls.centre, 'en', desk);
      await centre.getByText('Exhibit weighed').first().waitFor();
      await look(centre, 'en', 'centre-en');
      const urdu = await walk.openPage(walk.house.urls.centre, 'ur', desk);
      await urdu.getByText('محمد اسلم').first().waitFor();
      await look(urdu, 'ur', 'centre-ur');
    });
  },
);
