import type { Browser } from 'playwright-core';
import { openBrowser } from '../../system/browser.ts';
import { type Noted, notesSchema } from './words.ts';

/** Notes when digits of the balance stand in a frame that was painted: what follows a frame's callbacks runs when it has been. */
const watchDigits = `window.notes = [];
let last = '';
new MutationObserver(() => {
  const text = document.querySelector('.digits bdi')?.textContent ?? last;
  if (text === last) return;
  last = text;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.notes.push({ text, atMs: Date.now() });
    port2.postMessage(undefined);
  });
}).observe(document.body, { subtree: true, childList: true, characterData: true })`;

/** Milliseconds between two frames of a browser that has nothing else to do. */
const framesScript = `new Promise((resolve) => {
  let [count, startedMs] = [0, performance.now()];
  const next = () => (++count === 60 ? resolve((performance.now() - startedMs) / count) : requestAnimationFrame(next));
  requestAnimationFrame(next);
})`;

/** A bench's page in a browser, on the glass that it stands on. */
export interface Glass {
  readonly frameMs: number;
  notes(): Promise<Noted[]>;
}

export async function withGlass<Value>(url: string, use: (glass: Glass) => Promise<Value>): Promise<Value> {
  const browser: Browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${url}/?lang=en`);
    await page.locator('main').first().waitFor();
    const frameMs = Number(await page.evaluate(framesScript));
    await page.evaluate(watchDigits);
    return await use({ frameMs, notes: async () => notesSchema.parse(await page.evaluate('window.notes')) });
  } finally {
    await browser.close();
  }
}
