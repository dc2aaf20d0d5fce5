import { useId } from 'preact/hooks';
import { Label, type PlainMessageKey } from './text.tsx';

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
      {type === 'pin' && <input {...common} type="password" inputMode="numeric" dir="ltr" maxLength={maxLength} />}
      {type === 'number' && (
        <input {...common} type="text" inputMode="numeric" pattern="\d*" dir="ltr" maxLength={maxLength} />
      )}
      {type === 'date' && <input {...common} type="date" dir="ltr" />}
      {type === 'datetime-local' && <input {...common} type="datetime-local" dir="ltr" />}
    </div>
  );
}
