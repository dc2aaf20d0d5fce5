import type { BilingualText } from '@custody-edge/foundation';
import { Button, Dialog, Label, Text } from '@custody-edge/ui-kit/components';
import type { DeskAction } from '../../src/gate/actions.ts';
import { CredentialsForm } from '../officers/credentials-form.tsx';

type Vouch = Extract<DeskAction, { action: 'vouch' }>;

/** An officer signs one sentence with their own number and PIN. */
export function SignDialog({
  sentence,
  says,
  onLeave,
}: {
  sentence: BilingualText;
  says: Omit<Vouch, 'action' | 'officerId' | 'pin'>;
  onLeave: () => void;
}) {
  return (
    <Dialog title={<Text of={sentence} />} onLeave={onLeave}>
      <CredentialsForm
        url="/api/desk"
        title="gate.sign-here"
        instruction={undefined}
        bodyOf={({ officerId, pin }): DeskAction => ({ action: 'vouch', officerId, pin, ...says })}
        onDone={onLeave}
      >
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </CredentialsForm>
    </Dialog>
  );
}
