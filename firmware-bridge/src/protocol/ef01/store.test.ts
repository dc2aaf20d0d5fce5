import { describe, expect, it } from 'vitest';
import type { FingerStep } from '../../driver.ts';
import { print } from '../../test-kit.ts';
import { blankFinger, plugIn } from './test-kit.ts';

describe('fingers kept in a module', () => {
  it.each([
    ['r307', 2],
    ['r503', 4],
  ])('are enrolled in an %s by %i touches, found again, counted and forgotten', async (model, touches) => {
    const { engine, bridge, ofKind, ready } = await plugIn({}, model);
    await ready('scanner');
    const { store } = bridge.fingerprint('scanner');
    if (!store) throw new Error('no store');
    expect(await store.places()).toBe(200);
    const asked: FingerStep[] = [];
    const ask = (step: FingerStep) => {
      asked.push(step);
      if (step === 'lay-on') engine.place(print(1));
      else engine.lift();
    };
    bridge.fingerprint('scanner').enable();
    await store.enrol(17, ask);
    expect(asked).toEqual(['lay-on', ...Array.from({ length: touches - 1 }, () => ['lift', 'lay-on'] as const).flat()]);
    expect(await store.count()).toBe(1);
    expect(await store.search()).toEqual({ place: 17, score: 300 });
    engine.place(print(2));
    expect(await store.search()).toBeUndefined();
    await store.delete(17);
    expect(await store.count()).toBe(0);
    expect(ofKind('fingerprint-image')).toHaveLength(0);
  });

  it('are refused for a reason', async () => {
    const { engine, bridge, ready } = await plugIn({});
    await ready('scanner');
    const { store } = bridge.fingerprint('scanner');
    if (!store) throw new Error('no store');
    const laying =
      (...seeds: number[]) =>
      (step: FingerStep) => {
        if (step === 'lift') return engine.lift();
        const seed = seeds.shift();
        engine.place(seed === undefined ? blankFinger : print(seed));
      };
    await expect(store.enrol(200, laying(1, 1))).rejects.toMatchObject({ code: 'finger-place-unknown' });
    await expect(store.delete(200)).rejects.toMatchObject({ code: 'finger-place-unknown' });
    await expect(store.enrol(0, laying(1, 2))).rejects.toMatchObject({ code: 'fingers-differ' });
    await expect(store.enrol(0, laying())).rejects.toMatchObject({ code: 'finger-unclear' });
    await store.enrol(0, laying(1, 1));
    await expect(store.enrol(0, laying(1, 1))).rejects.toMatchObject({ code: 'finger-place-taken' });
  });

  it('are not asked for any more when the scanner goes away, or was never there', async () => {
    const { engine, bridge, ready } = await plugIn({});
    const { store } = bridge.fingerprint('scanner');
    await expect(store?.count()).rejects.toMatchObject({ code: 'device-not-ready' });
    await ready('scanner');
    const searching = store?.search();
    engine.line.setFault('silence', true);
    await expect(searching).rejects.toMatchObject({ code: 'device-silent' });
    const waiting = expect(store?.search()).rejects.toMatchObject({ code: 'device-not-ready' });
    await bridge.stop();
    await waiting;
  });
});
