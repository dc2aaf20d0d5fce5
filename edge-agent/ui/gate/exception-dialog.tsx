import type { FingerExceptionReason } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, Text } from '@custody-edge/ui-kit/components';
import type { DeskAction } from '../../src/gate/actions.ts';
import { CredentialsForm } from '../officers/credentials-form.tsx';
import { Choice } from './admission-fields.tsx';

const reasons = ['missing', 'bandaged', 'worn', 'refused'] as const satisfies readonly FingerExceptionReason[];
const scopes = ['one', 'every'] as const;

/** A second officer answers with their own PIN for a finger that cannot be taken. */
export function ExceptionDialog({ finger, onLeave }: { finger: BilingualText; onLeave: () => void }) {
  return (
    <Dialog title={<Text of={say('gate.sign-finger-exception', { finger })} />} onLeave={onLeave}>
      <CredentialsForm
        url="/api/desk"
        title="gate.sign-here"
        instruction={
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
        }
        bodyOf={({ officerId, pin }, form): DeskAction => ({
          action: 'vouch',
          meaning: 'finger-exception',
          officerId,
          pin,
          exception: {
            every: form.get('scope') === 'every',
            reason: reasons.find((reason) => reason === form.get('reason')) ?? 'missing',
          },
        })}
        onDone={onLeave}
      >
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </CredentialsForm>
    </Dialog>
  );
}
