import { useEffect, useState } from 'preact/hooks';

/** What an address of the centre answers. */
export type Answer<Said> =
  | { readonly state: 'asking' }
  | { readonly state: 'refused' }
  | { readonly state: 'said'; readonly said: Said };

/** How long an answer is taken for new. */
const askAgainMs = 15_000;

/** Asks an address of the centre, and again while the page is looked at; an old answer stays until another comes. */
export function useAnswer<Said>(address: string): Answer<Said> {
  const [answer, setAnswer] = useState<Answer<Said>>({ state: 'asking' });
  useEffect(() => {
    const gone = new AbortController();
    setAnswer({ state: 'asking' });
    const ask = async (): Promise<void> => {
      try {
        const response = await fetch(address, { signal: gone.signal });
        if (!response.ok) throw new Error(response.statusText);
        const said: Said = await response.json();
        if (!gone.signal.aborted) setAnswer({ state: 'said', said });
      } catch {
        if (!gone.signal.aborted) setAnswer((before) => (before.state === 'said' ? before : { state: 'refused' }));
      }
    };
    void ask();
    const again = setInterval(() => {
      if (document.visibilityState === 'visible') void ask();
    }, askAgainMs);
    return () => {
      gone.abort();
      clearInterval(again);
    };
  }, [address]);
  return answer;
}
