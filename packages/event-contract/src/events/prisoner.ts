import { z } from 'zod';
import { sealedSchema } from '../seal.ts';
import { instant, placeId, plainText, sha256Text, subjectId } from '../text.ts';
import { admittedInFull, conflictAnswers, matchAnswers, referenceSchema } from './admission.ts';
import { identityEvidenceSchema } from './evidence.ts';

/** How the parentage is read: ولد, دختر or زوجہ. */
export const relationSchema = z.enum(['son-of', 'daughter-of', 'wife-of']);

/** Name, parentage and numbers of a person: what is sealed under the field `identity`. */
export const personalIdentitySchema = z.strictObject({
  name: plainText(120),
  relation: relationSchema,
  /** Father's or husband's name: two people of one name are told apart by it. */
  parentage: plainText(120),
  prisonerNumber: plainText(40),
});
export type PersonalIdentity = z.infer<typeof personalIdentitySchema>;

/** Whom a court has committed, as its warrant names them: the prison's own number comes with the admission. */
export const committedPersonSchema = personalIdentitySchema.omit({ prisonerNumber: true });
export type CommittedPerson = z.infer<typeof committedPersonSchema>;

/** A remand ends on a day; how long a sentence lasts does not stand on its warrant alone. */
export const warrantKinds = ['remand-warrant', 'sentence-warrant'] as const;
export type WarrantKind = (typeof warrantKinds)[number];

export const warrantSchema = z.strictObject({
  kind: z.enum(warrantKinds),
  number: plainText(60),
  court: plainText(120),
  caseNumber: plainText(60),
  policeStation: plainText(80),
  /** The last day for which the paper lets the person be held; absent where it names none, or was copied without it. */
  detainUntil: z.iso.date().exactOptional(),
});
export type Warrant = z.infer<typeof warrantSchema>;

/** By what one warrant is told from every other. */
export const warrantNameSchema = warrantSchema.pick({ number: true, court: true });
export type WarrantName = z.infer<typeof warrantNameSchema>;

/** One warrant, however its number and court were typed: it admits once. */
export const warrantKey = ({ number, court }: WarrantName): string =>
  [number, court].map((text) => text.toLowerCase().replaceAll(/\s+/g, ' ').trim()).join(' · ');

export const releaseOrderSchema = z.strictObject({
  orderId: plainText(60),
  court: plainText(120),
  caseNumber: plainText(60),
});
export type ReleaseOrder = z.infer<typeof releaseOrderSchema>;

/** A place on a court's list: the production order that lets a person leave for a hearing. */
export const productionOrderSchema = z.strictObject({
  orderId: plainText(60),
  court: plainText(120),
  caseNumber: plainText(60),
  dueBack: instant,
});
export type ProductionOrder = z.infer<typeof productionOrderSchema>;

/**
 * The paper that lets a person leave for a time otherwise than for a hearing: a medical referral, a magistrate's order of physical
 * remand, an order of temporary release.
 */
export const passSchema = z.strictObject({
  paper: plainText(60),
  /** Who wrote it: medical officer, magistrate, or the authority that grants the leave. */
  authority: plainText(120),
  /** Hospital, police station or place of stay. */
  place: plainText(120),
  /** Who takes the person along, by name or belt number; for a leave, who stands for the return. */
  escort: plainText(120),
  dueBack: instant,
});
export type Pass = z.infer<typeof passSchema>;

/** The order that moves a person to another prison. */
export const transferSchema = z.strictObject({
  paper: plainText(60),
  /** Who ordered it. */
  authority: plainText(120),
  /** Site of the prison that is to receive the person. */
  destination: placeId,
  escort: plainText(120),
  /** Number of the medical officer's certificate that the person is fit to travel (Prisons Act 1894 s.26). */
  fitness: plainText(60),
  /** When the person should have arrived. */
  dueBack: instant,
});
export type Transfer = z.infer<typeof transferSchema>;

/** Another matter that the person is liable to be detained for. */
export const holdSchema = z.strictObject({
  holdId: plainText(60),
  authority: plainText(120),
  caseNumber: plainText(60),
  /**
   * Said by whoever states the hold: named police who take the person over at the gate are its answer. A hold that does not say so keeps
   * the person inside.
   */
  handOver: z.literal(true).exactOptional(),
});
export type Hold = z.infer<typeof holdSchema>;

/** What a prisoner may say of their own custody. */
export const claims = ['not-me', 'should-be-free', 'other'] as const;
export type Claim = (typeof claims)[number];

/** A front view that fits, sealed and in base64url, wherever a sealed value does. */
export const maxPhotographBytes = 32_000;

/** Signed approvals of as many different officers (`approval.ts`), the wire form of each. */
export const approvalsOf = (officers: number) => z.array(z.string().min(1).max(4000)).min(officers).max(4);

