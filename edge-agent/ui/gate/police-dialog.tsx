import type { Police } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Field, Label, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import type { PersonView } from '../../src/people/shown.ts';
import { HoldDocumentFields, holdDocumentIn } from './hold-document.tsx';
import { nameOf } from './person.ts';
import type { Press } from './press.ts';

/** Who of the police takes somebody over at the gate, in which matter and on what document. */
export function PoliceDialog({
  person,
  known,
  press,
  onLeave,
}: {
  person: PersonView;
  /** As it was written down before. */
  known: Police | undefined;
  press: Press;
  onLeave: () => void;
}) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = (name: string) => String(form.get(name) ?? '').trim();
    const document = holdDocumentIn(read);
    if (!document) return;
    const [officer, rank, beltNumber] = [read('officer'), read('rank'), read('beltNumber')];
    const [policeStation, caseNumber] = [read('policeStation'), read('caseNumber')];
    const police = { officer, rank, beltNumber, policeStation, caseNumber, document };
    void press({ action: 'to-police', police }).then(onLeave);
  };
  const takeBack = () => void press({ action: 'not-to-police' }).then(onLeave);
  return (
    <Dialog title={<Text of={say('police.who', { person: nameOf(person) })} />} onLeave={onLeave}>
      <form class="query-form" onSubmit={submit}>
        <div class="fields pass-fields">
          <Field name="rank" label="police.rank" maxLength={60} initial={known?.rank ?? ''} />
          <Field name="officer" label="police.officer" initial={known?.officer ?? ''} />
          <Field name="beltNumber" label="police.belt-number" maxLength={40} initial={known?.beltNumber ?? ''} />
          <Field
            name="policeStation"
            label="paper.police-station"
            maxLength={80}
            initial={known?.policeStation ?? ''}
          />
          <Field name="caseNumber" label="paper.case" maxLength={60} initial={known?.caseNumber ?? ''} />
        </div>
        <HoldDocumentFields known={known?.document} />
        <div class="step-buttons">
          <SubmitButton>
            <Label of="police.save" />
          </SubmitButton>
          {known && (
            <Button rank="quiet" onPress={takeBack}>
              <Label of="police.take-back" />
            </Button>
          )}
          <Button rank="quiet" onPress={onLeave}>
            <Label of="gate.go-back" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
