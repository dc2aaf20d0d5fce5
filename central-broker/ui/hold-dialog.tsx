import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Field } from '@custody-edge/ui-kit/components';
import type { PersonLine } from '../src/http/view.ts';
import { AskDialog, personNamed } from './ask-dialog.tsx';

interface HoldDialogProps {
  readonly person: PersonLine;
  readonly onSent: (text: BilingualText) => void;
  readonly onLeave: () => void;
}

/** Asks for another matter that a person is wanted in. */
export function HoldDialog({ person, onSent, onLeave }: HoldDialogProps) {
  const named = { person: personNamed(person) };
  return (
    <AskDialog
      verb={say('centre.hold-person', named)}
      check="centre.hold-check"
      address="/api/holds"
      bodyOf={(field) => ({
        subject: person.subject,
        hold: { holdId: field('holdId'), authority: field('authority'), caseNumber: field('caseNumber') },
      })}
      onDone={() => onSent(say('centre.hold-sent', named))}
      onLeave={onLeave}
    >
      <Field name="holdId" label="centre.hold-number" maxLength={60} />
      <Field name="authority" label="centre.hold-authority" />
      <Field name="caseNumber" label="paper.case" maxLength={60} />
    </AskDialog>
  );
}

/** Asks by whose order such a matter no longer holds the person. */
export function LiftDialog({ person, holdId, onSent, onLeave }: HoldDialogProps & { readonly holdId: string }) {
  const named = { person: personNamed(person), hold: holdId };
  return (
    <AskDialog
      verb={say('centre.lift-hold-person', named)}
      check="centre.lift-hold-check"
      address="/api/holds/lift"
      bodyOf={(field) => ({ subject: person.subject, holdId, authority: field('authority') })}
      onDone={() => onSent(say('centre.lift-hold-sent', named))}
      onLeave={onLeave}
    >
      <Field name="authority" label="centre.lifted-by" />
    </AskDialog>
  );
}
