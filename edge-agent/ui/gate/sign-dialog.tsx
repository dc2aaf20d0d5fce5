import type { BilingualText } from '@custody-edge/foundation';
import { Button, Dialog, Label, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { DeskAction, UnsignedAction } from '../../src/gate/actions.ts';
import { CredentialsForm } from '../officers/credentials-form.tsx';

/** An officer signs one sentence with their own number and PIN or security key, whoever is signed in at the station. */
export function SignDialog({
  sentence,
  signs,
  onLeave,
  children,
}: {
  sentence: BilingualText;
  /** With what the officer fills in here. */
  signs: (form: FormData) => UnsignedAction;
  onLeave: () => void;
  /** What is signed, where the sentence does not say it all, and what is filled in. */
  children?: ComponentChildren;
}) {
  return (
    <Dialog title={<Text of={sentence} />} onLeave={onLeave}>
      <CredentialsForm
        url="/api/desk"
        title="gate.sign-here"
        instruction={children}
        bodyOf={(credentials, form): DeskAction => ({ ...signs(form), ...credentials })}
        onDone={onLeave}
      >
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </CredentialsForm>
    </Dialog>
  );
}
