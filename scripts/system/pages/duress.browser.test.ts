import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { image } from '../../../edge-agent/src/gate/gate-kit.ts';
import { guard, stories } from '../../../edge-agent/src/house/house-kit.ts';
import { deputy, superintendent } from '../../../edge-agent/src/test-kit.ts';
import { until } from '../../demo/api.ts';
import { hasChromium, openBrowser } from '../browser.ts';
import { describeWith } from '../optional.ts';
import { type GateHouse, openGateHouse } from '../test-support/gate-house.ts';
import { Glasses } from './glasses.ts';

const withoutRecent =
  "(() => { const all = document.body.cloneNode(true); all.querySelector('.recent')?.remove(); return all.textContent; })()";
const forced = { ...guard, pin: '350917' };

const open = () =>
  openGateHouse([{ name: 'اسلم', story: (subject) => [stories.inWard(subject)] }], { impressionsPerFinger: 1 });

describeWith(hasChromium, 'chromium is not installed', 'an officer who is forced, on the pages', () => {
  let here: GateHouse;
  let there: GateHouse;
  let browser: Browser;
  let glasses: Glasses;
  beforeAll(async () => {
    [here, there, browser] = await Promise.all([open(), open(), openBrowser()]);
    await here.station.officers.signOut();
    glasses = await Glasses.open(browser, here.url, 'duress');
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([here?.server.close(), there?.server.close()]);
  });

  const words = {
    en: {
      duress: 'If you are forced',
      keep: 'Keep this PIN and finger',
      admission: 'Admission',
      finger: 'Officer 4417 signs in',
    },
    ur: {
      duress: 'اگر زبردستی کی جائے',
      keep: 'یہ پن اور انگلی محفوظ کریں',
      admission: 'داخلہ',
      finger: 'لاگ اِن کرتا ہے',
    },
  };
  /** Everything that stands on each page, but for the lines of what was recorded before. */
  const shown = () => Promise.all(glasses.all.map(({ page }) => page.evaluate(withoutRecent)));
  const expectAdmission = () =>
    glasses.each((page, language) => page.getByText(words[language].admission).first().waitFor());
  const enterPin = async (who: typeof guard): Promise<void> => {
    const fields = glasses.english.locator('.credentials-input');
    await fields.first().fill(who.officerId);
    await fields.last().fill(who.pin);
    await glasses.english.locator('button[type=submit]').click();
  };
  const signOut = async (): Promise<void> => {
    await glasses.english.locator('.duty').click();
    await glasses.english.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await glasses.english.getByText('Enter your officer number').waitFor();
  };
  /** What waits to be sent is told too: one who signs out and one who signs in, and nothing else. */
  const aWatchLater = (texts: readonly unknown[], waiting: number): string[] =>
    texts.map((text) => String(text).replaceAll(new RegExp(`(?<!\\d)${waiting}(?!\\d)`, 'g'), String(waiting + 2)));
  const waiting = (): number => here.gate.view().status.waiting;

  it('keeps a second PIN in either language, signs in by it as always, and the alarm stands elsewhere alone', async () => {
    const { english } = glasses;
    const signIn = async (who: typeof guard): Promise<unknown[]> => {
      await enterPin(who);
      await expectAdmission();
      return shown();
    };
    await signIn(guard);
    await glasses.each(async (page, language) => {
      await page.locator('.duty').click();
      await page.getByRole('dialog').getByRole('button', { name: words[language].duress }).click();
      await page.locator('[name=ownPin]').waitFor();
    });
    await glasses.lookAt('form');
    for (const [name, pin] of [
      ['ownPin', guard.pin],
      ['pin', forced.pin],
      ['pinAgain', forced.pin],
    ] as const)
      await english.locator(`[name=${name}]`).fill(pin);
    await english.getByRole('button', { name: words.en.keep }).click();
    await english.getByText(words.en.admission).first().waitFor();
    await signOut();

    const asAlways = await signIn(guard);
    const before = waiting();
    await signOut();
    expect(await signIn(forced)).toEqual(aWatchLater(asAlways, before));
    await glasses.lookAt('as-always');
    const [event] = here.station.log.eventsOfType('officer.duress.v1');
    if (!event) throw new Error('nothing is on record');
    await here.station.officers.signOut();
    await here.station.officers.signIn(superintendent);
    expect(here.gate.house.view().house?.alarms).toBe(0);

    there.gate.onPeerEvents([{ ...event, source: '/jail-a/gate-2' }]);
    expect(there.gate.house.view().house?.alarms).toBe(1);
    glasses.expectNoComplaints();
  });

  it('signs in by the finger kept for it as by any other, and the alarm stands elsewhere alone', async () => {
    const { officers, log } = here.station;
    const touch = async (finger: 0 | 1, press: number): Promise<void> => {
      const { captures } = here.gate.view();
      here.gate.onReading('scanner', image('asif', finger, press));
      await until('the finger', 30_000, async () => here.gate.view().captures > captures || undefined);
    };
    const asked = () => until('the glass to ask', 10_000, async () => officers.view().finger && true);
    await officers.enrolments.beginFingers({ officerId: guard.officerId, ownPin: superintendent.pin });
    for (const finger of [0, 1] as const) await touch(finger, 1);
    await officers.enrolments.giveWord(deputy);
    const kept = officers.keepForDuress({
      officerId: guard.officerId,
      ownPin: guard.pin,
      pin: forced.pin,
      finger: 'left-index',
    });
    await asked();
    await touch(0, 2);
    await kept;
    officers.signOut();
    await glasses.english.getByText('Enter your officer number').waitFor();

    const signInWith = async (finger: 0 | 1): Promise<unknown[]> => {
      await enterPin(guard);
      await glasses.each((page, language) => page.getByText(words[language].finger).first().waitFor());
      if (finger === 1) await glasses.lookAt('finger');
      await touch(finger, 3);
      await expectAdmission();
      return shown();
    };
    const asAlways = await signInWith(0);
    const before = waiting();
    await signOut();
    const known = log.eventsOfType('officer.duress.v1').length;
    expect(await signInWith(1)).toEqual(aWatchLater(asAlways, before));
    const [event, ...more] = log.eventsOfType('officer.duress.v1').slice(known);
    if (!event) throw new Error('nothing is on record');
    expect(more).toEqual([]);
    expect(event.data).toMatchObject({ by: 'finger', purpose: 'sign-in' });
    expect(here.gate.view().status.duty).toMatchObject({
      state: 'signed-in',
      officerId: guard.officerId,
      attends: true,
    });

    const alarms = there.gate.house.view().house?.alarms ?? 0;
    there.gate.onPeerEvents([{ ...event, source: '/jail-a/gate-2' }]);
    expect(there.gate.house.view().house?.alarms).toBe(alarms + 1);
    glasses.expectNoComplaints();
  });
});
