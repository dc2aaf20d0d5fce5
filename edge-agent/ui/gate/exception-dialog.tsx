import type { FingerExceptionReason } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Choice } from './admission-fields.tsx';
import { SignDialog } from './sign-dialog.tsx';

const reasons = ['missing', 'bandaged', 'worn', 'refused'] as const satisfies readonly FingerExceptionReason[];
const scopes = ['one', 'every'] as const;

/** A second officer answers with their own PIN for a finger that cannot be taken. */
export function ExceptionDialog({ finger, onLeave }: { finger: BilingualText; onLeave: () => void }) {
  return (
    <SignDialog
      sentence={say('gate.sign-finger-exception', { finger })}
      signs={(form) => ({
        action: 'except-fingers',
        every: form.get('scope') === 'every',
        reason: reasons.find((reason) => reason === form.get('reason')) ?? 'missing',
      })}
      onLeave={onLeave}
    >
      <div class="exception">
        <Choice
          name="reason"
          question="gate.exception-reason"
          answers={reasons.map((value) => ({ value, label: `finger-exception.${value}` }))}
          chosen={undefined}
        />
        <Choice
          name="scope"
          question="gate.exception-scope"
          visible={false}
          answers={scopes.map((value) => ({ value, label: `gate.exception-${value}` }))}
          chosen="one"
        />
      </div>
    </SignDialog>
  );
}
