import { compareTemplates, type GreyImage, prepareTemplate, type Template } from '@custody-edge/fingerprint';
import { extractTemplate } from '@custody-edge/fingerprint/images';
import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { type Figure, median } from '../figures.ts';
import type { WorkerPool } from './pool.ts';
import { searchFigures } from './search-speed.ts';

const rounds = 41;
/** Calls before the first that counts: by then the runtime has compiled what is called often. */
const warmUpCalls = 150;
/** Fingers that are grown to measure on, unless somebody asks for another number. */
export const usualFingers = 12;

/** Middle of the times of some calls in a warmed process, in milliseconds. */
function medianMs(calls: number, call: (index: number) => unknown): number {
  for (let index = 0; index < warmUpCalls; index += 1) call(index);
  return median(
    Array.from({ length: calls }, (_, index) => {
      const startedMs = performance.now();
      call(index);
      return performance.now() - startedMs;
    }),
  );
}

function templateOf(image: GreyImage): Template {
  const extracted = extractTemplate(image);
  if (!extracted.ok) throw new Error(`a synthetic print was refused: ${extracted.error.reason}`);
  return extracted.value;
}

/**
 * Speed and size of the engine on synthetic prints.
 * @param gallerySize impressions in the gallery that is searched
 * @param fingers that are grown for each kind of figure
 */
export async function fingerprintSpeed(
  pool: WorkerPool,
  gallerySize: number,
  fingers = usualFingers,
): Promise<Figure[]> {
  return [...oneThreadFigures(fingers), ...(await searchFigures(pool, gallerySize, fingers))];
}

function oneThreadFigures(count: number): Figure[] {
  const fingers = Array.from({ length: count }, (_, index) => syntheticFinger(9000 + index));
  const images = fingers.map((finger) =>
    syntheticImpression(finger, { seed: 1, widthPx: 388, heightPx: 374, dpi: 500 }),
  );
  const templates = images.map(templateOf);
  const at = <Value>(values: readonly Value[], index: number): Value => {
    const value = values[index % values.length];
    if (value === undefined) throw new RangeError('nothing to choose from');
    return value;
  };
  const extraction = medianMs(rounds, (index) => extractTemplate(at(images, index)));
  const verification = medianMs(rounds, (index) =>
    compareTemplates(prepareTemplate(at(templates, index)), prepareTemplate(at(templates, index + 1))),
  );
  return [
    {
      name: 'extraction of a 388 × 374 image, one thread',
      value: extraction,
      unit: 'ms',
      better: 'lower',
      samples: rounds,
      must: 30,
      aim: 12,
    },
    {
      name: 'verification 1:1, templates prepared anew, one thread',
      value: verification,
      unit: 'ms',
      better: 'lower',
      samples: rounds,
      must: 1,
      aim: 0.3,
    },
  ];
}
