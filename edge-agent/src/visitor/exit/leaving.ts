import type { VisitAlarm } from '@custody-edge/event-contract';

/** Whose finger of those inside resembles the one on the glass, and how much. */
interface InsideMatch {
  readonly visit: string;
  readonly finger: string;
  readonly score: number;
}

/** A finger at the exit, compared with the people who are inside and with nobody else. */
export interface ExitFinger {
  /** Best first. */
  readonly candidates: readonly InsideMatch[];
  /** Score that confirms the visit of a pass. */
  readonly verify: number;
  /** Score that names a visit out of all that are inside. */
  readonly identify: number;
}

/** What comes of a finger at the exit. */
export type ExitAnswer =
  | { readonly kind: 'goodbye'; readonly visit: string; readonly match: InsideMatch; readonly threshold: number }
  | { readonly kind: 'again' }
  /** The door is held. */
  | {
      readonly kind: 'hold';
      readonly alarm: Extract<VisitAlarm, 'exit-not-confirmed' | 'pass-of-another'>;
      readonly matches?: string;
    };

/**
 * Whether whoever puts a finger on the glass is the one who came in. A finger that is somebody else's holds the door at once; one that is
 * nobody's may be badly put, so it is asked for again before it does.
 * @param claimed the visit of the pass; without a pass the finger has to tell by itself
 * @param attempts fingers before this one, in vain
 */
export function leave(
  claimed: string | undefined,
  { candidates, verify, identify }: ExitFinger,
  attempts: number,
  tries: number,
): ExitAnswer {
  const [best] = candidates;
  const named = best && best.score >= identify ? best : undefined;
  // Whoever resembles another visitor more is that one, however much they resemble the visitor of the pass.
  if (claimed !== undefined && named && named.visit !== claimed)
    return { kind: 'hold', alarm: 'pass-of-another', matches: named.visit };
  const own =
    claimed === undefined ? undefined : candidates.find(({ visit, score }) => visit === claimed && score >= verify);
  const match = own ?? named;
  if (match) return { kind: 'goodbye', visit: match.visit, match, threshold: own ? verify : identify };
  return attempts + 1 < tries ? { kind: 'again' } : { kind: 'hold', alarm: 'exit-not-confirmed' };
}
