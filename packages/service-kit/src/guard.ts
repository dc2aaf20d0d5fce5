import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { httpError } from './errors.ts';

/** What the guard looks at in a request. */
export interface GuardedRequest {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly contentType: string | undefined;
}

const hostName = (hostHeader: string): string => hostHeader.replace(/:\d+$/, '').toLowerCase();
const mediaType = (contentType: string): string | undefined => contentType.split(';')[0]?.trim().toLowerCase();

const postable: ReadonlySet<string> = new Set(['application/json', 'application/octet-stream']);

/**
 * Lets a request pass only when it was made to this machine under a name of its own and, when it changes something,
 * by this server's own page and as JSON or bytes, which no form of another page can post.
 * @param names host names and addresses this server is known by
 */
export function guard(request: GuardedRequest, names: readonly string[]): Result<undefined, CustodyError> {
  const { method, host, origin, contentType } = request;
  if (host === undefined || !names.includes(hostName(host)))
    return fail(httpError('host-refused', { host: host ?? '' }));
  if (method === 'GET' || method === 'HEAD') return ok(undefined);
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return fail(httpError('origin-refused', { origin }));
  if (method !== 'OPTIONS' && !postable.has(mediaType(contentType ?? '') ?? ''))
    return fail(httpError('request-not-json', { contentType: contentType ?? '' }));
  return ok(undefined);
}
