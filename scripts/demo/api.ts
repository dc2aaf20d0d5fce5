import { Agent, request } from 'node:http';
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

/** A day asks stations tens of thousands of times: on connections that stay open, and without the streams of `fetch` around each answer. */
const agent = new Agent({ keepAlive: true });

interface Answer {
  readonly status: number;
  readonly text: string;
}

function ask(url: string, body: string | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const asked = request(url, { agent, method, headers, timeout: callLimitMs }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer in ${callLimitMs} ms (${new URL(url).pathname})`)));
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Calls one JSON route of a station or of the centre. @throws Error with the refusal's code and sentence, and what was asked for */
export async function call<Schema extends z.ZodType>(
  url: string,
  schema: Schema,
  body?: unknown,
): Promise<z.output<Schema>> {
  const { status, text: said } = await ask(url, body === undefined ? undefined : JSON.stringify(body));
  const answer: unknown = JSON.parse(said);
  if (status >= 200 && status < 300) return schema.parse(answer);
  const refused = refusal.safeParse(answer);
  const why = refused.success ? `${refused.data.code}: ${refused.data.message.en}` : `HTTP ${status}`;
  throw new Error(`${why} (${askedOf(url, body)})`);
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
