import {
  maxPhotographBytes,
  officerIdSchema,
  plainText,
  sexes,
  subjectId,
  unreadableReasons,
  visitDepositSchema,
  visitorDocuments,
  visitorIdentitySchema,
  visitPhotographLacks,
  visitRelations,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { isPhotograph } from '../gate/photograph/jpeg.ts';
import { credentials, isProven } from '../officers/requests.ts';

const { name, parentage, address, sex } = visitorIdentitySchema.shape;

/** What officers sign, whoever is signed in. @param signer who does, and how that is told from the action */
const signedActions = <Signer extends z.ZodRawShape>(signer: Signer) =>
  z.discriminatedUnion('action', [
    /** No finger can be read: a second officer has seen who comes, or compared who goes. */
    z.strictObject({ action: z.literal('by-sight'), reason: z.enum(unreadableReasons), ...signer }),
    /** The duty officer says what an alarm was. */
    z.strictObject({ action: z.literal('answer-alarm'), alarm: z.uuidv7(), finding: plainText(300), ...signer }),
    /** Nobody lets the visitor at the desk in until the end of this day. */
    z.strictObject({ action: z.literal('ban'), until: z.iso.date(), reason: plainText(300), ...signer }),
    z.strictObject({ action: z.literal('lift-ban'), ban: z.uuidv7(), ...signer }),
    /** Puts the visitor at the desk on the list of the prisoner who was chosen. */
    z.strictObject({ action: z.literal('allow'), ...signer }),
    z.strictObject({ action: z.literal('disallow'), visitor: subjectId, person: subjectId, ...signer }),
    /** Opens who visited whom as a lawyer. */
    z.strictObject({ action: z.literal('open-legal'), visit: subjectId, reason: plainText(300), ...signer }),
  ]);
const signedActionSchema = signedActions(credentials);
export type SignedVisitorAction = z.infer<typeof signedActionSchema>;
/** The same before a security key has signed it. */
export const visitorActionToSignSchema = signedActions({ officerId: officerIdSchema });
export type VisitorActionToSign = z.infer<typeof visitorActionToSignSchema>;

/** Lists that the desk opens. */
const deskLists = ['inside', 'lists', 'bookings', 'closing'] as const;
export type DeskList = (typeof deskLists)[number];

const anyActionSchema = z.discriminatedUnion('action', [
  signedActionSchema,
  z.strictObject({ action: z.literal('begin-entry'), kind: z.enum(['family', 'legal']) }),
  /** What a reader that plugs in as a keyboard typed into the page: a card or a pass. */
  z.strictObject({ action: z.literal('scan'), text: plainText(1_024) }),
  z.strictObject({
    action: z.literal('document'),
    document: z.enum(visitorDocuments),
    number: plainText(60).exactOptional(),
  }),
  z.strictObject({
    action: z.literal('who'),
    who: z.strictObject({ name, parentage, address, sex, licence: plainText(60).exactOptional() }),
  }),
  /** The same prisoner and relation as at the last visit. */
  z.strictObject({ action: z.literal('same-as-last') }),
  z.strictObject({ action: z.literal('find'), query: z.string().max(120) }),
  z.strictObject({ action: z.literal('choose'), person: subjectId }),
  z.strictObject({ action: z.literal('relate'), relation: z.enum(visitRelations) }),
  /** The visitor at the desk beside somebody banned: the same person, or another. */
  z.strictObject({ action: z.literal('compared'), banned: subjectId, isSame: z.boolean() }),
  z.strictObject({ action: z.literal('searched'), officer: plainText(40), officerSex: z.enum(sexes) }),
  z.strictObject({ action: z.literal('search-refused') }),
  z.strictObject({
    action: z.literal('goods'),
    children: z.int().min(0).max(20),
    items: z.union([visitDepositSchema.shape.items, z.tuple([])]),
  }),
  z.strictObject({
    action: z.literal('photograph'),
    jpeg: z
      .base64()
      .max(Math.ceil(maxPhotographBytes / 3) * 4)
      .refine((text) => isPhotograph(Buffer.from(text, 'base64')), 'is no JPEG of a modest size'),
  }),
  /** There is none, and the visit goes on. */
  z.strictObject({ action: z.literal('no-photograph'), lack: z.enum(visitPhotographLacks) }),
  /** Goes back by one answer. */
  z.strictObject({ action: z.literal('back') }),
  /** Lets the visitor in; refused while anything stands against it. */
  z.strictObject({ action: z.literal('confirm') }),
  /** The visitor goes home, and why is on record. */
  z.strictObject({ action: z.literal('turn-away'), words: plainText(300).exactOptional() }),
  z.strictObject({ action: z.literal('book'), on: z.iso.date() }),
  z.strictObject({ action: z.literal('cancel-booking'), visit: subjectId }),
  /** Somebody leaves; with the visit, where they have neither pass nor finger. */
  z.strictObject({ action: z.literal('begin-exit'), visit: subjectId.exactOptional() }),
  z.strictObject({ action: z.literal('open'), list: z.enum(deskLists) }),
  z.strictObject({ action: z.literal('queue'), step: z.enum(['take-number', 'next', 'close', 'tell', 'go-on']) }),
  /** Prints the slips of the visit on the glass once more; that it was done goes on record. */
  z.strictObject({ action: z.literal('print-slip') }),
  /** Leaves the step; nothing was recorded. */
  z.strictObject({ action: z.literal('cancel') }),
]);
export const visitorActionSchema = anyActionSchema.refine(...isProven);
export type VisitorAction = z.infer<typeof visitorActionSchema>;

export const isSignedVisitorAction = (action: VisitorAction): action is SignedVisitorAction => 'officerId' in action;