/** Journeys that a form can tell of: nobody is released, or sent to another prison, on a form. */
export const paperJourneys = ['court', 'hospital', 'remand', 'leave'] as const;

/** What a numbered form says of one journey. */
export const paperFormSchema = z.strictObject({
  form: plainText(40),
  happenedAt: instant,
  moved: z.discriminatedUnion('way', [
    z.strictObject({ way: z.literal('out'), journey: z.enum(paperJourneys), pass: passSchema }),
    z.strictObject({ way: z.literal('back'), journey: z.enum(paperJourneys) }),
  ]),
});
export type PaperForm = z.infer<typeof paperFormSchema>;

/** Every order that was open: one for each matter that the person was held for. */
const orderIds = z.array(plainText(60)).min(1).max(20);
/** On what the centre granted an order: what its court signed, or the call in which the court confirmed it. */
export const grantedOn = {
  statement: z.strictObject({ feed: placeId, statementId: z.uuidv7() }).exactOptional(),
  calledBack: z.uuidv7().exactOptional(),
};
/** An order as the centre granted it to one station. */
const granted = {
  order: releaseOrderSchema,
  commandId: z.uuid(),
  ...grantedOn,
  /** The centre's signed command as it came: it says all of the above to this very station. */
  grant: z.string().min(1).max(8000),
};
/** The centre's signed statement that nothing else holds the person: a command `state-holds` as it came. */
const holdsStatement = z.string().min(1).max(8000);
/** Everything that a release at a gate rests on. */
export const releasedSchema = z.strictObject({
  orderIds,
  /** One for each different finger that matched. */
  identity: z.array(identityEvidenceSchema).min(1).max(10),
  holdsStatement,
  /** No line led to the centre: its statement was older than the house otherwise allows. */
  degraded: z.literal(true).exactOptional(),
  /** The events that say so. */
  medicalClearance: z.uuidv7(),
  propertyReturn: z.uuidv7(),
  approvals: approvalsOf(2),
});
const outOn = z.strictObject({ pass: passSchema, identity: identityEvidenceSchema });
/** Two officers signed the pass. */
const outOnWord = outOn.extend({ approvals: approvalsOf(2) });
const backFrom = z.strictObject({ identity: identityEvidenceSchema });
const enrolledFingers = z
  .array(z.strictObject({ finger: z.string().min(1).max(32), impressions: z.int().min(1).max(9) }))
  .max(10);
/** A hit was answered by a senior officer before anybody was admitted. */
const searched = z.strictObject({ compared: z.int().min(0), hit: z.boolean() });
const admitted = z.strictObject({
  warrant: warrantSchema,
  identity: sealedSchema,
  templates: sealedSchema,
  fingers: enrolledFingers.min(1),
  /** What the search for the same fingers in this prison's gallery said; other prisons are not asked here. */
  localSearch: searched.extend({ hit: z.literal(false) }),
});
/** Somebody else on record whose fingers are alike, and where they were when the centre found it. */
const matchedPersonSchema = z.strictObject({ person: subjectId, site: placeId });
/** How many people a search at the centre can name. */
export const mostMatches = 10;
/** What the centre's search for the fingers of an admission said. */
export const centralSearchSchema = z.strictObject({
  /** The admission whose fingers were searched. */
  admission: z.uuidv7(),
  /** Changes with whatever the centre says anew of the same admission. */
  search: z.uuid(),
  /** People in custody of every prison whose fingers were compared, and how many the centre held in all. */
  compared: z.int().min(0),
  held: z.int().min(0),
  matches: z.array(matchedPersonSchema).max(mostMatches),
});
/** How a transfer ends; `dispatched` is the event that began it. */
const endOfTransfer = backFrom.extend({ dispatched: z.uuidv7() });

