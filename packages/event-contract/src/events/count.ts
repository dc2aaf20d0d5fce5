import { z } from 'zod';
import { placeId, plainText, sha256Text, subjectId } from '../text.ts';
import { deviceEvidenceSchema } from './evidence.ts';
import { officerIdSchema } from './officer.ts';
import { approvalsOf } from './prisoner.ts';

/** Why everybody is counted: the daily roll, or an emergency in which everybody has to be found. */
export const countKinds = ['roll-call', 'evacuation'] as const;
export type CountKind = (typeof countKinds)[number];

/** People whom one event names at most, so that it stays below the size of a message. */
export const mostInPart = 800;

/** An evacuation that was started by mistake can be called off for so long; later it is ended like any other. */
export const callOffWithinMs = 15 * 60_000;

/** Counts that one result ends at most. */
const mostTogether = 20;

/** Why an officer counted somebody by name, without finger and wristband. */
export const byHandReasons = ['unreadable', 'no-reader', 'ill', 'locked-up', 'refused'] as const;
export type ByHandReason = (typeof byHandReasons)[number];

/** Why somebody was not seen after all. */
export const takenBackReasons = ['another-person', 'not-there'] as const;
export type TakenBackReason = (typeof takenBackReasons)[number];

/** How somebody was known to be there. */
const seenBySchema = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('fingerprint'),
    finger: z.string().min(1).max(32),
    /** Similarity and the threshold that it had to reach, on the engine's own scale. */
    score: z.number().min(0),
    threshold: z.number().min(0),
    scanner: deviceEvidenceSchema,
  }),
  z.strictObject({ method: z.literal('wristband') }),
  /** The officer who is signed in saw the person, whose finger and wristband could not be read. */
  z.strictObject({ method: z.literal('officer'), reason: z.enum(byHandReasons) }),
]);
export type SeenBy = z.infer<typeof seenBySchema>;

const total = z.int().min(0).max(1_000_000);

/** How a count stood. */
const standing = {
  expected: total,
  accounted: total,
  /** `missingDigest` of those who are short. */
  missing: sha256Text,
} as const;

/** Some of the people whom a count names, by ward. */
const part = z.strictObject({
  part: z.int().min(1).max(10_000),
  wards: z
    .array(z.strictObject({ ward: placeId, people: z.array(subjectId).min(1).max(mostInPart) }))
    .min(1)
    .max(mostInPart)
    .refine(
      (wards) => wards.reduce((sum, { people }) => sum + people.length, 0) <= mostInPart,
      'names more people than one part may',
    ),
});
export type CountPart = z.infer<typeof part>;

/** Their subject is the count: `count/` and an id. What they say of people changes nothing about where anybody is held. */
export const countEvents = {
  /** Everybody who is inside by the record of this station is expected; the parts that follow it name them. */
  'count.started.v1': z.strictObject({
    kind: z.enum(countKinds),
    /** The officer on duty. An evacuation begins without a sign-in: then nobody stands in the event's own `officer`. */
    by: officerIdSchema,
    expected: total,
    parts: z.int().min(0).max(10_000),
  }),
  /** Some of those who are expected, by the ward in which they were when the count began. */
  'count.expected.v1': part,
  'count.seen.v1': z.strictObject({
    person: subjectId,
    by: seenBySchema,
    /** The ward, or another place of the house, where the person was seen. */
    where: placeId.exactOptional(),
  }),
  /** That somebody was seen was a mistake. */
  'count.taken-back.v1': z.strictObject({ seen: z.uuidv7(), reason: z.enum(takenBackReasons) }),
  /** Why somebody is short in the count, as the officer who looked into it says. */
  'count.explained.v1': z.strictObject({ person: subjectId, reason: plainText(300) }),
  /** The list of those who were short at that moment came on paper; the code on it is this event's. */
  'count.listed.v1': z.strictObject(standing),
  /** The same list left the station as a file; two officers signed for it. */
  'count.exported.v1': z.strictObject({
    ...standing,
    reason: plainText(300),
    /** SHA-256 of the file. */
    fileHash: sha256Text,
    approvals: approvalsOf(2),
  }),
  /** An evacuation was started by mistake; two officers sign. What was counted stays on record. */
  'count.called-off.v1': z.strictObject({ reason: plainText(300), approvals: approvalsOf(2) }),
  /** Some of those who are short in the result that follows. */
  'count.short.v1': part,
  /** The result, which an officer signs. */
  'count.ended.v1': z.strictObject({
    ...standing,
    /** Other counts that it ends: those that were joined to it, or that it took the place of. */
    with: z.array(subjectId).max(mostTogether),
    /** Of those who are short, whose being so nobody explained: each is for the superintendent to find. */
    unexplained: total,
    approvals: approvalsOf(1),
  }),
} as const;
