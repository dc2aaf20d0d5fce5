import type { Reading } from '@custody-edge/firmware-bridge';
import { describe, expect, it } from 'vitest';
import { attend, newStation, nowMs, setUpStation } from '../test-kit.ts';

async function openBench() {
  const station = newStation(setUpStation('bench').config);
  if (station.role.role !== 'bench') throw new Error('not a bench');
  const { bench } = station.role;
  await attend(station);
  const weigh = (value: string, atMs: number) =>
    bench.onReading('balance', {
      kind: 'weighing',
      raw: `S S ${value} g`,
      unasked: false,
      atMs,
      monotonicMs: atMs,
      status: 'stable',
      value,
      unit: 'g',
      ucum: 'g',
      load: 'net',
      auxiliaryDigits: 0,
    });
  const scan = (text: string): void =>
    bench.onReading('reader', { kind: 'barcode', text, atMs: nowMs } satisfies Reading);
  return { station, bench, weigh, scan };
}

describe('a bench', () => {
  it('records a steady weight of a labelled exhibit with every sample it rests on', async () => {
    const { station, bench, weigh, scan } = await openBench();
    scan("E-2026/17 <b>'; DROP TABLE event;--");
    for (const atMs of [0, 500, 1_000]) weigh('12.50', atMs);
    expect(bench.view()).toMatchObject({
      acceptable: true,
      steadiness: 1,
      sign: 'go',
      reading: { value: '12.50', unit: 'g' },
    });
    await bench.act({ action: 'accept' });
    const [event] = station.log.latest(1);
    expect(event).toMatchObject({
      type: 'exhibit.weighed.v1',
      subject: expect.stringMatching(/^exhibit\/[0-9a-f]{32}$/),
      data: {
        label: "E-2026/17 <b>'; DROP TABLE event;--",
        value: '12.50',
        unit: 'g',
        samples: Array(3).fill({ raw: 'S S 12.50 g', value: '12.50' }),
        balance: { deviceId: 'balance', profile: 'mettler-mt-sics' },
      },
    });
    expect(bench.view()).toMatchObject({
      acceptable: false,
      accepted: [{ eventId: event?.id, value: '12.50' }],
      recent: [{ sign: 'go' }],
    });
    await expect(bench.act({ action: 'accept' })).rejects.toMatchObject({ code: 'action-incomplete' });
    station.log.verify();
  });

  it('gives one exhibit one subject, at each weighing and without its label', async () => {
    const { station, bench, weigh, scan } = await openBench();
    for (const label of ['E-1', 'E-1', 'E-2']) {
      scan(label);
      for (const atMs of [0, 500, 1_000]) weigh('1.00', atMs);
      await bench.act({ action: 'accept' });
      weigh('0.00', 1_500);
    }
    const [third, second, first] = station.log.latest(3);
    expect(second).toMatchObject({ subject: first?.subject, after: first?.id });
    expect(third?.subject).not.toBe(first?.subject);
    expect(first?.subject).not.toContain('E-1');
  });

  it('records nothing after the balance restarted in between', async () => {
    const { station, bench, weigh, scan } = await openBench();
    scan('E-1');
    for (const atMs of [0, 500, 1_000]) weigh('12.50', atMs);
    bench.onReading('balance', { kind: 'balance-restarted', serialNumber: 'B1', atMs: nowMs });
    await expect(bench.act({ action: 'accept' })).rejects.toMatchObject({ code: 'action-incomplete' });
    expect(station.log.eventsOfType('exhibit.weighed.v1')).toEqual([]);
    expect(bench.view()).toMatchObject({ acceptable: false, exhibit: 'E-1', sign: 'wait' });
  });

  it('takes no command: nothing at a bench is the centre’s to decide', async () => {
    const { bench } = await openBench();
    const order = { orderId: 'RO-1', court: 'C', caseNumber: 'K' };
    const body = { purpose: 'grant-release-order', subject: 'person/a', order } as const;
    const taken = bench.onCommand({
      commandId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
      recipient: 'bench-1',
      issuedAt: '',
      expiresAt: '',
      body,
    });
    expect(taken).toBe(false);
  });

  it('that nobody attends takes no label and accepts nothing, and forgets what was begun', async () => {
    const { station, bench, weigh, scan } = await openBench();
    scan('E-1');
    for (const atMs of [0, 500, 1_000]) weigh('12.50', atMs);
    expect(bench.view().acceptable).toBe(true);
    station.officers.signOut();
    scan('E-2');
    for (const action of ['accept', 'tare', 'zero', 'cancel'] as const)
      await expect(bench.act({ action })).rejects.toMatchObject({ code: 'sign-in-first' });
    expect(bench.view()).toMatchObject({ acceptable: false, status: { duty: { turnedAway: 1 } } });
    expect(bench.view()).not.toHaveProperty('exhibit');
    expect(station.log.eventsOfType('exhibit.weighed.v1')).toEqual([]);
  });
});
