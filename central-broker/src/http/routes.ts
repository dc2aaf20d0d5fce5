import {
  authenticate,
  committedPersonSchema,
  courtDirectorySchema,
  holdSchema,
  placeId,
  plainText,
  productionOrderSchema,
  releaseOrderSchema,
  subjectId,
  warrantNameSchema,
  warrantSchema,
} from '@custody-edge/event-contract';
import type { CustodyError, Result } from '@custody-edge/foundation';
import { type HttpServer, refusalSchema, streamRoute, type ViewStream } from '@custody-edge/service-kit';
import { z } from 'zod';
import { centreError } from '../errors.ts';
import type { CourtDirectory } from '../roster/court-directory.ts';
import type { Expected } from '../roster/expected.ts';
import type { Holds } from '../roster/holds.ts';
import type { Orders } from '../roster/orders.ts';
import { named, type OverviewSources, overviewOf, peopleOf } from './overview.ts';
import { eventLineSchema, lackingSchema, overviewSchema, personLineSchema } from './view-schemas.ts';

export interface RouteServices extends OverviewSources {
  readonly orders: Orders;
  readonly courts: CourtDirectory;
  readonly expected: Expected;
  readonly holds: Holds;
  /** Tells the pages that the overview differs. */
  readonly stream: ViewStream;
  /** Whether the line to the broker is up. */
  lineIsUp(): boolean;
}

/** HTTP status of what the routes refuse. */
export const routeStatuses = {
  'person-unknown': 404,
  'event-unknown': 404,
  'hold-unknown': 404,
  'person-released': 409,
  'person-deceased': 409,
  'hold-known': 409,
  'holds-full': 409,
  'site-unknown': 404,
  'release-order-granted': 409,
  'release-order-denied': 409,
  'court-order-listed': 409,
  'expectation-unknown': 404,
  'warrant-announced': 409,
  'warrant-used': 409,
  'gate-unknown': 409,
  'person-in-transit': 409,
  'due-back-past': 422,
};

const eventsQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe('Position of the last event that is known'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
const eventsSchema = z.strictObject({
  events: z.array(eventLineSchema.extend({ position: z.int() })).readonly(),
  next: z.int().describe('Value of `after` for the next request'),
});
const eventParams = z.strictObject({ id: z.uuidv7() });
const verificationSchema = z.strictObject({
  text: z.string().describe('Flattened JWS, to the byte as the station signed it'),
  stationId: z.string(),
  chainId: z.string(),
  sequence: z.int(),
  hash: z.string(),
  receivedAt: z.string(),
  setAside: z.string().optional().describe('Why it is held without being applied'),
  verified: z.boolean().describe('Whether signature, origin and hash hold with the station record of its chain'),
  reason: z.string().optional().describe('Code of what does not hold'),
  lacking: lackingSchema,
});
const issuedSchema = z.strictObject({ commandId: z.string(), stationId: z.string(), expiresAt: z.string() });
const releaseOrderBody = z.strictObject({ subject: subjectId, order: releaseOrderSchema });
const courtListBody = z.strictObject({ subject: subjectId, order: productionOrderSchema });
const expectedBody = z.strictObject({
  site: placeId.describe('Prison to which the court has committed the person'),
  warrant: warrantSchema,
  person: committedPersonSchema,
});
const withdrawalBody = expectedBody.pick({ site: true }).extend({ warrant: warrantNameSchema });
const announcedSchema = issuedSchema.extend({
  subject: z.string().describe('Id under which the person will be admitted'),
});
const holdBody = z.strictObject({ subject: subjectId, hold: holdSchema });
const liftBody = z.strictObject({
  subject: subjectId,
  holdId: holdSchema.shape.holdId,
  authority: plainText(120).describe('Who lifted it'),
});
const courtsBody = z.strictObject({
  site: placeId.describe('The prison whose gates are told'),
  courts: courtDirectorySchema,
});
const openHoldsSchema = z.strictObject({
  holds: z.array(holdSchema).readonly().describe('What is open for the person now'),
});
const refusals = { '4xx': refusalSchema, '5xx': refusalSchema };

function unwrap<Value>(result: Result<Value, CustodyError>): Value {
  if (!result.ok) throw result.error;
  return result.value;
}

/** The interface for programs and for the centre's own pages. */
export function registerRoutes(routes: HttpServer, services: RouteServices): void {
  const { register, events, orders, courts, expected, holds, stream } = services;

  routes.get(
    '/api/overview',
    {
      schema: {
        summary: 'Everything the overview page shows',
        tags: ['pages'],
        response: { 200: overviewSchema, ...refusals },
      },
    },
    () => overviewOf(services),
  );

  streamRoute(routes, '/api/overview/stream', stream, {
    summary: 'The overview as server-sent events, whole at each change',
    tags: ['pages'],
  });

  routes.get(
    '/api/events',
    {
      schema: {
        summary: 'Applied events in the order of receipt',
        tags: ['record'],
        querystring: eventsQuery,
        response: { 200: eventsSchema, ...refusals },
      },
    },
    ({ query }) => {
      const listed = events.listAfter(query.after, query.limit);
      return {
        events: listed.map((line) => ({ position: line.position, ...named(line, register) })),
        next: listed.at(-1)?.position ?? query.after,
      };
    },
  );

  routes.get(
    '/api/events/:id',
    {
      schema: {
        summary: 'One event as it was signed, verified again now',
        tags: ['record'],
        params: eventParams,
        response: { 200: verificationSchema, ...refusals },
      },
    },
    ({ params }) => {
      const held = events.find(params.id);
      if (!held) throw centreError('event-unknown', { id: params.id });
      const { setAside, lacking, ...rest } = held;
      const enrolment = services.directory.ofChain(held.chainId);
      const authentic = enrolment && authenticate(held.text, enrolment);
      const verified = authentic?.ok === true && authentic.value.hash === held.hash;
      const reason = !authentic ? 'signer-unknown' : authentic.ok ? 'chain-broken' : authentic.error.code;
      return {
        ...rest,
        ...(setAside !== undefined && { setAside }),
        ...(lacking && { lacking }),
        verified,
        ...(!verified && { reason }),
      };
    },
  );

  routes.get(
    '/api/people',
    {
      schema: {
        summary: 'Everybody in the register',
        tags: ['register'],
        response: { 200: z.strictObject({ people: z.array(personLineSchema).readonly() }), ...refusals },
      },
    },
    () => ({
      people: peopleOf(services),
    }),
  );

  routes.post(
    '/api/release-orders',
    {
      schema: {
        summary: 'Grants a verified release order to the gate that holds the person, once',
        tags: ['orders'],
        body: releaseOrderBody,
        response: { 201: issuedSchema, ...refusals },
      },
    },
    ({ body }, reply) => {
      reply.code(201);
      return unwrap(orders.registerReleaseOrder(body.subject, body.order));
    },
  );

  routes.post(
    '/api/court-list',
    {
      schema: {
        summary: 'Puts a person on the court list of the gate',
        tags: ['orders'],
        body: courtListBody,
        response: { 201: issuedSchema, ...refusals },
      },
    },
    ({ body }, reply) => {
      reply.code(201);
      return unwrap(orders.listForCourt(body.subject, body.order));
    },
  );

  routes.post(
    '/api/court-directory',
    {
      schema: {
        summary: 'Puts the courts of a prison and their telephone numbers in the place of those known before',
        tags: ['orders'],
        body: courtsBody,
        response: { 200: courtsBody, ...refusals },
      },
    },
    ({ body }) => unwrap(courts.put(body.site, body.courts)),
  );

  routes.get(
    '/api/court-directory',
    {
      schema: {
        summary: 'The courts of a prison and where they are called back',
        tags: ['orders'],
        querystring: courtsBody.pick({ site: true }),
        response: { 200: courtsBody, ...refusals },
      },
    },
    ({ query }) => ({ site: query.site, courts: courts.of(query.site) }),
  );

  routes.post(
    '/api/expected-admissions',
    {
      schema: {
        summary: 'Announces to a prison’s gate whom a court has committed, once for a warrant',
        tags: ['orders'],
        body: expectedBody,
        response: { 201: announcedSchema, ...refusals },
      },
    },
    async ({ body }, reply) => {
      reply.code(201);
      return unwrap(await expected.announce(body.site, body.warrant, body.person));
    },
  );

  routes.post(
    '/api/expected-admissions/withdraw',
    {
      schema: {
        summary:
          'Takes back what was announced under a warrant, unless the person was admitted; it may be announced again',
        tags: ['orders'],
        body: withdrawalBody,
        response: { 200: issuedSchema, ...refusals },
      },
    },
    ({ body }) => unwrap(expected.withdraw(body.site, body.warrant)),
  );

  routes.post(
    '/api/holds',
    {
      schema: {
        summary: 'Records another matter that a person is liable to be detained for',
        tags: ['holds'],
        body: holdBody,
        response: { 201: openHoldsSchema, ...refusals },
      },
    },
    ({ body }, reply) => {
      reply.code(201);
      return unwrap(holds.add(body.subject, body.hold));
    },
  );

  routes.post(
    '/api/holds/lift',
    {
      schema: {
        summary: 'Ends a hold; it stays in the record with the authority that lifted it',
        tags: ['holds'],
        body: liftBody,
        response: { 200: openHoldsSchema, ...refusals },
      },
    },
    ({ body }) => unwrap(holds.lift(body.subject, body.holdId, body.authority)),
  );

  routes.get(
    '/healthz',
    {
      schema: {
        summary: 'Whether the centre works: 200 when the line to the broker is up, else 503',
        tags: ['operation'],
        response: {
          200: z.strictObject({ status: z.literal('ok') }),
          503: z.strictObject({ status: z.literal('no-broker') }),
        },
      },
    },
    (_request, reply) => {
      if (services.lineIsUp()) return { status: 'ok' as const };
      reply.code(503);
      return { status: 'no-broker' as const };
    },
  );
}
