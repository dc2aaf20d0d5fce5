import { useEffect, useState } from 'preact/hooks';
import { addressOf } from './base.tsx';

/** What a page holds of its server: nothing yet, the present view, or the last one before the line went. */
export type LiveView<View> =
  | { readonly line: 'opening' }
  | { readonly line: 'live'; readonly view: View }
  | { readonly line: 'lost'; readonly view?: View };

const retryMs = 1_000;
/** A line can die without a word: after this silence the view is asked for again. */
const silenceMs = 20_000;
const answerMs = 5_000;

/** What a stream tells besides the view, under a name of its own. */
export interface Aside {
  readonly event: string;
  /** Hears the JSON of each, and nothing when the line is lost: what was told is not to be shown any longer. */
  readonly hear: (json: string | undefined) => void;
}

/**
 * The view at `url`, pushed whole by the SSE stream at `url/stream`; reconnects for ever and says when it is cut off.
 * The view is trusted to be `View`: it comes from the server that the page came from.
 * @param part name under which the stream tells fields of the view that differ by themselves
 */
export function useLiveView<View>(url: string, aside?: Aside, part?: string): LiveView<View> {
  const [live, setLive] = useState<LiveView<View>>({ line: 'opening' });
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let heardAt = Date.now();
    let pushes = 0;
    let closed = false;

    const show = (view: View) => {
      heardAt = Date.now();
      setLive({ line: 'live', view });
    };
    const change = (fields: Partial<View>) => {
      heardAt = Date.now();
      setLive((before) => (before.line === 'live' ? { line: 'live', view: { ...before.view, ...fields } } : before));
    };
    const lose = () => {
      if (closed) return;
      aside?.hear(undefined);
      source?.close();
      clearTimeout(retry);
      retry = setTimeout(connect, retryMs);
      setLive((before) => ('view' in before ? { line: 'lost', view: before.view } : { line: 'lost' }));
    };
    const ask = async () => {
      const pushesBefore = pushes;
      try {
        const answer = await fetch(addressOf(url), { signal: AbortSignal.timeout(answerMs), cache: 'no-store' });
        if (!answer.ok) return lose();
        const view: View = await answer.json();
        if (!closed && pushes === pushesBefore) show(view);
      } catch {
        lose();
      }
    };
    const connect = () => {
      source = new EventSource(addressOf(`${url}/stream`));
      source.onopen = () => void ask();
      source.onmessage = (message) => {
        pushes += 1;
        const view: View = JSON.parse(message.data);
        show(view);
      };
      source.onerror = lose;
      if (aside) source.addEventListener(aside.event, ({ data }) => aside.hear(data));
      if (part !== undefined) source.addEventListener(part, ({ data }) => change(JSON.parse(data)));
    };
    const watch = setInterval(() => {
      if (Date.now() - heardAt < silenceMs) return;
      heardAt = Date.now();
      void ask();
    }, retryMs);

    connect();
    return () => {
      closed = true;
      aside?.hear(undefined);
      clearInterval(watch);
      clearTimeout(retry);
      source?.close();
    };
  }, [url, aside, part]);
  return live;
}
