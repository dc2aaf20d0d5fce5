import { z } from 'zod';
import { placeId, sha256Text } from '../text.ts';
import { officerIdSchema } from './officer.ts';

const deviceId = z.string().min(1).max(64);

/** Why a view of raw bytes was closed. */
const wireEndSchema = z.enum([
  'self',
  /** It had been open as long as it may be. */
  'time',
  'signed-out',
  /** No page showed it any more. */
  'left',
  'station-stopped',
]);
export type WireEnd = z.infer<typeof wireEndSchema>;

/** Why practice ended. */
const practiceEndSchema = z.enum([
  /** Somebody pressed "Back to real work". */
  'real-work',
  /** An officer signed in for real work. */
  'signed-in',
  /** A roll call or an evacuation began, here or at another station of the site. */
  'count',
  /** The centre said something that keeps somebody in, or is not to wait. */
  'centre',
  /** Nobody touched it for as long as it waits. */
  'untouched',
  /** It could not go on. */
  'failed',
  'station-stopped',
  /** The station started anew, and had not said that it ended: the power went, or the agent was killed. */
  'power-cut',
]);
export type PracticeEnd = z.infer<typeof practiceEndSchema>;

export const stationEvents = {
  /** The first event after each start of the agent: shows restarts, power cuts and versions. */
  'station.started.v1': z.strictObject({
    softwareVersion: z.string().min(1).max(40),
    /** Events held when the agent came up: a smaller number than the centre's shows a rollback. */
    heldEvents: z.int().min(0),
  }),
  /**
   * Another station of the site has signed two different events under one number: its disk was copied, or put back to an earlier day.
   * Both are kept where this was found; the one that came first counts there.
   */
  'station.fork-found.v1': z.strictObject({
    stationId: placeId,
    chainId: z.uuid(),
    sequence: z.int().min(1),
    /** Hash of the event that counts here, and of the other one. */
    held: sha256Text,
    other: sha256Text,
  }),
  /** Whoever is signed in looks at the raw bytes of these devices from now on: it may be anything that they read of people. */
  'station.wire-opened.v1': z.strictObject({ devices: z.array(deviceId).min(1).max(16) }),
  /** The view is closed, or the station was stopped and says `station.started` next. The bytes themselves stand nowhere. */
  'station.wire-closed.v1': z.strictObject({
    /** Id of the event by which it was opened. */
    opened: z.uuidv7(),
    openedBy: officerIdSchema,
    reason: wireEndSchema,
    /** What crossed each line meanwhile, in both directions, shown or left out. */
    crossed: z
      .array(z.strictObject({ deviceId, byteCount: z.int().min(0) }))
      .min(1)
      .max(16),
    /** How often what was shown was saved as a file. */
    saved: z.int().min(0),
  }),
  /** Whoever was signed in began to practise with invented people: nobody is signed in any more, and nothing of it stands in any record. */
  'station.practice-began.v1': z.strictObject({ officerId: officerIdSchema }),
  'station.practice-ended.v1': z.strictObject({
    /** Id of the event by which it began. */
    began: z.uuidv7(),
    reason: practiceEndSchema,
  }),
} as const;
