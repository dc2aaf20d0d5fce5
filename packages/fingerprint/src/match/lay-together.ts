import type { Motion } from './align.ts';
import { compareTemplates } from './compare.ts';
import { chained, inverse, noMotion } from './motion.ts';
import type { PreparedTemplate } from './prepared-template.ts';

/** How every print lies in the frame of one of them. */
export interface Layout {
  /** Index of the print whose frame it is, the one most like the others. */
  readonly base: number;
  /** Motion of each print into that frame; undefined where it resembles none of those laid so far. */
  readonly motions: readonly (Motion | undefined)[];
}

interface Link {
  readonly from: number;
  readonly onto: number;
  readonly score: number;
  readonly motion: Motion;
}

/**
 * Lays prints of one finger over each other, the most alike first: a print that does not meet the base is laid by way of one that does.
 * @param point score from which two prints are of one finger
 */
export function layTogether(prints: readonly PreparedTemplate[], point: number): Layout {
  const links = linksBetween(prints).filter(({ score }) => score >= point);
  const likeness = prints.map((_, index) =>
    links.reduce((sum, { from, score }) => (from === index ? sum + score : sum), 0),
  );
  const base = likeness.indexOf(Math.max(...likeness));
  const motions: (Motion | undefined)[] = prints.map((_, index) => (index === base ? noMotion : undefined));
  links.sort((a, b) => b.score - a.score);
  for (;;) {
    const next = links.find(({ from, onto }) => !motions[from] && motions[onto]);
    const onto = next && motions[next.onto];
    if (!onto) return { base, motions };
    motions[next.from] = chained(next.motion, onto);
  }
}

/** Every pair, both ways. */
function linksBetween(prints: readonly PreparedTemplate[]): Link[] {
  return prints.flatMap((probe, from) =>
    prints.slice(from + 1).flatMap((candidate, offset): Link[] => {
      const onto = from + 1 + offset;
      const { score, motion } = compareTemplates(probe, candidate);
      if (!motion) return [];
      return [
        { from, onto, score, motion },
        { from: onto, onto: from, score, motion: inverse(motion) },
      ];
    }),
  );
}
