import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Field, Label, type PlainMessageKey, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { DeskAction } from '../../src/gate/actions.ts';
import type { BoardMeaning } from '../../src/gate/board/vouch-meanings.ts';
import type { PersonView } from '../../src/gate/view.ts';
import { CredentialsForm } from '../officers/credentials-form.tsx';
import { nameOf, type sentenceFor } from './person.ts';

/** The paper that an officer names when answering for it. */
const papers: Readonly<Record<BoardMeaning, PlainMessageKey | undefined>> = {
  'medical-clearance': 'gate.certificate-number',
  'property-return': 'gate.receipt-number',
  release: undefined,
  'release-review': undefined,
  report: undefined,
  'report-review': undefined,
  'death-certificate': undefined,
  'superintendent-finding': undefined,
};

/** An officer signs with their own number and PIN, whoever is signed in at the station. */
export function VouchDialog({
  meaning,
  sentence,
  person,
  onLeave,
  children,
}: {
  meaning: BoardMeaning;
  sentence: ReturnType<typeof sentenceFor>;
  person: PersonView;
  onLeave: () => void;
  /** What is signed, where the question does not say it all. */
  children?: ComponentChildren;
}) {
  const paper = papers[meaning];
  return (
    <Dialog title={<Text of={say(sentence, { person: nameOf(person) })} />} onLeave={onLeave}>
      <CredentialsForm
        url="/api/desk"
        title="gate.sign-here"
        instruction={paper ? <Field name="paper" label={paper} maxLength={60} /> : children}
        bodyOf={({ officerId, pin }, form): DeskAction => ({
          action: 'vouch',
          meaning,
          officerId,
          pin,
          ...(paper && { paper: String(form.get('paper') ?? '').trim() }),
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
