/** Two images of a list, by their indices, a before b. */
export interface ImagePair {
  readonly a: number;
  readonly b: number;
}

export interface ScoredPair extends ImagePair {
  readonly score: number;
}

export interface PairList<Pair> {
  readonly genuine: readonly Pair[];
  readonly impostor: readonly Pair[];
}

/** FVC: the first impressions of the fingers, each pair once; or every pair of images of different fingers. */
export type ImpostorChoice = 'first' | 'all';

/**
 * What the Fingerprint Verification Competition compares (Maio et al., FVC2002, ICPR 2002): genuine is every pair of impressions of one
 * finger, each once.
 * @param images in the order of their fingers; a finger's first image is its first impression
 */
export function imagePairs(
  images: readonly { readonly finger: string }[],
  impostors: ImpostorChoice,
): PairList<ImagePair> {
  const isFirst = images.map(({ finger }, index) => images[index - 1]?.finger !== finger);
  const genuine: ImagePair[] = [];
  const impostor: ImagePair[] = [];
  for (let a = 0; a < images.length; a += 1) {
    for (let b = a + 1; b < images.length; b += 1) {
      if (images[a]?.finger === images[b]?.finger) genuine.push({ a, b });
      else if (impostors === 'all' || (isFirst[a] && isFirst[b])) impostor.push({ a, b });
    }
  }
  return { genuine, impostor };
}

export interface PersonImage {
  readonly person: string;
  /** Which finger of the person. */
  readonly position: string;
  readonly impression: string;
}

/** Two fingers laid on together, compared with the same two of the same or another person: the two pairs to be fused. */
export type FusedPair = readonly [ImagePair, ImagePair];

/**
 * Person-level protocol of two fingers. For every two finger positions, the presentation i of a person is impression i of both.
 * Genuine: presentations i and j of one person, i before j. Impostor: any presentation of one person against any of another, the same
 * two positions, each pair of people once. A presentation of which an image is missing does not take part.
 */
export function twoFingerPairs(images: readonly PersonImage[]): PairList<FusedPair> {
  const indices = new Map(images.map((image, index) => [keyOf(image), index]));
  const people = [...new Set(images.map(({ person }) => person))];
  const positions = [...new Set(images.map(({ position }) => position))];
  const impressions = [...new Set(images.map(({ impression }) => impression))];
  const genuine: FusedPair[] = [];
  const impostor: FusedPair[] = [];
  for (const [place, person] of people.entries()) {
    for (const other of people.slice(place)) {
      for (const [rank, i] of impressions.entries()) {
        for (const j of person === other ? impressions.slice(rank + 1) : impressions) {
          const pairs = positions.flatMap((position): ImagePair[] => {
            const a = indices.get(keyOf({ person, position, impression: i }));
            const b = indices.get(keyOf({ person: other, position, impression: j }));
            return a === undefined || b === undefined ? [] : [{ a: Math.min(a, b), b: Math.max(a, b) }];
          });
          (person === other ? genuine : impostor).push(...everyTwo(pairs));
        }
      }
    }
  }
  return { genuine, impostor };
}

const keyOf = ({ person, position, impression }: PersonImage): string => `${person} ${position} ${impression}`;

function everyTwo(pairs: readonly ImagePair[]): FusedPair[] {
  return pairs.flatMap((first, index) => pairs.slice(index + 1).map((second): FusedPair => [first, second]));
}
