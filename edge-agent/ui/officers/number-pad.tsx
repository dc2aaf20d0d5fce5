import { say } from '@custody-edge/ui-kit';
import { Label, useLanguage } from '@custody-edge/ui-kit/components';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Digits for a gloved finger, in the order of a telephone in every language. */
export function NumberPad({
  onDigit,
  onDelete,
  onPin,
}: {
  onDigit: (digit: string) => void;
  onDelete: () => void;
  /** On to the PIN; absent when it is being typed. */
  onPin: (() => void) | undefined;
}) {
  const { pick } = useLanguage();
  const digit = (each: string) => (
    <button key={each} type="button" class="pad-key" onClick={() => onDigit(each)}>
      {each}
    </button>
  );
  return (
    <div class="pad" dir="ltr">
      {digits.map(digit)}
      <button type="button" class="pad-key" aria-label={pick(say('officer.delete-digit'))} onClick={onDelete}>
        <svg class="pad-picture" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M8 5h13v14H8l-6-7ZM12 9.5l5 5M17 9.5l-5 5" fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
      </button>
      {digit('0')}
      <button type="button" class="pad-key pad-word" disabled={!onPin} onClick={onPin}>
        <Label of="officer.pin" />
      </button>
    </div>
  );
}
