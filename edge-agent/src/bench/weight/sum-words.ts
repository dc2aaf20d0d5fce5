import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Sum } from './sums.ts';
import { coverage } from './uncertainty.ts';

const influences = [
  'repeatability',
  'reading-at-zero',
  'reading-with-load',
  'linearity',
  'calibration',
  'drift',
  'eccentricity',
] as const;
type Influence = (typeof influences)[number];
const isInfluence = (name: string): name is Influence => influences.some((one) => one === name);

/** An influence of a budget in words. */
export const influenceText = (name: string): BilingualText =>
  isInfluence(name) ? say(`uncertainty.${name}`) : { en: name, ur: name };

/** What is not in a figure, since nothing on record says how large it is; undefined where all of it is known. */
export function unknownText(unknown: readonly string[]): BilingualText | undefined {
  if (unknown.length === 0) return undefined;
  const texts = unknown.map(influenceText);
  const what = { en: texts.map(({ en }) => en).join(', '), ur: texts.map(({ ur }) => ur).join('، ') };
  return say('uncertainty.not-known', { what });
}

/** `gross − packaging − net = 0.0003 g, within ±0.0008 g (k = 2)`. */
export function sumText({ name, difference, unit, within }: Sum): BilingualText {
  const sum = say(`sum.${name}`);
  const is = `${difference.replace('-', '−')} ${unit}`;
  if (!within) return say('sum.unsure', { sum, difference: is });
  return say(within.agrees ? 'sum.within' : 'sum.beyond', {
    ...{ sum, difference: is },
    allowance: `±${within.allowance} ${unit}`,
    k: `k = ${coverage}`,
  });
}
