import type { WeighingMode } from '@custody-edge/device-profiles';
import { emulate, impatientCatalogue, station } from '../test-kit.ts';

/** Makes the load of an emulated balance stand as still as it can. */
export const quiet = { command: 'environment', noiseDivisions: 0 };

/** An emulated balance that speaks in lines of text, its menu set, and a station that reads it. */
export async function openBalance<Name extends 'and' | 'ohaus' | 'radwag' | 'shimadzu-balance'>(
  protocol: Name,
  reading: WeighingMode = 'poll',
  menu: object = {},
) {
  const device = await emulate(protocol, 200);
  device.engine.obey(quiet);
  device.engine.obey({ command: 'menu', ...menu });
  const config = { ...device.config, settings: { ...device.config.settings, reading } };
  const hall = station([config], { catalogue: impatientCatalogue() });
  await hall.ready(config.id);
  return {
    ...device,
    ...hall,
    config,
    driver: hall.bridge.balance(config.id),
    last: () => hall.ofKind('weighing').at(-1),
  };
}
