import type { MatchAnswer } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Button, Field, Label, useKeys } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { DeskView, MatchView } from '../../src/gate/view.ts';
import { Beside, BothNamed, type Compared, Side, written } from './beside.tsx';
import { Fact } from './fact.tsx';
import { nameOf } from './person.ts';
import { Portrait } from './portrait.tsx';
import type { Press } from './press.ts';
import { SignDialog } from './sign-dialog.tsx';

type View = Extract<DeskView, { step: 'match' }>;

/** Who was admitted here beside whom the centre found alike, for the senior officer who opened them: one question, three answers. */
export function Match({ desk, press }: { desk: View; press: Press }) {
  const [answer, setAnswer] = useState<MatchAnswer>();
  const back = () => void press({ action: 'cancel' });
  useKeys(answer ? {} : { Escape: back });
  const { admitted, match, other, warrant } = desk;
  const { prison } = match;
  const here: Compared = {
    title: say('match.here'),
    name: nameOf(admitted),
    number: admitted.identity?.prisonerNumber,
  };
  const there: Compared = {
    title: say('match.there', { prison }),
    name: other ? nameOf({ identity: other }) : say('match.erased'),
    number: other?.prisonerNumber,
  };
  return (
    <div class="step">
      <Beside reviewer={desk.reviewer}>
        <Side title={here.title} portrait={<Portrait person={admitted} size="beside" />}>
          <Fact label="person.name" text={here.name} />
          <Fact label="person.number" text={written(here.number)} />
          <Fact label="paper.warrant" text={written(warrant.number)} />
          <Fact label="paper.case" text={written(warrant.caseNumber)} />
        </Side>
        <Side title={there.title}>
          <Fact label="person.name" text={there.name} />
          {other && <Fact label="person.number" text={written(there.number)} />}
          {other?.aliases.map((alias) => (
            <Fact
              key={`${alias.name} ${alias.parentage}`}
              label="match.alias"
              text={nameOf({ identity: { ...alias, prisonerNumber: '' } })}
            />
          ))}
        </Side>
      </Beside>
      <div class="step-buttons">
        <Button rank="other" onPress={() => setAnswer('same-person')}>
          <Label of="gate.same-person" />
        </Button>
        <Button rank="other" onPress={() => setAnswer('different-person')}>
          <Label of="gate.different-person" />
        </Button>
        <Button rank="other" onPress={() => setAnswer('stand-in-suspected')}>
          <Label of="match.stand-in-suspected" />
        </Button>
        <Button rank="quiet" onPress={back}>
          <Label of="gate.go-back" />
        </Button>
      </div>
      {answer && (
        <SignDialog
          sentence={say(`match.sign-${answer}`, { prison })}
          signs={(form) => ({
            action: 'settle-match',
            person: match.person,
            finding: answer,
            reason: String(form.get('reason') ?? '').trim(),
          })}
          onLeave={() => setAnswer(undefined)}
        >
          <BothNamed both={[here, there]} />
          <Field name="reason" label="match.reason" maxLength={300} />
        </SignDialog>
      )}
    </div>
  );
}

/** A senior officer signs that they look. */
export function OpenMatch({ match, onLeave }: { match: MatchView; onLeave: () => void }) {
  const { person, prison } = match;
  return (
    <SignDialog
      sentence={say('match.sign-open', { prison })}
      signs={() => ({ action: 'settle-match', person, finding: 'open' })}
      onLeave={onLeave}
    />
  );
}
