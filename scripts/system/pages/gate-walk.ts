import type { OfficerRole } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Court } from '../../demo/court.ts';
import { type FingerSource, syntheticFingers } from '../../demo/fingers.ts';
import { GateActor } from '../../demo/gate-actor.ts';
import { type House, type HouseOptions, openHouse } from '../../demo/house.ts';
import type { BenchPost } from '../../demo/posts.ts';
import { officerWith, type StaffMember } from '../../demo/staff.ts';
import {
  drawsPictures,
  expectLargeTargets,
  type Glass,
  hasChromium,
  kiosk,
  type Language,
  look,
  openBrowser,
  openPage,
  smallKiosk,
} from '../browser.ts';
import { lightPins } from '../light-pins.ts';
import { describeWith } from '../optional.ts';

/** A sentence as both languages show it. */
export type Sentence = Readonly<Record<Language, string>>;

/** One glass before which somebody stands. */
interface ShownGlass {
  readonly page: Page;
  readonly language: Language;
  /** In the names of pictures. */
  readonly name: string;
}

interface Opened {
  readonly house: House;
  readonly browser: Browser;
  readonly fingers: FingerSource;
  readonly gates: readonly GateActor[];
  /** Each language once and each size once: the longer words on the smaller glass. Where pictures are drawn, Urdu on the larger one too. */
  readonly glasses: readonly [urdu: ShownGlass, english: ShownGlass, ...more: ShownGlass[]];
}

interface WalkOptions extends Partial<Pick<HouseOptions, 'prisons' | 'gatePolicy' | 'speed' | 'bench'>> {
  /** How many people have fingers. */
  readonly people: number;
  /** Which gate the glasses stand at; the first unless this says so. */
  readonly at?: number;
  /** Whether the officers are enrolled before the pages open, as they are everywhere but on the first day. */
  readonly staffed?: boolean;
  /** What the browsers may complain of in the end, in its order: requests that the walk has refused. */
  readonly complaints?: readonly string[];
}

/** A running house and a gate of it on its glasses, which one test file walks. */
export class GateWalk {
  private readonly options: WalkOptions;
  private readonly folder = newFolder();
  private readonly heard: string[][] = [];
  private opened: Opened | undefined;

  constructor(options: WalkOptions) {
    this.options = options;
  }

  async open(): Promise<void> {
    const { prisons, gatePolicy, people, at = 0, staffed = true, speed = 50, bench = false } = this.options;
    const house = await openHouse({
      dir: this.folder,
      speed,
      ...{ bench, staffed },
      logLevel: 'warn',
      ...lightPins,
      ...(prisons && { prisons }),
      ...(gatePolicy && { gatePolicy }),
    });
    const fingers = syntheticFingers(5, people);
    const gates = house.gates.map((post) => new GateActor(post, fingers));
    try {
      const browser = await openBrowser();
      const url = house.gates[at]?.url ?? house.gates[0].url;
      const glass = async (language: Language, size: Glass, name: string): Promise<ShownGlass> => ({
        page: await this.openOn(browser, url, language, size),
        language,
        name,
      });
      const glasses: Opened['glasses'] = [
        await glass('ur', smallKiosk, 'ur-small'),
        await glass('en', kiosk, 'en'),
        ...(drawsPictures ? [await glass('ur', kiosk, 'ur')] : []),
      ];
      this.opened = { house, browser, fingers, gates, glasses };
    } catch (error) {
      await house.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.opened?.browser.close();
    await this.opened?.house.close();
  }

  private get now(): Opened {
    if (!this.opened) throw new Error('the house is not open');
    return this.opened;
  }

  get house(): House {
    return this.now.house;
  }

  get bench(): BenchPost {
    const { bench } = this.house;
    if (!bench) throw new Error('this house has no bench');
    return bench;
  }

  get glasses(): Opened['glasses'] {
    return this.now.glasses;
  }

  get urdu(): Page {
    return this.glasses[0].page;
  }

  get english(): Page {
    return this.glasses[1].page;
  }

  get fingers(): FingerSource {
    return this.now.fingers;
  }

  /** The people and devices in front of the gate that the glasses show. */
  get gate(): GateActor {
    return this.gateAt(this.options.at ?? 0);
  }

  gateAt(index: number): GateActor {
    const gate = this.now.gates[index];
    if (!gate) throw new Error(`no gate ${index}`);
    return gate;
  }

  get court(): Court {
    return new Court(this.house);
  }

  /** What browsers complained of so far. */
  get complaints(): string[] {
    return this.heard.flat();
  }

  officer(role: OfficerRole): StaffMember {
    return officerWith(this.gate.post.staff, role);
  }

  /** Another page of this house. */
  openPage(url: string, language: Language, size: Glass): Promise<Page> {
    return this.openOn(this.now.browser, url, language, size);
  }

  private async openOn(browser: Browser, url: string, language: Language, size: Glass): Promise<Page> {
    const { page, complaints } = await openPage(browser, url, language, size);
    this.heard.push(complaints);
    return page;
  }

  /** Looks at every glass as soon as it shows the step: all at once, since some steps stay for seconds only. */
  async lookAt(step: string, sentence: Sentence, state: 'visible' | 'attached' = 'visible'): Promise<void> {
    const looks = this.glasses.map(async ({ page, language, name }) => {
      await page.getByText(sentence[language]).first().waitFor({ state });
      await look(page, language, `gate-${step}-${name}`);
      await expectLargeTargets(page);
    });
    await Promise.all(looks);
  }

  /** Back from the pages that lie over the desk. */
  async goBack(): Promise<void> {
    for (const { page } of this.glasses) {
      const back = page.getByRole('button', { name: /^(Go back|واپس جائیں)$/ });
      while (await back.count()) await back.click();
    }
  }
}

/** One group of workflows, walked on the pages of a house of its own. */
export function describeGatePages(name: string, options: WalkOptions, suite: (walk: GateWalk) => void): void {
  describeWith(hasChromium, 'chromium is not installed', name, () => {
    const walk = new GateWalk(options);
    beforeAll(() => walk.open());
    afterAll(() => walk.close());
    suite(walk);

    it('give the browser nothing to complain of but what was refused', () => {
      const { complaints = [] } = options;
      expect(walk.complaints).toEqual(complaints.map((complaint) => expect.stringContaining(complaint)));
    });
  });
}
