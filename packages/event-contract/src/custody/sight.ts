import { decisionDigest } from '../canonical.ts';
import type { SightEvidence } from '../events/evidence.ts';
import type { Sighting } from '../events/gate.ts';
import type { Custody } from './custody.ts';

/** What a supervisor answers for who identifies a person by sight. */
export type SightClaim = Omit<SightEvidence, 'method' | 'approval'>;

/** The superintendent's own word, once a finger had matched somebody else; a supervisor's before. */
export const sightMeanings = ['identity-by-sight', 'identity-after-mismatch'] as const;
export type SightMeaning = (typeof sightMeanings)[number];

/** What the supervisor signs: whose movement or return, why no finger can be read, and what was compared. */
export const sightDigest = (
  meaning: SightMeaning,
  subject: string,
  movement: Sighting,
  { reason, photograph, marks }: SightClaim,
): string => decisionDigest({ meaning, subject, movement, reason, photograph: photograph ?? null, marks });

/** An identification by sight that a supervisor has signed. */
export interface Sight {
  /** Hash of the photograph that was compared. */
  readonly photograph?: string | undefined;
  readonly marks: boolean;
  /** The supervisor. */
  readonly officerId: string;
  /** Under whose eyes the person moves. */
  readonly attendedBy: string | undefined;
}

/**
 * Whether what was compared stands on the person's record: a photograph or marks at least. A photograph taken after the admission
 * proves nothing to the officers who took it themselves.
 */
export function isComparedWith(
  { photographs, marked }: Pick<Custody, 'photographs' | 'marked'>,
  sight: Sight,
): boolean {
  const { photograph, marks, officerId, attendedBy } = sight;
  const shown = photographs.find(({ hash }) => hash === photograph);
  const isOwn = shown?.takenLaterBy !== undefined && [officerId, attendedBy].includes(shown.takenLaterBy);
  const isSeen = shown !== undefined && !isOwn;
  if (photograph !== undefined && !isSeen) return false;
  return marks ? marked : photograph !== undefined;
}

/** Whether whoever identified the person has another part in the movement: attends it, or is one of those named. */
export const takesPart = ({ officerId, attendedBy }: Sight, officers: readonly string[]): boolean =>
  officerId === attendedBy || officers.includes(officerId);
