import { emulate, impatientCatalogue, station } from '../../test-kit.ts';

/** Slow enough for a fault to strike in the middle of something. */
export const speed = 50;

/** A station with one emulated module. */
export async function plugIn(catalogue = impatientCatalogue()) {
  const device = await emulate('suprema-sfm', speed);
  return { ...device, ...station([device.config], { catalogue }) };
}
