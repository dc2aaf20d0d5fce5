import type { AdmissionBelongings, AdmissionBody, OfficerRole, ReleaseOrder } from '@custody-edge/event-contract';
import type { AdmissionDetails } from '../gate/admission/admission-details.ts';

/** Invented, like everybody here: the word for practice stands in every name. */
const people = {
  aslam: { name: 'اسلم (مشق)', parentage: 'کریم بخش', number: 'P-101' },
  /** A brother of his. */
  akram: { name: 'اکرم (مشق)', parentage: 'کریم بخش', number: 'P-102' },
  /** Has the first one’s name, and another father. His fingers are worn. */
  namesake: { name: 'اسلم (مشق)', parentage: 'رحیم داد', number: 'P-103' },
} as const;
export type PersonId = keyof typeof people;
export const personIds = ['aslam', 'akram', 'namesake'] as const satisfies readonly PersonId[];

const court = 'Practice Court';
const caseOf = (person: PersonId): string => `FIR ${people[person].number}`;

/** Orders that the court of practice has sent. */
export const orders = {
  aslam: { orderId: 'RO-P-2101', court, caseNumber: caseOf('aslam') },
  namesake: { orderId: 'RO-P-2103', court, caseNumber: caseOf('namesake') },
} as const satisfies Partial<Record<PersonId, ReleaseOrder>>;

/** The first one was in this house before, and left on this order. */
export const usedOrder: ReleaseOrder = { orderId: 'RO-P-1987', court, caseNumber: 'FIR P-99' };

/** Looks like one of them, and no court has ever sent it. */
export const forgedOrder = 'RO-P-2117';

/** What a release asks for besides: the medical officer’s certificate, and the receipt of the property. */
export const certificate = 'MO-P-1';
export const receipt = 'PR-P-1';

/** Officers who sign in practice. */
export const officers = [
  { officerId: '9001', role: 'superintendent' },
  { officerId: '9002', role: 'deputy-superintendent' },
  { officerId: '9003', role: 'gate-officer' },
  { officerId: '9004', role: 'medical' },
  { officerId: '9005', role: 'supervisor' },
] as const satisfies readonly { readonly officerId: string; readonly role: OfficerRole }[];
export const [superintendent, deputy, gateOfficer, medical, supervisor] = officers;
/** Everybody’s in practice, and on the glass for all to read; no station outside of it knows it. */
export const pin = '472918';

const dayMs = 86_400_000;

/** @param stay which time it is that the person is here */
export const detailsOf = (person: PersonId, stay: 'earlier' | 'now', nowMs: number): AdmissionDetails => ({
  name: people[person].name,
  relation: 'son-of',
  parentage: people[person].parentage,
  prisonerNumber: stay === 'now' ? people[person].number : 'P-99',
  warrantKind: 'remand-warrant',
  warrantNumber: stay === 'now' ? `RW-${people[person].number}` : 'RW-P-99',
  court,
  caseNumber: stay === 'now' ? caseOf(person) : usedOrder.caseNumber,
  policeStation: 'Practice',
  detainUntil: new Date(nowMs + 14 * dayMs).toISOString().slice(0, 10),
  escort: { name: 'Practice', beltNumber: '1', policeStation: 'Practice' },
});

export const body: AdmissionBody = {
  sex: 'M',
  birth: { ageYears: 48 },
  search: { officerSex: 'M', by: { officerId: gateOfficer.officerId, witness: 'Practice' } },
  injuries: 'none-seen',
  marks: [{ place: 'left-arm', words: 'جلنے کا پرانا نشان' }],
  complaints: 'none-made',
  isolation: false,
};

export const belongings: AdmissionBelongings = {
  property: { receipt, items: [{ item: 'گھڑی', quantity: 1 }] },
  children: [],
  nextOfKin: { name: 'مشق', contact: '0' },
};
