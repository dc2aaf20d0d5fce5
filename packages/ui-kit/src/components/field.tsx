import type { BilingualText } from '@custody-edge/foundation';
import type { TargetedEvent } from 'preact';
import { useId } from 'preact/hooks';
import { latinDigits } from '../text/digits.ts';
import { useLanguage } from './language.tsx';
import { Label, type PlainMessageKey } from './text.tsx';

/** A field of digits, from whichever keyboard. */
const digits = {
  inputMode: 'numeric',
  dir: 'ltr',
  onInput: ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
    const { value, selectionStart } = currentTarget;
    const read = latinDigits(value);
    if (read === value) return;
    currentTarget.value = read;
    currentTarget.setSelectionRange(selectionStart, selectionStart);
  },
} as const;

/** A line to fill in, or several, its label above it; the text keeps the direction of its own script. */
export function Field({
  name,
  label,
  maxLength = 120,
  initial = '',
  type = 'text',
  optional = false,
}: {
  name: string;
  label: PlainMessageKey;
  maxLength?: number;
  initial?: string;
  type?: 'text' | 'lines' | 'pin' | 'datetime-local' | 'date' | 'number';
  optional?: boolean;
}) {
  const id = useId();
  const common = { id, name, defaultValue: initial, autocomplete: 'off', required: !optional };
  return (
    <div class="field">
      <label for={id}>
        <Label of={label} />
      </label>
      {type === 'text' && <input {...common} type="text" dir="auto" maxLength={maxLength} spellcheck={false} />}
      {type === 'lines' && <textarea {...common} dir="auto" rows={3} maxLength={maxLength} spellcheck={false} />}
      {type === 'pin' && <input {...common} {...digits} type="password" maxLength={maxLength} />}
      {type === 'number' && <input {...common} {...digits} type="text" pattern="\d*" maxLength={maxLength} />}
      {type === 'date' && <input {...common} type="date" dir="ltr" />}
      {type === 'datetime-local' && <input {...common} type="datetime-local" dir="ltr" />}
    </div>
  );
}

/** One of a few values; none is chosen beforehand. */
export function Choice({
  name,
  label,
  options,
  initial = '',
}: {
  name: string;
  label: PlainMessageKey;
  options: readonly { readonly value: string; readonly text: BilingualText }[];
  initial?: string;
}) {
  const id = useId();
  const { pick } = useLanguage();
  return (
    <div class="field">
      <label for={id}>
        <Label of={label} />
      </label>
      <select id={id} name={name} required>
        <option value="" />
        {options.map(({ value, text }) => (
          <option key={value} value={value} selected={value === initial}>
            {pick(text)}
          </option>
        ))}
      </select>
    </div>
  );
}
