import type { ProfileOf } from '@custody-edge/device-profiles';
import { describe, expect, it } from 'vitest';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { itComesBackAfterAPull, itNeverGivesADamagedPicture, itSaysItsFault } from '../finger-faults-kit.ts';
import { blankFinger } from './test-kit.ts';

const speed = 400;
const pixels = Uint8Array.from({ length: 256 * 288 }, (_, at) => ((at % 16) * 17) & 0xff);
const finger = { ...blankFinger, pixels };

async function plugIn(catalogue = impatientCatalogue()) {
  const device = await emulate('ef01', speed);
  return { ...device, ...station([device.config], { catalogue }) };
}

/** The catalogue with some facts of the emulated model changed. */
function catalogueWith(change: Partial<ProfileOf<'ef01'>>) {
  const catalogue = new Map(impatientCatalogue());
  const { id } = modelFor('ef01');
  const impatient = catalogue.get(id);
  if (impatient?.protocol === 'ef01') catalogue.set(id, { ...impatient, ...change });
  return catalogue;
}

describe('a serial fingerprint module', () => {
  itNeverGivesADamagedPicture(plugIn, finger, 30);
  itSaysItsFault(plugIn, finger, [
    ['early-close', 'device-disconnected'],
    ['silence', 'device-silent'],
    ['restart', undefined],
  ]);
  itComesBackAfterAPull(plugIn, finger, 200, 20);

  it('whose picture is larger than its profile says is reported as garbled, and never gives a part of one', async () => {
    const { engine, config, bridge, ofKind, ready, statuses } = await plugIn(
      catalogueWith({ sensor: { ...modelFor('ef01').sensor, widthPixels: 192, heightPixels: 192 } }),
    );
    await ready(config.id);
    engine.place(finger);
    bridge.fingerprint(config.id).enable();
    await until(() => statuses.some(({ error }) => error?.code === 'device-garbled'));
    expect(ofKind('fingerprint-image')).toHaveLength(0);
  });

  it('that does not tell what its profile says it could is used all the same', async () => {
    const { config, ready, statusOf } = await plugIn(catalogueWith({ extras: ['product-information'] }));
    await ready(config.id);
    expect(statusOf(config.id)?.identity).toEqual({ model: 'Grow R307' });
  });

  it('that tells of another sensor than its profile is another device', async () => {
    const device = await emulate('ef01', speed, undefined, modelFor('ef01', 'r503'));
    const { statusOf } = station([{ ...device.config, profile: 'r307' }], {
      catalogue: catalogueWith({ extras: ['product-information'] }),
    });
    await until(() => statusOf(device.config.id)?.state === 'faulted');
    expect(statusOf(device.config.id)?.error?.code).toBe('device-mismatch');
  });
});
