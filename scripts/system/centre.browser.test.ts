import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeProject, type TestProject } from '../../central-broker/src/test-support/project.ts';
import { type RunningCentre, runCentre, statementOf } from '../../central-broker/src/test-support/running-centre.ts';
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
    const ordered = gate.next(drafts.orderReceived('person/p0'));
    const cameLate = gate.next(drafts.cameLate('person/p0'));
    const reported = gate.next(drafts.lateHoldReported('person/p0', cameLate.id));
    const released = gate.next(drafts.released('person/p5'));
    gate.sendEvents(
      ordered,
      cameLate,
      reported,
      released,
      gate.next(drafts.toCourt('person/p1')),
      gate.next({
        type: 'prisoner.out-to-hospital.v2',
        subject: 'person/p2',
        data: { pass: late, identity: finger(), approvals: ['first', 'second'] },
      }),
      gate.next(drafts.released('person/p3')),
      gate.next(drafts.escaped('person/p4')),
      gate.next(drafts.releaseError('person/p5', released.id)),
      gate.next(drafts.admittedInFull('person/p6', true)),
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
    for (const page of pages.values()) await page.locator('#court-notices').scrollIntoViewIfNeeded();
    await lookAtBoth('centre-notices');
  });

  it('takes a signed file from a clerk, and tells what to do with one that nobody signed', async () => {
    for (const [language, words] of [
      ['en', { file: 'Hand in a signed file', done: '1 signed statements handed in', not: 'takes only what a court' }],
      [
        'ur',
        {
          file: 'دستخط شدہ فائل جمع کرائیں',
          done: 'جمع کرائے گئے دستخط شدہ بیانات: 1',
          not: 'دستخط شدہ فائل جمع کرائیں۔',
        },
      ],
    ] as const) {
      const page = pages.get(language);
      if (!page) throw new Error('no page');
      const hand = (text: string) =>
        page
          .getByLabel(words.file)
          .setInputFiles({ name: 'day.jws', mimeType: 'text/plain', buffer: Buffer.from(text) });
      const about = { subject: 'person/p0' };
      const hold = { holdId: `W-${language}`, authority: 'ایڈیشنل سیشن جج، جہلم', caseNumber: 'FIR 40/2026' };
      await hand(JSON.stringify({ kind: 'hold', about, hold }));
      await page.getByText(words.not).first().waitFor();
      await page.locator('#statements').scrollIntoViewIfNeeded();
      await look(page, language, `centre-not-signed-${language}`);
      await hand(`${statementOf(project.court, { kind: 'hold', about, hold })}\n`);
      await page.getByText(words.done).waitFor();
      await page.locator('.hold').getByText(hold.holdId).waitFor();
      await look(page, language, `centre-handed-in-${language}`);
      await page.locator('#people').scrollIntoViewIfNeeded();
      await look(page, language, `centre-held-${language}`);
    }
    expect((await centre.overview()).people.flatMap(({ holds }) => holds)).toHaveLength(2);
  });

  it('gives the browser nothing to complain of but the two that were refused', () => {
    expect(complaints.flat()).toEqual(Array(2).fill(expect.stringContaining('401')));
  });
});
