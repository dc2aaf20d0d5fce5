import { useEffect, useRef } from 'preact/hooks';

/** Keys of a page: `Enter` for the main button, `Escape` to leave; `undefined` where a key does nothing. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>;

/** Whatever the keyboard stands on has its own use of the key: a field, or a button reached with Tab. */
const ownsKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target !== document.body && target.matches(':focus-visible');

/** Presses the page's buttons from the keyboard; a key that is held down presses once. */
export function useKeys(keys: Keys): void {
  const present = useRef(keys);
  present.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = present.current[event.key];
      if (!action || event.repeat || (event.key !== 'Escape' && ownsKeys(event.target))) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

/** A touched button does not keep the focus: Enter belongs to the main button, not to the last one that was touched. */
export function usePointerWithoutFocus(): void {
  useEffect(() => {
    const release = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
    };
    addEventListener('mousedown', release);
    return () => removeEventListener('mousedown', release);
  }, []);
}
