import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import type { BenchPost } from '../../demo/posts.ts';
import { credentials, keepSignedIn, officersOf, type StaffMember } from '../../demo/staff.ts';
import { desk, kiosk, look, smallKiosk } from '../browser.ts';
import { BenchGlass } from './bench-glass.ts';
import { completed, completedMethods } from './completed-method.ts';
import { describeGatePages, type GateWalk } from './gate-walk.ts';
import { signInDialog } from './hands.ts';
import { BenchHands, batch, grossOf, grossOfParcel, outer, type Packet, packets, parcel } from './seizure.ts';

const launcher = fileURLToPath(new URL('../../custody-edge.js', import.meta.url));
/** Its own methods, and what its balance has to prove: 363 weights are taken. */
const laboratory = { policy: { methodsDir: completedMethods(), durationMs: 500 }, weightEveryMs: 50 };

const fiveHoursMs = 5 * 3_600_000;
const allPacketsLimitMs = 900_000;

const balancesSchema = z.object({ balances: z.array(z.string()).min(1) });
const reviewSchema = z.object({
  report: z.object({ contentHash: z.string().optional(), gaps: z.array(z.object({ en: z.string() })) }),
  issued: z.array(z.object({ event: z.string(), pdfHash: z.string() })),
});
const unitsSchema = z.object({ done: z.number(), of: z.number() });
const benchSchema = z.object({
  desk: z.object({
    exhibit: z.object({
      label: z.string(),
      state: z.string(),
      findings: z.array(z.object({ kind: z.string(), what: z.string().optional(), manual: z.string().optional() })),
      method: z.object({ version: z.string(), isDone: z.boolean(), units: unitsSchema }),
    }),
  }),
});

describeGatePages(
  'a seizure of many packets on the pages of the bench and of the centre',
  { people: 0, bench: laboratory },
  (walk) => {
    walkSeizure(walk);

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
  },
);

/** As the field of a browser wants it. */
function localTime(ms: number): string {
  const at = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return at.toISOString().slice(0, 16);
}

/** The balance has a certificate, and was tried today. */
async function fitBalance(bench: BenchPost, hands: BenchHands): Promise<void> {
  const { balances } = await call(`${bench.url}/api/view`, balancesSchema);
  const [deviceId] = balances;
  const form = { certificate: 'PNAC-88', by: 'NPSL Islamabad', calibratedOn: '2026-01-05', dueOn: '2027-12-31' };
  await hands.act({ action: 'calibrate', deviceId, form });
  const weight = { mark: 'F1-100', nominal: '100.00' };
  await hands.act({ action: 'begin-trial', deviceId, trial: 'check-weight', weight, unit: 'g' });
  await hands.load(100_00);
  await hands.steady();
  await hands.act({ action: 'accept' });
  await hands.act({ action: 'end-trial' });
  await hands.act({ action: 'cancel' });
  await hands.unload();
}

/** What stands before one seizure: two glasses of the bench, and the hands at its instruments. */
interface AtBench {
  readonly english: BenchGlass;
  readonly urdu: BenchGlass;
  readonly hands: BenchHands;
  readonly analyst: StaffMember;
  readonly now: () => Promise<z.infer<typeof benchSchema>['desk']['exhibit']>;
}

