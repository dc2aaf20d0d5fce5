import { setTimeout } from 'node:timers/promises';
import { loadCatalogue } from '@custody-edge/device-profiles';
import { Bridge, type DeviceConfig, type DeviceStatus, type Reading } from '@custody-edge/firmware-bridge';
import { systemClock, systemRandom } from '@custody-edge/foundation';

const waitLimitMs = 30_000;

/** Waits for something to come true. @throws Error when that is in vain */
export async function until(condition: () => boolean): Promise<void> {
  const startedMs = performance.now();
  while (!condition()) {
    if (performance.now() - startedMs > waitLimitMs) throw new Error(`waited in vain: ${String(condition)}`);
    await setTimeout(5);
  }
}

/** A bridge over one device, with everything that it said. */
export function bridgeOver(device: DeviceConfig) {
  const readings: Reading[] = [];
  const statuses: DeviceStatus[] = [];
  const bridge = new Bridge({
    devices: [device],
    catalogue: loadCatalogue(),
    clock: systemClock,
    random: systemRandom,
    onReading: (_, reading) => readings.push(reading),
    onStatus: (status) => statuses.push(status),
    reopenLimits: { baseMs: 20, capMs: 100, presenceIntervalMs: 50, steadyAfterMs: 10_000 },
  });
  const state = () => bridge.statuses()[0]?.state;
  const codes = () => readings.flatMap((reading) => (reading.kind === 'barcode' ? [reading.text] : []));
  return { bridge, readings, statuses, codes, is: (wanted: DeviceStatus['state']) => until(() => state() === wanted) };
}
