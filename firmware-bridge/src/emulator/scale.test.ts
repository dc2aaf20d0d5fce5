import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EmulatedScale, type ScaleModel } from './scale.ts';

const model: ScaleModel = { capacityGrams: 220, readabilityGrams: 0.001, units: ['g', 'mg', '[car_m]', '[oz_tr]'] };
const quiet = { command: 'environment', noiseDivisions: 0 };

/** A scale with a clock that the test owns. */
function scaleAt(options: { weight?: string; seed?: number } = {}) {
  let ms = 0;
  const scale = new EmulatedScale(model, { speed: 1, nowMs: () => ms, ...options });
  return {
    scale,
    after: (elapsedMs: number) => {
      ms += elapsedMs;
      return scale.show();
    },
    do: (command: object) => scale.obey('mt-sics', command),
  };
}

describe('an emulated scale', () => {
  it('swings to a new load, and then is stable', () => {
    const { after, do: tell } = scaleAt();
    tell(quiet);
    expect(after(5000)).toMatchObject({ net: '0.000', stable: true });
    tell({ command: 'load', grams: 100 });
    const moving = after(50);
    expect(moving.stable).toBe(false);
    expect(Number(moving.net)).toBeGreaterThan(10);
    expect(Number(moving.net)).toBeLessThan(90);
    expect(after(5000)).toMatchObject({ net: '100.000', stable: true, side: undefined });
  });

  it('follows an expression of time from the moment that it is told', () => {
    const { after, do: tell } = scaleAt({ weight: 'step(5)*100' });
    tell(quiet);
    expect(after(4900).net).toBe('0.000');
    expect(after(8000).net).toBe('100.000');
    tell({ command: 'load', expression: '20 + t' });
    expect(after(10_000)).toMatchObject({ net: '30.000', stable: false });
  });

  it('shows the same for the same seed, and other noise for another', () => {
    const series = (seed: number) => {
      const { after } = scaleAt({ weight: '52.19', seed });
      return Array.from({ length: 40 }, () => after(100).net);
    };
    expect(series(5)).toEqual(series(5));
    expect(series(5)).not.toEqual(series(6));
  });

  it('tares, presets a tare, zeroes only near its zero, and forgets them with its power', () => {
    const { scale, after, do: tell } = scaleAt();
    tell(quiet);
    tell({ command: 'load', grams: 50 });
    after(5000);
    expect(scale.zero()).toBe('overload');
    expect(scale.tare()).toBeUndefined();
    expect(scale.show()).toMatchObject({ net: '0.000', gross: '50.000', tare: '50.000', isTared: true });
    expect(scale.presetTare(10)).toBe(true);
    expect(scale.show()).toMatchObject({ net: '40.000', tare: '10.000' });
    expect([scale.presetTare(-1), scale.presetTare(221), scale.presetTare(Number.NaN)]).toEqual([false, false, false]);
    scale.restart();
    expect(scale.show()).toMatchObject({ net: '50.000', isTared: false });
    tell({ command: 'load', grams: 1 });
    after(5000);
    expect(scale.zero()).toBeUndefined();
    expect(scale.show()).toMatchObject({ net: '0.000', gross: '0.000' });
  });

  it('says when the load is outside its range, and takes no tare of it', () => {
    const { scale, after, do: tell } = scaleAt();
    tell({ command: 'load', grams: 221 });
    expect(after(5000).side).toBe('overload');
    expect(scale.tare()).toBe('overload');
    tell({ command: 'load', grams: -50 });
    expect(after(5000).side).toBe('underload');
  });

  it('vibrates, drifts and warms up', () => {
    const { scale, after, do: tell } = scaleAt();
    tell({ ...quiet, driftGramsPerHour: 3.6 });
    after(60_000);
    expect(scale.show().net).toBe('0.060');
    tell({ command: 'environment', driftGramsPerHour: 0, warmUpDivisions: 100, warmUpMs: 1000 });
    scale.restart();
    expect(scale.show()).toMatchObject({ net: '0.100' });
    expect(after(10_000)).toMatchObject({ net: '0.000', stable: true });
    tell({ command: 'vibrate', divisions: 50, durationMs: 2000 });
    expect(after(500).stable).toBe(false);
    expect(after(10_000).stable).toBe(true);
  });

  it('shows other units with the digits that they have room for', () => {
    const { after, do: tell } = scaleAt({ weight: '10' });
    tell(quiet);
    const shown = ['g', 'mg', '[car_m]', '[oz_tr]', 'g'].map((unit) => {
      const { net, unit: now } = after(5000);
      expect(now).toBe(unit);
      tell({ command: 'press', key: 'unit' });
      return net;
    });
    expect(shown).toEqual(['10.000', '10000', '50.000', '0.32150', '10.000']);
  });

  it('obeys its keys', () => {
    const { scale, after, do: tell } = scaleAt({ weight: '10' });
    tell(quiet);
    let printed = 0;
    scale.onPrint(() => {
      printed += 1;
    });
    after(5000);
    tell({ command: 'press', key: 'print' });
    tell({ command: 'press', key: 'tare' });
    expect(printed).toBe(1);
    expect(scale.show().net).toBe('0.000');
  });

  it.each([
    { command: 'load' },
    { command: 'load', grams: 1, expression: '1' },
    { command: 'load', expression: 'process.exit()' },
    { command: 'press', key: 'power' },
    { command: 'mass', grams: 1 },
  ])('refuses %j', (command) => {
    expect(() => scaleAt().do(command)).toThrow(expect.objectContaining({ code: 'emulator-command-refused' }));
  });

  it('shows a number whatever lies on it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.nat(100_000), (grams, elapsedMs) => {
        const { after, scale } = scaleAt();
        scale.load(grams);
        const { net, gross, tare } = after(elapsedMs);
        for (const text of [net, gross, tare]) expect(text).toMatch(/^-?\d+\.\d{3}$/);
      }),
      { seed: 82, numRuns: 300 },
    );
  });
});
