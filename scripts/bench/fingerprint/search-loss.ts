import {
  encodeTemplate,
  type Gallery,
  GallerySearch,
  operatingPoints,
  shortlistShare,
} from '@custody-edge/fingerprint';
import type { ScoreTable } from './measure.ts';
import { progressOf } from './progress.ts';

/** A genuine pair that a comparison in full finds: how many strangers the first stage of a search rates at least as high as the mate. */
export interface RatedPair {
  readonly strangersAbove: number;
  readonly strangers: number;
}

/** Pairs whose mate strangers would crowd out of the part of a gallery that is compared in full. */
export function lostPairs(pairs: readonly RatedPair[]): number {
  return pairs.filter(({ strangersAbove, strangers }) => strangersAbove >= strangers * shortlistShare).length;
}

/** Rates every pair of one finger that reaches the release point, against all prints of other fingers and what `gallery` holds. */
export async function ratePairs(tables: readonly ScoreTable[], gallery: Gallery): Promise<RatedPair[]> {
  const before = gallery.count;
  const prints = tables.flatMap((table) =>
    table.prints.flatMap(({ finger, template }, index) =>
      template ? [{ table, finger, index, record: encodeTemplate(template) }] : [],
    ),
  );
  for (const [place, { record }] of prints.entries()) gallery.add(before + place, record);
  const search = new GallerySearch(gallery);
  const progress = progressOf('searches');
  const pairs: RatedPair[] = [];
  for (const [place, { table, finger, index, record }] of prints.entries()) {
    const isOfFinger = (slot: number): boolean => {
      const other = prints[slot - before];
      return other?.table === table && other.finger === finger;
    };
    const ratings = await search.rate(record);
    const strangers = ratings.filter((_, slot) => !isOfFinger(slot));
    for (const [other, mate] of prints.entries()) {
      if (other === place || !isOfFinger(before + other)) continue;
      const pair = { a: Math.min(index, mate.index), b: Math.max(index, mate.index) };
      if (table.scoreOf(pair) < operatingPoints.release) continue;
      const own = ratings[before + other] ?? 0;
      const strangersAbove = strangers.filter((rating) => rating >= own).length;
      pairs.push({ strangersAbove, strangers: strangers.length });
    }
    progress(place + 1, prints.length);
  }
  await search.close();
  return pairs;
}
