import type { ProfileOf } from '@custody-edge/device-profiles';
import type { Measurement } from '../driver.ts';
import type { Spectrum } from '../reading.ts';
import { emulate, impatientCatalogue, modelFor, station } from '../test-kit.ts';

const speed = 2000;

interface Opening<Name extends 'obp' | 'ooi-serial' | 'ooi-usb'> {
  readonly listen?: Parameters<typeof emulate>[2];
  readonly profile?: ProfileOf<Name>;
}

/** An emulated spectrometer, and a station that measures with it. */
export async function openSpectrometer<Name extends 'obp' | 'ooi-serial' | 'ooi-usb'>(
  protocol: Name,
  { listen, profile = modelFor(protocol) }: Opening<Name> = {},
) {
  const { running, engine, config } = await emulate(protocol, speed, listen, profile);
  const { bridge, ready, statusOf, statuses } = station([config], { catalogue: impatientCatalogue() });
  await ready(config.id);
  const spectrometer = bridge.spectrometer(config.id);
  return {
    running,
    engine,
    spectrometer,
    take: async () => spectrumOf(await spectrometer.take()),
    ready: () => ready(config.id),
    status: () => statusOf(config.id),
    statuses,
  };
}

function spectrumOf(measurement: Measurement): Spectrum {
  if (measurement.kind !== 'spectrum') throw new Error(`a ${measurement.kind} is no spectrum`);
  return measurement;
}

/** Number of the pixel that shows most. */
export const brightest = (y: readonly number[]): number =>
  y.reduce((most, value, pixel) => (value > (y[most] ?? 0) ? pixel : most), 0);

/** Number of the pixel nearest to a wavelength. */
export const nearest = ({ values }: Spectrum['x'], nm: number): number =>
  values.reduce((best, value, pixel) => (Math.abs(value - nm) < Math.abs((values[best] ?? 0) - nm) ? pixel : best), 0);
