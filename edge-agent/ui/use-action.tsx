import type { BilingualText } from '@custody-edge/foundation';
import { act, playTone } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * The one way in which a page asks the station to act: one request at a time, so that a double press acts once.
 * @param step what the page shows now; a refusal belongs to its step and goes with it
 */
export function useAction<Action extends object>(url: string, step: string) {
  const [refusal, setRefusal] = useState<BilingualText>();
  const busy = useRef(false);
  useEffect(() => setRefusal(undefined), [step]);

  const press = async (action: Action): Promise<'done' | 'refused' | 'busy'> => {
    if (busy.current) return 'busy';
    busy.current = true;
    setRefusal(undefined);
    const refused = await act(url, action);
    busy.current = false;
    if (!refused) return 'done';
    refuse(refused);
    return 'refused';
  };
  /** Says why nothing came of what the officer did. */
  const refuse = (why: BilingualText) => {
    setRefusal(why);
    playTone('wait');
  };
  return { press, refusal, refuse, closeRefusal: () => setRefusal(undefined) };
}
