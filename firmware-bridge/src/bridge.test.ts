import { describe, expect, it } from 'vitest';
import type { EmulatedLine } from './emulator/line.ts';
import { emulate, impatientCatalogue, station, until } from './test-kit.ts';

/** A picture whose every pixel tells its place. */
function picture(width: number, height: number) {
  return {
    width,
    height,
    pixels: Uint8Array.from({ length: width * height }, (_, at) => ((at % width) + at / width) & 0xff),
  };
}

const fingerSeen = 0x00;
const noFinger = 0x02;

/** Waits until the scanner has answered some more times, by this confirmation code alone. */
async function looks(line: EmulatedLine, code: number, count: number): Promise<void> {
  const send = line.send.bind(line);
  let answers = 0;
  line.send = (frame) => {
    if (frame.length === 12 && frame[9] === code) answers += 1;
    send(frame);
  };
  await until(() => answers >= count);
  line.send = send;
}

describe('a fingerprint scanner', () => {
  it('gives the picture of a placed finger at the fastest line speed it takes', async () => {
    const { engine, config } = await emulate('ef01');
    const { bridge, ofKind, ready } = station([config]);
    await ready(config.id);
    const finger = picture(256, 288);
    engine.place(finger);
    bridge.fingerprint(config.id).enable();
    await until(() => ofKind('fingerprint-image').length > 0);
    const [image] = ofKind('fingerprint-image');
    expect(image).toMatchObject({
      width: 256,
      height: 288,
      dotsPerInch: 500,
      provenance: {
        profileId: 'r307',
        deviceId: config.id,
        baudRate: 115_200,
        systemParameters: { packetBytes: 256, baudRate: 115_200, capacity: 200, moduleAddress: 0xffffffff },
      },
    });
    expect(image?.pixels).toEqual(finger.pixels.map((value) => Math.round(value / 17) * 17));
  });

  it('gives one picture for each time the finger is laid on, and none while capture is off', async () => {
    const { engine, config } = await emulate('ef01', 400);
    const { bridge, ofKind, ready } = station([config]);
    await ready(config.id);
    engine.place(picture(100, 100));
    bridge.fingerprint(config.id).enable();
    await until(() => ofKind('fingerprint-image').length === 1);
    await looks(engine.line, fingerSeen, 3);
    expect(ofKind('fingerprint-image')).toHaveLength(1);
    engine.lift();
    await looks(engine.line, noFinger, 1);
    engine.place(picture(300, 300));
    await until(() => ofKind('fingerprint-image').length === 2);
    bridge.fingerprint(config.id).disable();
    engine.lift();
    await looks(engine.line, noFinger, 1);
    engine.place(picture(10, 10));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(ofKind('fingerprint-image')).toHaveLength(2);
  });

  it('asks for the picture again when a packet of it arrives damaged', async () => {
    const { engine, config } = await emulate('ef01', 400);
    const { bridge, ofKind, ready, statuses } = station([config]);
    await ready(config.id);
    const finger = picture(256, 288);
    bridge.fingerprint(config.id).enable();
    const send = engine.line.send.bind(engine.line);
    let damaged = 0;
    engine.line.send = (frame) => {
      if (frame.length > 200 && damaged++ === 5) engine.line.corruptNextFrame();
      send(frame);
    };
    engine.place(finger);
    await until(() => ofKind('fingerprint-image').length === 1);
    expect(ofKind('fingerprint-image')[0]?.pixels).toEqual(finger.pixels.map((value) => Math.round(value / 17) * 17));
    expect(statuses.some((status) => status.state === 'faulted')).toBe(false);
  });

  it('keeps the wish to capture over an unplugged cable', async () => {
    const { running, engine, config } = await emulate('ef01', 400);
    const { bridge, ofKind, ready, statusOf } = station([config]);
    bridge.fingerprint(config.id).enable();
    await ready(config.id);
    await running.unplug();
    await until(() => statusOf(config.id)?.state === 'absent');
    await running.plug();
    await ready(config.id);
    engine.place(picture(256, 288));
    await until(() => ofKind('fingerprint-image').length === 1);
  });
});

describe('a barcode reader', () => {
  it('passes on any text as it was printed', async () => {
    const { engine, config } = await emulate('line-barcode');
    const { ofKind, ready } = station([config]);
    await ready(config.id);
    const texts = ["'; DROP TABLE prisoner; --", '<script>alert(1)</script>', 'قیدی نمبر ۱۲۳', '35202-1234567-1'];
    for (const text of texts) engine.scan(text);
    engine.scan(']C1visit-7');
    await until(() => ofKind('barcode').length === 5);
    expect(ofKind('barcode').map(({ text }) => text)).toEqual([...texts, 'visit-7']);
    expect(ofKind('barcode')[4]?.symbology).toBe('code-128');
  });

  it('refuses what is no code, counts it, and reads the next', async () => {
    const { engine, config } = await emulate('line-barcode', 1000);
    const { ofKind, ready } = station([config]);
    await ready(config.id);
    engine.scan('a\u0007b');
    engine.scan('x'.repeat(5000));
    engine.line.send(Uint8Array.of(0xff, 0xfe, 0x0d));
    engine.scan('good');
    await until(() => ofKind('barcode').length === 1);
    expect(ofKind('rejected-input').map(({ reason, count, byteCount }) => [reason, count, byteCount])).toEqual([
      ['control-character', 1, 3],
      ['too-long', 2, 5000],
      ['not-utf8', 3, 2],
    ]);
  });
});

