import { readFileSync } from 'node:fs';
import {
  compareTemplates,
  decodeTemplate,
  encodeTemplate,
  type GreyImage,
  prepareTemplate,
  type Template,
} from '@custody-edge/fingerprint';
import { decodeImageFile, extractTemplate } from '@custody-edge/fingerprint/images';
import { type SyntheticFinger, syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';

/** Where the image of a print comes from: a file, or a finger that nobody has. */
export type ImageSource =
  | { readonly path: string; readonly dpi: number }
  | { readonly fingerSeed: number; readonly impressionSeed: number };

/** What a worker can be asked for, and what it answers. */
export interface Tasks {
  /** Templates as they are after they were stored; undefined where an image gave none. */
  extract: { readonly argument: readonly ImageSource[]; readonly result: (Template | undefined)[] };
  /** Scores of pairs of templates, 0 where one is undefined; `pairs` holds the two indices of each, one after the other. */
  compare: {
    readonly argument: { readonly templates: readonly (Template | undefined)[]; readonly pairs: Uint32Array };
    readonly result: Float64Array;
  };
}

export type TaskName = keyof Tasks;

/** The last finger grown: its impressions are asked for one after the other, and growing takes longer than all else. */
let grown: SyntheticFinger | undefined;

export function imageOf(source: ImageSource): GreyImage {
  if ('path' in source) return decodeImageFile(readFileSync(source.path), source.dpi);
  const { fingerSeed, impressionSeed } = source;
  if (grown?.seed !== fingerSeed) grown = syntheticFinger(fingerSeed);
  return syntheticImpression(grown, { seed: impressionSeed, widthPx: 256, heightPx: 288, dpi: 500 });
}

export const perform: { readonly [Name in TaskName]: (argument: Tasks[Name]['argument']) => Tasks[Name]['result'] } = {
  extract(sources) {
    return sources.map((source) => {
      const extracted = extractTemplate(imageOf(source));
      return extracted.ok ? decodeTemplate(encodeTemplate(extracted.value)) : undefined;
    });
  },
  compare({ templates, pairs }) {
    const prepared = templates.map((template) => template && prepareTemplate(template));
    return Float64Array.from({ length: pairs.length / 2 }, (_, index) => {
      const a = prepared[pairs[2 * index] ?? 0];
      const b = prepared[pairs[2 * index + 1] ?? 0];
      return a && b ? compareTemplates(a, b).score : 0;
    });
  },
};
