import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, Text } from '@custody-edge/ui-kit/components';
import type { DeskAction } from '../../src/gate/actions.ts';
import { CredentialsForm } from '../officers/credentials-form.tsx';

type ConflictStep = NonNullable<Extract<DeskAction, { action: 'vouch' }>['conflict']>;

/** A senior officer signs that they look, or what they found. */
export function ConflictDialog({ says, onLeave }: { says: ConflictStep; onLeave: () => void }) {
  return (
    <Dialog title={<Text of={say(`gate.sign-${says}`)} />} onLeave={onLeave}>
      <CredentialsForm
        url="/api/desk"
        title="gate.sign-here"
        instruction={undefined}
        bodyOf={({ officerId, pin }): DeskAction => ({
          action: 'vouch',
          meaning: 'identity-conflict',
          officerId,
          pin,
          conflict: says,
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
