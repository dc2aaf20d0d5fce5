import {
  custodyStates,
  personalIdentitySchema,
  stationHealthSchema,
  stationRoleSchema,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import type { EventLine, OrderLine, OverviewView, PersonLine, QuarantineLine, StationLine } from './view.ts';

// The shapes of view.ts for the interface's documentation; the compiler holds the two together.

const countsSchema = z.record(z.enum(custodyStates), z.int());

export const personLineSchema = z.strictObject({
  subject: z.string(),
  site: z.string(),
  identity: personalIdentitySchema.exactOptional(),
  state: z.enum(custodyStates),
  conflict: z.boolean(),
  dueBack: z.string().exactOptional(),
  openOrders: z.array(z.string()).readonly(),
}) satisfies z.ZodType<PersonLine>;

const stationLineSchema = z.strictObject({
  stationId: z.string(),
  site: z.string(),
  role: stationRoleSchema,
  online: z.boolean(),
  sequence: z.int(),
  lastEventAt: z.string().exactOptional(),
  health: stationHealthSchema.exactOptional(),
  quarantined: z.int(),
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
}) satisfies z.ZodType<OrderLine>;

export const overviewSchema = z.strictObject({
  centreId: z.string(),
  counts: countsSchema,
  bySite: z.array(z.strictObject({ site: z.string(), counts: countsSchema })).readonly(),
  overdue: z.int(),
  conflicts: z.int(),
  stations: z.array(stationLineSchema).readonly(),
  events: z.array(eventLineSchema).readonly(),
  quarantine: z.strictObject({ total: z.int(), latest: z.array(quarantineLineSchema).readonly() }),
  people: z.array(personLineSchema).readonly(),
  orders: z.array(orderLineSchema).readonly(),
}) satisfies z.ZodType<OverviewView>;
