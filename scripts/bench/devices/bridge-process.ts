/** A bridge over the devices that its parent names; tells what it cost. */
import { once } from 'node:events';
import { loadCatalogue } from '@custody-edge/device-profiles';
import { Bridge, deviceConfigSchema } from '@custody-edge/firmware-bridge';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { z } from 'zod';
import { bridgeCostSchema } from './bridge-cost.ts';
import { until } from './rig.ts';

const taskSchema = z.strictObject({
  configs: z.array(deviceConfigSchema),
  measuredMs: z.number(),
  /** Of the spectrometers among them. */
  integrationMicroseconds: z.number().optional(),
});

const [message] = await once(process, 'message');
const { configs, measuredMs, integrationMicroseconds } = taskSchema.parse(message);
let [readings, spectra] = [0, 0];
const bridge = new Bridge({
  devices: configs,
  catalogue: loadCatalogue(),
  clock: systemClock,
  random: systemRandom,
  onReading: () => {
    readings += 1;
  },
  onStatus: () => undefined,
});
bridge.start();
await until(() => bridge.statuses().every(({ state }) => state === 'ready'), 120_000);
for (const { id, profile } of configs) {
  if (profile === 'r307') bridge.fingerprint(id).enable();
  if (profile !== 'ocean-obp') continue;
  if (integrationMicroseconds !== undefined) await bridge.spectrometer(id).set({ integrationMicroseconds });
  bridge.spectrometer(id).live(() => {
    spectra += 1;
  });
}
[readings, spectra] = [0, 0];
const before = process.cpuUsage();
const startedMs = performance.now();
await new Promise((resolve) => setTimeout(resolve, measuredMs));
const { user, system } = process.cpuUsage(before);
const elapsedMs = performance.now() - startedMs;
process.send?.(
  bridgeCostSchema.parse({
    shareOfCore: (user + system) / 1000 / elapsedMs,
    megabytes: process.memoryUsage.rss() / 1e6,
    readings,
    spectra,
    elapsedMs,
  }),
);
await bridge.stop();
process.disconnect();
