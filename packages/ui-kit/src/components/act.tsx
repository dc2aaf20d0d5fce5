import type { BilingualText } from '@custody-edge/foundation';
import { say } from '../messages/say.ts';

const answerMs = 10_000;

/**
 * Asks the server to act.
 * @returns undefined when it did, else the sentence that says why not
 */
export async function act(url: string, action: object): Promise<BilingualText | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
      signal: AbortSignal.timeout(answerMs),
    });
    if (answer.ok) return undefined;
    const refusal: unknown = await answer.json();
    return refusalMessage(refusal) ?? say('common.no-answer');
  } catch {
    return say('common.no-answer');
  }
}

function refusalMessage(refusal: unknown): BilingualText | undefined {
  if (typeof refusal !== 'object' || refusal === null || !('message' in refusal)) return undefined;
  const { message } = refusal;
  if (typeof message !== 'object' || message === null || !('en' in message) || !('ur' in message)) return undefined;
  const { en, ur } = message;
  return typeof en === 'string' && typeof ur === 'string' ? { en, ur } : undefined;
}