export const prisonerEvents = {
  /** Written before the person's file was part of it. */
  'prisoner.admitted.v1': admitted,
  /** Without a finger where every finger was excepted. */
  'prisoner.admitted.v2': admitted.extend({ fingers: enrolledFingers, localSearch: searched, ...admittedInFull }),
  /** An officer searched somebody of whose search nobody signed at the admission, or signs now what was found then. */
  'prisoner.searched.v1': z.strictObject({
    admission: z.uuidv7(),
    officerSex: z.enum(['M', 'F']),
    /** `laterSearchSchema`, sealed under the field `search`. */
    found: sealedSchema,
    approvals: approvalsOf(1),
  }),
  /** The medical officer has seen somebody whom the admission left unseen (Prisons Act 1894 s.24); what was found stays with them. */
  'prisoner.medically-screened.v1': z.strictObject({
    admission: z.uuidv7(),
    isolation: z.boolean(),
    approvals: approvalsOf(1),
  }),
  /** What the police record office or NADRA said of whoever was admitted, or that and why it said nothing. */
  'prisoner.reference-recorded.v1': referenceSchema.extend({
    admission: z.uuidv7(),
    /** What was said, or why nothing was: sealed under the field `reference`. */
    words: sealedSchema,
    approvals: approvalsOf(1),
  }),
  /**
   * A photograph was taken. The picture itself goes to other gates and hand-helds of the site alone, under the person's own key, which
   * destroys it.
   */
  'prisoner.photographed.v1': z.strictObject({
    /** SHA-256 of the ciphertext. */
    hash: sha256Text,
    keyId: z.uuid(),
    /** Of the picture as it was taken. */
    bytes: z.int().min(1).max(maxPhotographBytes),
    taken: z.enum(['at-admission', 'later']),
  }),
  'prisoner.out-to-court.v1': z.strictObject({ order: productionOrderSchema, identity: identityEvidenceSchema }),
  'prisoner.back-from-court.v1': backFrom,
  /** Written before anybody signed the pass. */
  'prisoner.out-to-hospital.v1': outOn,
  /** On the word of the officer at the gate, and of the medical officer or in an emergency of a senior one. */
  'prisoner.out-to-hospital.v2': outOnWord,
  'prisoner.back-from-hospital.v1': backFrom,
  /** Written before anybody signed the pass. */
  'prisoner.out-on-remand.v1': outOn,
  /** On the word of the officer at the gate and of a senior one, who read the court's order. */
  'prisoner.out-on-remand.v2': outOnWord,
  'prisoner.back-from-remand.v1': backFrom,
  /** Somebody who goes on physical remand, or came back from it, was looked at for injuries beside those on record. */
  'prisoner.examined.v1': z.strictObject({
    /** `injuriesFoundSchema`, sealed under the field `examination`. */
    found: sealedSchema,
    /** Injuries that were not on record before. */
    newInjuries: z.int().min(0).max(10),
    approvals: approvalsOf(1),
  }),
  /** New injuries were reported: to which court or authority, and how. */
  'prisoner.injuries-reported.v1': z.strictObject({
    examination: z.uuidv7(),
    report: plainText(300),
    approvals: approvalsOf(1),
  }),
  'prisoner.out-on-leave.v1': outOnWord,
  'prisoner.back-from-leave.v1': backFrom,
  'prisoner.transfer-dispatched.v1': z.strictObject({
    transfer: transferSchema,
    identity: identityEvidenceSchema,
    approvals: approvalsOf(2),
  }),
  /** Recorded by a gate of the prison that the person was sent to. */
  'prisoner.transfer-received.v1': endOfTransfer,
  /** The transfer failed: recorded by a gate of the prison that sent the person. */
  'prisoner.back-from-transfer.v1': endOfTransfer,
  /** The time to return, or to arrive, has passed; said once for each absence. */
  'prisoner.overdue.v1': z.strictObject({
    journey: z.enum(['court', 'hospital', 'remand', 'leave', 'transfer']),
    dueBack: instant,
  }),
  /** As it was before the centre's grant stood in the event: whether there was one, only the centre can tell. */
  'prisoner.release-order-received.v1': z.strictObject({
    order: releaseOrderSchema,
    commandId: z.uuid(),
    /** The call-back by which the court confirmed it; absent where the court's feed did. */
    calledBack: z.uuidv7().exactOptional(),
  }),
  'prisoner.release-order-received.v2': z.strictObject(granted),
  /** The station gives up what was granted to it: the person is no longer in this prison, and the order follows them. */
  'prisoner.release-order-passed-on.v1': z.strictObject(granted),
  /** The medical officer finds it safe to discharge the person (Prisons Act 1894 s.26). */
  'prisoner.medically-cleared.v1': z.strictObject({ certificate: plainText(60), approvals: approvalsOf(1) }),
  /** Handed back to the person, who says so with their finger. */
  'prisoner.property-returned.v1': z.strictObject({
    receipt: plainText(60),
    identity: identityEvidenceSchema,
    approvals: approvalsOf(1),
  }),
  'prisoner.released.v2': releasedSchema,
  /** The court let the person go: they did not come back, and this gate never saw them leave. */
  'prisoner.released-at-court.v1': z.strictObject({
    orderIds,
    holdsStatement,
    /** Who of the court or the escort told it, and when. */
    account: plainText(300),
    approvals: approvalsOf(2),
  }),
  /** A journey written down on a numbered form while no station worked, entered afterwards by two officers. */
  'prisoner.paper-form-entered.v1': z.strictObject({ ...paperFormSchema.shape, approvals: approvalsOf(2) }),
  /** The name or parentage that an admission wrote down is wrong: what stands there stays, and this counts instead. */
  'prisoner.name-corrected.v1': z.strictObject({
    /** The admission. */
    corrects: z.uuidv7(),
    /** `committedPersonSchema`, sealed under the field `correction`. */
    name: sealedSchema,
    /** The paper that shows it. */
    paper: plainText(120),
    approvals: approvalsOf(2),
  }),
  /** What an earlier event says is wrong: that one stays as it is, and this is read beside it. */
  'prisoner.corrected.v1': z.strictObject({
    corrects: z.uuidv7(),
    /** What is right, sealed under the field `correction`. */
    words: sealedSchema,
    approvals: approvalsOf(2),
  }),
  'prisoner.release-error.v1': z.strictObject({
    release: z.uuidv7(),
    finding: plainText(300),
    approvals: approvalsOf(1),
  }),
  'prisoner.escaped.v1': z.strictObject({ report: plainText(300), approvals: approvalsOf(2) }),
  'prisoner.deceased.v1': z.strictObject({
    certificate: plainText(60),
    /** Reference of the magistrate's inquiry. */
    inquiry: plainText(120),
    approvals: approvalsOf(2),
  }),
  /** Somebody who escaped, or was released in error, is brought back: a finger, or a supervisor's comparison, tells that it is the same person. */
  'prisoner.recaptured.v1': z.strictObject({ arrestMemo: plainText(60), identity: identityEvidenceSchema }),
  /** What prisoners say of their own custody, in their own words; nobody can take it back or change it. */
  'prisoner.claim-made.v1': z.strictObject({
    claim: z.enum(claims),
    /** Sealed under the field `claim`. */
    words: sealedSchema,
    /** When the house owes an answer. */
    answerDue: instant,
  }),
  'prisoner.claim-answered.v1': z.strictObject({
    /** The event that holds the claim. */
    claim: z.uuidv7(),
    /** Sealed under the field `claim-answer`. */
    answer: sealedSchema,
    approvals: approvalsOf(1),
  }),
  /** Fingers of an admission matched this person; a senior officer compared the two. */
  'prisoner.identity-conflict-answered.v1': z.strictObject({
    answer: z.enum(conflictAnswers),
    /** Name and warrant under which the same person was brought, sealed under the field `alias`. */
    alias: sealedSchema.optional(),
    approvals: approvalsOf(1),
  }),
  /** The centre searched the people of every prison for the fingers of this admission. */
  'prisoner.searched-at-centre.v1': centralSearchSchema.extend({
    /** Until when a senior officer should have compared whoever was found, where the house sets a time. */
    answerDue: instant.exactOptional(),
  }),
  /** A senior officer, not the one who admitted, compared this person with somebody whom the centre found alike. */
  'prisoner.match-answered.v1': z.strictObject({
    person: subjectId,
    answer: z.enum(matchAnswers),
    reason: plainText(300),
    /** Where it is one person: the name under which another prison has them, sealed under the field `alias`. */
    alias: sealedSchema.exactOptional(),
    approvals: approvalsOf(1),
  }),
  /** The fingers of this person were found on somebody admitted at another gate, who is to answer for it; then once more, what was answered. */
  'prisoner.matched-elsewhere.v1': matchedPersonSchema.extend({ answer: z.enum(matchAnswers).exactOptional() }),
  /** The superintendent knows of a child who was received provisionally. */
  'prisoner.juvenile-seen.v1': z.strictObject({ approvals: approvalsOf(1) }),
  /** Where inside the prison the person is kept from now on: a ward of the house, by its id. */
  'prisoner.ward-assigned.v1': z.strictObject({ ward: placeId }),
  /**
   * A senior officer reviewed the coming release as one of a batch and signed it, before the person stands at the gate: under these
   * orders, on this clearance and return of property. It counts at the gate as the second officer's word while nothing else is recorded.
   */
  'prisoner.release-reviewed.v1': z.strictObject({
    orderIds: z.array(plainText(60)).min(1).max(20),
    medicalClearance: z.uuidv7(),
    propertyReturn: z.uuidv7(),
    approvals: approvalsOf(1),
  }),
  /** Another matter came to hold the person: what was reviewed before it counts no more. */
  'prisoner.release-review-voided.v1': z.strictObject({ review: z.uuidv7(), holds: z.array(plainText(60)).min(1) }),
  /** Two stations recorded different movements; officers found out which line of history tells where the person is. */
  'prisoner.conflict-resolved.v1': z.strictObject({
    stands: z.uuidv7(),
    /** Every end of a line that this ends, `stands` among them. */
    heads: z.array(z.uuidv7()).min(2).max(50),
    finding: plainText(300),
    approvals: approvalsOf(2),
  }),
} as const;
