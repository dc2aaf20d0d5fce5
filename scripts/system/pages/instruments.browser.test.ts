import { messages } from '@custody-edge/ui-kit';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import { credentials, keepSignedIn, officersOf } from '../../demo/staff.ts';
import { expectLargeTargets, kiosk, type Language, look, smallKiosk } from '../browser.ts';
import { BenchGlass } from './bench-glass.ts';
import { describeGatePages } from './gate-walk.ts';
import { hiddenPxOf } from './glasses.ts';
import { pressPad } from './hands.ts';
import { openParcel } from './open-parcel.ts';
import { divideAndBind, samplingLaboratory } from './sampled-parcel.ts';
import { BenchHands } from './seizure.ts';

const viewSchema = z.object({
  acceptable: z.boolean(),
  desk: z.object({
    step: z.string(),
    exhibit: z.object({ findings: z.array(z.object({ kind: z.string(), name: z.string().optional() })) }).optional(),
    spectrum: z
      .object({
        darkAt: z.string().optional(),
        referenceAt: z.string().optional(),
        integration: z.object({ microseconds: z.number() }).optional(),
        shown: z.object({ at: z.string(), saturated: z.number(), quantity: z.string() }).optional(),
      })
      .optional(),
  }),
});

const options = { people: 1, bench: { policy: samplingLaboratory() } };

