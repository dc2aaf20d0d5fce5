import type { BilingualText } from '@custody-edge/foundation';
import { Button, Dialog, Label, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { CredentialsForm } from './credentials-form.tsx';

/** One sentence to sign. */
export interface ToSign<Unsigned> {
  sentence: BilingualText;
  /** With what the officer fills in here. */
  signs: (form: FormData) => Unsigned;
  onLeave: () => void;
  /** What is signed, where the sentence does not say it all, and what is filled in. */
  children?: ComponentChildren;
}

/** An officer signs one sentence with their own number and PIN or security key, whoever is signed in at the station. */
export function SignedDialog({
  url,
  sentence,
  signs,
  onLeave,
  children,
}: ToSign<object> & { url: '/api/desk' | '/api/visitor' }) {
  return (
    <Dialog title={<Text of={sentence} />} onLeave={onLeave}>
      <CredentialsForm
        url={url}
        title="gate.sign-here"
        instruction={children}
        bodyOf={(credentials, form) => ({ ...signs(form), ...credentials })}
        onDone={onLeave}
      >
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </CredentialsForm>
    </Dialog>
  );
}
