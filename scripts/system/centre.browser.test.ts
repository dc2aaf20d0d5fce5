import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../../central-broker/src/test-support/project.ts';
import { type RunningCentre, runCentre } from '../../central-broker/src/test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../../central-broker/src/test-support/station.ts';
import { drafts, finger, pass } from '../../packages/event-contract/src/test-kit.ts';
import { desk, hasChromium, type Language, look, openBrowser, openPage } from './browser.ts';
import { describeWith } from './optional.ts';

const names = ['محمد اسلم', 'Bilal Ahmed', 'غلام رسول', 'Tariq Mehmood', 'عبدالرحمٰن', 'Nadeem Akhtar', 'فضل دین'];

describeWith(hasChromium, 'chromium is not installed', 'the centre’s page in a real browser', () => {
  const complaints: string[][] = [];
  let project: TestProject;
  let centre: RunningCentre;
  let gate: TestStation;
  let browser: Browser;
  const pages = new Map<Language, Page>();

  const admit = async (subject: string, name: string): Promise<void> => {
    const key = makeDataKey();
    gate.sendEvents(gate.admitted(subject, key, name));
    gate.send('grant', (await gate.grant(subject, key)).text);
  };
  const lookAtBoth = async (name: string): Promise<void> => {
    for (const [language, page] of pages) await look(page, language, `${name}-${language}`);
  };

  beforeAll(async () => {
    project = makeProject();
    gate = project.addStation('adiala-gate-1');
    centre = await runCentre(project.config);
    await gate.connect(centre.urls.mqtt);
    for (const [index, name] of names.entries()) await admit(`person/p${index}`, name);
    const late = { ...pass(), dueBack: '2020-01-01T12:00:00Z' };
    gate.sendEvents(
      gate.next(drafts.toCourt('person/p1')),
      gate.next({
        type: 'prisoner.out-to-hospital.v1',
        subject: 'person/p2',
        data: { pass: late, identity: finger() },
      }),
      gate.next(drafts.orderReceived('person/p0')),
      gate.next(drafts.released('person/p3')),
      gate.next(drafts.escaped('person/p4')),
      gate.next(drafts.released('person/p5')),
      gate.next(drafts.releaseError('person/p5')),
    );
    await centre.shows((view) => view.counts.RELEASED_IN_ERROR === 1);
    browser = await openBrowser();
    for (const language of ['ur', 'en'] as const) {
      const opened = await openPage(browser, centre.urls.http, language, desk);
      complaints.push(opened.complaints);
      pages.set(language, opened.page);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await gate?.disconnect();
    await centre?.close();
    project?.remove();
  });

  it('shows where everybody is, what is wrong, and what a release lacked', async () => {
    for (const page of pages.values()) await page.getByText('غلام رسول').first().waitFor();
    await pages.get('en')?.getByText('Medical officer’s clearance is missing').first().waitFor();
    await lookAtBoth('centre-states');
  });

  it('lets a clerk record another case and lift it again, in the words of the page', async () => {
    for (const [language, words] of [
      ['en', { add: 'Record another case', done: 'Record another case in which', lift: 'No longer wanted' }],
      ['ur', { add: 'دوسرا مقدمہ درج کریں', done: 'کا دوسرا مقدمہ', lift: 'اب مطلوب نہیں' }],
    ] as const) {
      const page = pages.get(language);
      if (!page) throw new Error('no page');
      const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: words.add }) });
      await row.filter({ hasText: 'محمد اسلم' }).getByRole('button', { name: words.add }).click();
      const dialog = page.getByRole('dialog');
      for (const [field, value] of [
        ['holdId', 'W-9/26'],
        ['authority', 'ایڈیشنل سیشن جج، جہلم'],
        ['caseNumber', 'FIR 40/2026'],
      ] as const)
        await dialog.locator(`[name=${field}]`).fill(value);
      await look(page, language, `centre-hold-${language}`);
      await dialog.getByRole('button', { name: words.done }).click();
      await page.locator('.hold').getByText('W-9/26').waitFor();
      await page.locator('#people').scrollIntoViewIfNeeded();
      await look(page, language, `centre-held-${language}`);

      await page.locator('.hold').getByRole('button', { name: words.lift }).click();
      await dialog.locator('[name=authority]').fill('Sessions Court, order 12');
      await look(page, language, `centre-lift-${language}`);
      await dialog.getByRole('button', { name: words.lift.slice(0, 3) }).click();
      await page.locator('.hold').waitFor({ state: 'detached' });
    }
    expect((await centre.overview()).people.flatMap(({ holds }) => holds)).toEqual([]);
  });

  it('gives the browser nothing to complain of', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
