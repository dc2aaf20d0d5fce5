import { bitmapOf } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { emulate, impatientCatalogue, station, until } from '../../test-kit.ts';

/** Rows alike and unlike, runs long and short, every digit. */
const picture = bitmapOf(832, 1200, (x, y) => (x * (y >> 3)) % 7 === 0 || y % 50 < 3 || (x > 300 && x < 700 && y < 20));

async function printer(speed = 400) {
  const { running, engine, config } = await emulate('zpl', speed);
  const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
  await ready(config.id);
  return {
    running,
    engine,
    print: (what = picture) => bridge.printer(config.id).print(what),
    ready: () => ready(config.id),
    trouble: () => statusOf(config.id)?.error?.code,
  };
}

describe('a label printer', () => {
  it('prints a picture dot for dot, and says when it is out', async () => {
    const { engine, print } = await printer();
    await print();
    expect(engine.labels).toEqual([picture]);
    expect(engine.otherCommands).toBe(0);
  });

  it('prints one after the other, each by itself', async () => {
    const { engine, print } = await printer();
    const other = bitmapOf(400, 30, (x) => x % 2 === 0);
    await Promise.all([print(other), print()]);
    expect(engine.labels).toEqual([other, picture]);
  });

  it('refuses a picture wider than its head', async () => {
    const { engine, print } = await printer();
    await expect(print(bitmapOf(833, 1, () => true))).rejects.toMatchObject({ code: 'picture-too-wide' });
    expect(engine.labels).toEqual([]);
  });

  it.each([
    ['out of labels', { paper: 'out' }, { paper: 'present' }, 'printer-paper-out'],
    ['open', { cover: 'open' }, { cover: 'closed' }, 'printer-cover-open'],
    ['paused', { paused: true }, { paused: false }, 'printer-fault'],
    ['without power', { power: 'off' }, { power: 'on' }, 'device-silent'],
  ] as const)(
    'that is %s says so before anybody prints, and is ready when that is mended',
    async (_, wrong, right, code) => {
      const { engine, print, ready, trouble } = await printer();
      engine.set(wrong);
      await until(() => trouble() === code);
      await expect(print()).rejects.toMatchObject({ code: 'device-not-ready' });
      engine.set(right);
      await ready();
      await print();
      expect(engine.labels.at(-1)).toEqual(picture);
    },
  );

  it('that loses its labels before the picture is out never says that it was printed', async () => {
    const { engine, print } = await printer(20);
    const failed = expect(print(bitmapOf(64, 40, () => true))).rejects.toMatchObject({ code: 'printer-paper-out' });
    await until(() => !engine.isIdle);
    engine.set({ paper: 'out' });
    await failed;
    expect(engine.labels).toEqual([]);
  });

  it('that is unplugged in the middle of a label never says that it was printed', async () => {
    const { running, engine, print } = await printer(40);
    const failed = expect(print()).rejects.toMatchObject({ code: expect.stringMatching(/^device-/) });
    await until(() => engine.isHearing);
    await running.unplug();
    await failed;
    expect(engine.labels).toEqual([]);
  });
});
