import { systemClock, systemRandom } from '@custody-edge/foundation';
import { afterwards } from '@custody-edge/foundation/test-support';
import { describe, expect, it } from 'vitest';
import { bridgeError } from '../errors.ts';
import type { Reading } from '../reading.ts';
import { until } from '../test-kit.ts';
import { BalanceHost } from './host.ts';
import type { BalanceEar, BalanceTalk, Said } from './talk.ts';

const weight = (digits: string, unit = 'g'): Said => ({
  kind: 'weight',
  raw: `${digits} ${unit}`,
  digits,
  unit,
  stable: true,
  load: 'net',
  auxiliaryDigits: 0,
});

interface Dialect extends Partial<BalanceTalk> {
  /** Grams that it tells of itself when it is opened. */
  readonly capacityGrams?: number;
}

/** A host over a dialect whose words are functions of this test, in the order in which they were said. */
function hostOver(reading: 'poll' | 'stream' | 'passive', dialect: Dialect = {}, replyMs = 40) {
  const calls: string[] = [];
  const readings: Reading[] = [];
  const failures: string[] = [];
  let ear: BalanceEar | undefined;
  const note = (call: string, answer?: () => Promise<void>) => async () => {
    calls.push(call);
    await answer?.();
  };
  const context = {
    deviceId: 'balance',
    clock: systemClock,
    random: systemRandom,
    emit: (each: Reading) => readings.push(each),
    fail: ({ code }: { code: string }) => failures.push(code),
    wire: () => undefined,
    channel: { write: async () => undefined, close: async () => undefined },
  };
  const host = new BalanceHost(
    { reading, pollIntervalMs: 1, capacityGrams: 1000, timeLimitsMs: { reply: replyMs } },
    { g: 'g', kg: 'kg' },
    context,
    (heard) => {
      ear = heard;
      return {
        receive: () => undefined,
        identify: async () => ({ identity: { model: 'a balance' }, capacityGrams: dialect.capacityGrams }),
        weigh: async () => weight('1.00'),
        close: () => undefined,
        ...dialect,
        begin: async (mode) =>
          note(`begin ${mode}`, dialect.begin && (() => dialect.begin?.(mode) ?? Promise.resolve()))(),
        end: note('end', dialect.end),
        tare: note('tare', dialect.tare),
        zero: note('zero', dialect.zero),
      };
    },
  );
  afterwards(() => host.stop());
  if (!ear) throw new Error('the host listens');
  return { host, ear, calls, readings, failures };
}

const seen = (readings: readonly Reading[]) => readings.map((each) => ('raw' in each ? each.raw : each.kind));

