import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const mainButton = '.button-main:enabled';

const visible = (element: HTMLElement): boolean => element.getClientRects().length > 0;

/** Whether the keyboard stands on something that can still be used. */
const holds = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && element !== document.body && element.isConnected && !element.matches(':disabled');

const isField = (element: HTMLElement): boolean => element.matches('input, textarea, select');

/**
 * The ring is shown to whoever works with keys: whoever touches the glass has no use for it, and `Enter` must not press what nobody sees
 * chosen.
 */
function focusSeen(element: HTMLElement): void {
  element.focus();
  if (!isField(element) && !element.matches(':focus-visible')) element.blur();
}

/**
 * Puts the keyboard on what has to be done next within `page`: what the page marks as that, its main button, else what `next` finds; on the
 * page itself where it is not done by keys.
 */
function placeOn(page: HTMLElement, next: string): void {
  const open = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1);
  const found = ['[data-next]', mainButton, next]
    .flatMap((selector) => [...(open ?? page).querySelectorAll<HTMLElement>(selector)])
    .find(visible);
  if (found) focusSeen(found);
  else if (!open) page.focus({ preventScroll: true });
}

/**
 * Keeps the keyboard on what has to be done next: when a step comes, and when what it stood on is gone or can no longer be used. A form that
 * puts it on a field of its own keeps it there.
 * @param step what the page shows now
 * @param next what comes first on a page without a main button that can be pressed
 * @returns for the page, which needs a `tabIndex` of -1
 */
export function useFocusOnNext(step: string, next: string): RefObject<HTMLElement | null> {
  const page = useRef<HTMLElement>(null);
  const shown = useRef(step);
  const before = useRef<Element | null>(null);
  if (shown.current !== step) before.current = document.activeElement;

  useEffect(() => {
    if (shown.current === step || !page.current) return;
    shown.current = step;
    const { activeElement } = document;
    const placed = holds(activeElement) && activeElement !== before.current && activeElement !== page.current;
    if (!placed && !document.querySelector('dialog[open]')) placeOn(page.current, next);
  }, [step, next]);

  useEffect(() => {
    let held: Element | null = null;
    const hold = ({ target }: FocusEvent) => {
      if (target instanceof Element) held = target;
    };
    const recover = () => {
      const stands = held !== null && holds(document.activeElement);
      if (held === null || stands || holds(held) || !page.current) return;
      held = null;
      placeOn(page.current, next);
    };
    const changes = new MutationObserver(recover);
    changes.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    addEventListener('focusin', hold);
    return () => {
      changes.disconnect();
      removeEventListener('focusin', hold);
    };
  }, [next]);
  return page;
}
