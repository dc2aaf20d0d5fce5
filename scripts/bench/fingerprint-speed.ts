import {
  compareTemplates,
  extractTemplate,
  type GalleryEntry,
  type GreyImage,
  type PreparedTemplate,
  prepareTemplate,
  searchGallery,
  syntheticFinger,
  syntheticImpression,
  type Template,
} from '@custody-edge/fingerprint';
import { type Figure, median } from './figures.ts';

const rounds = 41;
const printCount = 12;
const searches = 3;

/** Middle of the times of some calls after as many to warm up, in milliseconds. */
function medianMs(calls: number, call: (index: number) => unknown): number {
  for (let index = 0; index < calls; index += 1) call(index);
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

/** Bytes of a prepared template's arrays, without what the runtime adds. */
function bytesOf({ x, y, angle, neighbours, ridges, inside, flowing, flow }: PreparedTemplate): number {
  const arrays = [x, y, angle, neighbours, ridges, inside, flowing, flow?.direction, flow?.period];
  return arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
}

/**
 * Speed and size of the engine on synthetic prints, one thread.
 * @param gallerySize entries of the gallery that is searched; they repeat a dozen prints, which takes the search as long as others
 */
export function fingerprintSpeed(gallerySize: number): Figure[] {
  const fingers = Array.from({ length: printCount }, (_, index) => syntheticFinger(9000 + index));
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
  const prepared = templates.map(prepareTemplate);
  const gallery = Array.from(
    { length: gallerySize },
    (_, index): GalleryEntry => ({ subjectId: `${index}`, finger: 2, impressions: [at(prepared, index)] }),
  );
  const search = medianMs(searches, (index) => searchGallery(at(prepared, index), gallery));
  const isFull = gallerySize === 100_000;
  return [
    {
      name: 'extraction of a 388 × 374 image',
      value: extraction,
      unit: 'ms',
      better: 'lower',
      samples: rounds,
      must: 30,
      aim: 12,
    },
    {
      name: 'verification 1:1, templates prepared anew',
      value: verification,
      unit: 'ms',
      better: 'lower',
      samples: rounds,
      must: 1,
      aim: 0.3,
    },
    {
      name: `identification among ${gallerySize}, every entry compared in full`,
      value: search / 1000,
      unit: 's',
      better: 'lower',
      samples: searches,
      ...(isFull && { must: 1, aim: 0.25 }),
    },
    {
      name: 'per candidate of an identification',
      value: (search * 1000) / gallerySize,
      unit: 'µs',
      better: 'lower',
      samples: searches,
      must: 8,
      aim: 3,
    },
    {
      name: 'memory per template in the gallery',
      value: median(prepared.map(bytesOf)),
      unit: 'B',
      better: 'lower',
      samples: prepared.length,
      must: 2000,
      aim: 800,
    },
  ];
}
