import { latinDigits, say } from '@custody-edge/ui-kit';
import { Label, type PlainMessageKey, useLanguage } from '@custody-edge/ui-kit/components';
import { useId, useState } from 'preact/hooks';

const rows = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** A number for a gloved finger, or from a keyboard; with a decimal point where it may have one. */
export function PadField({
  name,
  label,
  maxLength,
  decimal = false,
  initial = '',
}: {
  name: string;
  label: PlainMessageKey;
  maxLength: number;
  decimal?: boolean;
  initial?: string;
}) {
  const id = useId();
  const { pick } = useLanguage();
  const [value, setValue] = useState(initial);
  const take = (typed: string) => setValue(typed.slice(0, maxLength));
  const key = (each: string) => (
    <button key={each} type="button" class="pad-key" onClick={() => take(value + each)}>
      {each}
    </button>
  );
  return (
    <div class="bench-pad">
      <div class="field">
        <label for={id}>
          <Label of={label} />
        </label>
        <input
          id={id}
          name={name}
          class="bench-pad-input"
          type="text"
          dir="ltr"
          inputMode="none"
          autocomplete="off"
          required
          // As `decimalText` of the record, or an officer's number.
          pattern={decimal ? '-?\\d{1,15}(\\.\\d{1,12})?' : '[1-9]\\d{2,7}'}
          maxLength={maxLength}
          value={value}
          onInput={({ currentTarget }) =>
            take(latinDigits(currentTarget.value).replaceAll(decimal ? /[^\d.-]/g : /\D/g, ''))
          }
        />
      </div>
      <div class="pad" dir="ltr">
        {rows.map(key)}
        <button
          type="button"
          class="pad-key"
          aria-label={pick(say('officer.delete-digit'))}
          onClick={() => setValue(value.slice(0, -1))}
        >
          <svg class="pad-picture" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M8 5h13v14H8l-6-7ZM12 9.5l5 5M17 9.5l-5 5" fill="none" stroke="currentColor" stroke-width="2" />
          </svg>
        </button>
        {key('0')}
        {decimal && (
          <button
            type="button"
            class="pad-key"
            aria-label={pick(say('lab.decimal-point'))}
            disabled={value.includes('.')}
            onClick={() => take(`${value}.`)}
          >
            .
          </button>
        )}
      </div>
    </div>
  );
}
