import { messages } from '@custody-edge/ui-kit';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import type { BenchPost } from '../../demo/posts.ts';
import { credentials, keepSignedIn, officersOf } from '../../demo/staff.ts';
import { expectLargeTargets, kiosk, type Language, look, smallKiosk } from '../browser.ts';
import type { GateWalk } from './gate-walk.ts';
import { choose, signInDialog } from './hands.ts';

type Key = keyof typeof messages;

const fiveHoursMs = 5 * 3_600_000;
const parcel = 'FSL-2026/0412';
const packets = ['A', 'B', 'C'].map((letter) => `${parcel}-${letter}`);

const balancesSchema = z.object({ balances: z.array(z.string()).min(1) });
const reviewSchema = z.object({
  report: z.object({ contentHash: z.string().optional(), gaps: z.array(z.object({ en: z.string() })) }),
  issued: z.array(z.object({ event: z.string(), pdfHash: z.string() })),
});

const findingsSchema = z.object({
  desk: z.object({
    exhibit: z.object({ label: z.string(), state: z.string(), findings: z.array(z.object({ kind: z.string() })) }),
  }),
});

/** One glass of the bench, in its language. */
class BenchGlass {
  readonly page: Page;
  private readonly language: Language;
  private readonly picture: string;

  constructor(page: Page, language: Language, picture: string) {
    this.page = page;
    this.language = language;
    this.picture = picture;
  }

  text(key: Key): string {
    return messages[key][this.language];
  }

  async press(key: Key): Promise<void> {
    await this.page.getByRole('button', { name: this.text(key), exact: true }).click();
  }

  async fill(key: Key, value: string): Promise<void> {
    await this.page.getByLabel(this.text(key), { exact: true }).fill(value);
  }

  async touch(key: Key): Promise<void> {
    await choose(this.page, this.text(key));
  }

  async see(text: string): Promise<void> {
    await this.page.getByText(text, { exact: true }).first().waitFor();
  }

  async seeKey(key: Key): Promise<void> {
    await this.see(this.text(key));
  }

  async look(what: string): Promise<void> {
    await look(this.page, this.language, `bench-${what}-${this.picture}`);
    await expectLargeTargets(this.page);
  }
}

/** As the field of a browser wants it. */
function localTime(ms: number): string {
  const at = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return at.toISOString().slice(0, 16);
}

/** The balance has a certificate, and was tried today. */
async function fitBalance(bench: BenchPost): Promise<void> {
  const act = (action: object) => call(`${bench.url}/api/bench`, z.unknown(), action);
  const isSteady = async () => (await call(`${bench.url}/api/view`, z.object({ acceptable: z.boolean() }))).acceptable;
  const { balances } = await call(`${bench.url}/api/view`, balancesSchema);
  const [deviceId] = balances;
  const form = { certificate: 'PNAC-88', by: 'NPSL Islamabad', calibratedOn: '2026-01-05', dueOn: '2027-12-31' };
  await act({ action: 'calibrate', deviceId, form });
  const weight = { mark: 'F1-100', nominal: '100.00' };
  await act({ action: 'begin-trial', deviceId, trial: 'check-weight', weight, unit: 'g' });
  await bench.balance.ask({ command: 'load', grams: 100 });
  await until('a steady check weight', 20_000, async () => (await isSteady()) || undefined);
  await act({ action: 'accept' });
  await act({ action: 'end-trial' });
  await act({ action: 'cancel' });
  await bench.balance.ask({ command: 'load', grams: 0 });
}

