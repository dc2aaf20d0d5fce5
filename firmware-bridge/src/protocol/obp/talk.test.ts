import { describe, expect, it } from 'vitest';
import { brightest, nearest, openSpectrometer } from '../../spectrometer/opened-kit.ts';
import { processed } from '../../spectrometer/processing.ts';
import { until } from '../../test-kit.ts';

const bench = () => openSpectrometer('obp');

describe('a spectrometer on a line', () => {
  it('says who it is, and gives a spectrum whose brightest line stands at its wavelength', async () => {
    const { take, status } = await bench();
    expect(status()?.identity).toMatchObject({ model: 'Ocean Optics HDX', serialNumber: 'EMU00001' });
    const spectrum = await take();
    expect(spectrum.y).toHaveLength(2068);
    expect(spectrum.x.coefficients).toHaveLength(4);
    expect(spectrum.x.values[brightest(spectrum.y)]).toBeCloseTo(546.07, 0);
    expect(spectrum.raw.bytes).toHaveLength(2 * 2068);
    expect(Buffer.from(spectrum.raw.bytes).readUInt16LE(200)).toBe(spectrum.y[100]);
    expect(spectrum.settings).toMatchObject({ integrationMicroseconds: 100_000, scansHere: 1, trigger: 'normal' });
    expect(spectrum.correctedByDevice).toBe('not-known');
  });

  it('shows more the longer it gathers light, and says which pixels are full', async () => {
    const { spectrometer, take } = await bench();
    const short = await take();
    await spectrometer.set({ integrationMicroseconds: 400_000 });
    const long = await take();
    expect(long.settings.integrationMicroseconds).toBe(400_000);
    expect(short.saturated).toEqual([]);
    expect(long.saturated).toContain(brightest(short.y));
    const dim = nearest(short.x, 700);
    expect((long.y[dim] ?? 0) / (short.y[dim] ?? 1)).toBeGreaterThan(2.5);
  });

  it('averages as many scans as it is told, and keeps what every one of them sent', async () => {
    const { spectrometer, take } = await bench();
    await spectrometer.set({ scansToAverage: 4 });
    const { y, raw, settings } = await take();
    expect(settings).toMatchObject({ scansByDevice: 1, scansHere: 4 });
    expect(raw.bytes).toHaveLength(4 * 2 * 2068);
    const bytes = Buffer.from(raw.bytes);
    const sent = [0, 1, 2, 3].map((scan) => bytes.readUInt16LE(2 * (scan * 2068 + 500)));
    expect(y[500]).toBe(sent.reduce((sum, count) => sum + count, 0) / 4);
  });

  it('with dark and reference gives the absorbance of what lies in the beam', async () => {
    const { engine, spectrometer, take } = await bench();
    await spectrometer.set({ scansToAverage: 8 });
    engine.obey({ command: 'shutter', open: false });
    const dark = await take();
    engine.obey({ command: 'shutter', open: true });
    const reference = await take();
    engine.obey({ command: 'sample', absorbance: 0.5 });
    const sample = await take();
    const { y } = processed(sample, { dark, reference, linearise: true, boxcarHalfWidth: 3, quantity: 'absorbance' });
    for (const nm of [436, 500, 546, 600]) expect(y[nearest(sample.x, nm)]).toBeCloseTo(0.5, 1);
  });

  it('refuses a setting that it does not have, and stays as it was', async () => {
    const { spectrometer, take } = await bench();
    for (const change of [{ integrationMicroseconds: 5 }, { trigger: 'software' as const }, { lampOn: true }])
      await expect(spectrometer.set(change)).rejects.toMatchObject({ code: 'spectrometer-setting-refused' });
    expect((await take()).settings).toMatchObject({ integrationMicroseconds: 100_000, trigger: 'normal' });
  });

  it('is set as it was when it lost its power and came back', async () => {
    const { running, spectrometer, take, ready, statuses } = await bench();
    await spectrometer.set({ integrationMicroseconds: 30_000 });
    await running.unplug();
    await until(() => statuses.at(-1)?.state !== 'ready');
    running.emulator.restart();
    await running.plug();
    await ready();
    expect((await take()).settings.integrationMicroseconds).toBe(30_000);
  });

  it('waits for its trigger, and says so when none comes', async () => {
    const { engine, spectrometer, take, status } = await bench();
    await spectrometer.set({ trigger: 'edge' });
    await expect(take()).rejects.toMatchObject({ code: 'spectrum-not-triggered' });
    expect(status()?.state).toBe('ready');
    const waiting = take();
    const pull = setInterval(() => engine.obey({ command: 'trigger' }), 10);
    expect((await waiting).settings.trigger).toBe('edge');
    clearInterval(pull);
  });

  it('streams to whoever looks, and leaves out what a slow one has no time for', async () => {
    const { spectrometer } = await bench();
    const fast: number[] = [];
    const slow: { leftOut: number; at: number }[] = [];
    let letGo: () => void = () => undefined;
    const stopFast = spectrometer.live((measurement) => void fast.push(measurement.atMs));
    const stopSlow = spectrometer.live((measurement, leftOut) => {
      slow.push({ leftOut, at: measurement.atMs });
      return new Promise<void>((resolve) => {
        letGo = resolve;
      });
    });
    await until(() => fast.length >= 6);
    expect(slow).toHaveLength(1);
    letGo();
    await until(() => slow.length === 2);
    expect(slow[1]?.leftOut).toBeGreaterThanOrEqual(3);
    stopSlow();
    letGo();
    stopFast();
  });
});
