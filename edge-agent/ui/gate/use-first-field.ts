import { useEffect, useRef } from 'preact/hooks';

/**
 * Puts the keyboard on the first field that is still to be filled in when a form comes: whoever types need not touch the glass.
 * @param awaitsPaper a scan may fill the form in first, and would be typed into that field
 */
export function useFirstField(awaitsPaper = false) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (awaitsPaper || !form.current) return;
    const filled = new FormData(form.current);
    const fields = form.current.querySelectorAll<HTMLInputElement>('input, textarea, select');
    [...fields].find(({ name, required }) => required && !filled.get(name))?.focus();
  }, [awaitsPaper]);
  return form;
}
