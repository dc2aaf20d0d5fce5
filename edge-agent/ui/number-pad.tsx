import { say } from '@custody-edge/ui-kit';
import { useLanguage } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import './number-pad.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Digits for a gloved finger, in the order of a telephone in every language. */
export function NumberPad({
  onDigit,
  onDelete,
  children,
}: {
  onDigit: (digit: string) => void;
  onDelete: () => void;
  /** The key after the nought. */
  children?: ComponentChildren;
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
      {children}
    </div>
  );
}
