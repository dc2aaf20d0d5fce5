import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { httpError } from './errors.ts';
import { beginEvents, heartbeat, heartbeatMs } from './event-stream.ts';
import type { HttpServer } from './server.ts';

/** Changes closer together than this reach the pages as one. */
const shortestPauseMs = 100;
const watcherLimit = 200;
/** A page that reads so slowly that this much waits for it is closed; it opens the stream again by itself. */
const waitingBytesLimit = 8 * 1024 * 1024;

/** One view that many pages watch. */
export interface ViewStream {
  /** Says that the view may differ; cheap, to be called at each change. */
  readonly changed: () => void;
  /** Tells whoever watches now something that is no part of the view: a named event, kept nowhere, and made only where somebody watches. */
  tell(event: string, value: () => unknown): void;
  /**
   * Tells whoever watches, at once and under its name, that these fields of the view differ, where they do: what changes many times a second
   * need not take all else along.
   */
  tellPart(name: string, part: () => object): void;
  /** Serves one page until it goes away, the view at once. @throws `too-many-watchers`, or what the view throws */
  watch(reply: FastifyReply): void;
  close(): void;
}

/**
 * Pushes a whole view to every open page (server-sent events): once for all of them and only when it differs.
 * It works only while pages watch.
 * @param view makes the view of now, a JSON value
 */
export function createViewStream(view: () => unknown): ViewStream {
  const watchers = new Set<ServerResponse>();
  let pause: NodeJS.Timeout | undefined;
  let beating: NodeJS.Timeout | undefined;
  let stale = false;
  /** What was sent last: of the whole view, and of each part since then. */
  let lastText = '';
  const lastParts = new Map<string, string>();

  const message = (): string => `data: ${JSON.stringify(view())}\n\n`;
  const drop = (watcher: ServerResponse): void => {
    watcher.destroy();
    forget(watcher);
  };
  const send = (text: string): void => {
    for (const watcher of watchers) {
      if (watcher.writableLength > waitingBytesLimit) drop(watcher);
      else watcher.write(text);
    }
  };
  const sendChanged = (text: string): void => {
    if (text === lastText) return;
    send(text);
    lastText = text;
    lastParts.clear();
  };

  function forget(watcher: ServerResponse): void {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(beating);
    clearTimeout(pause);
    beating = undefined;
    pause = undefined;
  }

  function close(): void {
    for (const watcher of watchers) drop(watcher);
  }

  function push(): void {
    stale = false;
    pause = setTimeout(() => {
      pause = undefined;
      if (stale) push();
    }, shortestPauseMs);
    try {
      sendChanged(message());
    } catch {
      // The pages ask again, and the server answers each with the refusal and logs it.
      close();
    }
  }

  function changed(): void {
    if (watchers.size === 0) return;
    stale = true;
    pause ??= setTimeout(push, 0);
  }

  return {
    changed,
    tell(event, value) {
      if (watchers.size > 0) send(`event: ${event}\ndata: ${JSON.stringify(value())}\n\n`);
    },
    tellPart(name, part) {
      if (watchers.size === 0) return;
      const text = `event: ${name}\ndata: ${JSON.stringify(part())}\n\n`;
      if (text === lastParts.get(name)) return;
      send(text);
      lastParts.set(name, text);
      // The view that was sent last is on no page any more.
      lastText = '';
    },
    watch(reply) {
      if (watchers.size >= watcherLimit) throw httpError('too-many-watchers', { watcherLimit });
      const text = message();
      sendChanged(text);
      const raw = beginEvents(reply);
      watchers.add(raw);
      raw.on('close', () => forget(raw));
      raw.write(text);
      // A view also changes with the hour alone.
      beating ??= setInterval(() => {
        send(heartbeat);
        changed();
      }, heartbeatMs);
    },
    close,
  };
}

/** Serves a view's stream at `url` until the server closes. */
export function streamRoute(
  server: HttpServer,
  url: string,
  stream: ViewStream,
  schema: { readonly summary: string; readonly tags?: readonly string[] },
): void {
  server.get(url, { schema }, (_request, reply) => stream.watch(reply));
  server.addHook('preClose', async () => stream.close());
}
