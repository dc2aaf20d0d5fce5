import type { BilingualText, Result } from '@custody-edge/foundation';
import { say } from '../messages/say.ts';
import { addressOf } from './base.tsx';

const answerMs = 10_000;

/**
 * Asks the server to act.
 * @returns undefined when it did, else the sentence that says why not
 */
export async function act(url: string, action: object): Promise<BilingualText | undefined> {
  const answer = await ask<unknown>(url, action);
  return answer.ok ? undefined : answer.error;
}

/**
 * Asks the server for something. The answer is trusted to be `Answer`: it comes from the server that the page came from.
 * @param action sent with it, where the server is to act or makes its answer at each asking; a file goes as its bytes
 * @param waitMs how long it may take
 * @returns its answer, else the sentence that says why there is none
 */
export async function ask<Answer>(
  url: string,
  action?: object,
  waitMs = answerMs,
): Promise<Result<Answer, BilingualText>> {
  try {
    const answer = await fetch(addressOf(url), {
      ...(action && {
        method: 'POST',
        headers: { 'content-type': action instanceof Blob ? 'application/octet-stream' : 'application/json' },
        body: action instanceof Blob ? action : JSON.stringify(action),
      }),
      cache: 'no-store',
      signal: AbortSignal.timeout(waitMs),
    });
    if (answer.ok) {
      const value: Answer = await answer.json();
      return { ok: true, value };
    }
    const refusal: unknown = await answer.json();
    return { ok: false, error: refusalMessage(refusal) ?? say('common.no-answer') };
  } catch {
    return { ok: false, error: say('common.no-answer') };
  }
}

function refusalMessage(refusal: unknown): BilingualText | undefined {
  if (typeof refusal !== 'object' || refusal === null || !('message' in refusal)) return undefined;
  const { message } = refusal;
  if (typeof message !== 'object' || message === null || !('en' in message) || !('ur' in message)) return undefined;
  const { en, ur } = message;
  return typeof en === 'string' && typeof ur === 'string' ? { en, ur } : undefined;
}
