import { latinDigits, say } from '@custody-edge/ui-kit';
import { Label, type PlainMessageKey, useLanguage } from '@custody-edge/ui-kit/components';
import { useId, useState } from 'preact/hooks';

const rows = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** As `decimalText` of the record. */
export const decimalPattern = '-?\\d{1,15}(\\.\\d{1,12})?';

/** What was typed into a field of a decimal, in digits that the record takes. */
export const decimalTyped = (text: string): string => latinDigits(text).replaceAll(/[^\d.-]/g, '');

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
  const [value, setValue] = useState(initial);
  const take = (typed: string) => setValue(typed.slice(0, maxLength));
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
          // Else an officer's number.
          pattern={decimal ? decimalPattern : '[1-9]\\d{2,7}'}
          maxLength={maxLength}
          value={value}
          onInput={({ currentTarget }) =>
            take(decimal ? decimalTyped(currentTarget.value) : latinDigits(currentTarget.value).replaceAll(/\D/g, ''))
          }
        />
      </div>
      <Pad value={value} decimal={decimal} onType={take} />
    </div>
  );
}

/** The keys under a number. */
export function Pad({ value, decimal, onType }: { value: string; decimal: boolean; onType: (value: string) => void }) {
  const { pick } = useLanguage();
  const key = (each: string) => (
    <button key={each} type="button" class="pad-key" onClick={() => onType(value + each)}>
      {each}
    </button>
  );
  return (
    <div class="pad" dir="ltr">
      {rows.map(key)}
      <button
        type="button"
        class="pad-key"
        aria-label={pick(say('officer.delete-digit'))}
        onClick={() => onType(value.slice(0, -1))}
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
          onClick={() => onType(`${value}.`)}
        >
          .
        </button>
      )}
    </div>
  );
}
