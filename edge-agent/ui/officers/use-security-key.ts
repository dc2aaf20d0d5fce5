import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { ask, playTone } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AskKey, AskNewKey, KeyAnswer, NewKey } from '../../src/officers/key-requests.ts';
import { askNewSecurityKey, askSecurityKey, type KeyTrouble } from './security-key.ts';

/** Asks the station what to ask a security key, then the key; what comes of it, and why nothing did. */
export function useSecurityKey() {
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<BilingualText>();
  const gone = useRef<AbortController | undefined>(undefined);
  // Whoever leaves the page does not want to sign any more.
  useEffect(() => () => gone.current?.abort(), []);

  const failed = (why: BilingualText): undefined => {
    setTrouble(why);
    playTone('wait');
  };
  const askWith = async <Ask, Answer extends object>(
    url: string,
    body: object,
    askKey: (asked: Ask, signal: AbortSignal) => Promise<Answer | KeyTrouble>,
  ): Promise<Answer | undefined> => {
    setTrouble(undefined);
    const asked = await ask<Ask>(url, body);
    if (!asked.ok) return failed(asked.error);
    gone.current = new AbortController();
    setAsking(true);
    const answer = await askKey(asked.value, gone.current.signal);
    setAsking(false);
    return typeof answer === 'string' ? failed(say(answer)) : answer;
  };
  return {
    /** A key is waited for. */
    asking,
    trouble,
    answer: (url: string, body: object) => askWith<AskKey, KeyAnswer>(url, body, askSecurityKey),
    register: (url: string, body: object) => askWith<AskNewKey, NewKey>(url, body, askNewSecurityKey),
  };
}