/** A parcel of packets, from the counter until it goes back under seal: each packet weighed and tested as the laboratory's method says. */
function walkSeizure(walk: GateWalk): void {
  let opened: AtBench | undefined;
  const at = (): AtBench => {
    if (!opened) throw new Error('no seizure was taken in');
    return opened;
  };

  it('take a sealed parcel in, begin the laboratory’s own method with it, and divide it by labels of a roll', async () => {
    const { bench } = walk;
    await keepSignedIn(bench);
    const hands = new BenchHands(bench);
    const english = new BenchGlass(await walk.openPage(bench.url, 'en', kiosk), 'en', 'en');
    const urdu = new BenchGlass(await walk.openPage(bench.url, 'ur', smallKiosk), 'ur', 'ur-small');
    const now = async () => (await call(`${bench.url}/api/view`, benchSchema)).desk.exhibit;
    opened = { english, urdu, hands, analyst: bench.staff.onDuty, now };
    await fitBalance(bench, hands);
    await english.seeKey('lab.scan-exhibit');
    await english.look('home');
    await urdu.look('home');
    await receive(opened);
    await begin(opened);
    await divide(opened);
    expect(await now()).toMatchObject({
      method: { version: completed.version, units: { done: 0, of: packets.length } },
    });
  });

  it(
    'weigh every packet gross, net and empty and test it, by its label and on the balance',
    async () => {
      const { english, urdu, now } = at();
      const [first, second, ...others] = packets;
      const half = others[packets.length / 2];
      const last = others.pop();
      if (!first || !second || !half || !last) throw new Error('too few packets');
      await workOnPage(at(), english, first);
      expect((await now()).findings.map(({ what, kind }) => what ?? kind)).toEqual([
        'test',
        'packaging',
        'net',
        'gross',
      ]);
      await english.pressNext('lab.go-on-with', { label: second.label });
      await workOnPage(at(), urdu, second);
      const middle = others.indexOf(half);
      await workInTheDark(at(), others.slice(0, middle));
      await lookHalfWay(at(), half);
      await workInTheDark(at(), others.slice(middle));
      await workOnPage(at(), urdu, last, 'written');
      expect(await now()).toMatchObject({ method: { units: { done: packets.length, of: packets.length } } });
    },
    allPacketsLimitMs,
  );

  it('correct what was seen of a packet, seal everything again and give it back', async () => {
    const { english, urdu, hands, analyst, now } = at();
    const corrected = packets[4]?.label ?? '';
    await hands.scan(corrected);
    await english.see(corrected);
    await english.page.locator('.bench-finding').first().getByRole('button').click();
    await english.page.locator('input[name=outcome][value=positive]').check({ force: true });
    await english.fill('lab.observed', 'Violet at once');
    await english.fill('lab.why', 'The time until it showed was left out');
    await english.press('lab.sign-amendment');
    await english.page.getByRole('dialog').waitFor();
    await signInDialog(english.page, analyst);
    await english.page.getByRole('dialog').waitFor({ state: 'hidden' });

    await hands.scan(parcel);
    await urdu.seeKey('lab.parts');
    await urdu.look('all-done');
    await english.look('all-done');
    await urdu.pressNext('lab.next-reseal');
    await urdu.fill('lab.mark', 'FSL/Q 9');
    await urdu.press('lab.reseal-it');
    await urdu.pressNext('lab.next-return');
    await urdu.touch('agency.anf');
    await urdu.fill('lab.rank', 'ASI');
    await urdu.fill('lab.belt', '2231');
    await urdu.look('return');
    await urdu.press('lab.return-it');
    await urdu.page.getByRole('dialog').waitFor();
    await urdu.look('sign-return');
    await signInDialog(urdu.page, analyst);
    await english.seeKey('lab.returned');
    await english.look('returned');
    expect(await now()).toMatchObject({ label: parcel, state: 'returned', method: { isDone: true } });
  });
}

