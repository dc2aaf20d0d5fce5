/** The agent of a bench as it always is, but that it counts what its bridge hands over, and accepts a weight as soon as it may be accepted. */
import type { Reading, Bridge as RunningBridge } from '@custody-edge/firmware-bridge';
import { entry } from '../../program/entry.ts';
import { serve } from './served.ts';
import { type Accepted, agentCommandSchema, type Counts, type Taken } from './words.ts';

// As the command line runs it, in one piece where it is built.
const { openStation }: typeof import('../../commands/agent.ts') = await import(entry('agent'));
const { Bridge }: typeof import('@custody-edge/firmware-bridge') = await import(entry('bridge'));

const taken: Counts = {};
const accepted: Accepted[] = [];
let bridge: RunningBridge | undefined;
let accepting: string | undefined;
const count = (deviceId: string): number => (taken[deviceId] = (taken[deviceId] ?? 0) + 1);

const isOfInstrument = ({ kind }: Reading): boolean => kind === 'weighing' || kind === 'weighing-refused';

const { url, station, close } = await openStation(process.argv[2] ?? '', undefined, {
  openBridge: (options) => {
    bridge = new Bridge({
      ...options,
      onReading: (deviceId, reading) => {
        options.onReading(deviceId, reading);
        if (isOfInstrument(reading)) count(deviceId);
        if (deviceId === accepting) accept(deviceId);
      },
    });
    return bridge;
  },
  hasLine: true,
  isPractice: false,
});

function accept(deviceId: string): void {
  const { role } = station;
  if (role.role !== 'bench' || !role.bench.atPan().acceptable) return;
  void role.bench.act({ action: 'accept' });
  const { length } = station.log;
  const durableMs = Date.now();
  const one: { -readonly [Key in keyof Accepted]: Accepted[Key] } = { weight: taken[deviceId] ?? 0, durableMs };
  accepted.push(one);
  const stop = station.onChange(() => {
    if ((station.outbox.firstWaiting() ?? length + 1) <= length) return;
    stop();
    one.receiptedMs = Date.now();
  });
}

async function look(integrationMicroseconds: number): Promise<void> {
  for (const { deviceId, kind } of bridge?.statuses() ?? []) {
    const spectrometer = kind === 'spectrometer' ? bridge?.spectrometer(deviceId) : undefined;
    await spectrometer?.set({ integrationMicroseconds });
    spectrometer?.live((_, leftOut) => {
      if (leftOut === 0) count(deviceId);
    });
  }
}

await serve(url, async (asked) => {
  const command = agentCommandSchema.parse(asked);
  switch (command.command) {
    case 'look':
      return look(command.integrationMicroseconds);
    case 'taken': {
      const { user, system } = process.cpuUsage();
      const megabytes = process.memoryUsage.rss() / 2 ** 20;
      return { taken, cpuMs: (user + system) / 1_000, megabytes, atMs: performance.now() } satisfies Taken;
    }
    case 'accept':
      accepting = command.deviceId;
      return undefined;
    case 'accepted':
      return accepted;
  }
});
await close();
