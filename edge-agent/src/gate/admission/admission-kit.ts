import type { AdmissionBelongings, AdmissionBody } from '@custody-edge/event-contract';
import type { DeskAction } from '../actions.ts';
import type { AdmissionDetails } from './admission-details.ts';

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
  search: { officerId: '4419', officerSex: 'M', witness: 'Head constable Yusuf' },
  injuries: [{ place: 'left-arm', words: 'bruise, two days old' }],
  complaints: 'beaten at the police station',
  health: { screening: { seenBy: '5001' }, isolation: false },
};

export const belongings: AdmissionBelongings = {
  property: { receipt: 'PR-17', items: [{ item: 'wrist watch', quantity: 1 }] },
  children: [],
  nextOfKin: { name: 'Nasreen', contact: '0300 1234567' },
};

/** What is filled in besides the paper, as an officer presses it. */
export const otherPages: readonly Extract<
  DeskAction,
  { action: 'admission-body' | 'admission-belongings' | 'admission-reference' }
>[] = [
  { action: 'admission-body', body },
  { action: 'admission-belongings', belongings },
  { action: 'admission-reference', reference: 'not-asked' },
];
