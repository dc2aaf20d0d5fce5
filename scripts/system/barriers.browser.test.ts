import { expect, it } from 'vitest';
import { barriers, hasChromium, openBrowser } from './browser.ts';
import { describeWith } from './optional.ts';

/** Texts on white, by name: their grey and their size. Contrasts are 3.0, 5.0 and 7.6 to 1; large, 3.7 and 5.0. */
const texts = {
  faint: ['#949494', '16px'],
  pale: ['#707070', '16px'],
  dark: ['#545454', '16px'],
  'large and faint': ['#868686', '24px'],
  'large and pale': ['#707070', '24px'],
} as const;

describeWith(hasChromium, 'chromium is not installed', 'a page that shuts somebody out', () => {
  it('is found by text of less contrast than 7:1, however little, and by a field without a name', async () => {
    const browser = await openBrowser();
    const page = await browser.newPage();
    const paragraphs = Object.entries(texts).map(
      ([name, [grey, size]]) => `<p style="color: ${grey}; font-size: ${size}">${name}</p>`,
    );
    await page.setContent(
      `<html lang="en"><title>Gate</title><body style="background: #fff"><main>${paragraphs.join('')}<input></main></body></html>`,
    );
    const found = await barriers(page);
    await browser.close();
    expect(found.map(({ id }) => id).sort()).toEqual(['color-contrast-enhanced', 'label']);
    const faint = found.find(({ id }) => id === 'color-contrast-enhanced');
    expect(faint?.where.map((html) => />(.*)</.exec(html)?.[1])).toEqual(['faint', 'pale', 'large and faint']);
  });
});
