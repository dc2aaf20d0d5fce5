import { z } from 'zod';

/** Longer than any route takes on a machine with other work. */
const callLimitMs = 60_000;

const refusal = z.object({ code: z.string(), message: z.object({ en: z.string() }) });

const named = z.object({ action: z.string() });

/** What was asked for, without what only its asker may know. */
function askedOf(url: string, body: unknown): string {
  const { data } = named.safeParse(body);
  return [new URL(url).pathname, ...(data ? [data.action] : [])].join(' ');
}

/** Calls one JSON route of a station or of the centre. @throws Error with the refusal's code and sentence, and what was asked for */
export async function call<Schema extends z.ZodType>(
  url: string,
  schema: Schema,
  body?: unknown,
): Promise<z.output<Schema>> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(callLimitMs),
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return schema.parse(answer);
  const refused = refusal.safeParse(answer);
  const said = refused.success ? `${refused.data.code}: ${refused.data.message.en}` : `HTTP ${response.status}`;
  throw new Error(`${said} (${askedOf(url, body)})`);
}

/** From one look to the next: always as long, or the longer the more time has passed. */
export type LookMs = number | ((passedMs: number) => number);

/** A long wait is not made longer by whoever asks: an answer about a whole prison costs its station or its centre as much as several events. */
const patiently: LookMs = (passedMs) => Math.min(1_000, Math.max(80, passedMs / 10));

/** Asks again until the answer is there. @throws Error naming what was waited for */
export async function until<Value>(
  what: string,
  limitMs: number,
  look: () => Promise<Value | undefined>,
  lookMs: LookMs = patiently,
): Promise<Value> {
  const beganMs = performance.now();
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    const passedMs = performance.now() - beganMs;
    if (passedMs > limitMs) throw new Error(`waited ${limitMs} ms for ${what}`);
    await pause(typeof lookMs === 'number' ? lookMs : lookMs(passedMs));
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
