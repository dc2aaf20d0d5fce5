import { z } from 'zod';

/** What the officer says by signing. */
export const approvalMeaningSchema = z.enum([
  /** The officer at the gate: this person may go. */
  'release',
  /** The second officer: the first one's evidence was seen, and it is right. */
  'release-review',
  /** The medical officer, or in an emergency a senior one: the person has to be taken to this hospital, by this escort, until then. */
  'hospital-referral',
  /** The medical officer: it is safe to discharge the person. */
  'medical-clearance',
  /** The person's property was handed back. */
  'property-return',
  /** An officer reports that it happened so. */
  'report',
  /** A senior officer: the report was looked into, and it is right. */
  'report-review',
  /** The medical officer: the person has died. */
  'death-certificate',
  /** The superintendent's own finding. */
  'superintendent-finding',
  /** Whoever called the court back: so it was said. */
  'order-call-back',
  /** The court's answer to a query about an order. */
  'order-query-answer',
  /** The second officer at an admission: these fingers cannot be taken, for the reason given. */
  'finger-exception',
  /** A senior officer, not the one who enrols: what the record says was seen beside what is new. */
  'identity-conflict',
  /** The superintendent: the child was received, and is kept apart. */
  'juvenile-seen',
  /** A senior officer, not the one at the gate: this child is not received, and goes back with these police. */
  'child-refusal',
  /** Whoever searched the person at the admission, or later in its stead: this was found. */
  'admission-search',
  /** The medical officer: the person was seen, and is kept apart or not. */
  'medical-screening',
  /** Whoever asked the police record office or NADRA: so it was said. */
  'admission-reference',
  /** Whoever examined the person: these are the injuries that there are. */
  'examination',
  /** Whoever read the court's order: it extends the detention until this day. */
  'detention-order',
  /** Names of many people may leave the station as this file, for the reason given. */
  'roll-export',
  /** Whoever ends a count: so many were seen, and these are short. */
  'count-result',
  /** Each of two officers: the evacuation was started by mistake. */
  'count-call-off',
  /** A supervisor: no finger can be read, and this is the person whom the photograph and the marks on record show. */
  'identity-by-sight',
  /** The same after a finger had matched somebody else: the superintendent's own word. */
  'identity-after-mismatch',
  /** A senior officer: this is the officer whose PIN was given, and no finger of theirs can be read. */
  'officer-without-finger',
  /** The officer who read the paper: it orders that the data of this person are destroyed. */
  'erasure',
  /** A senior officer: the paper and the record were seen, and it is right. */
  'erasure-review',
  /** A senior officer, not the one who enrols: this is who may sign at the station from now on, and with what. */
  'officer-change',
  /** A senior officer: whom a prisoner may see, and who is let in to nobody. */
  'visitor-rule',
  /** A second officer: no finger of this visitor can be read, and this is who came, or who goes. */
  'visitor-by-sight',
  /** The duty officer: what an alarm at the visitor desk was, and what was done. */
  'visitor-alarm',
  /** Whoever the house lets see it: who visited whom as a lawyer, for the reason given. */
  'legal-visit-opening',
  /** Whoever takes an exhibit into the laboratory: its parcel and its seals are as written here. */
  'exhibit-receipt',
  /** Whoever had an exhibit: it is handed to this officer, at this place. */
  'exhibit-giving',
  /** Whoever has it from now on: it was taken over, as it is written here. */
  'exhibit-taking',
  /** Whoever gives an exhibit out of the laboratory, sealed, to the agency that sent it. */
  'exhibit-return',
  /** Whoever corrects what stands in the record of an exhibit: this is right, for the reason given. */
  'exhibit-amendment',
  /** A supervisor: what benches recorded apart was gone through, and the exhibit lies as it is written here. */
  'exhibit-fork-settling',
  /** A supervisor: this analyst works on the case. */
  'case-assignment',
  /** An analyst other than the one who worked: method, readings and results were gone through, and are right. */
  'technical-review',
  /** A supervisor: report and record of the case are complete. */
  'administrative-review',
  /** The analyst whose report it is. */
  'report-signature',
]);
export type ApprovalMeaning = z.infer<typeof approvalMeaningSchema>;
