import { z } from 'zod';
import { statesHere } from '../custody/states.ts';
import { placeId, plainText, sha256Text, subjectId } from '../text.ts';
import { escortSchema } from './admission.ts';
import { deviceEvidenceSchema } from './evidence.ts';
import { officerIdSchema } from './officer.ts';
import { approvalsOf, warrantNameSchema, warrantSchema } from './prisoner.ts';

/** Movements of people on record; `movementType` names the event of each. */
export const movers = [
  'out-to-court',
  'back-from-court',
  'out-to-hospital',
  'back-from-hospital',
  'out-on-remand',
  'back-from-remand',
  'out-on-leave',
  'back-from-leave',
  'transfer-dispatched',
  'transfer-received',
  'back-from-transfer',
  'release',
] as const;
export type Mover = (typeof movers)[number];

/** What somebody on record is identified for at a gate: a movement, or being brought back. */
export const sightings = [...movers, 'recapture'] as const;
export type Sighting = (typeof sightings)[number];

/** Lists of people's names that an officer may open. */
const openedLists = ['roll', 'late', 'pending', 'reviews', 'evacuation', 'search', 'count', 'visitors'] as const;
export type OpenedList = (typeof openedLists)[number];

/** Stands for a ward where nobody was assigned to one; no ward of a house is called so. */
export const noWard = 'none';

/** The part of the roll that was asked for; all of it where neither is named. */
export const rollPart = { state: z.enum(statesHere).exactOptional(), ward: placeId.exactOptional() } as const;

/** Why somebody gets another wristband. */
export const bandReasons = ['lost', 'unreadable', 'never-had-one'] as const;
export type BandReason = (typeof bandReasons)[number];

export const gateEvents = {
  /** Somebody stood where another should: nothing moves, everything is written down. */
  'gate.identity-refused.v1': z.strictObject({
    reason: z.enum(['other-person', 'not-confirmed']),
    movement: z.enum(['admission', ...sightings]),
    attempts: z.int().min(1).max(99),
    /** Whose record the finger does match, when it matches one. */
    matches: subjectId.optional(),
    scanner: deviceEvidenceSchema,
  }),
  'gate.paper-refused.v1': z.strictObject({
    paper: plainText(200),
    reason: z.enum(['order-used', 'order-not-confirmed', 'order-denied', 'order-for-other-case']),
  }),
  /** An officer looked at somebody's record. Its subject is the station: a look is no part of the person's own history. */
  'gate.record-opened.v1': z.strictObject({ person: subjectId }),
  /**
   * Name and face of somebody came on the glass without anything being recorded of them in the same step: a finger that only asked, a paper
   * that allows nothing. Once for as long as they stay there.
   */
  'gate.person-shown.v1': z.strictObject({ person: subjectId }),
  /** The slip of an event about a person was printed again. Its subject is the station: the paper is no part of what happened. */
  'gate.slip-copied.v1': z.strictObject({ person: subjectId, event: z.uuidv7() }),
  /**
   * Another wristband of a person was printed, and the one before it counts no more. Its subject is the station, as of a slip; the first band
   * belongs to the admission.
   */
  'gate.wristband-replaced.v1': z.strictObject({
    person: subjectId,
    /** Its number among the bands of the person. */
    band: z.int().min(2).max(255),
    reason: z.enum(bandReasons),
  }),
  /**
   * An officer opened a list of people's names, once for each list: which one, of what state and ward, and of how many people. That it
   * was searched is said, not for what: that may be a name.
   */
  'gate.list-opened.v1': z.strictObject({
    list: z.enum(openedLists),
    ...rollPart,
    searched: z.boolean(),
    count: z.int().min(0),
  }),
  /** People's names left the station as a file; two officers signed for it. */
  'gate.roll-exported.v1': z.strictObject({
    ...rollPart,
    searched: z.boolean(),
    count: z.int().min(0),
    reason: plainText(300),
    /** SHA-256 of the file. */
    fileHash: sha256Text,
    approvals: approvalsOf(2),
  }),
  /** The gate holds what other stations recorded of a person, up to and with this event. */
  'gate.told-of-person.v1': z.strictObject({ person: subjectId, event: z.uuidv7() }),
  /** The gate no longer expects whom a court had committed under this warrant. */
  'gate.expectation-withdrawn.v1': z.strictObject({
    person: subjectId,
    warrant: warrantNameSchema,
    /** The command by which the centre said it. */
    command: z.uuid(),
  }),
  /**
   * Somebody who is a child, or says so, was not received: the police who brought them took them back. Its subject is the station, since
   * the child was never on the roll, and nothing in it names or shows the child.
   */
  'gate.child-refused.v1': z.strictObject({
    escort: escortSchema,
    /** Under which the child was brought. */
    paper: warrantNameSchema.extend({ caseNumber: warrantSchema.shape.caseNumber }),
    reason: plainText(300),
    /** The officer at the gate, who handed the child back. */
    gateOfficer: officerIdSchema,
    /** Of a senior officer, another than the one at the gate. */
    approvals: approvalsOf(1),
  }),
  'gate.alarm.v1': z.strictObject({
    alarm: z.enum(['door-open-without-event', 'door-held-open', 'tamper', 'record-altered']),
    deviceId: z.string().min(1).max(64),
  }),
  /** The officer who is signed in has seen an alarm. */
  'gate.alarm-acknowledged.v1': z.strictObject({ alarm: z.uuidv7() }),
} as const;
