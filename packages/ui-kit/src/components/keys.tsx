import { useEffect, useRef } from 'preact/hooks';

/** Keys of a page: `Enter` for the main button, `Escape` to leave; `undefined` where a key does nothing. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>;

/** Whatever the keyboard stands on has its own use of the key: a field, or a button reached with Tab. */
const ownsKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target !== document.body && target.matches(':focus-visible:not([tabindex="-1"])');

/** Presses the page's buttons from the keyboard; a key that is held down presses once. A dialogue that is open has the keys to itself. */
export function useKeys(keys: Keys): void {
  const present = useRef(keys);
  present.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = present.current[event.key];
      if (!action || event.repeat || document.querySelector('dialog[open]')) return;
      if (event.key !== 'Escape' && ownsKeys(event.target)) return;
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

const isAnswer = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.type === 'radio';

/** The answers of a question, in their order. */
const answersBeside = (answer: HTMLInputElement): readonly HTMLInputElement[] =>
  [...(answer.form ?? document).querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
    ({ name, disabled }) => name === answer.name && !disabled,
  );

/**
 * Two switches send Tab and Enter or Space, and no arrows: Tab goes through all answers of a question, where a browser would stop at one.
 * A switch that is held down presses a button once.
 */
export function useTwoSwitches(): void {
  useEffect(() => {
    /** Which way Tab is on. */
    let way: 1 | -1 | undefined;
    const press = (event: KeyboardEvent) => {
      const { target, key, shiftKey } = event;
      if (event.repeat && (key === 'Enter' || key === ' ') && target instanceof HTMLButtonElement)
        event.preventDefault();
      way = key !== 'Tab' ? undefined : shiftKey ? -1 : 1;
      if (way === undefined || !isAnswer(target)) return;
      const answers = answersBeside(target);
      const next = answers[answers.indexOf(target) + way];
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    /** A question is entered at its first answer, from behind at its last; a browser enters it where it was left. */
    const enter = ({ target, relatedTarget }: FocusEvent) => {
      if (way === undefined || !isAnswer(target)) return;
      const answers = answersBeside(target);
      if (!answers.some((answer) => answer === relatedTarget)) answers.at(way === 1 ? 0 : -1)?.focus();
    };
    addEventListener('keydown', press);
    addEventListener('focusin', enter);
    return () => {
      removeEventListener('keydown', press);
      removeEventListener('focusin', enter);
    };
  }, []);
}
