import type { BilingualText } from '@custody-edge/foundation';
import { Button, Dialog, Label, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { SignedVisitorAction, VisitorAction } from '../../src/visitor/actions.ts';
import { CredentialsForm } from '../officers/credentials-form.tsx';

/** What is signed, before it is known who does. */
type Unsigned = SignedVisitorAction extends infer Action
  ? Action extends SignedVisitorAction
    ? Omit<Action, 'officerId' | 'pin' | 'key'>
    : never
  : never;

/** An officer signs one sentence with their own number and PIN or security key, whoever is signed in at the desk. */
export function SignDialog({
  sentence,
  signs,
  onLeave,
  children,
}: {
  sentence: BilingualText;
  /** With what the officer fills in here. */
  signs: (form: FormData) => Unsigned;
  onLeave: () => void;
  /** What is filled in. */
  children?: ComponentChildren;
}) {
  return (
    <Dialog title={<Text of={sentence} />} onLeave={onLeave}>
      <CredentialsForm
        url="/api/visitor"
        title="gate.sign-here"
        instruction={children}
        bodyOf={(credentials, form): VisitorAction => ({ ...signs(form), ...credentials })}
        onDone={onLeave}
      >
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </CredentialsForm>
    </Dialog>
  );
}

export const textIn = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();
