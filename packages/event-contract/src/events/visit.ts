import { z } from 'zod';
import { sealedSchema } from '../seal.ts';
import { instant, plainText, sha256Text, subjectId } from '../text.ts';
import { sexes } from './admission.ts';
import { deviceEvidenceSchema, unreadableReasons } from './evidence.ts';
import { approvalsOf } from './prisoner.ts';

/** Whether an event is of a visitor or a visit: only a visitor desk records those. */
export const isVisitEvent = ({ subject }: { readonly subject: string }): boolean => /^visit(or)?\//.test(subject);

/** What a visitor shows; nobody is turned away only because they have none. */
export const visitorDocuments = ['cnic', 'passport', 'refugee-card', 'none'] as const;
export type VisitorDocument = (typeof visitorDocuments)[number];

/** Who a visitor is: what is sealed under the field `identity` with the visitor's own key. */
export const visitorIdentitySchema = z.strictObject({
  name: plainText(120),
  /** Father's or husband's name. */
  parentage: plainText(120),
  /** Asked of every visitor (Prisons Act 1894 s.41). */
  address: plainText(200),
  document: z.enum(visitorDocuments),
  /** Digits and capitals alone, in the one form of `readDocument`; absent where there is no document. */
  number: plainText(40).exactOptional(),
  /** As the visitor says and the officer sees: no number tells it. */
  sex: z.enum(sexes),
});
export type VisitorIdentity = z.infer<typeof visitorIdentitySchema>;

/** How a visitor is related to the prisoner. */
export const visitRelations = [
  'mother',
  'father',
  'wife',
  'husband',
  'sister',
  'brother',
  'daughter',
  'son',
  'relative',
  'friend',
] as const;
export type VisitRelation = (typeof visitRelations)[number];

/** Why somebody is turned away at the desk. */
export const visitGrounds = [
  'search-refused',
  'banned',
  'prisoner-not-here',
  'not-on-list',
  'list-missing',
  'outside-hours',
  'week-limit',
  'visitors-limit',
  'children-limit',
  'booking-missing',
  'house-full',
  'desk-closed',
  'already-inside',
  'officer-decision',
] as const;
export type VisitGround = (typeof visitGrounds)[number];

/** What a legal visit keeps from everybody but the offices that the house names: sealed under a key of its own, in the field `legal`. */
export const legalPartiesSchema = z.strictObject({
  lawyer: visitorIdentitySchema,
  /** Licence of the bar council, as shown. */
  licence: plainText(60),
  person: subjectId,
});
export type LegalParties = z.infer<typeof legalPartiesSchema>;

/** Who comes to whom. Of a legal visit that stands in ciphertext alone. */
const visitPartiesSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('family'),
    visitor: subjectId,
    person: subjectId,
    relation: z.enum(visitRelations),
  }),
  z.strictObject({ kind: z.literal('legal'), keyId: z.uuid(), sealed: sealedSchema }),
]);
export type VisitParties = z.infer<typeof visitPartiesSchema>;

/** What is left at the desk until the visitor leaves. */
export const visitDepositSchema = z.strictObject({
  /** On the shelf and on the paper. */
  token: z.int().min(1).max(9_999),
  items: z
    .array(z.strictObject({ item: plainText(60), quantity: z.int().min(1).max(999) }))
    .min(1)
    .max(20),
});
export type VisitDeposit = z.infer<typeof visitDepositSchema>;

/** No finger can be read: a second officer saw who came in, or compared who goes with the photograph of the entry, or without one with the document. */
const visitorBySight = z.strictObject({
  method: z.literal('sight'),
  reason: z.enum(unreadableReasons),
  approval: z.string().min(1).max(4000),
});

/** Why the desk lets a visitor go for the one who came in. Whose finger it is never stands here but by the visit. */
const visitorByFinger = z.strictObject({
  method: z.literal('fingerprint'),
  finger: z.string().min(1).max(32),
  /** Similarity on the engine's own scale, for later review; never shown. */
  score: z.number().min(0),
  /** What the score had to reach. */
  threshold: z.number().min(0),
  attempts: z.int().min(1).max(99),
  scanner: deviceEvidenceSchema,
});
const visitIdentificationSchema = z.discriminatedUnion('method', [visitorByFinger, visitorBySight]);
export type VisitIdentification = z.infer<typeof visitIdentificationSchema>;

/** What stops a visit on its way out, and the house with it. */
export const visitAlarms = [
  /** The finger at the exit is that of nobody who came in. */
  'exit-not-confirmed',
  'pass-altered',
  /** The pass of a visit that is over, which somebody has copied or found. */
  'pass-used',
  /** Finger and pass are of two visits. */
  'pass-of-another',
  'overdue',
] as const;
export type VisitAlarm = (typeof visitAlarms)[number];

/** Why no photograph of a visitor was taken where the house asks for one: neither keeps anybody out. */
export const visitPhotographLacks = ['no-camera', 'declined'] as const;
export type VisitPhotographLack = (typeof visitPhotographLacks)[number];

