import type { ApprovalMeaning } from '../approval.ts';
import { decisionDigest } from '../canonical.ts';
import type { Release } from './orders.ts';
import { reportDigest } from './report.ts';

/** What an officer signs of a release, at the board or beforehand. */
export const releaseDigest = (
  meaning: ApprovalMeaning,
  {
    subject,
    orderIds,
    medicalClearance = null,
    propertyReturn = null,
  }: {
    readonly subject: string;
    readonly orderIds: readonly string[];
    readonly medicalClearance?: string | null | undefined;
    readonly propertyReturn?: string | null | undefined;
  },
): string => decisionDigest({ meaning, subject, orderIds: orderIds.toSorted(), medicalClearance, propertyReturn });

/** What each of the officers of a release that happened must have signed. */
export function wordsOfRelease(release: Release): { readonly meaning: ApprovalMeaning; readonly digest: string }[] {
  if (release.type === 'prisoner.released-at-court.v1')
    return (['report', 'report-review'] as const).map((meaning) => ({
      meaning,
      digest: reportDigest(meaning, release),
    }));
  const { subject, data } = release;
  return (['release', 'release-review'] as const).map((meaning) => ({
    meaning,
    digest: releaseDigest(meaning, { subject, ...data }),
  }));
}
