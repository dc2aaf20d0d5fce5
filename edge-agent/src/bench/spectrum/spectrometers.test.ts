import { join } from 'node:path';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import { startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { systemClock } from '@custody-edge/foundation';
import { convert } from 'jcampconverter';
import { expect, it, onTestFinished, vi } from 'vitest';
import { configOf, setUpStation } from '../../test-kit.ts';
import { analyst, colleague, memorandum, newBench, openBench, openCase, receive, staff } from '../bench-kit.ts';
import type { SpectrumView } from '../view.ts';

const patient = { timeout: 30_000, interval: 50 };

/** A bench with an emulated spectrometer, an open parcel on it. */
async function benchWith(profile: 'ocean-obp' | 'shimadzu-uvmini', settings = {}) {
  const { folder, file } = setUpStation('bench');
  const model = findProfile(loadCatalogue(), profile);
  const path = join(folder, 'spectrometer');
  const options = { listen: { kind: 'pty' as const, link: path }, speed: 200 };
  const running =
    model.protocol === 'obp'
      ? await startEmulator('obp', model, options)
      : model.protocol === 'shimadzu-uv'
        ? await startEmulator('shimadzu-uv', model, options)
        : undefined;
  if (!running) throw new Error('no such model');
  onTestFinished(() => running.close());
  const device = { id: 'spectrometer', profile, address: { kind: 'serial', path }, settings };
  const config = configOf(folder, { ...file, devices: [device] });
  const station = newBench(config, systemClock);
  await station.start();
  onTestFinished(() => station.stop());
  await staff(station);
  const at = await openBench(config, station);
  const seizedAt = new Date(systemClock.nowMs() - 3_600_000).toISOString();
  await receive(at, await openCase(at, 'QTA-9', { ...memorandum, seizedAt }), 'P-1');
  at.scan('P-1');
  await vi.waitFor(() => expect(at.view().instruments[0]?.state).toBe('ready'), patient);
  const desk = (): SpectrumView => {
    const { desk: shown } = at.view();
    if (shown.step !== 'spectrum') throw new Error(`the bench shows ${shown.step}`);
    return shown.spectrum;
  };
  const later = (before: string) =>
    vi.waitFor(() => {
      const { shown } = desk();
      if (!shown || shown.at <= before) throw new Error('nothing new is shown');
      return shown;
    }, patient);
  /** A spectrum of light as it is now: the next one may have begun before. */
  const next = async () => later((await later(new Date(systemClock.nowMs()).toISOString())).at);
  const open = () => at.act({ action: 'open', seals: [{ mark: 'ANF/7', state: 'intact' }] });
  const unplug = async (): Promise<void> => {
    await running.close();
    await vi.waitFor(() => expect(at.view().instruments[0]?.state).not.toBe('ready'), patient);
  };
  return { ...at, unplug, obey: (command: object) => running.emulator.obey(command), desk, next, open };
}

it('what a spectrometer shows of an exhibit is taken with one key: raw, dark and reference by their hashes, and JCAMP-DX that others read', async () => {
  const at = await benchWith('ocean-obp');
  await at.refuses({ action: 'show-spectrum' }, 'exhibit-sealed');
  await at.open();
  await at.refuses({ action: 'accept-spectrum', spectrum: 'a'.repeat(64) }, 'action-not-possible');
  await at.act({ action: 'show-spectrum' });
  await at.refuses({ action: 'accept-spectrum', spectrum: 'a'.repeat(64) }, 'spectrum-gone');
  const keep = async (as: 'dark' | 'reference') =>
    at.act({ action: 'keep-spectrum', as, spectrum: (await at.next()).spectrum });

  const bright = at.desk().integration?.microseconds ?? 0;
  const gather = (integrationTimes: 0.5 | 2, presses: number) =>
    Promise.all(Array.from({ length: presses }, () => at.act({ action: 'set-spectrometer', integrationTimes })));
  await gather(2, 6);
  expect(at.desk().integration?.microseconds).toBe(bright * 64);
  const tooBright = await at.next();
  expect(tooBright.saturated).toBeGreaterThan(0);
  expect(at.view()).toMatchObject({ acceptable: false, sign: 'stop' });
  await at.refuses({ action: 'accept-spectrum', spectrum: tooBright.spectrum }, 'spectrum-saturated');
  await at.refuses({ action: 'keep-spectrum', as: 'reference', spectrum: tooBright.spectrum }, 'spectrum-saturated');
  await gather(0.5, 7);
  expect(at.desk().integration?.microseconds).toBe(bright / 2);
  await expect(gather(0.5, 40)).rejects.toMatchObject({ code: 'spectrometer-setting-refused' });
  expect(at.desk().integration?.microseconds).toBeGreaterThanOrEqual(at.desk().integration?.least ?? 0);
  while ((at.desk().integration?.microseconds ?? bright) < bright / 2) await gather(2, 1);
  await at.refuses({ action: 'accept-spectrum', spectrum: tooBright.spectrum }, 'spectrum-gone');

  at.obey({ command: 'lamp', on: false });
  await keep('dark');
  at.obey({ command: 'lamp', on: true });
  await keep('reference');
  at.obey({ command: 'sample', bands: [{ centreNm: 560, widthNm: 60, absorbance: 0.8 }] });
  const shown = await at.next();
  expect(shown).toMatchObject({ quantity: 'absorbance', axis: 'wavelength', unit: 'nm', saturated: 0 });
  expect(at.view()).toMatchObject({
    acceptable: true,
    sign: 'go',
    desk: { spectrum: { darkAt: /./, referenceAt: /./ } },
  });
  await at.act({ action: 'accept-spectrum', spectrum: shown.spectrum });

  const subject = at.exhibit().subject;
  const files = at.exhibit().findings.flatMap((finding) => (finding.kind === 'file' ? [finding] : []));
  expect(files.map(({ name }) => name.split(' ').slice(0, -1).join(' '))).toEqual([
    'P-1',
    'spectrometer reference',
    'spectrometer dark',
    'P-1',
  ]);
  const [written, , , raw] = files;
  const text = Buffer.from(at.bench.file(written?.hash ?? '').content).toString();
  expect(text).toContain(`##$RAW SHA256=${Buffer.from(raw?.hash ?? '', 'base64url').toString('hex')}`);
  const { x = [], y = [] } = convert(text).flatten[0]?.spectra[0]?.data ?? {};
  const near = (nm: number) => y[x.findIndex((value) => value >= nm)] ?? Number.NaN;
  expect(near(560)).toBeGreaterThan(0.7);
  expect(near(480)).toBeLessThan(0.1);
  expect(at.station.log.eventsOf(subject).at(-1)).toMatchObject({
    type: 'exhibit.file-bound.v1',
    data: { mediaType: 'chemical/x-jcamp-dx', instrument: { deviceId: 'spectrometer', reserves: ['no-certificate'] } },
  });
  // Nothing waits to be bound, and the dark serves for the next one.
  expect(at.view().arrivals).toEqual([]);
  await at.act({ action: 'show-spectrum' });
  await at.act({ action: 'accept-spectrum', spectrum: (await at.next()).spectrum });
  expect(at.exhibit().findings).toHaveLength(6);

  // Another officer came: what is made with a dark or a reference is answered for by whoever took it.
  await at.act({ action: 'show-spectrum' });
  expect(at.desk()).toMatchObject({ darkAt: /./, referenceAt: /./ });
  for (const officer of [colleague, analyst]) await at.signIn(officer);
  at.scan('P-1');
  await at.act({ action: 'show-spectrum' });
  expect(at.desk()).not.toHaveProperty('darkAt');
  expect(at.desk()).not.toHaveProperty('referenceAt');
  await at.act({ action: 'keep-spectrum', as: 'dark', spectrum: (await at.next()).spectrum });
  expect(at.desk()).toHaveProperty('darkAt');
  await at.unplug();
  expect(at.desk()).not.toHaveProperty('darkAt');
}, 60_000);

it('light of a laser is shown along the shift from it, and is never made absorbance', async () => {
  const at = await benchWith('ocean-obp', { laserWavelengthNm: '532' });
  await at.open();
  await at.act({ action: 'show-spectrum' });
  await at.act({ action: 'keep-spectrum', as: 'reference', spectrum: (await at.next()).spectrum });
  await at.act({ action: 'set-spectrometer', quantity: 'absorbance' });
  expect(await at.next()).toMatchObject({ axis: 'raman-shift', unit: '/cm', quantity: 'counts' });
  expect(at.desk()).toMatchObject({ laserNm: '532', quantity: 'counts' });
}, 60_000);

it('a photometer that scans takes a spectrum when it is told, in its own digits', async () => {
  const at = await benchWith('shimadzu-uvmini');
  await at.open();
  await at.act({ action: 'show-spectrum' });
  expect(at.desk()).toMatchObject({ scans: true, adjustments: ['zero', 'baseline'] });
  expect(at.view()).toMatchObject({ acceptable: false, sign: 'information' });
  at.obey({ command: 'sample', bands: [{ centreNm: 500, widthNm: 60, absorbance: 0.5 }] });
  await at.act({ action: 'measure-spectrum' });
  await at.refuses({ action: 'measure-spectrum' }, 'action-not-possible');
  const shown = await vi.waitFor(() => {
    const { shown: now, isBusy } = at.desk();
    if (!now || isBusy) throw new Error('nothing is shown');
    return now;
  }, patient);
  expect(shown.quantity).toBe('absorbance');
  await at.act({ action: 'accept-spectrum', spectrum: shown.spectrum });
  const [written, raw] = at.exhibit().findings.flatMap((finding) => (finding.kind === 'file' ? [finding] : []));
  expect(raw?.name).toMatch(/\.raw$/);
  const { x = [], y = [] } =
    convert(Buffer.from(at.bench.file(written?.hash ?? '').content).toString()).flatten[0]?.spectra[0]?.data ?? {};
  expect(y[x.indexOf(500)]).toBeCloseTo(0.5, 1);
}, 60_000);
