import { type Figure, median } from '../figures.ts';
import { until, withRig } from './rig.ts';

const rounds = 100;

/** From pulling a cable to the typed error, and from putting it back to a device that is ready again. */
export async function plugging(): Promise<Figure[]> {
  return withRig(async (rig) => {
    const { running, config } = await rig.emulate('mettler-mt-sics', 'balance', 20);
    const bridge = rig.bridge([config], {});
    const state = () => bridge.statuses()[0]?.state;
    const error = () => bridge.statuses()[0]?.error?.code;
    const [toError, toReady]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      await until(() => state() === 'ready');
      const pulledMs = performance.now();
      await running.unplug();
      await until(() => error() === 'device-disconnected');
      toError.push(performance.now() - pulledMs);
      await until(() => state() === 'absent');
      const putMs = performance.now();
      await running.plug();
      await until(() => state() === 'ready');
      toReady.push(performance.now() - putMs);
    }
    const figure = (name: string, value: number): Figure => ({
      name,
      value,
      unit: 'ms',
      better: 'lower',
      samples: rounds,
    });
    return [
      figure('unplugged to typed error, median', median(toError)),
      figure('unplugged to typed error, worst', Math.max(...toError)),
      figure('plugged in to ready, median (the port is looked for every second)', median(toReady)),
      figure('plugged in to ready, worst', Math.max(...toReady)),
    ];
  });
}
