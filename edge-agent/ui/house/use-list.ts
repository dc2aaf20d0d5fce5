import type { BilingualText } from '@custody-edge/foundation';
import { ask } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';

/** A list opened at the station, kept up to date with what is recorded. */
export interface OpenList<Answer> {
  readonly list?: Answer;
  readonly refused?: BilingualText;
  /** Asks once more, after something was done about it. */
  again(): void;
}

/** Between two questions for the same list, however much is recorded. */
const pauseMs = 2_000;

/** After a start the names of a whole prison are read for the first time. */
const openedWithinMs = 60_000;

/** @param revision differs when the list may */
export function useList<Answer>(url: string, revision: number): OpenList<Answer> {
  const [told, setTold] = useState<{ readonly url: string; list?: Answer; refused?: BilingualText }>({ url });
  const [asked, setAsked] = useState(0);
  const last = useRef({ url: '', asked: -1, at: 0 });
  useEffect(() => {
    const isOther = last.current.url !== url || last.current.asked !== asked;
    const waitMs = isOther ? 0 : Math.max(0, last.current.at + pauseMs - Date.now());
    let left = false;
    const timer = setTimeout(async () => {
      last.current = { url, asked, at: Date.now() };
      const answer = await ask<Answer>(url, undefined, openedWithinMs);
      if (left) return;
      setTold(answer.ok ? { url, list: answer.value } : { url, refused: answer.error });
    }, waitMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [url, revision, asked]);
  const { list, refused } = told.url === url ? told : {};
  return {
    ...(list !== undefined && { list }),
    ...(refused && { refused }),
    again: () => setAsked((times) => times + 1),
  };
}
