import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { warrantOf } from '../../demo/cast.ts';
import { look } from '../browser.ts';
import { describeGatePages, type Sentence } from './gate-walk.ts';

const held: Sentence = {
  en: 'The finger is being read. Hold it still',
  ur: 'انگلی کا نشان لیا جا رہا ہے۔ انگلی نہ ہلائیں',
};
const clear: Sentence = { en: 'The print is clear', ur: 'نشان صاف آیا ہے۔' };
const aside: Sentence = { en: 'Move it to the middle', ur: 'انگلی شیشے کے درمیان میں رکھیں' };

/** In a page: how many pixels of the picture on the glass are dark, those of ridges. */
const ridgePixels = `(() => {
  const canvas = document.querySelector('canvas.glass-picture');
  if (!canvas) return 0;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((grey, at) => at % 4 === 0 && grey < 128).length;
})()`;

/**
 * Whether ridges come on the glass, within half a minute, while a sentence is said of them. Both are there for moments, so the page itself
 * looks at each of its frames.
 */
const ridgesWith = (page: Page, { en }: Sentence): Promise<boolean> =>
  page.evaluate(`new Promise((resolve) => {
    const lookAgain = () => {
      const isSaid = document.querySelector('.glass')?.innerText.includes(${JSON.stringify(en)});
      if (isSaid && ${ridgePixels} > 1_000) resolve(true);
      else if (performance.now() > endsAt) resolve(false);
      else requestAnimationFrame(lookAgain);
    };
    const endsAt = performance.now() + 30_000;
    lookAgain();
  })`);

// At a pace at which a person sees the picture come.
describeGatePages(
  'the finger on the glass',
  { people: 1, speed: 0.4, gatePolicy: { impressionsPerFinger: 2 } },
  (walk) => {
    /** Every glass at once: what they show passes. */
    const seen = (sentence: Sentence, step: string) =>
      Promise.all(
        walk.glasses.map(async ({ page, language, name }) => {
          await page.locator('.glass').getByText(sentence[language]).waitFor();
          await look(page, language, `gate-glass-${step}-${name}`);
        }),
      );
    const gone = async () => {
      for (const { page } of walk.glasses) await page.locator('canvas').waitFor({ state: 'detached' });
    };
    /** Lays a finger on the glass and looks at the pages while they show it. */
    const lay = async (aside: boolean) => {
      const { width, height, pixels } = walk.fingers.impression(0, 0, 'verify');
      const moved = new Uint8Array(pixels.length).fill(255);
      for (let row = 0; row < height; row += 1)
        moved.set(
          pixels.subarray(row * width, row * width + (aside ? 100 : width)),
          row * width + (aside ? width - 100 : 0),
        );
      const pixelsBase64 = Buffer.from(moved).toString('base64');
      await walk.gate.post.scanner.ask({ command: 'place-finger', width, height, pixelsBase64 });
    };

    it('comes on the page of an admission, with what to do next, and goes', async () => {
      await walk.gate.act({ action: 'begin-admission' });
      await walk.gate.act({ action: 'admission-details', details: warrantOf(0, 1) });
      await walk.gate.act({ action: 'admission-page', page: 'fingers' });
      await walk.lookAt('glass-empty', { en: 'right index finger', ur: 'دائیں ہاتھ کی شہادت کی انگلی' });
      await lay(false);
      await seen(held, 'coming');
      const [ridges] = await Promise.all([ridgesWith(walk.english, clear), seen(clear, 'clear')]);
      expect(ridges).toBe(true);
      await gone();
      expect(await walk.english.evaluate(ridgePixels)).toBe(0);
      await walk.gate.post.scanner.ask({ command: 'lift-finger' });
      await walk.gate.home();
    });

    it('says in a verification that the finger lies half beside the glass', async () => {
      await lay(true);
      await seen(aside, 'aside');
      await gone();
      await walk.gate.post.scanner.ask({ command: 'lift-finger' });
    });

    it('is shown on no page once nobody attends', async () => {
      await walk.english.locator('.duty').click();
      await walk.english.getByRole('button', { name: 'Sign out', exact: true }).click();
      await walk.english.getByLabel('Officer number').waitFor();
      await lay(false);
      await walk.english.getByText('Sign in first').waitFor();
      expect(await walk.english.locator('canvas').count()).toBe(0);
    });
  },
);
