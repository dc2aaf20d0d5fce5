import { type LineSettings, loadCatalogue } from '@custody-edge/device-profiles';
import { isCustodyError, systemClock, systemRandom } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mtSicsUnits, parseReply } from '../protocol/mt-sics/codec.ts';
import { MtSicsTalk } from '../protocol/mt-sics/talk.ts';
import type { Reading } from '../reading.ts';
import { emulate, modelFor, station, until } from '../test-kit.ts';
import { BalanceHost } from './host.ts';
import { heardAs, wireTo } from './test-kit.ts';

const profile = { ...modelFor('mt-sics'), timeLimitsMs: { reply: 20, stable: 20, adjust: 1000 } };
const eightNone: LineSettings = profile.lines[0];
const sevenEven: LineSettings = { ...eightNone, dataBits: 7, parity: 'even' };

/** Level 0 and a little more, all of it answered at once. */
function answerTo(command: string): string {
  const commands = ['I0', 'I2', 'I3', 'I4', 'SI', 'SIR', 'T', 'Z'];
  switch (command) {
    case 'I0':
      return commands.map((name, at) => `I0 ${at < commands.length - 1 ? 'B' : 'A'} 0 "${name}"\r\n`).join('');
    case 'I2':
      return 'I2 A "WXS205SDU WXA-Bridge 220.00900 g"\r\n';
    case 'SI':
    case 'SIR':
      return 'S S    0.00000 g\r\n';
    default:
      return `${command} A "1"\r\n`;
  }
}

/** An open balance that sends by itself, and everything that it was taken to say. */
async function streaming(line: LineSettings = eightNone) {
  const readings: Reading[] = [];
  const failures: unknown[] = [];
  let say: (bytes: Uint8Array) => void = () => undefined;
  const open = wireTo({
    line,
    hear: (bytes, answer) => {
      say = answer;
      answer(Buffer.from(answerTo(Buffer.from(bytes).toString('latin1').trim()), 'latin1'));
    },
  });
  let host: BalanceHost | undefined;
  const channel = await open(eightNone)({ bytes: (chunk) => host?.receive(chunk), closed: () => undefined });
  const context = {
    deviceId: 'balance',
    clock: systemClock,
    random: systemRandom,
    emit: (each: Reading) => readings.push(each),
    fail: (error: unknown) => failures.push(error),
    wire: () => undefined,
    channel,
  };
  const opened = new BalanceHost(
    { ...profile, reading: 'stream' },
    mtSicsUnits,
    context,
    (ear) => new MtSicsTalk(profile, context, ear),
  );
  host = opened;
  return { host: opened, readings, failures, say: (bytes: Uint8Array) => say(bytes) };
}

/** A weight as these balances print it. */
const weightLine = fc
  .record({ milligrams: fc.integer({ min: -1_000_000, max: 219_000_000 }), stable: fc.boolean() })
  .map(({ milligrams, stable }) => `S ${stable ? 'S' : 'D'} ${(milligrams / 1_000_000).toFixed(5).padStart(10)} g`);

/** What other balances say of a weight, and what these say of themselves. */
const foreignLine = fc.constantFrom(
  'ST,+00123.45  g',
  'N     +   52.187 g  ',
  '-  21.6865g ',
  '   100.00 g   ?  NET',
  'SI ?      12.5000 g  ',
  'SerNo. 0031801165',
  'BAC: 00-39-21',
  'T1    +    9.000 g  ',
  '+   52.1[8] g  ',
  '+   52,187 g  ',
  'S S 1',
);