describe('a balance that is polled', () => {
  it('says nothing before it is started, and then every weight that it was asked for', async () => {
    let asked = 0;
    const { host, ear, readings } = hostOver('poll', { weigh: async () => weight(`${++asked}.00`) });
    ear.unasked(weight('9.00'));
    expect(readings).toEqual([]);
    host.start();
    await until(() => readings.length >= 3);
    expect(seen(readings.slice(0, 3))).toEqual(['1.00 g', '2.00 g', '3.00 g']);
    expect(readings[0]).toMatchObject({ kind: 'weighing', status: 'stable', unasked: false });
  });

  it('gives no reading where it has no weight, and marks what its print key sends', async () => {
    const { host, ear, readings } = hostOver('poll', { weigh: async () => undefined });
    host.start();
    ear.unasked(weight('7.00'));
    expect(readings).toHaveLength(1);
    expect(readings[0]).toMatchObject({ raw: '7.00 g', unasked: true });
  });

  it('tares between two questions, never during one', async () => {
    let [asking, tares, most] = [0, 0, 0];
    const alone = async () => {
      asking += 1;
      most = Math.max(most, asking);
      await new Promise((resolve) => setTimeout(resolve, 1));
      asking -= 1;
    };
    const { host, calls } = hostOver('poll', {
      weigh: async () => {
        await alone();
        return weight('1.00');
      },
      tare: async () => {
        tares += 1;
        await alone();
      },
    });
    host.start();
    await Promise.all([host.tare(), host.zero(), host.tare()]);
    expect([most, tares]).toEqual([1, 2]);
    expect(calls).toEqual(['tare', 'zero', 'tare']);
  });

  it('keeps weighing after a command that it refused', async () => {
    const { host, readings, failures } = hostOver('poll', {
      tare: () => Promise.reject(bridgeError('balance-not-stable', {})),
    });
    host.start();
    await expect(host.tare()).rejects.toMatchObject({ code: 'balance-not-stable' });
    const before = readings.length;
    await until(() => readings.length > before);
    expect(failures).toEqual([]);
  });

  it('counts as failed when it no longer answers, with the reason', async () => {
    const { host, failures } = hostOver('poll', { weigh: () => Promise.reject(bridgeError('device-garbled', {})) });
    host.start();
    await until(() => failures.length > 0);
    expect(failures).toEqual(['device-garbled']);
  });

  it.each([
    ['beyond what it told of itself', 500, '600.00', 'weight-beyond-capacity'],
    ['beyond what its profile says', undefined, '1000.01', 'weight-beyond-capacity'],
  ])('refuses a weight %s', async (_, capacityGrams, digits, code) => {
    const told = capacityGrams === undefined ? {} : { capacityGrams };
    const { host, ear, readings } = hostOver('poll', { ...told, weigh: async () => undefined });
    await host.identify();
    host.start();
    ear.unasked(weight(digits));
    expect(readings[0]).toMatchObject({ kind: 'weighing-refused', raw: `${digits} g`, error: { code } });
  });

  it('can adjust and print only where its dialect can', async () => {
    expect(hostOver('poll').host).toMatchObject({ adjust: undefined, print: undefined });
    let printed = 0;
    const { host } = hostOver('poll', {
      print: async () => {
        printed += 1;
      },
    });
    await host.print?.();
    expect(printed).toBe(1);
  });
});

describe('a balance that sends by itself', () => {
  it('is begun once, and its stream is ended for a command and begun anew after it', async () => {
    const { host, calls, ear, readings } = hostOver('stream', {}, 10_000);
    host.start();
    await until(() => calls.length === 1);
    ear.streamed(weight('2.00'));
    await host.tare();
    await until(() => calls.length === 4);
    expect(calls).toEqual(['begin stream', 'end', 'tare', 'begin stream']);
    expect(readings[0]).toMatchObject({ raw: '2.00 g', unasked: false });
  });

  it('is begun anew after it restarted, which is reported since its tare is lost', async () => {
    const { host, calls, ear, readings } = hostOver('stream', {}, 10_000);
    host.start();
    await until(() => calls.length === 1);
    ear.restarted('B1');
    await until(() => calls.length === 2);
    expect(readings).toMatchObject([{ kind: 'balance-restarted', serialNumber: 'B1' }]);
  });

  it('is begun once more when it falls silent, and then given up', async () => {
    const { host, calls, failures } = hostOver('stream', {}, 10);
    host.start();
    await until(() => failures.length > 0);
    expect(failures).toEqual(['device-silent']);
    expect(calls).toEqual(['begin stream', 'begin stream']);
  });
});

describe('a balance whose print key is waited for', () => {
  it('may be silent for as long as nobody presses it', async () => {
    const { host, calls, failures, ear, readings } = hostOver('passive', {}, 2);
    host.start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    ear.unasked(weight('3.00'));
    ear.unasked({ kind: 'unreadable', raw: 'Stat' });
    expect(failures).toEqual([]);
    expect(calls).toEqual(['begin passive']);
    expect(readings).toMatchObject([
      { kind: 'weighing', raw: '3.00 g', unasked: true },
      { kind: 'weighing-refused', raw: 'Stat', error: { code: 'weight-unreadable' } },
    ]);
  });
});
