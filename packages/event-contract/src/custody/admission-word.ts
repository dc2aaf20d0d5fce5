import type { ApprovalMeaning } from '../approval-meaning.ts';
import { decisionDigest } from '../canonical.ts';
import type { AdmissionBody } from '../events/admission.ts';
import type { PersonalIdentity, Warrant } from '../events/prisoner.ts';

/** What officers sign of an admission, each for their own part. */
export const admissionWords = ['admission-search', 'medical-screening'] as const satisfies readonly ApprovalMeaning[];
export type AdmissionWord = (typeof admissionWords)[number];

/**
 * Everything that was written down of a person at an admission, as the event names it in the clear: whoever can open the admission's
 * file tells whether it is that, and nobody else learns anything from it.
 */
export const foundHash = (found: {
  readonly salt: string;
  readonly identity: PersonalIdentity;
  readonly warrant: Warrant;
  readonly body: AdmissionBody;
}): string => decisionDigest(found);

/** What such an officer signs: their part in what was found of one person. @param found `foundHash` */
export const admissionDigest = (meaning: AdmissionWord, found: string): string => decisionDigest({ meaning, found });