it('half a code is refused, and the next code is read alone', async () => {
  const { engine, config } = await emulate('line-barcode');
  const { ofKind, ready } = station([config], { catalogue: impatientCatalogue() });
  await ready(config.id);
  engine.line.send(Buffer.from('half'));
  await until(() => ofKind('rejected-input').length === 1);
  expect(ofKind('rejected-input')[0]).toMatchObject({ reason: 'unterminated', byteCount: 4 });
  engine.scan('whole');
  await until(() => ofKind('barcode').length === 1);
  expect(ofKind('barcode')[0]?.text).toBe('whole');
});

describe('a gate board', () => {
  it('releases the lock for the time asked, and the door can be opened only then', async () => {
    const { engine, config } = await emulate('modbus-rtu');
    const { bridge, ofKind, ready } = station([config]);
    await ready(config.id);
    expect(engine.gate.openDoor()).toBe(false);
    const locked = bridge.gateIo(config.id).pulseLock(100);
    await until(() => engine.gate.lockReleased);
    expect(engine.gate.openDoor()).toBe(true);
    await until(() => ofKind('line-change').some(({ line, active }) => line === 'door' && active));
    await locked;
    expect(engine.gate.lockReleased).toBe(false);
    expect(engine.gate.lockPulses).toHaveLength(1);
    engine.gate.closeDoor();
    engine.gate.tamper(true);
    await until(() => ofKind('line-change').length === 5);
    expect(ofKind('line-change').map(({ line, active, initial }) => [line, active, initial])).toEqual([
      ['door', false, true],
      ['tamper', false, true],
      ['door', true, false],
      ['door', false, false],
      ['tamper', true, false],
    ]);
  });

  it('secures a lock that an earlier session left released', async () => {
    const { engine, config } = await emulate('modbus-rtu');
    const first = station([config]);
    await first.ready(config.id);
    void first.bridge.gateIo(config.id).pulseLock(20_000);
    await until(() => engine.gate.lockReleased);
    await first.bridge.stop();
    expect(engine.gate.lockReleased).toBe(false);
  });

  it('releases again when asked while it is just locking', async () => {
    const { engine, config } = await emulate('modbus-rtu');
    const { bridge, ready } = station([config]);
    await ready(config.id);
    const send = engine.line.send.bind(engine.line);
    let again: Promise<void> | undefined;
    engine.line.send = (frame) => {
      if (frame[1] === 0x05 && frame[4] === 0x00) again ??= bridge.gateIo(config.id).pulseLock(500);
      send(frame);
    };
    await bridge.gateIo(config.id).pulseLock(50);
    await again;
    expect(engine.gate.lockPulses).toHaveLength(2);
    expect(engine.gate.lockReleased).toBe(false);
  });

  it('is not left released when the lock cannot be confirmed, and says so', async () => {
    const { engine, config } = await emulate('modbus-rtu');
    const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    const pulse = bridge.gateIo(config.id).pulseLock(50);
    await until(() => engine.gate.lockReleased);
    engine.line.setFault('silence', true);
    await expect(pulse).rejects.toMatchObject({ code: 'lock-not-secured' });
    await until(() => statusOf(config.id)?.state === 'faulted');
    engine.line.setFault('silence', false);
    await ready(config.id);
    expect(engine.gate.lockReleased).toBe(false);
  });

  it('refuses a pulse that is too long or no number', async () => {
    const { config } = await emulate('modbus-rtu');
    const { bridge, ready } = station([config]);
    await ready(config.id);
    for (const durationMs of [0, -1, Number.NaN, 30_001])
      await expect(bridge.gateIo(config.id).pulseLock(durationMs)).rejects.toMatchObject({
        code: 'lock-pulse-out-of-range',
      });
  });
});

