import { expect, it } from 'vitest';
import { extractTemplate } from '../../../../packages/fingerprint/src/extract/extract.ts';
import {
  compareTemplates,
  decodeTemplate,
  encodeTemplate,
  prepareTemplate,
} from '../../../../packages/fingerprint/src/index.ts';
import { operatingPoints } from '../../../../packages/fingerprint/src/match/operating-points.ts';
import { syntheticFinger, syntheticImpression } from '../../../../packages/fingerprint/src/synthetic/index.ts';
import type { PrintReader } from '../../emulator/prints.ts';
import { plugIn } from './test-kit.ts';

/** The station's own extractor and matcher, as whoever may know them hands them to an emulated module. */
const stationPrints: PrintReader = {
  features({ width, height, pixels }, mostBytes) {
    const extracted = extractTemplate({ width, height, pixels, dpi: 500 });
    const bytes = extracted.ok ? encodeTemplate(extracted.value) : undefined;
    return bytes && bytes.length <= mostBytes ? bytes : undefined;
  },
  likeness(one, other) {
    const { score } = compareTemplates(prepareTemplate(decodeTemplate(one)), prepareTemplate(decodeTemplate(other)));
    return Math.min(1, score / operatingPoints.sameFinger / 2);
  },
};

it('an emulated module that is handed the station’s matcher knows a finger by another impression of it', async () => {
  const { engine, bridge, ready } = await plugIn({ prints: stationPrints }, 'fpm10a');
  await ready('scanner');
  const { store } = bridge.fingerprint('scanner');
  const finger = syntheticFinger(1);
  let impressions = 0;
  const lay = (of = finger) =>
    engine.place(syntheticImpression(of, { seed: ++impressions, widthPx: 256, heightPx: 288, dpi: 500 }));
  await store?.enrol(5, (step) => (step === 'lay-on' ? lay() : engine.lift()));
  lay();
  expect(await store?.search()).toMatchObject({ place: 5 });
  lay(syntheticFinger(2));
  expect(await store?.search()).toBeUndefined();
});
