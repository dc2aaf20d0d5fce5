import {
  courtNoticeWith,
  custodyStates,
  feedKinds,
  journeys,
  personalIdentitySchema,
  recordGaps,
  statedHoldSchema,
  stationHealthSchema,
  stationRoleSchema,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { countsSchema } from '../register/headcount.ts';
import type { CourtNoticeLine } from '../store/court-notices.ts';
import type {
  EventLine,
  OpenAdmissionLine,
  OrderLine,
  OverviewView,
  PersonLine,
  QuarantineLine,
  RefusedCallBackLine,
  StationLine,
} from './view.ts';

// The shapes of view.ts for the interface's documentation; the compiler holds the two together.

export const personLineSchema = z.strictObject({
  subject: z.string(),
  site: z.string(),
  identity: personalIdentitySchema.exactOptional(),
  state: z.enum(custodyStates),
  ended: z.boolean(),
  conflict: z.boolean(),
  absence: z
    .strictObject({ journey: z.enum(journeys), place: z.string(), dueBack: z.string(), late: z.boolean() })
    .exactOptional(),
  openOrders: z.array(z.string()).readonly(),
  overDetained: z.boolean(),
  answerOverdue: z.boolean(),
  holds: z.array(statedHoldSchema).readonly(),
}) satisfies z.ZodType<PersonLine>;

export const lackingSchema = z
  .array(z.enum(recordGaps))
  .readonly()
  .exactOptional()
  .describe(
    'What a release, a journey, an order or a change of officers lacked, as far as the record tells; absent for everything else',
  );

const bilingualSchema = z.strictObject({ en: z.string(), ur: z.string() });

const stationLineSchema = z.strictObject({
  stationId: z.string(),
  site: z.string(),
  role: stationRoleSchema,
  online: z.boolean(),
  sequence: z.int(),
  lastEventAt: z.string().exactOptional(),
  health: stationHealthSchema.exactOptional(),
  quarantined: z.int(),
  takingOver: z.strictObject({ told: z.int(), of: z.int(), troubled: z.int() }).exactOptional(),
}) satisfies z.ZodType<StationLine>;

export const eventLineSchema = z.strictObject({
  id: z.string(),
  type: z.string(),
  stationId: z.string(),
  site: z.string(),
  sequence: z.int(),
  at: z.string(),
  receivedAt: z.string(),
  timeQuality: z.string(),
  subject: z.string(),
  about: z.string().exactOptional(),
  detail: z.string().exactOptional(),
  lacking: lackingSchema,
}) satisfies z.ZodType<EventLine>;

const quarantineLineSchema = z.strictObject({
  receivedAt: z.string(),
  topic: z.string(),
  reason: z.string(),
  detail: z.string(),
}) satisfies z.ZodType<QuarantineLine>;

const orderLineSchema = z.strictObject({
  commandId: z.string(),
  purpose: z.string(),
  stationId: z.string(),
  subject: z.string(),
  orderId: z.string(),
  issuedAt: z.string(),
  doneAt: z.string().exactOptional(),
  trouble: bilingualSchema.exactOptional(),
}) satisfies z.ZodType<OrderLine>;

const refusedCallBackSchema = z.strictObject({
  eventId: z.string(),
  subject: z.string(),
  stationId: z.string(),
  orderId: z.string(),
  court: z.string(),
  caseNumber: z.string(),
  outcome: z.string(),
}) satisfies z.ZodType<RefusedCallBackLine>;

const openAdmissionSchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  subject: z.string(),
  site: z.string(),
  stationId: z.string(),
  sequence: z.int(),
  identity: personalIdentitySchema.exactOptional(),
  searcher: z.string().exactOptional(),
  lacking: z.array(z.enum(recordGaps)).readonly(),
}) satisfies z.ZodType<OpenAdmissionLine>;

export const courtNoticeLineSchema = courtNoticeWith({
  subject: z.string(),
  at: z.string().describe('When the centre heard of it'),
  text: z.string().exactOptional().describe('The notice as the centre signed it, for the court to verify'),
}) satisfies z.ZodType<CourtNoticeLine>;

export const overviewSchema = z.strictObject({
  centreId: z.string(),
  counts: countsSchema,
  bySite: z.array(z.strictObject({ site: z.string(), counts: countsSchema })).readonly(),
  overdue: z.int(),
  overDetained: z.int(),
  answersOverdue: z.int(),
  conflicts: z.int(),
  incompleteReleases: z.array(eventLineSchema).readonly(),
  openAdmissions: z.strictObject({ count: z.int(), oldest: z.array(openAdmissionSchema).readonly() }),
  refusedCallBacks: z.array(refusedCallBackSchema).readonly(),
  stations: z.array(stationLineSchema).readonly(),
  events: z.array(eventLineSchema).readonly(),
  quarantine: z.strictObject({ total: z.int(), latest: z.array(quarantineLineSchema).readonly() }),
  people: z.array(personLineSchema).readonly(),
  orders: z.array(orderLineSchema).readonly(),
  statements: z
    .array(
      z.strictObject({
        statementId: z.string(),
        feed: z.string(),
        takenAt: z.string(),
        taken: z.int(),
        refused: z.array(z.strictObject({ kind: z.enum(feedKinds), trouble: bilingualSchema })).readonly(),
      }),
    )
    .readonly(),
  courtNotices: z.array(courtNoticeLineSchema).readonly(),
}) satisfies z.ZodType<OverviewView>;
