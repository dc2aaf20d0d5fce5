import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { expect, it } from 'vitest';
import { plugIn } from '../../firmware-bridge/src/protocol/ef01/test-kit.ts';
import { stationPrints } from './station-prints.ts';

const sensor = { widthPx: 256, heightPx: 288, dpi: 500 };
/** The least room for what stands for a finger in a template of the scanners in the catalogue, in bytes. */
const leastBytes = 382;

it('an emulated module knows a finger by another impression of it, and no other finger', async () => {
  const { engine, bridge, ready } = await plugIn({ prints: stationPrints }, 'fpm10a');
  await ready('scanner');
  const { store } = bridge.fingerprint('scanner');
  const finger = syntheticFinger(1);
  let impressions = 0;
  const lay = (of = finger) => engine.place(syntheticImpression(of, { seed: ++impressions, ...sensor }));
  await store?.enrol(5, (step) => (step === 'lay-on' ? lay() : engine.lift()));
  lay();
  expect(await store?.search()).toMatchObject({ place: 5 });
  lay(syntheticFinger(2));
  expect(await store?.search()).toBeUndefined();
});

it('the smallest template still tells fingers apart', () => {
  const prints = [1, 1, 2].map((finger, seed) =>
    stationPrints.features(syntheticImpression(syntheticFinger(finger), { seed, ...sensor }), leastBytes),
  );
  const [one, again, other] = prints.map((print) => print ?? new Uint8Array());
  if (!one || !again || !other) throw new Error('a finger was not read');
  for (const print of [one, again, other]) expect(print.length).toBeLessThanOrEqual(leastBytes);
  expect(stationPrints.likeness(one, again)).toBeGreaterThanOrEqual(0.5);
  expect(stationPrints.likeness(one, other)).toBeLessThan(0.5);
});

it('an empty glass is no finger', () => {
  const pixels = new Uint8Array(256 * 288).fill(255);
  expect(stationPrints.features({ width: 256, height: 288, pixels }, leastBytes)).toBeUndefined();
});
