import type { ConflictAnswer } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Label, useKeys } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { DeskView } from '../../src/gate/view.ts';
import type { PersonView } from '../../src/people/shown.ts';
import { Beside, BothNamed, type Compared, Side, written } from './beside.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { Fact } from './fact.tsx';
import { nameOf } from './person.ts';
import { Portrait } from './portrait.tsx';
import type { Press } from './press.ts';

type ConflictView = Extract<DeskView, { step: 'conflict' }>;

/** What was said now beside what is on record, for the senior officer who opened it: one question, three answers. */
export function Conflict({ desk, press }: { desk: ConflictView; press: Press }) {
  const [answer, setAnswer] = useState<ConflictAnswer>();
  const back = () => void press({ action: 'cancel' });
  useKeys(answer ? {} : { Escape: back });
  const { details, record } = desk;
  const said: Compared = {
    title: say('gate.conflict-new'),
    name: nameIn(details),
    number: details.prisonerNumber,
  };
  const known: Compared = {
    title: say('gate.conflict-record'),
    name: nameOf(record),
    number: record.identity?.prisonerNumber,
  };
  return (
    <div class="step">
      <Beside reviewer={desk.reviewer}>
        <Side title={said.title} portrait={<Portrait person={undefined} photograph={desk.photograph} size="large" />}>
          <Fact label="person.name" text={said.name} />
          <Fact label="person.number" text={written(said.number)} />
          <Fact label="paper.warrant" text={written(details.warrantNumber)} />
          <Fact label="paper.case" text={written(details.caseNumber)} />
        </Side>
        <Side title={known.title} portrait={<Portrait person={record} size="large" />}>
          <Fact label="person.name" text={known.name} />
          <Fact label="person.number" text={written(known.number)} />
          <Fact label="gate.conflict-state" text={say(`state.${record.state}`)} />
        </Side>
      </Beside>
      <div class="step-buttons">
        <Button rank="other" onPress={() => setAnswer('same-person')}>
          <Label of={desk.readmits ? 'gate.same-person-again' : 'gate.same-person'} />
        </Button>
        <Button rank="other" onPress={() => setAnswer('different-person')}>
          <Label of="gate.different-person" />
        </Button>
        <Button rank="other" onPress={() => setAnswer('refer')}>
          <Label of="gate.refer" />
        </Button>
        <Button rank="quiet" onPress={back}>
          <Label of="gate.go-back" />
        </Button>
      </div>
      {answer && (
        <ConflictDialog says={answer} onLeave={() => setAnswer(undefined)}>
          <BothNamed both={[said, known]} />
        </ConflictDialog>
      )}
    </div>
  );
}

function nameIn({ name, relation, parentage, prisonerNumber }: ConflictView['details']): BilingualText {
  const whole = name !== undefined && relation !== undefined && parentage !== undefined;
  const identity =
    whole && ({ name, relation, parentage, prisonerNumber: prisonerNumber ?? '' } satisfies PersonView['identity']);
  return identity ? nameOf({ identity }) : written(name);
}
