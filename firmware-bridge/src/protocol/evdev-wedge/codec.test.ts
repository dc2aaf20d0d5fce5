import { systemClock, systemRandom } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EmulatedReports } from '../../emulator/reports.ts';
import type { Reading } from '../../reading.ts';
import { modelFor, until } from '../../test-kit.ts';
import { dropped, encodeEvent, eventBytes, eventType, keyValue, TypedText } from './codec.ts';
import { EvdevWedgeDriver } from './driver.ts';
import { WedgeEmulator } from './emulator.ts';
import { keys } from './keyboard.ts';

const leftShift = 42;
const key = (code: number, value: number) => encodeEvent({ type: eventType.key, code, value });
const press = (...codes: number[]) =>
  codes.flatMap((code) => [...key(code, keyValue.pressed), ...synchronised, ...key(code, keyValue.released)]);
const synchronised = [...encodeEvent({ type: eventType.synchronise, code: 0, value: 0 })];
const typed = (events: readonly number[]) => Buffer.from(new TypedText().push(Uint8Array.from(events))).toString();
const withShift = (events: readonly number[]) => [...key(leftShift, 1), ...events, ...key(leftShift, 0)];

/** `12` and Enter as linux/input.h lays them out on a 64-bit machine: scan code, key, synchronisation. */
const written = [
  'd1a2546500000000 3f420f0000000000 0400 0400 1e000700',
  'd1a2546500000000 3f420f0000000000 0100 0200 01000000',
  'd1a2546500000000 3f420f0000000000 0000 0000 00000000',
  'd1a2546500000000 40420f0000000000 0100 0200 00000000',
  'd1a2546500000000 40420f0000000000 0100 0300 01000000',
  'd1a2546500000000 41420f0000000000 0100 0300 00000000',
  'd1a2546500000000 41420f0000000000 0100 1c00 01000000',
]
  .map((row) => row.replaceAll(' ', ''))
  .join('');

describe('what a keyboard reader types', () => {
  it('is the text of the events of the kernel, however they are cut', () => {
    const bytes = Buffer.from(written, 'hex');
    for (const cut of [1, 7, 24, 25, 1000]) {
      const text = new TypedText();
      const chunks = Array.from({ length: Math.ceil(bytes.length / cut) }, (_, at) =>
        text.push(bytes.subarray(at * cut, (at + 1) * cut)),
      );
      expect(Buffer.concat(chunks).toString()).toBe('12\r');
    }
  });

  it('is shifted while a shift key is held, and not after', () => {
    expect(typed([...press(30), ...withShift(press(30, 2, 53)), ...press(30, 53)])).toBe('aA!?a/');
  });

  it('is not doubled by a key that is held, and Caps Lock changes nothing', () => {
    expect(typed([...key(30, 1), ...key(30, 2), ...key(30, 2), ...key(30, 0), ...press(58, 30)])).toBe('aa');
  });

  it.each([
    ['a key that types nothing', press(30, 59, 48)],
    ['a key with Control', [...press(30), ...key(29, 1), ...press(46), ...key(29, 0), ...press(48)]],
    [
      'events that the kernel lost',
      [...press(30), ...encodeEvent({ type: eventType.synchronise, code: dropped, value: 0 }), ...press(48)],
    ],
  ])('with %s is marked, so that its code is refused', (_, events) => {
    expect(typed(events)).toBe('a\u001ab');
  });

  it('with lost events forgets the keys that were held', () => {
    expect(
      typed([
        ...key(leftShift, 1),
        ...encodeEvent({ type: eventType.synchronise, code: dropped, value: 0 }),
        ...press(30),
      ]),
    ).toBe('\u001aa');
  });

  it('is held no longer than an event, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }), (chunks) => {
        const text = new TypedText();
        for (const chunk of chunks) expect(text.push(chunk).length).toBeLessThanOrEqual(chunk.length / eventBytes + 1);
      }),
      { seed: 36, numRuns: 300 },
    );
  });
});

it('no two keys share a usage, a key code or a character', () => {
  for (const name of ['usage', 'code', 'plain'] as const)
    expect(new Set(keys.map((each) => each[name])).size).toBe(keys.length);
  expect(keys.map(({ plain }) => plain).join('')).toMatch(/^[ -~\r]+$/);
});

/** The keyboard driver of the kernel in small: presses and releases from one report to the next. */
function kernelKeyboard(taken: (event: Uint8Array) => void) {
  const codeOf = new Map(keys.map(({ usage, code }) => [usage, code]));
  let before: readonly number[] = [];
  return (report: Uint8Array) => {
    const [modifiers = 0, , ...usages] = report;
    const now = [...((modifiers & 2) !== 0 ? [leftShift] : []), ...usages.flatMap((usage) => codeOf.get(usage) ?? [])];
    for (const code of before.filter((each) => !now.includes(each))) taken(key(code, keyValue.released));
    for (const code of now.filter((each) => !before.includes(each))) taken(key(code, keyValue.pressed));
    before = now;
  };
}

function reader() {
  const readings: Reading[] = [];
  const driver = new EvdevWedgeDriver(modelFor('evdev-wedge'), {
    deviceId: 'reader',
    clock: systemClock,
    emit: (reading) => readings.push(reading),
    fail: () => undefined,
    wire: () => undefined,
    random: systemRandom,
  });
  driver.start();
  const reports = new EmulatedReports({ speed: Number.POSITIVE_INFINITY });
  reports.attach({ input: kernelKeyboard((event) => driver.receive(event)) });
  return { driver, readings, emulator: new WedgeEmulator(reports) };
}

describe('an emulated keyboard reader', () => {
  it('types what a US keyboard can, and the station reads it', async () => {
    const { emulator, readings, driver } = reader();
    const codes = ["'; DROP TABLE prisoner; --", ' !"#$%&\'()*+,-./0123456789:;<=>?@[\\]^_`{|}~', 'AaBbZz'];
    for (const code of codes) emulator.scan(code);
    await until(() => readings.length === codes.length);
    expect(readings).toMatchObject(codes.map((text) => ({ kind: 'barcode', text })));
    await expect(driver.setTrigger()).rejects.toMatchObject({ code: 'reader-not-commanded' });
    await driver.stop();
  });

  it('refuses what it cannot type', () => {
    const { emulator } = reader();
    for (const text of ['قیدی', 'a\rb', 'a\tb'])
      expect(() => emulator.obey({ command: 'scan', text })).toThrowError(
        expect.objectContaining({ code: 'emulator-command-refused' }),
      );
  });

  it('has a code refused that is too long or was typed with Control', async () => {
    const { driver, readings } = reader();
    driver.receive(Uint8Array.from(press(...new Array<number>(10_000).fill(30), 28)));
    driver.receive(Uint8Array.from([...key(29, 1), ...press(46), ...key(29, 0), ...press(28)]));
    driver.receive(Uint8Array.from(press(30, 28)));
    expect(readings).toMatchObject([
      { kind: 'rejected-input', reason: 'too-long', byteCount: 10_000 },
      { kind: 'rejected-input', reason: 'control-character' },
      { kind: 'barcode', text: 'a' },
    ]);
    await driver.stop();
  });
});
