import { authenticate, courtDirectorySchema, placeId } from '@custody-edge/event-contract';
import type { CustodyError, Result } from '@custody-edge/foundation';
import { type HttpServer, refusalSchema, streamRoute, type ViewStream } from '@custody-edge/service-kit';
import { z } from 'zod';
import { centreError } from '../errors.ts';
import type { CourtFeed } from '../feed/court-feed.ts';
import type { CourtDirectory } from '../roster/court-directory.ts';
import { feedOutcomeSchema } from '../store/feed-statements.ts';
import { named, type OverviewSources, overviewOf, peopleOf } from './overview.ts';
import {
  courtNoticeLineSchema,
  eventLineSchema,
  lackingSchema,
  overviewSchema,
  personLineSchema,
} from './view-schemas.ts';

export interface RouteServices extends OverviewSources {
  readonly courts: Pick<CourtDirectory, 'of'>;
  readonly feed: CourtFeed;
  /** Tells the pages that the overview differs. */
  readonly stream: ViewStream;
  /** Whether the line to the broker is up. */
  lineIsUp(): boolean;
}

/** HTTP status of what the routes refuse. */
export const routeStatuses = {
  'event-unknown': 404,
  'case-unknown': 404,
  'statement-unsigned': 401,
  'signer-unknown': 401,
  'signature-invalid': 401,
  'feed-not-allowed': 403,
  'message-malformed': 400,
  'event-data-invalid': 400,
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
const mostNotices = 1000;
/** The one address that takes anything. */
const statementsAddress = '/api/feed-statements';
const jwsSchema = z.strictObject({ protected: z.string(), payload: z.string(), signature: z.string() });
const signedBody = z
  .unknown()
  .meta(z.toJSONSchema(jwsSchema.describe('A statement as `custody-edge feed sign` writes it, one line of its file')));
const takenSchema = z.strictObject({
  statementId: z.string(),
  feed: z.string().describe('The source whose word it is'),
  takenAt: z.string(),
  outcomes: z.array(feedOutcomeSchema).readonly().describe('What came of each item, in their order'),
});
const courtsBody = z.strictObject({
  site: placeId.describe('The prison whose gates are told'),
  courts: courtDirectorySchema,
});
const refusals = { '4xx': refusalSchema, '5xx': refusalSchema };

function unwrap<Value>(result: Result<Value, CustodyError>): Value {
  if (!result.ok) throw result.error;
  return result.value;
}

/** The interface for programs and for the centre's own pages. */
export function registerRoutes(routes: HttpServer, services: RouteServices): void {
  const { register, events, courts, feed, stream } = services;

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
    statementsAddress,
    {
      schema: {
        summary:
          'Takes what an enrolled source signed, once; the one way in for orders, lists, other cases and court directories',
        tags: ['orders'],
        body: signedBody,
        response: { 200: takenSchema, ...refusals },
      },
    },
    async ({ body }) => {
      const signed = jwsSchema.safeParse(body);
      if (!signed.success) throw centreError('statement-unsigned', { address: statementsAddress });
      return unwrap(await feed.take(JSON.stringify(signed.data)));
    },
  );

  routes.post('/api/*', { schema: { hide: true } }, () => {
    throw centreError('statement-unsigned', { address: statementsAddress });
  });

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

  routes.get(
    '/api/court-notices',
    {
      schema: {
        summary: 'What courts are told of their warrants and orders, each as the centre signed it, the newest first',
        tags: ['orders'],
        response: { 200: z.strictObject({ notices: z.array(courtNoticeLineSchema).readonly() }), ...refusals },
      },
    },
    () => ({ notices: services.notices.latest(mostNotices) }),
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
