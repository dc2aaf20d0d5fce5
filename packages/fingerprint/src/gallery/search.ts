import type { FingerPosition } from '../finger.ts';
import { compareTemplates } from '../match/compare.ts';
import type { PreparedTemplate } from '../match/prepared-template.ts';

/** One enrolled finger of one person: one to a few impressions of it. */
export interface GalleryEntry {
  readonly subjectId: string;
  readonly finger: FingerPosition;
  readonly impressions: readonly PreparedTemplate[];
}

/** A finger of the gallery and how alike it is to the probe: the best score over its impressions. */
export interface Candidate {
  readonly subjectId: string;
  readonly finger: FingerPosition;
  readonly score: number;
}

/**
 * The `limit` fingers most alike to the probe, best first; equal scores keep the gallery's order. Accepting the first one is the
 * caller's decision, against `searchPoint`: the chance of a false match grows with the number of entries.
 */
export function searchGallery(probe: PreparedTemplate, entries: Iterable<GalleryEntry>, limit = 10): Candidate[] {
  const candidates: Candidate[] = [];
  for (const { subjectId, finger, impressions } of entries) {
    let score = 0;
    for (const impression of impressions) score = Math.max(score, compareTemplates(probe, impression).score);
    candidates.push({ subjectId, finger, score });
  }
  return candidates.sort((a, b) => b.score - a.score).slice(0, limit);
}
