import type { RawLayout } from '../image/raw.ts';
import { type SeededRandom, seededRandom } from '../synthetic/random.ts';
import { type StandardFormat, standardFormats } from '../template/standard-record.ts';
import { below, mutate, oneOf } from './mutate.ts';
import type { Original, Originals } from './original.ts';

/** One hostile input; the same seed and index make the same one on every machine. */
export interface FuzzCase {
  readonly kind: 'record' | 'image';
  /** Format of what it was made from. */
  readonly format: string;
  readonly bytes: Uint8Array;
  /** Layout that the caller tells, where it was made from a sensor dump. */
  readonly layout?: RawLayout;
  /** Resolution that the caller tells of an image. */
  readonly dpi?: number;
  /** Whether a template is extracted, if the image can be read. */
  readonly extracted: boolean;
  /** Whether its template is the probe when it is compared, rather than the candidate. */
  readonly isProbe: boolean;
  /** The standard record that its template is written as. */
  readonly rewrittenAs: StandardFormat;
  readonly changes: readonly string[];
}

/** Shares of the cases that are images, and of the images that show a print and are extracted from. */
const imageShare = 0.3;
const printShare = 0.01;

/** Draws case `index` of a run. */
export function fuzzCase(originals: Originals, seed: number, index: number): FuzzCase {
  const random = seededRandom(Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b));
  const use = { isProbe: random.uniform() < 0.5, rewrittenAs: oneOf(random, standardFormats) };
  if (random.uniform() >= imageShare) {
    const original = oneOf(random, originals.records);
    return { kind: 'record', extracted: false, ...use, ...mutant(original, oneOf(random, originals.records), random) };
  }
  const extracted = random.uniform() < printShare;
  const choice = extracted ? originals.prints : originals.images;
  const original = oneOf(random, choice);
  const layout = original.layout && hostileLayout(original.layout, random);
  const dpi = random.uniform() < 0.4 ? oneOf(random, [500, 1000, 0, Number.NaN, 1e9]) : undefined;
  return {
    kind: 'image',
    extracted,
    ...use,
    ...mutant(original, oneOf(random, choice), random),
    ...(layout && { layout }),
    ...(dpi !== undefined && { dpi }),
  };
}

function mutant({ format, bytes, seal }: Original, other: Original, random: SeededRandom) {
  const mutated = mutate(bytes, other.bytes, random);
  if (!seal || random.uniform() < 0.3) return { format, ...mutated };
  const sealed = Uint8Array.from(mutated.bytes);
  seal(sealed);
  return { format, bytes: sealed, changes: [...mutated.changes, 'checksums made true'] };
}

/** Half of the time as it is, otherwise with one side changed. */
function hostileLayout(layout: RawLayout, random: SeededRandom): RawLayout {
  if (random.uniform() < 0.5) return layout;
  const side = oneOf(random, ['width', 'height'] as const);
  const before = layout[side];
  const value = oneOf(random, [
    0,
    -1,
    1,
    before + 1,
    before / 2,
    before - 0.5,
    2 ** 31,
    Number.NaN,
    below(random, 300),
  ]);
  return { ...layout, [side]: value };
}