describe('a balance', () => {
  it('says who it is, settles, tares and zeroes', async () => {
    const { engine, config } = await emulate('mt-sics', 10);
    const { bridge, ofKind, ready, statusOf } = station([config]);
    await ready(config.id);
    expect(statusOf(config.id)?.identity).toEqual({
      model: 'Mettler-Toledo Emulated 1200.00 g',
      serialNumber: 'B123456789',
      firmware: '1.00 1.0.0.0.1',
    });
    engine.scale.load(100);
    await until(() => ofKind('weighing').some(({ status }) => status === 'dynamic'));
    await until(() => ofKind('weighing').some(({ raw }) => raw === 'S S     100.00 g'));
    await bridge.balance(config.id).tare();
    await until(() => ofKind('weighing').at(-1)?.raw === 'S S       0.00 g');
    engine.scale.load(0);
    await bridge.balance(config.id).zero();
    engine.scale.load(2000);
    await until(() => ofKind('weighing').at(-1)?.status === 'overload');
    await expect(bridge.balance(config.id).tare()).rejects.toMatchObject({ code: 'balance-out-of-range' });
  });

  it('that restarts is reported, because its tare is lost', async () => {
    const { engine, config } = await emulate('mt-sics');
    const { ofKind, ready } = station([config]);
    await ready(config.id);
    engine.restart();
    await until(() => ofKind('balance-restarted').length === 1);
    expect(ofKind('balance-restarted')[0]?.serialNumber).toBe('B123456789');
    const count = ofKind('weighing').length;
    await until(() => ofKind('weighing').length > count);
  });

  it('may send by itself where its profile says so', async () => {
    const { engine, config } = await emulate('mt-sics');
    const { bridge, ofKind, ready, statuses } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    engine.scale.load(50);
    await until(() => ofKind('weighing').some(({ raw }) => raw === 'S S      50.00 g'));
    await bridge.balance(config.id).tare();
    await until(() => ofKind('weighing').at(-1)?.raw === 'S S       0.00 g');
    engine.restart();
    await until(() => ofKind('weighing').at(-1)?.raw === 'S S      50.00 g');
    expect(statuses.some(({ state }) => state === 'faulted')).toBe(false);
  });
});

describe('a device that fails', () => {
  it('is absent when unplugged, and comes back by itself', async () => {
    const { running, config } = await emulate('mt-sics');
    const { ready, statusOf, statuses } = station([config]);
    await ready(config.id);
    await running.unplug();
    await until(() => statusOf(config.id)?.state === 'absent');
    expect(statusOf(config.id)?.error?.code).toBe('device-disconnected');
    await running.plug();
    await ready(config.id);
    expect(statusOf(config.id)?.error).toBeUndefined();
    expect(statuses.map(({ state }) => state)).toEqual([
      'opening',
      'identifying',
      'ready',
      'absent',
      'opening',
      'identifying',
      'ready',
    ]);
  });

  it('and falls silent is faulted, and comes back when it answers', async () => {
    const { engine, config } = await emulate('modbus-rtu');
    const { ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    engine.line.setFault('silence', true);
    await until(() => statusOf(config.id)?.state === 'faulted');
    expect(statusOf(config.id)?.error?.code).toBe('device-silent');
    engine.line.setFault('silence', false);
    await ready(config.id);
  });

  it('does not disturb another', async () => {
    const sick = await emulate('modbus-rtu');
    const well = await emulate('line-barcode');
    const { ready, statusOf, statuses, ofKind } = station([sick.config, well.config], {
      catalogue: impatientCatalogue(),
    });
    await ready(sick.config.id);
    await ready(well.config.id);
    sick.engine.line.setFault('silence', true);
    await until(() => statusOf(sick.config.id)?.state === 'faulted');
    sick.engine.line.sendGarbage(4000);
    await sick.running.unplug();
    well.engine.scan('still here');
    await until(() => ofKind('barcode').length === 1);
    expect(statuses.filter(({ deviceId }) => deviceId === well.config.id).map(({ state }) => state)).toEqual([
      'opening',
      'identifying',
      'ready',
    ]);
  });

  it('refuses commands until it is ready', async () => {
    const { running, config } = await emulate('mt-sics');
    const { bridge, ready, statusOf } = station([config]);
    await ready(config.id);
    await running.unplug();
    await until(() => statusOf(config.id)?.state === 'absent');
    await expect(bridge.balance(config.id).tare()).rejects.toMatchObject({ code: 'device-not-ready' });
    expect(() => bridge.gateIo(config.id)).toThrowError(expect.objectContaining({ code: 'device-unknown' }));
  });
});

it('a device on the network is used like one on a serial port', async () => {
  const { running, engine, config } = await emulate('ef01', 400, { kind: 'tcp', port: 0 });
  const { bridge, ofKind, ready, statusOf } = station([config]);
  await ready(config.id);
  engine.place(picture(256, 288));
  bridge.fingerprint(config.id).enable();
  await until(() => ofKind('fingerprint-image').length === 1);
  expect(ofKind('fingerprint-image')[0]?.provenance.baudRate).toBe(57_600);
  await running.unplug();
  await until(() => statusOf(config.id)?.state === 'absent');
  await running.plug();
  await ready(config.id);
  await bridge.stop();
});

it('two devices with one name are refused', () => {
  const config = { id: 'gate', profile: 'r307', address: { kind: 'serial', path: '/dev/null' } } as const;
  expect(() => station([config, config])).toThrowError(expect.objectContaining({ code: 'device-config-invalid' }));
});

it.each([
  ['no laser has', '0'],
  ['is no number', '785 nm'],
  ['is that of no spectrometer', '785.0'],
])('a wavelength that %s is refused', (_, laserWavelengthNm) => {
  const config = { id: 'gate', profile: 'r307', address: { kind: 'serial', path: '/dev/null' } } as const;
  expect(() => station([{ ...config, settings: { laserWavelengthNm } }])).toThrowError(
    expect.objectContaining({ code: 'device-config-invalid' }),
  );
});
