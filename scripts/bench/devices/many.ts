import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DeviceConfig } from '@custody-edge/firmware-bridge';
import type { Figure } from '../figures.ts';
import { bridgeCostSchema } from './bridge-cost.ts';
import { withRig } from './rig.ts';

/** Sixty-four devices as a large site has them, at the real rates of their lines. */
const fleet = { r307: 16, 'serial-barcode': 16, 'modbus-io': 16, 'mettler-mt-sics': 16 } as const;
const measuredMs = 30_000;
const most = { shareOfCore: 0.1, megabytes: 200 };

/** A bridge in a process of its own over emulated devices in this one. */
export async function manyDevices(): Promise<Figure[]> {
  return withRig(async (rig) => {
    const configs: DeviceConfig[] = [];
    for (const [profile, count] of Object.entries(fleet))
      for (let index = 0; index < count; index++)
        configs.push((await rig.emulate(profile, `${profile}-${index}`, 1)).config);
    const child = fork(fileURLToPath(new URL('./bridge-process.ts', import.meta.url)), {
      stdio: 'inherit',
    });
    child.send({ configs, measuredMs });
    const [message] = await once(child, 'message');
    const { shareOfCore, megabytes, readings } = bridgeCostSchema.parse(message);
    await once(child, 'exit');
    return [
      {
        name: `${configs.length} devices at their real rates, every scanner looking for a finger: processor`,
        value: shareOfCore * 100,
        unit: '% of one core',
        better: 'lower',
        samples: readings,
        must: most.shareOfCore * 100,
      },
      {
        name: 'the same: memory of a process with nothing but the bridge',
        value: megabytes,
        unit: 'MB',
        better: 'lower',
        samples: 1,
        must: most.megabytes,
      },
    ];
  });
}
