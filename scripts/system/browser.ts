import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type ConsoleMessage, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';

/** Chromium without the window around its pages. */
const chromiumPath = '/usr/bin/chromium-headless-shell';
export const hasChromium = existsSync(chromiumPath);

/** The README's pictures are written only when asked for: `npm run pictures`. */
const picturesDir = process.env.CUSTODY_EDGE_PICTURES
  ? fileURLToPath(new URL('../../docs/pictures', import.meta.url))
  : undefined;
export const drawsPictures = picturesDir !== undefined;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      // A page of a test lives for seconds: code that is compiled twice costs more than it saves.
      '--js-flags=--no-opt',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Tones are played to nobody: a sound server would be looked for, and its folder left behind.
      '--disable-audio-output',
      // A camera that shows a test picture, and nobody who has to allow it.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
}

/** In one piece, as a page loads it with a third of the work. */
const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const violationsSchema = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/**
 * Text needs a contrast of 7:1, and of 4.5:1 where it is large. The rule for it leaves what is fainter than AA allows to a second rule,
 * which looks at every word anew: without that lower end one look finds both.
 */
const noLowerEnd = { contrastRatio: { normal: { minThreshold: 0 }, large: { minThreshold: 0 } } };
const accessible = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'cat.aria'],
  rules: { 'color-contrast': { enabled: false }, 'color-contrast-enhanced': { enabled: true } },
  checks: { 'color-contrast-enhanced': { options: noLowerEnd } },
};

/** What of a page shuts somebody out, also in the pages within it: WCAG 2.2 A and AA, and a contrast of 7:1, as far as a program can tell. */
export async function barriers(page: Page): Promise<{ id: string; where: string[] }[]> {
  // Where it is looked at first: a page that goes on without a look does not load what looks.
  for (const frame of page.frames())
    if (await frame.evaluate(`typeof axe === 'undefined'`)) await frame.evaluate(axeSource);
  const violations = await page.evaluate(`axe.run(${JSON.stringify(accessible)}).then(({ violations }) => violations)`);
  return violationsSchema.parse(violations).map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
}

const factsSchema = z.object({ language: z.string(), direction: z.string(), overflow: z.number(), text: z.string() });

export type Language = 'en' | 'ur';
export interface Glass {
  readonly width: number;
  readonly height: number;
}

/** The glasses that people stand before. */
export const kiosk: Glass = { width: 1280, height: 800 };
export const smallKiosk: Glass = { width: 800, height: 480 };
export const desk: Glass = { width: 1366, height: 768 };

/** What a page may ask for in the moment in which it goes: a picture of whom the desk has left, the officers after its own signed out. */
const goneBy: readonly (readonly [address: RegExp, status: string])[] = [
  [/\/api\/photograph\//, 'status of 404'],
  [/\/api\/officers$/, 'status of 403'],
];

const isGone = (message: ConsoleMessage): boolean =>
  goneBy.some(([address, status]) => address.test(message.location().url) && message.text().includes(status));

/** Opens a page and keeps what the browser complains of. */
export async function openPage(
  browser: Browser,
  url: string,
  language: Language,
  glass: Glass,
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: glass });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !isGone(message)) complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${url}/?lang=${language}`);
  return { page, complaints };
}

/** What must hold of every page in every state; writes the picture where pictures are wanted. */
export async function look(page: Page, language: Language, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  const facts = factsSchema.parse(
    await page.evaluate(`({
    language: document.documentElement.lang,
    direction: document.documentElement.dir,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    text: document.body.innerText,
  })`),
  );
  expect(facts.language).toBe(language);
  expect(facts.direction).toBe(language === 'ur' ? 'rtl' : 'ltr');
  expect(facts.overflow, `${name} is wider than its glass`).toBeLessThanOrEqual(0);
  expect(facts.text).not.toMatch(/undefined|\[object|\{\w+\}/);
  expect.soft(await barriers(page), `${name} shuts somebody out`).toEqual([]);
  if (!picturesDir) return;
  mkdirSync(picturesDir, { recursive: true });
  await page.screenshot({ path: join(picturesDir, `${name}.png`) });
}

/** Buttons that a gloved finger must hit. */
export async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.evaluate(`[...document.querySelectorAll('main button')]
    .map((button) => ({ text: button.textContent, height: button.getBoundingClientRect().height }))
    .filter(({ height }) => height > 0 && height < 63.5)`);
  expect(small).toEqual([]);
}
