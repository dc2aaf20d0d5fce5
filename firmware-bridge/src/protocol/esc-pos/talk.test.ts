import { type Bitmap, bitmapOf, isBlackAt } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { emulate, impatientCatalogue, station, until } from '../../test-kit.ts';

const speed = 400;
/** Slow enough that a slip can be caught on its way. */
const slow = 20;
/** A picture of several bands whose every dot tells its place, also with bytes that begin real-time commands. */
const picture = bitmapOf(384, 300, (x, y) => (x * y + (x >> 3)) % 5 === 0);

async function printer(atSpeed = speed) {
  const { running, engine, config } = await emulate('esc-pos', atSpeed);
  const { bridge, ready, statusOf, statuses } = station([config], { catalogue: impatientCatalogue() });
  await ready(config.id);
  return {
    running,
    engine,
    print: (what = picture) => bridge.printer(config.id).print(what),
    ready: () => ready(config.id),
    trouble: () => statusOf(config.id)?.error?.code,
    statuses,
  };
}

/** Every dot of what was sent is on the paper, and at most one in a thousand more. */
function expectPrinted(slip: Bitmap | undefined, sent: Bitmap): void {
  if (!slip) throw new Error('nothing was printed');
  let more = 0;
  for (let y = 0; y < sent.height; y++)
    for (let x = 0; x < sent.width; x++) {
      const [on, off] = [isBlackAt(sent, x, y), isBlackAt(slip, x, y)];
      if (on && !off) throw new Error(`the dot at ${x}, ${y} is missing`);
      if (off && !on) more += 1;
    }
  expect(more).toBeLessThan((sent.width * sent.height) / 1000);
}

describe('a printer on a serial line', () => {
  it('prints a picture whole, cuts it off, and then says so', async () => {
    const { engine, print } = await printer();
    await print();
    expect(engine.slips).toHaveLength(1);
    expectPrinted(engine.slips[0], picture);
    expect(engine.unknownBytes).toBe(0);
  });

  it('prints one after the other, each by itself', async () => {
    const { engine, print } = await printer();
    const other = bitmapOf(576, 40, (x) => x < 100);
    await Promise.all([print(), print(other)]);
    expect(engine.slips).toHaveLength(2);
    expectPrinted(engine.slips[0], picture);
    expectPrinted(engine.slips[1], other);
  });

  it('refuses a picture wider than its paper, and prints nothing of it', async () => {
    const { engine, print } = await printer();
    await expect(print(bitmapOf(577, 1, () => true))).rejects.toMatchObject({ code: 'picture-too-wide' });
    await print();
    expect(engine.slips).toHaveLength(1);
  });

  it.each([
    ['out of paper', { paper: 'out' }, { paper: 'present' }, 'printer-paper-out'],
    ['open', { cover: 'open' }, { cover: 'closed' }, 'printer-cover-open'],
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
      expectPrinted(engine.slips.at(-1), picture);
    },
  );

  it('whose paper ends in the middle of a slip never says that it was printed', async () => {
    const { engine, print, ready, trouble } = await printer();
    engine.endRollAfter(200);
    await expect(print()).rejects.toMatchObject({ code: 'printer-paper-out' });
    await until(() => trouble() === 'printer-paper-out');
    expect(engine.slips).toHaveLength(0);
    engine.set({ paper: 'present' });
    await ready();
    await print();
    expectPrinted(engine.slips.at(-1), picture);
  });

  it('that is unplugged while it is sent a slip never says that it was printed', async () => {
    const { running, print } = await printer(slow);
    const refused = expect(print()).rejects.toThrowError(/^device-/);
    await running.unplug();
    await refused;
  });
});

it('a printer on the network prints the same', async () => {
  const { engine, config } = await emulate('esc-pos', speed, { kind: 'tcp', port: 0 });
  const { bridge, ready } = station([config]);
  await ready(config.id);
  await bridge.printer(config.id).print(picture);
  expectPrinted(engine.slips[0], picture);
});

it('bytes that are no command of the printer are counted, and what follows is printed', async () => {
  const { engine, print, running } = await printer();
  const { line } = running.emulator;
  line.receive(Buffer.from('GET / HTTP/1.1\r\n\u001dv0\u0000\u00ff\u00ff\u00ff\u00ff', 'latin1'));
  await until(() => engine.unknownBytes > 0);
  await print();
  expectPrinted(engine.slips.at(-1), picture);
});