/** A parcel of three packets, from the counter until it goes back under seal, on the pages of the bench. */
export function walkBench(walk: GateWalk): void {
  it('take a parcel in, weigh and test its packets, seal it and give it back', async () => {
    const { bench } = walk;
    await keepSignedIn(bench);
    const analyst = bench.staff.onDuty;
    const english = new BenchGlass(await walk.openPage(bench.url, 'en', kiosk), 'en', 'en');
    const urdu = new BenchGlass(await walk.openPage(bench.url, 'ur', smallKiosk), 'ur', 'ur-small');
    const scan = (text: string) => bench.reader.ask({ command: 'scan', text });
    const onBench = async () => (await call(`${bench.url}/api/view`, findingsSchema)).desk.exhibit;
    const steady = async (glass: BenchGlass, grams: number) => {
      await bench.balance.ask({ command: 'load', grams });
      await glass.seeKey('bench.steady');
    };

    await fitBalance(bench);
    await english.seeKey('lab.scan-exhibit');
    await english.look('home');
    await urdu.look('home');
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
    await scan(parcel);
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

    await scan(parcel);
    await steady(english, 610.5);
    await look(english.page, 'en', 'bench-en');
    await urdu.look('weigh');
    await english.page.keyboard.press('Enter');
    await english.seeKey('lab.next-open');
    await bench.balance.ask({ command: 'load', grams: 0 });
    await english.look('exhibit');
    await urdu.look('exhibit');
    // The one next thing has the keyboard.
    await english.page.keyboard.press('Enter');
    await english.touch('seal-state.intact');
    await english.press('lab.open-it');
    await english.press('lab.next-divide');

    for (const packet of packets) {
      await scan(packet);
      await english.see(packet);
    }
    await english.look('labels');
    await urdu.look('labels');
    await english.page.keyboard.press('Enter');
    await english.touch('part-kind.unit');
    await english.fill('lab.parts-described', 'Packet in brown tape');
    await english.page.keyboard.press('Enter');
    await english.see(packets[2] ?? '');

    for (const [index, packet] of packets.entries()) {
      await scan(packet);
      await steady(urdu, 200 + index);
      await urdu.page.keyboard.press('Enter');
      await urdu.press('lab.next-test');
      await bench.balance.ask({ command: 'load', grams: 0 });
      await urdu.touch('technique.colour-test');
      await urdu.fill('lab.protocol', 'ST/NAR/13/REV.1');
      await urdu.fill('lab.observed', 'جامنی');
      await urdu.touch('test-outcome.positive');
      await urdu.fill('lab.reagent', 'Marquis');
      await urdu.fill('lab.reagent-batch', 'M-77');
      await urdu.page.locator('input[name=known][value=reacted]').check({ force: true });
      await urdu.page.locator('input[name=blank][value=silent]').check({ force: true });
      if (index === 0) await urdu.look('test');
      await urdu.press('lab.record-test');
      await urdu.seeKey('lab.next-reseal');
      expect((await onBench()).findings.map(({ kind }) => kind)).toEqual(['test', 'weight']);
    }
    await urdu.look('packet');
    await english.look('packet');

    await scan(parcel);
    await urdu.seeKey('lab.parts');
    await urdu.press('lab.next-reseal');
    await urdu.fill('lab.mark', 'FSL/Q 9');
    await urdu.press('lab.reseal-it');
    await urdu.press('lab.next-return');
    await urdu.touch('agency.anf');
    await urdu.fill('lab.rank', 'ASI');
    await urdu.fill('lab.belt', '2231');
    await urdu.look('return');
    await urdu.press('lab.return-it');
    await signInDialog(urdu.page, analyst);
    await english.seeKey('lab.returned');
    await english.look('returned');
    expect(await onBench()).toMatchObject({ label: parcel, state: 'returned' });
  });
}

/** The case is given to its analyst, who concludes; two others review it, and it is issued: on the page. @returns the file and its signed event */
export async function issueReport(walk: GateWalk, labCase: string): Promise<{ pdf: Buffer; event: string }> {
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
  await english.fill('case-report.conclusion', 'Each of the three packets reacted as heroin does; presumptive.');
  await english.fill('case-report.conclusion-urdu', 'تینوں پیکٹ ہیروئن جیسا ردِعمل دیتے ہیں؛ یہ ابتدائی نتیجہ ہے۔');
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
