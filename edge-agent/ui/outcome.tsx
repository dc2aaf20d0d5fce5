import type { BilingualText } from '@custody-edge/foundation';
import { Button, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { isPractice } from './training/framed.ts';

/** What has come of it: done, or on record with nothing to do here until more comes; one key leads on to the next person. */
export function Outcome({
  sign,
  text,
  press,
  covered = false,
  buttons,
  children,
}: {
  sign: 'go' | 'information' | 'wait';
  text: BilingualText;
  press: (action: { action: 'cancel' }) => Promise<unknown>;
  /** A dialogue is open over it, which the keys belong to. */
  covered?: boolean;
  buttons?: ComponentChildren;
  /** What is said below the sentence. */
  children?: ComponentChildren;
}) {
  const next = () => void press({ action: 'cancel' });
  useKeys(covered ? {} : { Enter: next, Escape: next });
  return (
    <Sign sign={sign} size="panel">
      {isPractice && (
        <p class="nothing-real">
          <Label of="practice.nothing-real" />
        </p>
      )}
      <p>
        <Text of={text} />
      </p>
      {children}
      <div class="panel-buttons">
        <Button rank="other" onPress={next}>
          <Label of="gate.next-person" />
        </Button>
        {buttons}
      </div>
    </Sign>
  );
}
