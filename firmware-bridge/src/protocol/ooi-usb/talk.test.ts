import { describe, expect, it } from 'vitest';
import { brightest, nearest, openSpectrometer } from '../../spectrometer/opened-kit.ts';
import { processed } from '../../spectrometer/processing.ts';
import { modelFor, until } from '../../test-kit.ts';

const bench = (id = 'ocean-usb4000') => openSpectrometer('ooi-usb', { profile: modelFor('ooi-usb', id) });

describe('a spectrometer of the USB series', () => {
  it.each([
    ['ocean-usb4000', 'USB4000', 3840],
    ['ocean-usb2000', 'USB2000', 2048],
    ['ocean-hr2000-plus', 'HR2000+', 2048],
  ])('%s says who it is, and its brightest line stands at its wavelength', async (id, model, pixels) => {
    const { take, status } = await bench(id);
    expect(status()?.identity).toMatchObject({ model: `Ocean Optics ${model}`, serialNumber: 'EMU00001' });
    const spectrum = await take();
    expect(spectrum.y).toHaveLength(pixels);
    expect(spectrum.x.coefficients).toHaveLength(4);
    expect(spectrum.x.values[brightest(spectrum.y)]).toBeCloseTo(546.07, 0);
    expect(spectrum.raw.bytes).toHaveLength(2 * pixels + 1);
    expect(spectrum.settings).toMatchObject({ integrationMicroseconds: 100_000, trigger: 'normal' });
  });

  it('shows more the longer it gathers light, and says which pixels are full, by its own word for it', async () => {
    const { spectrometer, take } = await bench();
    const short = await take();
    await spectrometer.set({ integrationMicroseconds: 400_000 });
    const long = await take();
    expect(short.saturated).toEqual([]);
    expect(long.saturated).toContain(brightest(short.y));
    expect(Math.max(...long.y)).toBe(58_982);
    expect((long.y[nearest(short.x, 700)] ?? 0) / (short.y[nearest(short.x, 700)] ?? 1)).toBeGreaterThan(2.5);
  });

  it('averages here, and with dark and reference gives the absorbance of what lies in the beam', async () => {
    const { engine, spectrometer, take } = await bench('ocean-usb2000-plus');
    await spectrometer.set({ scansToAverage: 8 });
    engine.obey({ command: 'shutter', open: false });
    const dark = await take();
    engine.obey({ command: 'shutter', open: true });
    const reference = await take();
    engine.obey({ command: 'sample', absorbance: 0.5 });
    const sample = await take();
    expect(sample.settings).toMatchObject({ scansByDevice: 1, scansHere: 8 });
    expect(sample.raw.bytes).toHaveLength(8 * 4097);
    const { y } = processed(sample, { dark, reference, linearise: true, boxcarHalfWidth: 3, quantity: 'absorbance' });
    for (const nm of [436, 500, 546, 600]) expect(y[nearest(sample.x, nm)]).toBeCloseTo(0.5, 1);
  });

  it('that counts its time in milliseconds refuses another one, and stays as it was', async () => {
    const { spectrometer, take } = await bench('ocean-usb2000');
    for (const change of [{ integrationMicroseconds: 10_500 }, { trigger: 'level' as const }, { lampOn: true }])
      await expect(spectrometer.set(change)).rejects.toMatchObject({ code: 'spectrometer-setting-refused' });
    expect((await take()).settings).toMatchObject({ integrationMicroseconds: 100_000, trigger: 'normal' });
  });

  it('is set as it was when it lost its power and came back, on a slow port this time', async () => {
    const { running, engine, spectrometer, take, ready, statuses } = await bench();
    await spectrometer.set({ integrationMicroseconds: 30_000 });
    await running.unplug();
    await until(() => statuses.at(-1)?.state !== 'ready');
    engine.restart();
    engine.obey({ command: 'usb-port', isFast: false });
    await running.plug();
    await ready();
    const { y, settings } = await take();
    expect(settings).toMatchObject({ integrationMicroseconds: 30_000 });
    expect(y).toHaveLength(3840);
  });

  it('waits for its trigger, says so when none comes, and can be set otherwise meanwhile', async () => {
    const { engine, spectrometer, take, status } = await bench();
    await spectrometer.set({ trigger: 'edge', integrationMicroseconds: 1000 });
    await expect(take()).rejects.toMatchObject({ code: 'spectrum-not-triggered' });
    expect(status()?.state).toBe('ready');
    await spectrometer.set({ integrationMicroseconds: 2000 });
    const waiting = take();
    const pull = setInterval(() => engine.obey({ command: 'trigger' }), 10);
    expect((await waiting).settings).toMatchObject({ trigger: 'edge', integrationMicroseconds: 2000 });
    clearInterval(pull);
  });
});
