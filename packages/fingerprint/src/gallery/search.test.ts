import { describe, expect, it } from 'vitest';
import { prepareTemplate } from '../match/prepare.ts';
import { seededRandom } from '../synthetic/random.ts';
import type { Template } from '../template/template.ts';
import { type GalleryEntry, searchGallery } from './search.ts';

function template(seed: number): Template {
  const random = seededRandom(seed);
  const minutiae = Array.from({ length: 30 }, () => ({
    x: random.between(0, 250),
    y: random.between(0, 280),
    angle: random.between(0, 6.28),
    kind: 'ending' as const,
    quality: 1,
  }));
  return { widthPx: 256, heightPx: 288, minutiae, quality: 70 };
}

function entry(subjectId: string, ...seeds: number[]): GalleryEntry {
  return { subjectId, finger: 2, impressions: seeds.map((seed) => prepareTemplate(template(seed))) };
}

describe('gallery search', () => {
  const gallery = [entry('a', 1, 2), entry('b', 3, 4), entry('c', 5), entry('d')];

  it('ranks by the best impression of each finger', () => {
    const probe = prepareTemplate(template(4));
    const ranked = searchGallery(probe, gallery);
    expect(ranked).toHaveLength(4);
    expect(ranked[0]).toMatchObject({ subjectId: 'b', finger: 2 });
    expect(ranked.at(-1)?.score).toBe(0);
  });

  it('returns no more candidates than asked for', () => {
    expect(searchGallery(prepareTemplate(template(5)), gallery, 1)).toMatchObject([{ subjectId: 'c' }]);
  });
});
