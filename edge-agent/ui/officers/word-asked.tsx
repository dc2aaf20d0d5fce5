import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, Text } from '@custody-edge/ui-kit/components';
import type { WordView } from '../../src/officers/view.ts';
import { useAction } from '../use-action.tsx';
import { CredentialsForm } from './credentials-form.tsx';
import { rolesText } from './roles-text.ts';

/** A change of who signs here waits for a second officer, who signs for it in front of whoever began it. */
export function WordAsked({ word: { change, officerId, name, roles } }: { word: WordView }) {
  const { press } = useAction<Record<string, never>>('/api/officers/word/leave', officerId);
  const leave = () => void press({});
  const sentence =
    change === 'enrolled'
      ? say('officer.word-enrolled', { name, officerId, offices: rolesText(roles) })
      : say(`officer.word-${change}`, { name, officerId });
  return (
    <Dialog title={<Text of={sentence} />} onLeave={leave}>
      <CredentialsForm
        url="/api/officers/word"
        title="gate.sign-here"
        instruction={
          <p class="credentials-instruction prose">
            <Label of="officer.word-how" />
          </p>
        }
      >
        <Button rank="quiet" onPress={leave}>
          <Label of="officer.back" />
        </Button>
      </CredentialsForm>
    </Dialog>
  );
}
