import { say } from '@custody-edge/ui-kit';
import { useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';
import { afterKey } from './number-kinds.ts';
import { NumberPad } from './number-pad.tsx';

/** The pad of a form: it types into the number that was touched last, as a keyboard does. @param decimal with a decimal point */
export function FormPad({ decimal = false }: { decimal?: boolean }) {
  const { pick } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [touched, setTouched] = useState<HTMLInputElement>();
  const form = () => place.current?.closest('form');
  const taking = () => (touched?.isConnected ? touched : form()?.querySelector<HTMLInputElement>('.number-field'));
  useEffect(() => {
    const touch = ({ target }: FocusEvent) =>
      target instanceof HTMLInputElement && target.matches('.number-field') && setTouched(target);
    const around = form();
    around?.addEventListener('focusin', touch);
    return () => around?.removeEventListener('focusin', touch);
  }, []);
  // A field may have come or gone each time.
  useEffect(() => {
    const field = taking();
    field?.toggleAttribute('data-padded', true);
    return () => field?.removeAttribute('data-padded');
  });
  const type = (change: (text: string, most: number) => string) => {
    const field = taking();
    if (!field) return;
    field.value = change(field.value, field.maxLength);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const add = (key: string) => type((text, most) => afterKey(text, key, most));
  return (
    <div ref={place} class="form-pad">
      <NumberPad onDigit={add} onDelete={() => type((text) => text.slice(0, -1))}>
        {decimal && (
          <button type="button" class="pad-key" aria-label={pick(say('lab.decimal-point'))} onClick={() => add('.')}>
            .
          </button>
        )}
      </NumberPad>
    </div>
  );
}
