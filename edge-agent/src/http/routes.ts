import { sha256Text, stationHealthSchema, stationRoles } from '@custody-edge/event-contract';
import { pngOf } from '@custody-edge/foundation';
import { createViewStream, type HttpServer, refusalSchema, streamRoute } from '@custody-edge/service-kit';
import { z } from 'zod';
import { actionToSignSchema, deskActionSchema } from '../gate/actions.ts';
import { recipients } from '../gate/slip/recipients.ts';
import { askKeySchema } from '../officers/key-requests.ts';
import type { Station } from '../station/station.ts';
import { benchRoutes, benchStatuses } from './bench-routes.ts';
import { countRoutes } from './count-routes.ts';
import { houseRoutes } from './house-routes.ts';
import { libraryRoutes, libraryStatuses } from './library-routes.ts';
import { officerRoutes, officerStatuses } from './officer-routes.ts';
import { trainingRoutes } from './training-routes.ts';
import { visitorRoutes } from './visitor-routes.ts';
import { wireRoutes } from './wire-routes.ts';

const stationSchema = z.object({ site: z.string(), stationId: z.string(), role: z.enum(stationRoles) });

/** HTTP status of what a workflow refuses. */
export const routeStatuses = {
  ...officerStatuses,
  ...benchStatuses,
  ...libraryStatuses,
  'action-not-possible': 409,
  'action-incomplete': 409,
  'call-off-too-late': 409,
  'practice-not-now': 409,
  'practice-over': 409,
  'second-officer-needed': 409,
  'person-unknown': 404,
  'photograph-unknown': 404,
  'device-unknown': 404,
  'device-not-ready': 409,
  'balance-not-stable': 409,
  'balance-out-of-range': 409,
  'device-refused': 409,
  'spectrometer-setting-refused': 409,
  'spectra-not-comparable': 409,
};

const doneSchema = z.object({ done: z.literal(true) });

/** The station's own API: one view to show, one door for actions, and how the station is. */
export function stationRoutes(server: HttpServer, station: Station): void {
  const { site, stationId } = station.config;
  server.get(
    '/api/station',
    { schema: { summary: 'Which station this is', response: { 200: stationSchema } } },
    async () => ({
      site,
      stationId,
      role: station.role.role,
    }),
  );
  server.get('/api/view', { schema: { summary: 'Everything the page shows now' } }, async () => station.view());
  const stream = createViewStream(() => station.view());
  station.onChange(stream.changed);
  station.onGlass((picture) => stream.tell('glass', () => picture() ?? null));
  streamRoute(server, '/api/view/stream', stream, {
    summary:
      'The same, pushed at each change; at a gate also the finger on the glass as it comes, at a bench what the balance shows (server-sent events)',
  });
  server.get(
    '/healthz',
    { schema: { summary: 'Health of station and devices', response: { 200: stationHealthSchema } } },
    async () => station.health(),
  );
  officerRoutes(server, station.officers);
  wireRoutes(server, station.wire);
  const { role } = station;
  if (role.role === 'gate') {
    houseRoutes(server, role.gate.house, (listener) => station.onChange(listener));
    countRoutes(server, role.gate.counting);
    if (station.training) trainingRoutes(server, station.training);
    server.post(
      '/api/desk',
      {
        schema: {
          summary: 'An officer’s action at the gate',
          body: deskActionSchema,
          response: { 200: doneSchema, 403: refusalSchema, 409: refusalSchema },
        },
      },
      async (request) => {
        await role.gate.act(request.body);
        return { done: true as const };
      },
    );
    server.get(
      '/api/photograph/:hash',
      {
        schema: {
          summary: 'The photograph of whoever is on the desk, while an officer attends',
          params: z.strictObject({ hash: sha256Text }),
        },
      },
      async (request, reply) =>
        reply
          .type('image/jpeg')
          .header('cache-control', 'no-store')
          .send(Buffer.from(role.gate.photograph(request.params.hash))),
    );
    server.get(
      '/api/slip/:recipient',
      {
        schema: {
          summary: 'A slip of what the glass shows, as a PNG; only while an officer attends',
          params: z.strictObject({ recipient: z.enum(recipients) }),
          querystring: z.strictObject({ event: z.uuidv7() }),
        },
      },
      async ({ params: { recipient }, query: { event } }, reply) => {
        const picture = await role.gate.slipPicture(event, recipient);
        return reply.type('image/png').header('cache-control', 'no-store').send(pngOf(picture));
      },
    );
    server.post(
      '/api/desk/ask-key',
      {
        schema: {
          summary:
            'What an officer’s security key is asked to sign, for an action that carries neither PIN nor key yet',
          body: actionToSignSchema,
          response: { 200: askKeySchema, 403: refusalSchema, 404: refusalSchema, 409: refusalSchema },
        },
      },
      async ({ body }) => role.gate.askKey(body),
    );
  } else if (role.role === 'count') countRoutes(server, role.count.counting);
  else if (role.role === 'visitor') visitorRoutes(server, role.visitor);
  else {
    const { largestFileMegabytes, librariesDir } = station.config.bench;
    role.bench.onPanRead(() => stream.tellPart('pan', () => role.bench.atPan()));
    benchRoutes(server, role.bench, largestFileMegabytes * 1_048_576);
    libraryRoutes(server, role.bench, station.officers, librariesDir);
  }
}