/** The case is opened with its paper, and its parcel taken in sealed. */
async function receive({ english, urdu, hands, analyst }: AtBench): Promise<void> {
  await english.press('lab.new-case');
  await english.fill('lab.case-number', 'NC-2026/0412');
  await english.fill('lab.memorandum', 'TM-118/26');
  await english.fill('lab.fir', 'FIR 112/26');
  await english.touch('lab-section.narcotics-chemistry');
  await english.touch('agency.anf');
  await english.fill('lab.police-station', 'ANF Quetta');
  await english.fill('lab.seized-at', localTime(Date.now() - fiveHoursMs));
  await english.fill('lab.depositor-rank', 'ASI');
  await english.fill('lab.depositor-belt', '2231');
  await english.look('case-form');
  await english.press('lab.open-case');

  await english.seeKey('lab.no-parcels');
  await hands.scan(parcel);
  await english.fill('lab.parcel-number', '1');
  await english.fill('lab.described', 'A bag sewn in cloth');
  await english.fill('lab.place', 'Safe 2');
  await english.fill('lab.mark', 'ANF/Q 14');
  await english.touch('seal-state.intact');
  await english.look('parcel');
  await urdu.look('parcel');
  await english.press('lab.receive');
  await english.page.getByRole('dialog').waitFor();
  await urdu.look('sign-receipt');
  await signInDialog(english.page, analyst);
  await english.page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** The method is chosen; the parcel is photographed, weighed as it came, and opened. */
async function begin(bench: AtBench): Promise<void> {
  const { english, urdu, hands } = bench;
  await hands.scan(parcel);
  await english.press('lab.back-to-page');
  await english.press('lab.begin-method');
  await english.look('methods');
  await english.page.getByText('Seizure: every packet weighed and tested').click();
  await english.pressNext('lab.bind-file');
  const photograph = await english.page.screenshot({ type: 'png' });
  await english.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'parcel-sealed.png', mimeType: 'image/png', buffer: photograph });
  await english.press('lab.bind');
  await english.pressNext('lab.next-weigh');
  await steadyOn(bench, english, grossOfParcel);
  await look(english.page, 'en', 'bench-en');
  await urdu.look('weigh');
  await english.page.keyboard.press('Enter');
  await english.seeKey('lab.next-open');
  await hands.unload();
  await english.look('exhibit');
  await urdu.look('exhibit');
  // The one next thing has the keyboard.
  await english.page.keyboard.press('Enter');
  await english.touch('seal-state.intact');
  await english.press('lab.open-it');
}

/** Every packet has a label of its own, and the empty cloth is weighed. */
async function divide(bench: AtBench): Promise<void> {
  const { english, urdu, hands } = bench;
  const [first, second, third, ...others] = packets.map(({ label }) => label);
  const last = others.at(-1);
  if (!first || !second || !third || !last) throw new Error('too few packets');
  await english.pressNext('lab.next-divide');
  for (const label of [first, second]) {
    await hands.scan(label);
    await english.see(label);
  }
  await english.press('lab.label-run');
  await english.fill('lab.first-label', third);
  await english.fill('lab.label-count', String(packets.length - 2));
  await english.look('label-run');
  await english.press('lab.take-run');
  await english.see(last);
  await english.look('labels');
  await urdu.look('labels');
  await english.page.keyboard.press('Enter');
  await english.touch('part-kind.unit');
  await english.fill('lab.parts-described', 'Packet in brown tape');
  await english.look('describe-parts');
  await english.page.keyboard.press('Enter');
  await english.seeKey('lab.parts');
  await english.look('divided');
  await urdu.look('divided');
  await english.pressNext('lab.next-weigh');
  await steadyOn(bench, english, outer);
  await english.page.keyboard.press('Enter');
  await english.seeKey('lab.findings');
  await hands.unload();
}

/** A load lies still on the pan, and the page says so. @param hundredths of a gram */
async function steadyOn({ hands }: AtBench, glass: BenchGlass, hundredths: number): Promise<void> {
  await hands.load(hundredths);
  await glass.seeKey('bench.steady');
}

/** All that the method asks of a packet, on the page. @param packaging written by hand in place of the last weight where it is */
async function workOnPage(bench: AtBench, glass: BenchGlass, packet: Packet, packaging?: 'written'): Promise<void> {
  const { hands, now } = bench;
  const weights = [grossOf(packet), packet.net, ...(packaging ? [] : [packet.packaging])];
  await hands.unload();
  await hands.scan(packet.label);
  for (const [index, hundredths] of weights.entries()) {
    if (index > 0) await glass.pressNext('lab.next-weigh');
    await steadyOn(bench, glass, hundredths);
    await glass.page.keyboard.press('Enter');
    await glass.seeKey('lab.findings');
    await hands.unload();
  }
  if (packaging) {
    await glass.press('lab.write-weight');
    await glass.fill('lab.weight-value', (packet.packaging / 100).toFixed(2));
    await glass.touch('weight-kind.packaging');
    await glass.fill('lab.manual-reason', 'The tape stuck to the pan');
    await glass.look('write-weight');
    await glass.press('lab.record-weight');
  }
  await glass.pressNext('lab.next-test');
  await glass.fill('lab.observed', 'Violet');
  await glass.touch('test-outcome.positive');
  if (packet === packets[0]) {
    await glass.fill('lab.reagent-batch', batch);
    await glass.page.locator('input[name=known][value=reacted]').check({ force: true });
    await glass.page.locator('input[name=blank][value=silent]').check({ force: true });
  }
  await glass.look('test');
  await glass.press('lab.record-test');
  await glass.seeKey('lab.findings');
  expect((await now()).label).toBe(packet.label);
}

