import {
  byHandReasons,
  countKinds,
  officerIdSchema,
  placeId,
  plainText,
  subjectId,
  takenBackReasons,
} from '@custody-edge/event-contract';
import { z } from 'zod';

const credentials = z.strictObject({ officerId: officerIdSchema, pin: z.string().max(64) });

/** What an officer does in a count. */
export const countActionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('start'), kind: z.enum(countKinds) }),
  /** The page shows the count, and fingers and wristbands are counted; or it goes on with everything else. */
  z.strictObject({ action: z.literal('show') }),
  z.strictObject({ action: z.literal('leave') }),
  /** Where people are seen from now on; nowhere in particular where none is named. */
  z.strictObject({ action: z.literal('stand-in'), where: placeId.exactOptional() }),
  /** A wristband whose code was typed, or read as a keyboard types. */
  z.strictObject({ action: z.literal('wristband'), text: z.string().max(200) }),
  z.strictObject({ action: z.literal('see'), person: subjectId, reason: z.enum(byHandReasons) }),
  z.strictObject({ action: z.literal('take-back'), seen: z.uuidv7(), reason: z.enum(takenBackReasons) }),
  z.strictObject({ action: z.literal('explain'), person: subjectId, reason: plainText(300) }),
  /** Two officers, with one reason: it was a mistake. */
  z.strictObject({
    action: z.literal('call-off'),
    reason: plainText(300),
    officer: credentials,
    second: credentials,
  }),
  /** The officer who signs the result as it stands: so many, and these are short. */
  z.strictObject({ action: z.literal('end'), digest: z.string().max(64), officer: credentials }),
]);
export type CountAction = z.infer<typeof countActionSchema>;

/** Whom a list names: those who are short, those who were seen more than once, or seen though the record has them outside. */
export const countLists = ['missing', 'twice', 'outside'] as const;

/** A page of a list of the count, as an address asks for it; of one ward where it is named. */
export const countListSchema = z.strictObject({
  list: z.enum(countLists).default('missing'),
  ward: placeId.exactOptional(),
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});
export type CountListRequest = z.infer<typeof countListSchema>;

/** The list of who is short as a file: why, the PIN of whoever asks and another officer's. */
export const countExportSchema = z.strictObject({
  reason: plainText(300),
  pin: z.string().max(64),
  second: credentials,
});
export type CountExport = z.infer<typeof countExportSchema>;
