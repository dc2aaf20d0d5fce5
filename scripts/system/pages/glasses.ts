import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectLargeTargets, type Glass, kiosk, type Language, look, openPage, smallKiosk } from '../browser.ts';

/** A glass before which somebody stands, and how its pictures are named. */
interface Standing {
  readonly language: Language;
  readonly glass: Glass;
  readonly name: string;
}

/** Each language once, and each kind of glass. */
const oneOfEach: readonly Standing[] = [
  { language: 'ur', glass: kiosk, name: 'kiosk-ur' },
  { language: 'en', glass: smallKiosk, name: 'small-en' },
];

interface OpenGlass extends Standing {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** One station's page on several glasses at once. */
export class Glasses {
  private readonly topic: string;
  readonly all: readonly OpenGlass[];

  private constructor(topic: string, all: readonly OpenGlass[]) {
    this.topic = topic;
    this.all = all;
  }

  /** @param topic how the names of all pictures begin */
  static async open(browser: Browser, url: string, topic: string, standings = oneOfEach): Promise<Glasses> {
    const open = async (standing: Standing): Promise<OpenGlass> => ({
      ...standing,
      ...(await openPage(browser, url, standing.language, standing.glass)),
    });
    return new Glasses(topic, await Promise.all(standings.map(open)));
  }

  get urdu(): Page {
    return this.in('ur');
  }

  get english(): Page {
    return this.in('en');
  }

  async each(work: (page: Page, language: Language) => Promise<void>): Promise<void> {
    for (const { page, language } of this.all) await work(page, language);
  }

  /**
   * What must hold of a page, on each glass as soon as it says what is looked for: on all at once, since some steps stay for seconds only.
   * @param only the language whose glasses are looked at, where the others only have to get there
   */
  async lookAt(what: string, text?: Readonly<Record<Language, string>>, only?: Language): Promise<void> {
    const looks = this.all.map(async ({ page, language, name }) => {
      if (text) await page.getByText(text[language]).first().waitFor();
      if (only !== undefined && language !== only) return;
      await look(page, language, `${this.topic}-${what}-${name}`);
      await expectLargeTargets(page);
      await expectWholeDialog(page, `${this.topic}-${what}-${name}`);
    });
    await Promise.all(looks);
  }

  expectNoComplaints(): void {
    for (const { name, complaints } of this.all) expect(complaints, name).toEqual([]);
  }

  private in(language: Language): Page {
    const found = this.all.find((one) => one.language === language);
    if (!found) throw new Error(`no glass speaks ${language}`);
    return found.page;
  }
}

/** What a dialogue asks is seen whole: nobody looks for a button that has to be scrolled to. */
async function expectWholeDialog(page: Page, name: string): Promise<void> {
  expect.soft(await hiddenPxOf(page, 'dialog[open]'), `${name} scrolls`).toBe(0);
}

/** How much of what is shown there has to be scrolled to. */
export async function hiddenPxOf(page: Page, where: string): Promise<unknown> {
  const all = `[...document.querySelectorAll(${JSON.stringify(where)})]`;
  return page.evaluate(`Math.max(0, ...${all}.map((one) => one.scrollHeight - one.clientHeight))`);
}