/** What the page would ask of the station is asked of it directly; the balance and the reader are the same. */
async function workInTheDark({ english, urdu, hands }: AtBench, some: readonly Packet[]): Promise<void> {
  const lights = await Promise.all([english, urdu].map((glass) => glass.darken()));
  for (const packet of some) await hands.workOn(packet);
  await Promise.all(lights.map((light) => light()));
}

/** What stands on the glasses while half of the packets are done. */
async function lookHalfWay(bench: AtBench, { label }: Packet): Promise<void> {
  const { english, urdu, hands } = bench;
  await hands.unload();
  await hands.scan(parcel);
  await english.seeKey('lab.parts');
  await english.look('half-way');
  await urdu.look('half-way');
  await hands.scan(label);
  await english.see(label);
  await english.look('half-way-weigh');
  await urdu.look('half-way-weigh');
}

/** The case is given to its analyst, who concludes; two others review it, and it is issued: on the page. @returns the file and its signed event */
async function issueReport(walk: GateWalk, labCase: string): Promise<{ pdf: Buffer; event: string }> {
  const { bench } = walk;
  const [analyst, ...others] = officersOf(bench.staff);
  const supervisor = others.find(({ role }) => role === 'supervisor');
  const colleague = others.find(({ role }) => role === 'analyst');
  if (!analyst || !supervisor || !colleague) throw new Error('nobody to review');
  const act = (action: object) => call(`${bench.url}/api/bench`, z.unknown(), action);
  const review = () => call(`${bench.url}/api/bench/review?case=${labCase}`, reviewSchema);
  await keepSignedIn(bench);
  await act({ action: 'assign', case: labCase, analyst: analyst.officerId, appointment: 'S.R.O. 1(I)/2026' });
  await act({ action: 'sign', ...credentials(supervisor) });
  const english = new BenchGlass(await walk.openPage(bench.url, 'en', kiosk), 'en', 'en');
  const urdu = new BenchGlass(await walk.openPage(bench.url, 'ur', kiosk), 'ur', 'ur');
  const address = `${bench.url}/look-back?show=review&case=${labCase}`;
  await english.page.goto(`${address}&lang=en`);
  await urdu.page.goto(`${address}&lang=ur`);
  await english.press('case-report.conclude');
  await english.fill('case-report.number', 'FSL-Q/2026/0412');
  await english.fill(
    'case-report.conclusion',
    `Each of the ${packets.length} packets reacted as heroin does; presumptive.`,
  );
  await english.fill(
    'case-report.conclusion-urdu',
    `تمام ${packets.length} پیکٹ ہیروئن جیسا ردِعمل دیتے ہیں؛ یہ ابتدائی نتیجہ ہے۔`,
  );
  await look(english.page, 'en', 'bench-conclude-en');
  await english.page
    .getByRole('dialog')
    .getByRole('button', { name: english.text('case-report.conclude') })
    .click();
  await signInDialog(english.page, analyst);
  await english.page.getByRole('dialog').waitFor({ state: 'hidden' });
  const contentHash = await until('a report', 10_000, async () => (await review()).report.contentHash);
  for (const [kind, officer] of [
    ['technical-review', colleague],
    ['administrative-review', supervisor],
  ] as const) {
    await act({ action: 'review', case: labCase, review: kind, contentHash });
    await act({ action: 'sign', ...credentials(officer) });
  }
  expect((await review()).report.gaps.map(({ en }) => en)).toEqual([]);
  await english.seeKey('case-report.whole');
  await look(urdu.page, 'ur', 'bench-report-ur');
  await english.press('case-report.issue');
  await english.seeKey('case-report.nothing-new');
  await look(english.page, 'en', 'bench-report-en');
  const [issued] = (await review()).issued;
  const file = await fetch(`${bench.url}/api/bench/file/${issued?.pdfHash}`);
  return { pdf: Buffer.from(await file.arrayBuffer()), event: issued?.event ?? '' };
}
