import { officerIdSchema, unreadableOfficerReasonSchema } from '@custody-edge/event-contract';
import { type HttpServer, refusalSchema } from '@custody-edge/service-kit';
import { z } from 'zod';
import { askKeySchema, askNewKeySchema, newKeySchema } from '../officers/key-requests.ts';
import type { Officers } from '../officers/officers.ts';
import {
  credentialsSchema,
  duressChoiceSchema,
  enrolmentSchema,
  firstOfficerSchema,
  keyOwnerSchema,
  vouchingSchema,
} from '../officers/requests.ts';
import { officerViewSchema } from '../officers/view.ts';

/** HTTP status of what the officers refuse. */
export const officerStatuses = {
  'sign-in-first': 403,
  'sign-in-refused': 403,
  'pin-wait': 429,
  'pin-spent': 403,
  'pin-unfit': 400,
  'pin-confusable': 400,
  'duty-taken': 409,
  'role-missing': 403,
  'officer-exists': 409,
  'senior-officer-first': 409,
  'no-such-officer': 404,
  'code-refused': 403,
  'finger-unanswered': 409,
  'fingers-due': 403,
  'key-unknown': 404,
  'key-known': 409,
  'key-refused': 400,
  'key-copied': 403,
  'challenge-spent': 409,
  'assertion-malformed': 400,
  'assertion-challenge': 403,
  'assertion-origin': 403,
  'assertion-user': 403,
  'signature-invalid': 403,
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
    async () => ({ officers: officers.enrolments.list() }),
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
  server.post(
    '/api/officers/word/ask-key',
    {
      schema: {
        summary: 'What the security key of whoever answers for the change that waits is asked to sign',
        body: z.strictObject({ officerId: officerIdSchema }),
        response: { 200: askKeySchema, 403: refusalSchema, 404: refusalSchema, 409: refusalSchema },
      },
    },
    async ({ body }) => officers.enrolments.askToGiveWord(body.officerId),
  );
  action(
    '/api/officers/word',
    'A second, senior officer answers for the change of who signs here that waits; it counts from then on',
    credentialsSchema,
    [400, 403, 404, 409, 429],
    (body) => officers.enrolments.giveWord(body),
  );
  action('/api/officers/word/leave', 'The change that waits is left', z.strictObject({}), [], () =>
    officers.enrolments.leaveWord(),
  );
  server.post(
    '/api/sign-in/ask-key',
    {
      schema: {
        summary: 'What an officer’s security key is asked before a sign-in or a hand-over (WebAuthn request options)',
        body: z.strictObject({ officerId: officerIdSchema }),
        response: { 200: askKeySchema, 404: refusalSchema },
      },
    },
    async ({ body }) => officers.askToSignIn(body.officerId),
  );
  server.post(
    '/api/officers/ask-key',
    {
      schema: {
        summary: 'What a security key is asked that is to be an officer’s (WebAuthn creation options)',
        body: keyOwnerSchema,
        response: {
          200: askNewKeySchema,
          403: refusalSchema,
          404: refusalSchema,
          409: refusalSchema,
          429: refusalSchema,
        },
      },
    },
    async ({ body }) => officers.enrolments.askNewKey(body),
  );
  action(
    '/api/officers/key',
    'Registers the security key that answered, for the officer for whom it was asked',
    newKeySchema,
    [400, 403, 404, 409],
    (body) => officers.enrolments.addKey(body),
  );
  action(
    '/api/officers/key/remove',
    'A security key counts no more',
    z.strictObject({ keyId: z.string().max(64) }),
    [403, 404],
    ({ keyId }) => officers.enrolments.removeKey(keyId),
  );
  action(
    '/api/officers/fingers',
    'Begins to take an officer’s own fingers on the gate’s reader, in place of those that are enrolled',
    keyOwnerSchema,
    [403, 404, 409, 429],
    (body) => officers.enrolments.beginFingers(body),
  );
  action('/api/officers/fingers/other', 'Another finger in place of the one asked for', z.strictObject({}), [], () =>
    officers.fingers.takeAnother(),
  );
  action('/api/officers/fingers/leave', 'No more fingers are taken', z.strictObject({}), [], () =>
    officers.fingers.endEnrolling(),
  );
  action(
    '/api/officers/fingers/remove',
    'An officer’s fingers are destroyed; their PIN stands alone',
    z.strictObject({ officerId: officerIdSchema }),
    [403, 404],
    ({ officerId }) => officers.enrolments.removeFingers(officerId),
  );
  action('/api/finger/leave', 'The officer who is asked for a finger shows none', z.strictObject({}), [], () =>
    officers.fingers.leave(),
  );
  server.post(
    '/api/finger/ask-key',
    {
      schema: {
        summary: 'What the security key of whoever vouches for an officer without a finger is asked to sign',
        body: z.strictObject({ officerId: officerIdSchema, reason: unreadableOfficerReasonSchema }),
        response: { 200: askKeySchema, 403: refusalSchema, 404: refusalSchema, 409: refusalSchema },
      },
    },
    async ({ body }) => officers.vouching.ask(body),
  );
  action(
    '/api/finger/vouch',
    'Another officer answers, once, for the one whose finger is waited for and cannot be read',
    vouchingSchema,
    [400, 403, 404, 409, 429],
    (body) => officers.vouching.vouch(body),
  );
  action('/api/sign-in', 'Signs an officer in where nobody is', credentialsSchema, [400, 403, 404, 409, 429], (body) =>
    officers.signIn(body),
  );
  action('/api/sign-out', 'Signs the officer out; the station acts no more', z.strictObject({}), [403], () =>
    officers.signOut(),
  );
  action('/api/hand-over', 'Another officer takes over duty', credentialsSchema, [400, 403, 404, 409, 429], (body) =>
    officers.handOver(body),
  );
  action(
    '/api/first-officer',
    'Creates an officer who can enrol others, with the one-time code that `provision` printed',
    firstOfficerSchema,
    [400, 403, 409],
    (body) => officers.enrolments.createFirst(body),
  );
  action(
    '/api/officers/duress',
    'An officer chooses, with their own PIN, by what they say that they are being forced',
    duressChoiceSchema,
    [400, 403, 409, 429],
    (body) => officers.keepForDuress(body),
  );
  action('/api/officers', 'Enrols an officer', enrolmentSchema, [400, 403, 409, 429], (body) =>
    officers.enrolments.enrol(body),
  );
  action(
    '/api/officers/disable',
    'Disables an officer: no PIN and no approval of theirs counts any more',
    z.strictObject({ officerId: officerIdSchema }),
    [403, 404, 409],
    ({ officerId }) => officers.enrolments.disable(officerId),
  );
}
