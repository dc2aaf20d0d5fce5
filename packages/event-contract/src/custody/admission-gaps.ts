import type { KnownOfficer } from '../approval.ts';
import type { CustodyEvent } from '../envelope.ts';
import type { AdmissionWord } from './admission-word.ts';
import { isSigned, signersOfWord } from './signed-words.ts';

/** What an admission leaves open, as everybody with the record finds it. */
export const admissionGaps = ['search-unsigned', 'screening-unsigned', 'no-finger'] as const;
export type AdmissionGap = (typeof admissionGaps)[number];

type Admission = Extract<CustodyEvent, { type: 'prisoner.admitted.v2' }>;

/**
 * What is missing of an admission: the words of the officer whom it names as having searched and of the medical officer, as long as
 * nobody gave them later either, and a finger by which to know the person again.
 * @param line everything recorded about the person
 * @param officersAt in force at the station of an event when it was recorded
 */
export function gapsOfAdmission(
  admission: Admission,
  line: readonly CustodyEvent[],
  officersAt: (event: CustodyEvent) => readonly KnownOfficer[],
): AdmissionGap[] {
  const isCompletedBy = (type: 'prisoner.searched.v1' | 'prisoner.medically-screened.v1'): boolean =>
    line.some(
      (event) => event.type === type && event.data.admission === admission.id && isSigned(event, officersAt(event)),
    );
  const signersOf = (meaning: AdmissionWord) => signersOfWord(admission, meaning, officersAt(admission));
  const { searcher } = admission.data.search;
  const isOpen: Readonly<Record<AdmissionGap, boolean>> = {
    'search-unsigned':
      signersOf('admission-search').every(({ officerId }) => officerId !== searcher) &&
      !isCompletedBy('prisoner.searched.v1'),
    'screening-unsigned':
      signersOf('medical-screening').length === 0 && !isCompletedBy('prisoner.medically-screened.v1'),
    'no-finger': admission.data.fingers.length === 0,
  };
  return admissionGaps.filter((gap) => isOpen[gap]);
}