describeGatePages('instruments on the pages of a bench', options, (walk) => {
  it('show what a spectrometer sees, live, and a key takes it for the exhibit', async () => {
    const { bench } = walk;
    await keepSignedIn(bench);
    await openParcel(bench, 'FSL-2026/0500');
    const view = () => call(`${bench.url}/api/view`, viewSchema);
    const glasses = [
      { page: await walk.openPage(bench.url, 'en', kiosk), language: 'en', name: 'en' },
      { page: await walk.openPage(bench.url, 'ur', kiosk), language: 'ur', name: 'ur' },
      { page: await walk.openPage(bench.url, 'en', smallKiosk), language: 'en', name: 'en-small' },
      { page: await walk.openPage(bench.url, 'ur', smallKiosk), language: 'ur', name: 'ur-small' },
    ] as const;
    const lookAtAll = async (what: string, text: (language: Language) => string) => {
      for (const { page, language, name } of glasses) {
        await page.getByText(text(language), { exact: true }).first().waitFor();
        await look(page, language, `bench-spectrum-${what}-${name}`);
        await expectLargeTargets(page);
      }
    };
    const say = (key: keyof typeof messages) => (language: Language) => messages[key][language];
    const english = glasses[0].page;
    const press = (key: keyof typeof messages) =>
      english.getByRole('button', { name: messages[key].en, exact: true }).click();
    const later = (before: string) =>
      until('a new spectrum', 20_000, async () => {
        const at = (await view()).desk.spectrum?.shown?.at;
        return at !== undefined && at > before ? at : undefined;
      });
    // The next one may have begun before the light was changed.
    const next = async () => later(await later(new Date().toISOString()));

    await press('spectrum.take');
    await lookAtAll('counts', say('bench.spectrum-shown'));
    const isSaturated = async () => ((await view()).desk.spectrum?.shown?.saturated ?? 0) > 0;
    const pressUntil = async (key: 'spectrum.double' | 'spectrum.half', isDone: () => Promise<boolean>) => {
      while (!(await isDone())) {
        await press(key);
        await next();
      }
    };
    const gathered = async () => (await view()).desk.spectrum?.integration?.microseconds;
    const before = await gathered();
    // Two quick presses are two.
    await english.getByRole('button', { name: messages['spectrum.half'].en, exact: true }).dblclick();
    await until('a quarter of the time', 10_000, async () => (await gathered()) === (before ?? 0) / 4 || undefined);
    await pressUntil('spectrum.double', isSaturated);
    await lookAtAll('saturated', (language) =>
      language === 'en'
        ? 'There is more light than the detector can count, so this spectrum is not used. Shorten the time or dim the light, and take it again.'
        : 'روشنی ڈیٹیکٹر کی حد سے زیادہ ہے، اس لیے یہ طیف استعمال نہیں ہو گا۔ دورانیہ کم کریں یا روشنی گھٹائیں اور دوبارہ لیں۔',
    );
    await pressUntil('spectrum.half', async () => !(await isSaturated()));
    await bench.spectrometer.ask({ command: 'lamp', on: false });
    await next();
    await press('spectrum.keep-dark');
    await until('the dark', 10_000, async () => (await view()).desk.spectrum?.darkAt);
    await bench.spectrometer.ask({ command: 'lamp', on: true });
    await next();
    await press('spectrum.keep-reference');
    await until('the reference', 10_000, async () => (await view()).desk.spectrum?.referenceAt);
    const bands = [
      { centreNm: 540, widthNm: 50, absorbance: 0.8 },
      { centreNm: 620, widthNm: 40, absorbance: 0.35 },
    ];
    await bench.spectrometer.ask({ command: 'sample', bands });
    await next();
    await lookAtAll('absorbance', say('bench.spectrum-shown'));
    await english.keyboard.press('Enter');
    const { desk } = await until('the record', 10_000, async () => {
      const now = await view();
      return now.desk.step === 'exhibit' ? now : undefined;
    });
    expect(desk.exhibit?.findings.map(({ name }) => name?.split('.').at(-1))).toEqual(['jdx', 'raw', 'raw', 'raw']);
    await lookAtAll('exhibit', say('spectrum.take'));
  });

  it('lead through the places of the pan, and the wall says what the trial showed', async () => {
    const { bench } = walk;
    await keepSignedIn(bench);
    const hands = new BenchHands(bench);
    await hands.act({ action: 'cancel' });
    const english = new BenchGlass(await walk.openPage(bench.url, 'en', kiosk), 'en', 'en');
    const urdu = new BenchGlass(await walk.openPage(bench.url, 'ur', smallKiosk), 'ur', 'ur-small');
    for (const glass of [english, urdu]) await glass.press('room.measure');
    await pressPad(english.page, '21.4');
    await english.fill('room.humidity', '45');
    await english.fill('room.instrument', 'TH-3');
    for (const glass of [english, urdu]) await glass.look('room');
    await english.pressNext('room.save');
    await english.page.getByText(english.text('room.read', { temperature: '21.4 °C', humidity: '45 %' })).waitFor();
    await urdu.page.keyboard.press('Escape');
    for (const glass of [english, urdu]) await glass.look('home-room');
    await english.press('lab.instruments');
    await english.seeKey('lab.begin-trial');
    await english.look('instruments');
    await urdu.look('instruments');
    await english.press('lab.begin-trial');
    await english.touch('trial.linearity');
    // The pad types into the load that was touched last, whichever keyboard that was typed with before.
    const third = english.page.getByLabel(english.text('trial.load', { number: '3' }), { exact: true });
    await third.fill('۱');
    await pressPad(english.page, '00.5');
    expect(await third.inputValue()).toBe('100.5');
    await english.look('begin-trial');
    await english.touch('trial.eccentricity');
    await pressPad(english.page, '200.00');
    await english.fill('lab.trial-mark', 'F1-200');
    await english.pressNext('lab.begin-trial');
    for (const place of ['centre', 'front-left', 'front-right', 'back-left', 'back-right'] as const) {
      await hands.unload();
      const where = english.text('trial.put-at', { place: messages[`trial.place-${place}`].en });
      await english.page.getByText(where).first().waitFor();
      await hands.load(200_00);
      await english.seeKey('bench.steady');
      if (place === 'back-left') for (const glass of [english, urdu]) await glass.look('trial-eccentricity');
      await english.page.keyboard.press('Enter');
    }
    await hands.unload();
    await english.press('lab.trial-end');
    for (const [glass, language] of [
      [english, 'en'],
      [urdu, 'ur'],
    ] as const) {
      await glass.page.goto(`${bench.url}/look-back?show=instruments&lang=${language}`);
      await glass.page
        .getByText(/Instruments of this bench|اس بنچ کے آلات/)
        .first()
        .waitFor();
      await glass.look('instrument-wall');
    }
  });

  it('look a spectrum up in the library, draw units by lot, and show a report before anybody signs for it', async () => {
    const { bench } = walk;
    await keepSignedIn(bench);
    const [analyst, ...others] = officersOf(bench.staff);
    const supervisor = others.find(({ role }) => role === 'supervisor');
    if (!analyst || !supervisor) throw new Error('nobody to conclude');
    const hands = new BenchHands(bench);
    const labCase = await openParcel(bench, 'FSL-2026/0501');
    await divideAndBind(bench);
    const glass = new BenchGlass(await walk.openPage(bench.url, 'ur', smallKiosk), 'ur', 'ur-small');
    await glass.pressNext('draw.next');
    await glass.look('draw');
    await glass.pressNext('draw.do');
    await glass.page.locator('.bench-drawn-labels').waitFor();
    await glass.press('library.look-up');
    await glass.page.locator('.library-row', { hasText: 'Quartz' }).first().waitFor();
    await glass.look('library');
    expect(await hiddenPxOf(glass.page, '.library .plot')).toBe(0);

    await hands.act({ action: 'assign', case: labCase, analyst: analyst.officerId });
    await hands.act({ action: 'sign', ...credentials(supervisor) });
    await hands.act({ action: 'conclude', case: labCase, number: 'FSL-Q/2026/0501', conclusion: 'Presumptive.' });
    await hands.act({ action: 'sign', ...credentials(analyst) });
    await glass.page.goto(`${bench.url}/look-back?show=reports&lang=ur`);
    await glass.page.getByRole('link', { name: /FSL-Q\/2026\/0501/ }).click();
    await glass.press('case-report.see-draft');
    await glass.page.getByRole('dialog').getByRole('img').waitFor();
    await glass.look('draft');
  });
});
