import { officerIdSchema } from '@custody-edge/event-contract';
import { type HttpServer, refusalSchema } from '@custody-edge/service-kit';
import { z } from 'zod';
import type { Officers } from '../officers/officers.ts';
import { credentialsSchema, enrolmentSchema, firstOfficerSchema } from '../officers/requests.ts';
import { officerViewSchema } from '../officers/view.ts';

/** HTTP status of what the officers refuse. */
export const officerStatuses = {
  'sign-in-first': 403,
  'sign-in-refused': 403,
  'pin-wait': 429,
  'pin-spent': 403,
  'pin-unfit': 400,
  'duty-taken': 409,
  'role-missing': 403,
  'officer-exists': 409,
  'no-such-officer': 404,
  'code-refused': 403,
};

const doneSchema = z.object({ done: z.literal(true) });
const done = { done: true } as const;

/** Signing in and out, and who may. */
export function officerRoutes(server: HttpServer, officers: Officers): void {
  server.get(
    '/api/officers',
    {
      schema: {
        summary: 'Every officer of this station; for those who may enrol others',
        response: { 200: z.object({ officers: z.array(officerViewSchema) }), 403: refusalSchema },
      },
    },
    async () => ({ officers: officers.list() }),
  );
  const action = <Body extends z.ZodType>(
    url: string,
    summary: string,
    body: Body,
    refusals: readonly number[],
    act: (body: z.output<Body>) => Promise<void> | void,
  ): void => {
    const response = {
      200: doneSchema,
      ...Object.fromEntries(refusals.map((status) => [status, refusalSchema])),
    };
    server.post(url, { schema: { summary, body, response } }, async (request) => {
      await act(body.parse(request.body));
      return done;
    });
  };
  action('/api/sign-in', 'Signs an officer in where nobody is', credentialsSchema, [403, 409, 429], (body) =>
    officers.signIn(body),
  );
  action('/api/sign-out', 'Signs the officer out; the station acts no more', z.strictObject({}), [403], () =>
    officers.signOut(),
  );
  action('/api/hand-over', 'Another officer takes over duty', credentialsSchema, [403, 409, 429], (body) =>
    officers.handOver(body),
  );
  action(
    '/api/first-officer',
    'Creates an officer who can enrol others, with the one-time code that `provision` printed',
    firstOfficerSchema,
    [400, 403, 409],
    (body) => officers.createFirst(body),
  );
  action('/api/officers', 'Enrols an officer', enrolmentSchema, [400, 403, 409, 429], (body) => officers.enrol(body));
  action(
    '/api/officers/disable',
    'Disables an officer: no PIN and no approval of theirs counts any more',
    z.strictObject({ officerId: officerIdSchema }),
    [403, 404, 409],
    ({ officerId }) => officers.disable(officerId),
  );
}
