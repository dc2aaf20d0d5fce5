import { useEffect, useRef } from 'preact/hooks';
import { hearKey, nothingTyped } from './wedge.ts';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]');

/** Hears a reader that types its codes into the page while no field has the focus, before any button hears its keys. */
export function useWedge({
  onCode,
  onBroken,
}: {
  onCode: (text: string) => void | Promise<void>;
  onBroken: () => void;
}): void {
  const present = useRef({ onCode, onBroken });
  present.current = { onCode, onBroken };
  useEffect(() => {
    let typed = nothingTyped;
    const hear = (event: KeyboardEvent) => {
      if (isField(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
      const heard = hearKey(typed, { key: event.key, atMs: event.timeStamp, held: event.repeat });
      typed = heard.typed;
      if (heard.heard.kind === 'other') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (heard.heard.kind === 'code') void present.current.onCode(heard.heard.text);
      if (heard.heard.kind === 'broken') present.current.onBroken();
    };
    addEventListener('keydown', hear, { capture: true });
    return () => removeEventListener('keydown', hear, { capture: true });
  }, []);
}
