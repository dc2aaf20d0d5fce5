import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningStation } from '@custody-edge/edge-agent';
import type { Signer } from '@custody-edge/event-contract';
import { z } from 'zod';
import { openBrowser } from '../../system/browser.ts';
import { progressOf } from '../fingerprint/progress.ts';
import { command, type Gate } from './commands.ts';

const pauseMs = 60;
const patienceMs = 5_000;

/** Notes when each person's name first stands on the page. */
const watchNames = `window.shownAtMs = {};
new MutationObserver(() => {
  const nowMs = Date.now();
  for (const [, person] of document.body.textContent.matchAll(/Name (\\d+)/g)) window.shownAtMs[person] ??= nowMs;
}).observe(document.body, { subtree: true, childList: true, characterData: true })`;

/**
 * Orders arrive for one person after the other while a page is open in a browser.
 * @param subjects of people named `Name 0`, `Name 1` …
 * @returns milliseconds from before an order is recorded to its line on the page
 */
export async function pageDelays(
  { running, gate, centre }: { readonly running: RunningStation; readonly gate: Gate; readonly centre: Signer },
  subjects: readonly string[],
): Promise<number[]> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${running.url}/?lang=en`);
    await page.getByText('In custody').first().waitFor();
    await page.evaluate(watchNames);
    const progress = progressOf('events shown on the page');
    const times: number[] = [];
    for (const [person, subject] of subjects.entries()) {
      const recordedMs = Date.now();
      command(gate, centre, {
        purpose: 'grant-release-order',
        subject,
        order: { orderId: `RO-${person}`, court: 'Sessions Court', caseNumber: `FIR ${person}/26` },
      });
      times.push((await shownAtMs(page, person)) - recordedMs);
      progress(person + 1, subjects.length);
      await sleep(pauseMs);
    }
    return times;
  } finally {
    await browser.close();
  }
}

async function shownAtMs(page: { evaluate(script: string): Promise<unknown> }, person: number): Promise<number> {
  const giveUpMs = Date.now() + patienceMs;
  while (Date.now() < giveUpMs) {
    await sleep(5);
    const shown = z
      .number()
      .optional()
      .parse(await page.evaluate(`window.shownAtMs[${person}]`));
    if (shown !== undefined) return shown;
  }
  throw new Error(`the page never showed person ${person}`);
}
