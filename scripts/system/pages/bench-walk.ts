import { messages } from '@custody-edge/ui-kit';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { call } from '../../demo/api.ts';
import { keepSignedIn } from '../../demo/staff.ts';
import { expectLargeTargets, kiosk, type Language, look, smallKiosk } from '../browser.ts';
import type { GateWalk } from './gate-walk.ts';
import { choose, signInDialog } from './hands.ts';

type Key = keyof typeof messages;

const fiveHoursMs = 5 * 3_600_000;
const parcel = 'FSL-2026/0412';
const packets = ['A', 'B', 'C'].map((letter) => `${parcel}-${letter}`);

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
