import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { warrantOf } from '../../demo/cast.ts';
import { liftFinger, placeFinger } from '../../demo/finger-on-glass.ts';
import { look } from '../browser.ts';
import { describeGatePages, type Sentence } from './gate-walk.ts';
import { holdGlassAt, reopenOnSlowLine } from './held-glass.ts';

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

const speed = 0.4;

// At a pace at which a person sees the picture come.
describeGatePages('the finger on the glass', { people: 1, speed, gatePolicy: { impressionsPerFinger: 2 } }, (walk) => {
  const each = (work: (page: Page) => Promise<unknown>) => Promise.all(walk.glasses.map(({ page }) => work(page)));
  /** From before what brings it: what the glasses show passes. */
  const holdAt = ({ en }: Sentence) => each((page) => holdGlassAt(page, en));
  const goOn = () => each((page) => holdGlassAt(page));
  /** Looks at every glass while it shows what it is held at. */
  const seen = (sentence: Sentence, step: string) =>
    Promise.all(
      walk.glasses.map(async ({ page, language, name }) => {
        await page.locator('.glass').getByText(sentence[language]).waitFor({ timeout: 60_000 });
        await look(page, language, `gate-glass-${step}-${name}`);
      }),
    );
  const gone = async () => {
    for (const { page } of walk.glasses) await page.locator('canvas').waitFor({ state: 'detached' });
  };
  /** Lays a finger on the glass and looks at the pages while they show it. */
  const lay = async (aside: boolean) => {
    const { width, height, pixels, dpi } = walk.fingers.impression(0, 0, 'verify');
    const moved = new Uint8Array(pixels.length).fill(255);
    for (let row = 0; row < height; row += 1)
      moved.set(
        pixels.subarray(row * width, row * width + (aside ? 100 : width)),
        row * width + (aside ? width - 100 : 0),
      );
    await placeFinger(walk.gate.post.scanner, { width, height, pixels: moved, dpi });
  };

  beforeAll(() => each(reopenOnSlowLine));

  it('comes on the page of an admission, with what to do next, and goes', async () => {
    await walk.gate.act({ action: 'begin-admission' });
    await walk.gate.act({ action: 'admission-details', details: warrantOf(0, 1) });
    await walk.gate.act({ action: 'admission-page', page: 'fingers' });
    await walk.lookAt('glass-empty', { en: 'right index finger', ur: 'دائیں ہاتھ کی شہادت کی انگلی' });
    await holdAt(held);
    await lay(false);
    await seen(held, 'coming');
    await holdAt(clear);
    await seen(clear, 'clear');
    expect(await walk.english.evaluate(ridgePixels)).toBeGreaterThan(1_000);
    await goOn();
    await gone();
    expect(await walk.english.evaluate(ridgePixels)).toBe(0);
    await liftFinger(walk.gate.post.scanner);
    await walk.gate.home();
  });

  it('says in a verification that the finger lies half beside the glass', async () => {
    await holdAt(aside);
    await lay(true);
    await seen(aside, 'aside');
    await goOn();
    await gone();
    await liftFinger(walk.gate.post.scanner);
  });

  it('is shown on no page once nobody attends', async () => {
    await walk.english.locator('.duty').click();
    await walk.english.getByRole('button', { name: 'Sign out', exact: true }).click();
    await walk.english.getByLabel('Officer number').waitFor();
    await lay(false);
    await walk.english.getByText('Sign in first').waitFor();
    expect(await walk.english.locator('canvas').count()).toBe(0);
  });
});
