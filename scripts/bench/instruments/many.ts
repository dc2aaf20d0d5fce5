import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DeviceConfig } from '@custody-edge/firmware-bridge';
import { bridgeCostSchema } from '../devices/bridge-cost.ts';
import { withRig } from '../devices/rig.ts';
import type { Figure } from '../figures.ts';

const balances = 32;
const spectrometers = 4;
/** With the 22.9 ms of question and answer at 9600 baud this makes ten weights a second. */
const pauseMs = 77;
const integrationMicroseconds = 200_000;
const measuredMs = 30_000;
const mostOfCore = 0.15;

/** A whole laboratory on one bridge in a process of its own; the instruments are emulated in this one. */
export async function laboratory(share: number): Promise<Figure[]> {
  return withRig(async (rig) => {
    const configs: DeviceConfig[] = [];
    for (let index = 0; index < balances; index++) {
      const { config } = await rig.emulate('mettler-mt-sics', `balance-${index}`, 1);
      configs.push({ ...config, settings: { pollIntervalMs: pauseMs } });
    }
    for (let index = 0; index < spectrometers; index++)
      configs.push((await rig.emulate('ocean-obp', `spectrometer-${index}`, 1, { kind: 'tcp', port: 0 })).config);
    const child = fork(fileURLToPath(new URL('../devices/bridge-process.ts', import.meta.url)), { stdio: 'inherit' });
    child.send({ configs, measuredMs: measuredMs * share, integrationMicroseconds });
    const [message] = await once(child, 'message');
    const { shareOfCore, readings, spectra, elapsedMs } = bridgeCostSchema.parse(message);
    await once(child, 'exit');
    const hertz = (count: number, devices: number) => ((count * 1000) / elapsedMs / devices).toFixed(1);
    return [
      {
        name: `${balances} balances at ${hertz(readings, balances)} Hz and ${spectrometers} spectrometers of 2,068 pixels at ${hertz(spectra, spectrometers)} Hz: processor`,
        value: shareOfCore * 100,
        unit: '% of one core',
        better: 'lower',
        samples: readings + spectra,
        must: mostOfCore * 100,
      },
      {
        name: 'the same: processor time of a reading',
        value: (shareOfCore * elapsedMs) / (readings + spectra),
        unit: 'ms',
        better: 'lower',
        samples: readings + spectra,
      },
    ];
  });
}