/** One thing that comes over the line: whole, cut anywhere, or lost in the middle to a power cycle. */
const piece = fc.oneof(
  { weight: 4, arbitrary: weightLine.map((line) => ({ sent: [line], bytes: `${line}\r\n` })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(weightLine, fc.nat(15))
      .map(([line, length]) => ({ sent: [], bytes: `${line.slice(0, length)}\r\n` })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(weightLine, fc.nat(15))
      .map(([line, length]) => ({ sent: [], bytes: `${line.slice(0, length)}I4 A "1"\r\n` })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(weightLine, weightLine, fc.integer({ min: 1, max: 15 }))
      .map(([first, second, length]) => ({ sent: [], bytes: `${first.slice(0, length)}${second}\r\n` })),
  },
  { weight: 1, arbitrary: foreignLine.map((line) => ({ sent: [], bytes: `${line}\r\n` })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(weightLine, foreignLine, fc.integer({ min: 1, max: 15 }))
      .map(([first, second, length]) => ({ sent: [], bytes: `${first.slice(0, length)}${second}\r\n` })),
  },
);

describe('of a line that is cut, mixed and broken off anywhere', () => {
  it('no reading is taken that was not sent, and what is refused is kept as it came', async () => {
    const [taken, refused] = [{ count: 0 }, { count: 0 }];
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 40 }), async (pieces, cut) => {
        const { host, readings, failures, say } = await streaming();
        await host.identify();
        host.start();
        await new Promise(setImmediate);
        const began = readings.length;
        const bytes = Buffer.from(pieces.map((each) => each.bytes).join(''), 'latin1');
        for (let at = 0; at < bytes.length; at += cut) say(bytes.subarray(at, at + cut));
        await new Promise(setImmediate);
        await host.stop();
        const sent = new Set(pieces.flatMap((each) => each.sent));
        for (const reading of readings.slice(began)) {
          if (reading.kind === 'weighing' && 'value' in reading) {
            // After a restart the stream is begun anew, and that is answered with a weight too.
            if (reading.raw !== 'S S    0.00000 g') expect(sent).toContain(reading.raw);
            expect(parseReply(reading.raw)).toMatchObject({ value: reading.value, unit: reading.unit });
            taken.count += 1;
          } else if (reading.kind === 'weighing-refused') {
            expect(reading.error.entry.officer.ur).not.toBe('');
            refused.count += 1;
          }
        }
        for (const line of sent) expect(readings.map((each) => ('raw' in each ? each.raw : ''))).toContain(line);
        expect(failures.every((error) => isCustodyError(error))).toBe(true);
      }),
      { seed: 17, numRuns: 150 },
    );
    expect(taken.count).toBeGreaterThan(100);
    expect(refused.count).toBeGreaterThan(100);
  });

  it('nothing is taken of a balance whose parity is another one', async () => {
    await expect((await streaming(sevenEven)).host.identify()).rejects.toMatchObject({
      code: expect.stringMatching(/^device-(garbled|silent)$/),
    });
    let heard = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(weightLine, { minLength: 1, maxLength: 6 }), async (lines) => {
        const { host, readings, say } = await streaming();
        await host.identify();
        host.start();
        await new Promise(setImmediate);
        const began = readings.length;
        // Somebody set the parity in its menu while it was open.
        const bytes = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
        say(bytes.map((byte) => heardAs(byte, sevenEven, eightNone)));
        await host.stop();
        const since = readings.slice(began);
        expect(since.filter((each) => each.kind === 'weighing')).toEqual([]);
        heard += since.filter((each) => each.kind === 'weighing-refused').length;
      }),
      { seed: 19, numRuns: 60 },
    );
    expect(heard).toBeGreaterThan(60);
  });
});

it('an unplugged or power-cycled balance gives typed errors and no weight that it did not send', async () => {
  const { running, engine, config } = await emulate('mt-sics', 400);
  const sent = new Set<string>();
  const send = engine.line.send.bind(engine.line);
  engine.line.send = (frame) => {
    sent.add(Buffer.from(frame).toString('latin1').trimEnd());
    send(frame);
  };
  const catalogue = new Map(loadCatalogue());
  catalogue.set(profile.id, { ...profile, timeLimitsMs: { ...profile.timeLimitsMs, reply: 200 } });
  const { ofKind, statuses, ready } = station([config], { catalogue });
  engine.scale.load('100 + 20*sin(t)');
  const signs = {
    'half-frames': () => ofKind('weighing-refused').length,
    restart: () => ofKind('balance-restarted').length,
    'early-close': () => statuses.filter(({ error }) => error?.code === 'device-disconnected').length,
  };
  for (const name of ['half-frames', 'restart', 'early-close'] as const) {
    await ready(config.id);
    const [signsBefore, before] = [signs[name](), ofKind('weighing').length];
    running.setFault(name, true);
    await until(() => signs[name]() > signsBefore);
    running.setFault(name, false);
    await ready(config.id);
    await until(() => ofKind('weighing').length > before + 4);
  }
  for (const { raw } of ofKind('weighing')) expect(sent).toContain(raw);
  for (const { raw, error } of ofKind('weighing-refused'))
    expect([raw === '', error.code]).toEqual([false, 'weight-unreadable']);
  for (const { error } of statuses) if (error) expect(error.code).toMatch(/^(device|balance)-/);
});
