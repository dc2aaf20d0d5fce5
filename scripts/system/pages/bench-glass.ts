import { messages } from '@custody-edge/ui-kit';
import type { Page } from 'playwright-core';
import { expectLargeTargets, type Language, look } from '../browser.ts';
import { choose } from './hands.ts';

type Key = keyof typeof messages;

/** One glass of the bench, in its language. */
export class BenchGlass {
  readonly page: Page;
  private readonly language: Language;
  private readonly picture: string;

  constructor(page: Page, language: Language, picture: string) {
    this.page = page;
    this.language = language;
    this.picture = picture;
  }

  /** @param values of its {placeholders} */
  text(key: Key, values: Readonly<Record<string, string>> = {}): string {
    const written: string = messages[key][this.language];
    return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), written);
  }

  async press(key: Key, values?: Readonly<Record<string, string>>): Promise<void> {
    await this.page.getByRole('button', { name: this.text(key, values), exact: true }).click();
  }

  /** The one next thing, as soon as it is that. */
  async pressNext(key: Key, values?: Readonly<Record<string, string>>): Promise<void> {
    await this.page
      .locator('.button-main')
      .filter({ hasText: this.text(key, values) })
      .click();
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

  /** The glass is dark, and costs nothing, until it is needed again. @returns lights it */
  async darken(): Promise<() => Promise<void>> {
    const url = this.page.url();
    await this.page.goto('about:blank');
    return async () => {
      await this.page.goto(url);
    };
  }

  async look(what: string): Promise<void> {
    await look(this.page, this.language, `bench-${what}-${this.picture}`);
    await expectLargeTargets(this.page);
  }
}
