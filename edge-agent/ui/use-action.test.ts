import { say } from '@custody-edge/ui-kit';
import { type ContainerNode, h, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useAction } from './use-action.tsx';

interface Action {
  readonly action: 'find' | 'choose';
}
const [find, choose]: readonly [Action, Action] = [{ action: 'find' }, { action: 'choose' }];
const tooLate = say('gate.unknown-person');

/** A request that waits for its answer. */
interface Asked {
  readonly action: string;
  readonly refuse: () => void;
  readonly accept: () => void;
}

/** A station that answers when the test says so. */
function slowStation() {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', (_url: string, { body }: { readonly body: string }) => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    asked.push({
      action: String(JSON.parse(body).action),
      refuse: () => resolve(Response.json({ message: tooLate }, { status: 409 })),
      accept: () => resolve(Response.json({})),
    });
    return promise;
  });
  return asked;
}

/** Where nothing is drawn: what the hook gives is all that counts. */
const glass = (): ContainerNode => ({
  nodeType: 1,
  parentNode: null,
  firstChild: null,
  childNodes: [],
  insertBefore: (node) => node,
  appendChild: (node) => node,
  removeChild: (node) => node,
});

function page() {
  let shown: ReturnType<typeof useAction<Action>> | undefined;
  const Page = ({ step }: { step: string }) => {
    shown = useAction<Action>('/api/desk', step, ({ action }) => action === 'find');
    return null;
  };
  const on = glass();
  const show = (step: string) => act(() => render(h(Page, { step }), on));
  const now = () => {
    if (!shown) throw new Error('the page is not drawn');
    return shown;
  };
  /** Answers, and waits until the page has taken it. @returns what came of the press */
  const settle = async (press: ReturnType<ReturnType<typeof now>['press']>, answer: (() => void) | undefined) => {
    let outcome: Awaited<typeof press> | undefined;
    await act(async () => {
      answer?.();
      outcome = await press;
    });
    return outcome;
  };
  return { show, now, settle };
}

describe('the one way in which a page asks the station to act', () => {
  const tones = vi.fn();
  let asked: Asked[];
  beforeEach(() => {
    tones.mockClear();
    asked = slowStation();
    vi.stubGlobal(
      'AudioContext',
      class {
        resume(): Promise<void> {
          tones();
          return new Promise(() => {});
        }
      },
    );
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('says nothing of a search that is refused after somebody was chosen', async () => {
    const { show, now, settle } = page();
    await show('prisoner');
    const [searched, chosen] = [now().press(find), now().press(choose)];
    expect(asked.map(({ action }) => action)).toEqual(['find', 'choose']);
    expect(await settle(chosen, asked[1]?.accept)).toBe('done');
    await show('relation');
    expect(await settle(searched, asked[0]?.refuse)).toBe('refused');
    expect(now().refusal).toBeUndefined();
    expect(tones).not.toHaveBeenCalled();
  });

  it('says why a search came to nothing while the page still asks whom', async () => {
    const { show, now, settle } = page();
    await show('prisoner');
    expect(await settle(now().press(find), asked[0]?.refuse)).toBe('refused');
    expect(now().refusal).toEqual(tooLate);
    expect(tones).toHaveBeenCalledOnce();
    await show('relation');
    expect(now().refusal).toBeUndefined();
  });

  it('says why nothing was done, also where the page has changed meanwhile', async () => {
    const { show, now, settle } = page();
    await show('finger');
    const acted = now().press(choose);
    await show('home');
    expect(await settle(acted, asked[0]?.refuse)).toBe('refused');
    expect(now().refusal).toEqual(tooLate);
  });

  it('acts once, however often it is pressed, and looks meanwhile', async () => {
    const { show, now, settle } = page();
    await show('prisoner');
    const [chosen, found] = [now().press(choose), now().press(find)];
    expect(await Promise.all([now().press(choose), now().press(find)])).toEqual(['busy', 'busy']);
    expect(asked).toHaveLength(2);
    expect(await settle(chosen, asked[0]?.accept)).toBe('done');
    expect(await settle(found, asked[1]?.accept)).toBe('done');
  });
});
