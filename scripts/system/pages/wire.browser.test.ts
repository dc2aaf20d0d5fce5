import { readFile } from 'node:fs/promises';
import { createLog } from '@custody-edge/service-kit';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stationServer } from '../../../edge-agent/src/main.ts';
import { maintainedGate } from '../../../edge-agent/src/wire/wire-kit.ts';
import { until } from '../../demo/api.ts';
import { hasChromium, kiosk, openBrowser, smallKiosk } from '../browser.ts';
import { describeWith } from '../optional.ts';
import { Glasses } from './glasses.ts';
import { whole } from './officer-at-glass.ts';

describeWith(hasChromium, 'chromium is not installed', 'raw bytes of a device on the station’s page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('are opened, watched, searched, paused, saved and closed by keys, in both languages and on both glasses', async () => {
    const { station, scanner, reader } = await maintainedGate();
    const server = await stationServer(station, createLog('silent', {}));
    try {
      const url = await server.listen({ host: '127.0.0.1', port: 0 });
      const glasses = await Glasses.open(browser, url, 'wire', [
        { language: 'en', glass: kiosk, name: 'en' },
        { language: 'ur', glass: smallKiosk, name: 'ur-small' },
      ]);
      const { english } = glasses;
      await glasses.each(async (page, language) => {
        await page.locator('.duty').click();
        await page.getByRole('button', { name: whole('wire.title', language) }).click();
        await page.getByText(whole('wire.before', language)).waitFor();
      });
      await glasses.lookAt('choose');
      await until(
        'the devices',
        10_000,
        async () => station.health().devices.every(({ state }) => state === 'ready') || undefined,
      );
      await english.getByRole('button', { name: 'All devices' }).focus();
      await english.keyboard.press('Enter');
      await english.getByText('Closes by itself at').waitFor();
      scanner.place({ width: 256, height: 288, pixels: new Uint8Array(256 * 288).fill(90) });
      await english.getByText('bytes that may be of a finger are not shown').first().waitFor();
      scanner.lift();
      await english.getByText('EF 01').first().waitFor();
      await glasses.lookAt('lines');
      await english.getByRole('searchbox').fill('52 4f 42');
      await english.getByText('EF 01').waitFor({ state: 'hidden' });
      // Among what a scanner says without end a line is drawn for seconds only.
      reader.scan('ROBKAR-77');
      await english.getByText('ROBKAR-77').waitFor();
      await english.keyboard.press('Shift+Tab');
      const [file] = await Promise.all([
        english.waitForEvent('download'),
        english.getByRole('button', { name: 'Save as a file' }).click(),
      ]);
      expect(await readFile(await file.path(), 'utf8')).toMatch(
        /^jail-a \/ gate-1 .*\n\n\S+Z reader ← 52 4f 42 .* ROBKAR-77/,
      );
      await english.getByRole('button', { name: 'Pause' }).press('Enter');
      reader.scan('ROBKAR-78');
      await english.getByText('new lines since the pause').waitFor();
      await glasses.lookAt('paused');
      await english.getByRole('button', { name: 'Stop' }).press('Enter');
      await english.getByText(whole('wire.before', 'en')).waitFor();
      const [closed] = station.log.eventsOfType('station.wire-closed.v1');
      expect(closed?.data).toMatchObject({ reason: 'self', saved: 1, openedBy: '700' });
      glasses.expectNoComplaints();
    } finally {
      await server.close();
    }
  });
});
