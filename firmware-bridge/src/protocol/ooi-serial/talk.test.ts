import { describe, expect, it } from 'vitest';
import { brightest, nearest, openSpectrometer } from '../../spectrometer/opened-kit.ts';
import { processed } from '../../spectrometer/processing.ts';
import { type emulate, until } from '../../test-kit.ts';

const bench = (listen?: Parameters<typeof emulate>[2]) => openSpectrometer('ooi-serial', { listen });

describe('a spectrometer on a line', () => {
  it('says who it is, and gives a spectrum whose brightest line stands at its wavelength', async () => {
    const { take, status } = await bench();
    expect(status()?.identity).toEqual({
      model: 'Ocean Optics Flame-S (RS-232)',
      serialNumber: 'EMU00002',
      firmware: '3.00.0',
    });
    const { x, y, raw, settings, correctedByDevice, nonLinearity } = await take();
    expect(y).toHaveLength(2048);
    expect(x.coefficients).toHaveLength(4);
    expect(x.values[brightest(y)]).toBeCloseTo(546.07, 0);
    expect(nonLinearity).toHaveLength(4);
    expect(settings).toMatchObject({
      integrationMicroseconds: 100_000,
      scansHere: 1,
      boxcarByDevice: 0,
      trigger: 'normal',
      lampOn: true,
    });
    expect(correctedByDevice).toBe('not-known');
    // The answer as it came, from its first byte to its last; the first pixel stands whole behind its mark.
    const bytes = Buffer.from(raw.bytes);
    expect([bytes[0], bytes[15], bytes.readUInt16BE(16), bytes.readUInt16BE(bytes.length - 2)]).toEqual([
      0x02,
      0x80,
      y[0],
      0xfffd,
    ]);
    expect(bytes.length).toBeLessThan(2 * 2048);
  });

  it('is the same over TCP', async () => {
    const { take, status } = await bench({ kind: 'tcp', port: 0 });
    expect(status()?.identity?.serialNumber).toBe('EMU00002');
    const { x, y } = await take();
    expect(x.values[brightest(y)]).toBeCloseTo(546.07, 0);
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

  it('with dark and reference gives the absorbance of what lies in the beam', async () => {
    const { engine, spectrometer, take } = await bench();
    await spectrometer.set({ scansToAverage: 4 });
    engine.obey({ command: 'shutter', open: false });
    const dark = await take();
    engine.obey({ command: 'shutter', open: true });
    const reference = await take();
    engine.obey({ command: 'sample', absorbance: 0.5 });
    const sample = await take();
    expect(sample.settings).toMatchObject({ scansByDevice: 1, scansHere: 4 });
    const { y } = processed(sample, { dark, reference, linearise: true, boxcarHalfWidth: 3, quantity: 'absorbance' });
    for (const nm of [436, 500, 546, 600]) expect(y[nearest(sample.x, nm)]).toBeCloseTo(0.5, 1);
  });

  it('switches its lamp, and averages neighbouring pixels where it is told to', async () => {
    const { spectrometer, take } = await bench();
    const lit = await take();
    await spectrometer.set({ lampOn: false });
    const unlit = await take();
    expect(unlit.settings.lampOn).toBe(false);
    expect(Math.max(...unlit.y)).toBeLessThan(4000);
    await spectrometer.set({ lampOn: true, boxcarHalfWidth: 20 });
    const broad = await take();
    expect(broad.settings.boxcarByDevice).toBe(20);
    expect(Math.max(...broad.y)).toBeLessThan(0.7 * Math.max(...lit.y));
  });

  it('refuses a setting that it does not have, and stays as it was', async () => {
    const { spectrometer, take } = await bench();
    for (const change of [
      { integrationMicroseconds: 500 },
      { integrationMicroseconds: 1500 },
      { trigger: 'internal' as const },
      { shutterOpen: true },
    ])
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

  it('waits for its trigger', async () => {
    const { engine, spectrometer, take } = await bench();
    await spectrometer.set({ trigger: 'edge' });
    const waiting = take();
    const pull = setInterval(() => engine.obey({ command: 'trigger' }), 5);
    expect((await waiting).settings.trigger).toBe('edge');
    clearInterval(pull);
  });

  it('whose trigger does not come is not heard before it does, and then gives no spectrum of before', async () => {
    const { engine, spectrometer, take, ready, statuses } = await bench();
    await spectrometer.set({ trigger: 'level' });
    await expect(take()).rejects.toMatchObject({ code: 'spectrum-not-triggered' });
    await until(() => statuses.at(-1)?.state !== 'ready');
    engine.obey({ command: 'shutter', open: false });
    engine.obey({ command: 'trigger' });
    await ready();
    engine.obey({ command: 'shutter', open: true });
    const waiting = take();
    const pull = setInterval(() => engine.obey({ command: 'trigger' }), 5);
    const { settings, y } = await waiting;
    clearInterval(pull);
    expect(settings.trigger).toBe('level');
    expect(Math.max(...y)).toBeGreaterThan(10_000);
  });
});
