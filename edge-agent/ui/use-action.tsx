import type { BilingualText } from '@custody-edge/foundation';
import { act, playTone } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * The one way in which a page asks the station to act: one request at a time, so that a double press acts once. What only looks goes beside:
 * whoever sees what was looked for may take it at once, also before the request is answered.
 * @param step what the page shows now; a refusal belongs to its step and goes with it
 * @param looks which actions change nothing
 */
export function useAction<Action extends object>(
  url: string,
  step: string,
  looks: (action: Action) => boolean = () => false,
) {
  const [refusal, setRefusal] = useState<BilingualText>();
  const busy = useRef({ looking: false, acting: false });
  const shown = useRef(step);
  shown.current = step;
  useEffect(() => setRefusal(undefined), [step]);

  const press = async (action: Action): Promise<'done' | 'refused' | 'busy'> => {
    const lane = looks(action) ? 'looking' : 'acting';
    const askedOn = shown.current;
    if (busy.current[lane]) return 'busy';
    busy.current[lane] = true;
    setRefusal(undefined);
    const refused = await act(url, action);
    busy.current[lane] = false;
    if (!refused) return 'done';
    // Whoever took somebody meanwhile need not hear that the search came too late.
    if (lane === 'acting' || shown.current === askedOn) refuse(refused);
    return 'refused';
  };
  /** Says why nothing came of what the officer did. */
  const refuse = (why: BilingualText) => {
    setRefusal(why);
    playTone('wait');
  };
  return { press, refusal, refuse, closeRefusal: () => setRefusal(undefined) };
}
