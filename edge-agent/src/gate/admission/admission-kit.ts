import type { AdmissionBelongings, AdmissionBody, AdmissionWord } from '@custody-edge/event-contract';
import { superintendent } from '../../test-kit.ts';
import type { DeskAction } from '../actions.ts';
import type { AdmissionDesk } from '../desk.ts';
import { byPin } from '../test-world.ts';
import type { AdmissionDetails } from './admission-details.ts';
import { admissionToSign } from './admission-words.ts';

/** What is filled in at an admission, for tests. */
export const detailsOf = (name: string): AdmissionDetails => ({
  name,
  relation: 'son-of',
  parentage: 'Muhammad',
  prisonerNumber: name,
  warrantKind: 'remand-warrant',
  warrantNumber: `RW-${name}`,
  court: 'Sessions Court',
  caseNumber: 'FIR 12/2026',
  policeStation: 'Saddar',
  detainUntil: '2026-03-15',
  escort: { name: 'ASI Tariq', beltNumber: '1187', policeStation: 'Saddar' },
});

export const body: AdmissionBody = {
  sex: 'M',
  birth: { ageYears: 31 },
  search: { officerSex: 'M', by: { officerId: superintendent.officerId, witness: 'Head constable Yusuf' } },
  injuries: [{ place: 'left-arm', words: 'bruise, two days old' }],
  complaints: 'beaten at the police station',
  isolation: false,
};

export const belongings: AdmissionBelongings = {
  property: { receipt: 'PR-17', items: [{ item: 'wrist watch', quantity: 1 }] },
  children: [],
  nextOfKin: { name: 'Nasreen', contact: '0300 1234567' },
};

/** An admission with these words given, by whoever is named or else a medical officer. */
export function signedBy(desk: AdmissionDesk, ...meanings: readonly AdmissionWord[]): AdmissionDesk {
  const words = meanings.map((meaning) => {
    const found = admissionToSign(meaning, desk);
    if (!found) throw new Error('nothing to sign');
    const officer = byPin(found.by ?? '5001', 'of the house');
    const text = `${meaning} by ${officer.officerId}`;
    return {
      ...officer,
      meaning,
      digest: found.digest,
      issuedAtMs: Number.NEGATIVE_INFINITY,
      expiresAtMs: Number.POSITIVE_INFINITY,
      text,
    };
  });
  return { ...desk, words };
}

/** What is filled in besides the paper, as an officer presses it. */
export const otherPages: readonly Extract<
  DeskAction,
  { action: 'admission-body' | 'admission-belongings' | 'admission-reference' }
>[] = [
  { action: 'admission-body', body },
  { action: 'admission-belongings', belongings },
  { action: 'admission-reference', reference: 'not-asked' },
];
