import { describe, expect, it } from 'vitest';
import { until } from '../../test-kit.ts';
import type { Ef01EmulatorOptions } from './emulator.ts';
import { blankFinger, plugIn } from './test-kit.ts';

const finger = blankFinger;

async function baudRateOfCapture(options: Ef01EmulatorOptions & { baudRate?: number }): Promise<number | undefined> {
  const { engine, bridge, ofKind, ready } = await plugIn(options);
  await ready('scanner');
  engine.place(finger);
  bridge.fingerprint('scanner').enable();
  await until(() => ofKind('fingerprint-image').length > 0);
  return ofKind('fingerprint-image')[0]?.provenance.baudRate;
}

describe('the line speed of a scanner', () => {
  it('is raised when the module takes it', async () => {
    expect(await baudRateOfCapture({ newBaudRate: 'at-once' })).toBe(115_200);
  });

  it('stays when the module refuses a faster one', async () => {
    expect(await baudRateOfCapture({ newBaudRate: 'refused' })).toBe(57_600);
  });

  it('stays when the module would change only at its next power-on', async () => {
    expect(await baudRateOfCapture({ newBaudRate: 'at-power-on' })).toBe(57_600);
  });

  it('is found when an earlier session left the module at the faster one', async () => {
    expect(await baudRateOfCapture({ baudRate: 115_200 })).toBe(115_200);
  });
});

it('a module with another password is reported as the wrong device', async () => {
  const { statusOf } = await plugIn({ password: 42 });
  await until(() => statusOf('scanner')?.state === 'faulted');
  expect(statusOf('scanner')?.error?.code).toBe('device-mismatch');
});

it('a module with another address never answers', async () => {
  const { statusOf } = await plugIn({ moduleAddress: 7 });
  await until(() => statusOf('scanner')?.state === 'faulted');
  expect(statusOf('scanner')?.error?.code).toBe('device-silent');
});

it('a scanner that hangs in the middle of a picture is faulted, opened again, and then gives the picture', async () => {
  const { engine, bridge, ofKind, ready, statusOf } = await plugIn({});
  await ready('scanner');
  const send = engine.line.send.bind(engine.line);
  let packets = 0;
  engine.line.send = (frame) => {
    if (frame.length > 200 && packets++ === 20) engine.line.setFault('silence', true);
    send(frame);
  };
  engine.place(finger);
  bridge.fingerprint('scanner').enable();
  await until(() => statusOf('scanner')?.state === 'faulted');
  expect(statusOf('scanner')?.error?.code).toBe('device-silent');
  engine.line.setFault('silence', false);
  await until(() => ofKind('fingerprint-image').length === 1);
});

it('a picture is shown while it comes, from the top and more of it each time', async () => {
  const { engine, bridge, ofKind, ready } = await plugIn({});
  await ready('scanner');
  engine.place({ ...finger, pixels: finger.pixels.map((_, at) => (at < 256 * 144 ? 0 : 51)) });
  bridge.fingerprint('scanner').enable();
  await until(() => ofKind('fingerprint-image').length > 0);
  const parts = ofKind('fingerprint-part');
  const whole = ofKind('fingerprint-image')[0]?.pixels ?? new Uint8Array();
  expect(parts.length).toBeGreaterThan(8);
  let before = 0;
  for (const { width, height, dotsPerInch, pixels } of parts) {
    expect({ width, height, dotsPerInch }).toEqual({ width: 256, height: 288, dotsPerInch: 500 });
    expect(pixels.length).toBeGreaterThan(before);
    expect(Buffer.from(pixels).equals(whole.subarray(0, pixels.length))).toBe(true);
    before = pixels.length;
  }
  expect(before).toBeLessThan(whole.length);
});

describe('an R503', () => {
  it('shows on its ring what it is at, and gives pictures of its own size', async () => {
    const { engine, bridge, ofKind, ready, statusOf } = await plugIn({}, 'r503');
    await ready('scanner');
    const shown: string[] = [];
    const send = engine.line.send.bind(engine.line);
    engine.line.send = (frame) => {
      const { control, colour } = engine.ring ?? { control: 0, colour: 0 };
      if (shown.at(-1) !== `${control}/${colour}`) shown.push(`${control}/${colour}`);
      send(frame);
    };
    bridge.fingerprint('scanner').enable();
    await until(() => engine.ring?.control === 1);
    engine.place(finger);
    await until(() => ofKind('fingerprint-image').length > 0);
    await until(() => engine.ring?.colour === 4);
    engine.lift();
    await until(() => engine.ring?.control === 1);
    bridge.fingerprint('scanner').disable();
    await until(() => engine.ring?.control === 4);
    expect(shown).toEqual(['1/2', '3/3', '3/4', '1/2', '4/2']);
    expect(ofKind('fingerprint-image')[0]).toMatchObject({
      width: 192,
      height: 192,
      dotsPerInch: 508,
      provenance: { serialNumber: '00000001' },
    });
    expect(statusOf('scanner')?.identity).toEqual({ model: 'Grow R503', serialNumber: '00000001' });
  });

  it('is dark when its station stops', async () => {
    const { engine, bridge, ready } = await plugIn({}, 'r503');
    await ready('scanner');
    bridge.fingerprint('scanner').enable();
    await until(() => engine.ring?.control === 1);
    await bridge.stop();
    await until(() => engine.ring?.control === 4);
  });

  it('is spoken to at its faster speed from its next power-on', async () => {
    const { engine, bridge, ofKind, ready, statuses } = await plugIn({}, 'r503');
    await ready('scanner');
    expect(engine.line.baudRate).toBe(57_600);
    bridge.fingerprint('scanner').enable();
    engine.restart();
    expect(engine.line.baudRate).toBe(115_200);
    await until(() => statuses.some(({ state }) => state === 'faulted'));
    engine.place(finger);
    await until(() => ofKind('fingerprint-image')[0]?.provenance.baudRate === 115_200);
  });
});
