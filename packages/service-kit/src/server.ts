import { existsSync } from 'node:fs';
import { type CustodyError, isCustodyError, toCustodyError } from '@custody-edge/foundation';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { LogController } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { httpError } from './errors.ts';
import { guard } from './guard.ts';

export interface HttpServerOptions {
  readonly title: string;
  readonly version: string;
  /** Further names this server is reached by, besides the loopback's. */
  readonly hosts: readonly string[];
  /** Folder of the built pages. */
  readonly pagesDir: string;
  /** Further addresses at which the page is served. */
  readonly pageAddresses?: readonly string[];
  /** Addresses at which the page is served to stand inside a page of this server, and of no other. */
  readonly framedAddresses?: readonly string[];
  readonly logger: Logger;
  readonly metrics: Registry;
  /** HTTP status of each error code of the application; whatever is not listed is a failure of its own, 500. */
  readonly statuses: Readonly<Record<string, number>>;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];
const maxBodyBytes = 64 * 1024;

const missingPages = 'The pages are not built yet. Run: npm run build:pages\n';
const self = "'self'";
const none = "'none'";

const ownStatuses: Readonly<Record<keyof typeof httpError.table, number>> = {
  'host-refused': 421,
  'origin-refused': 403,
  'request-not-json': 415,
  'request-invalid': 400,
  'not-found': 404,
  'too-many-watchers': 503,
};

/** How every refusal looks: a stable code and the sentence for the person at the page. */
export const refusalSchema = z
  .strictObject({
    code: z.string(),
    message: z.strictObject({ en: z.string(), ur: z.string() }),
    details: z
      .record(z.string(), z.unknown())
      .describe('What the code is about; nothing when the server itself failed'),
  })
  .describe('Why the server did not do it, in words for people');

/**
 * A Fastify server with what both applications need: request guard, security headers, zod-typed routes,
 * an OpenAPI page at /docs, metrics, typed refusals, and the built pages. Routes are added by the caller.
 */
export async function createHttpServer(options: HttpServerOptions) {
  const server = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);

  const names = [...loopbackNames, ...options.hosts.map((name) => name.toLowerCase())];
  server.addHook('onRequest', async (request) => {
    const { host, origin, 'content-type': contentType } = request.headers;
    const passed = guard({ method: request.method, host, origin, contentType }, names);
    if (!passed.ok) throw passed.error;
  });

  const statuses: Readonly<Record<string, number>> = { ...options.statuses, ...ownStatuses };
  server.setErrorHandler((thrown, request, reply) => {
    const error = asCustodyError(thrown);
    const status = clientStatus(thrown) ?? statuses[error.code] ?? 500;
    request.log[status >= 500 ? 'error' : 'info']({ err: error, status }, 'request refused');
    // What failed inside is for the log; a page learns what it can act on.
    const details = status >= 500 ? {} : error.details;
    return reply.status(status).send({ code: error.code, message: error.entry.officer, details });
  });

  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [self],
        scriptSrc: [self],
        styleSrc: [self],
        imgSrc: [self, 'data:'],
        connectSrc: [self],
        objectSrc: [none],
        baseUri: [none],
        formAction: [self],
        frameAncestors: [none],
      },
    },
    frameguard: { action: 'deny' },
    // Pages may be served without TLS on loopback; a promise of TLS is the business of the proxy in front.
    strictTransportSecurity: false,
  });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: options.title,
        version: options.version,
        description: 'Every refusal is {code, message: {en, ur}, details}.',
      },
    },
    transform: jsonSchemaTransform,
  });
  await server.register(swaggerUi, { routePrefix: '/docs', uiConfig: { validatorUrl: 'none' } });

  server.get('/metrics', { schema: { hide: true } }, async (_, reply) => {
    return reply.type(options.metrics.contentType).send(await options.metrics.metrics());
  });

  const built = existsSync(options.pagesDir);
  if (built) await server.register(fastifyStatic, { root: options.pagesDir });
  for (const address of [...(built ? [] : ['/']), ...(options.pageAddresses ?? [])]) {
    server.get(address, { schema: { hide: true } }, (_request, reply) =>
      built ? reply.sendFile('index.html') : reply.code(503).type('text/plain').send(missingPages),
    );
  }
  for (const address of options.framedAddresses ?? []) {
    server.get(address, { schema: { hide: true } }, (_request, reply) => {
      const policy = String(reply.getHeader('content-security-policy'));
      reply.header('content-security-policy', policy.replace(`frame-ancestors ${none}`, `frame-ancestors ${self}`));
      reply.header('x-frame-options', 'SAMEORIGIN');
      return built ? reply.sendFile('index.html') : reply.code(503).type('text/plain').send(missingPages);
    });
  }
  server.setNotFoundHandler(({ url }) => {
    throw httpError('not-found', { path: url });
  });
  return server;
}

export type HttpServer = Awaited<ReturnType<typeof createHttpServer>>;

function asCustodyError(thrown: unknown): CustodyError {
  if (isCustodyError(thrown)) return thrown;
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    const problems = thrown.validation.map((issue) => `${issue.instancePath || '/'}: ${issue.message ?? 'invalid'}`);
    return httpError('request-invalid', { problems });
  }
  if (clientStatus(thrown) !== undefined) return httpError('request-invalid', { problems: [String(thrown)] }, thrown);
  return toCustodyError(thrown);
}

/** The status that Fastify gave a broken request: unreadable JSON, wrong content type, a body too large. */
function clientStatus(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('statusCode' in thrown) || typeof thrown.statusCode !== 'number')
    return undefined;
  return thrown.statusCode >= 400 && thrown.statusCode < 500 ? thrown.statusCode : undefined;
}