/** Visitors and visits: who is at the desk, in opaque ids. Fingers, photographs and names stand in none of them but as ciphertext. */
export const visitEvents = {
  'visitor.registered.v1': z.strictObject({ keyId: z.uuid(), identity: sealedSchema }),
  /** Stands on a prisoner's list from now on. */
  'visitor.allowed.v1': z.strictObject({
    person: subjectId,
    relation: z.enum(visitRelations),
    approvals: approvalsOf(1),
  }),
  'visitor.disallowed.v1': z.strictObject({ person: subjectId, approvals: approvalsOf(1) }),
  /** Nobody of this identity is let in, under whichever spelling, until the end of this day. */
  'visitor.banned.v1': z.strictObject({
    until: z.iso.date(),
    /** Under the visitor's key. */
    reason: sealedSchema,
    approvals: approvalsOf(1),
  }),
  'visitor.ban-lifted.v1': z.strictObject({ ban: z.uuidv7(), approvals: approvalsOf(1) }),
  /** The visitor's key is destroyed: nobody came under this name for so many days, and no ban and no list holds it. */
  'visitor.forgotten.v1': z.strictObject({ keyId: z.uuid(), keptDays: z.int().min(1).max(3_650) }),
  'visit.booked.v1': z.strictObject({ parties: visitPartiesSchema, on: z.iso.date() }),
  'visit.booking-cancelled.v1': z.strictObject({}),
  'visit.refused.v1': z.strictObject({
    /** Absent where it never came to be known who wanted to see whom. */
    parties: visitPartiesSchema.exactOptional(),
    /** Who it was, where it never came to be known whom they wanted to see. */
    visitor: subjectId.exactOptional(),
    grounds: z.array(z.enum(visitGrounds)).min(1).max(visitGrounds.length),
    /** What the visitor said, where the officer wrote it down: under the key of the visitor, or of the legal visit. */
    words: sealedSchema.exactOptional(),
  }),
  /** Somebody was let in. */
  'visit.began.v1': z.strictObject({
    parties: visitPartiesSchema,
    /** The number on the pass, for that day. */
    pass: z.int().min(1).max(9_999),
    /** With whom the visitor answers for them; no finger is taken of a child. */
    children: z.int().min(0).max(20),
    /** Consented to, away from every prisoner and other visitor (s.41). */
    search: z.strictObject({ officer: plainText(40), officerSex: z.enum(sexes) }),
    /** Banned visitors of a name like this, each of whom the officer found to be somebody else. */
    compared: z.array(subjectId).max(20),
    deposit: visitDepositSchema.exactOptional(),
    entry: z.discriminatedUnion('method', [
      z.strictObject({
        method: z.literal('fingerprint'),
        finger: z.string().min(1).max(32),
        impressions: z.int().min(1).max(5),
        scanner: deviceEvidenceSchema,
      }),
      visitorBySight,
    ]),
    /** Of the key of this visit alone, which seals finger and photograph at the station. */
    entryKeyId: z.uuid(),
    /** SHA-256 of the photograph's ciphertext. */
    photograph: sha256Text.exactOptional(),
    /** Absent where one was taken, or where nobody asked for one. */
    noPhotograph: z.enum(visitPhotographLacks).exactOptional(),
    /** When the visitor should have left. */
    due: instant,
  }),
  'visit.ended.v1': z.strictObject({
    exit: visitIdentificationSchema,
    /** Whether what was left at the desk went back; absent where nothing was. */
    depositReturned: z.boolean().exactOptional(),
  }),
  /** Its subject is the visit, or the station where no visit is known. */
  'visit.alarm.v1': z.strictObject({
    alarm: z.enum(visitAlarms),
    /** The other visit, whose finger or pass it is. */
    matches: subjectId.exactOptional(),
    attempts: z.int().min(1).max(99).exactOptional(),
    scanner: deviceEvidenceSchema.exactOptional(),
  }),
  /** A duty officer answered an alarm: the house was counted, or what it was. */
  'visit.alarm-answered.v1': z.strictObject({
    alarm: z.uuidv7(),
    finding: plainText(300),
    approvals: approvalsOf(1),
  }),
  /** Finger and photograph of a visit cannot be read any more: their key is destroyed. */
  'visit.entry-destroyed.v1': z.strictObject({ keyId: z.uuid(), keptHours: z.int().min(0).max(72) }),
  /** Somebody whom the house names opened who visited whom. */
  'visit.legal-opened.v1': z.strictObject({ reason: plainText(300), approvals: approvalsOf(1) }),
  'visit.slip-copied.v1': z.strictObject({ event: z.uuidv7() }),
  /** No more visitors are let in today; each who waits was told. Its subject is the station. */
  'visit.queue-closed.v1': z.strictObject({ told: z.array(z.int().min(1).max(9_999)).max(2_000) }),
} as const;
