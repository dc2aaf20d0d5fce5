import type { CallBackAnswer } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Field,
  Label,
  Sign,
  SubmitButton,
  Text,
  useKeys,
  Written,
} from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskView } from '../../src/gate/view.ts';
import { Choices, chosenOf, Picker } from './choice.tsx';
import { Person } from './listed.tsx';
import type { Press } from './press.ts';
import { SignDialog } from './sign-dialog.tsx';
import { useFirstField } from './use-first-field.ts';

type CallBack = Extract<DeskView, { step: 'call-back' }>;
const callBackAnswers: readonly CallBackAnswer[] = ['confirmed', 'denied', 'not-found'];
interface Said {
  readonly spokeTo: string;
  readonly answer: CallBackAnswer;
}

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

/** A paper is confirmed by telephone: copied first, then the court is called at the number that the centre gave. */
export function CallBackPage({ desk, press }: { desk: CallBack; press: Press }) {
  const [said, setSaid] = useState<Said>();
  const leave = () => void press({ action: 'cancel' });
  useKeys(said ? {} : { Escape: leave });
  return (
    <div class="step">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of="gate.call-back" />
        </span>
        {desk.person && <Person person={desk.person} />}
      </h1>
      {desk.call ? (
        <Call call={desk.call} onSaid={setSaid} onLeave={leave} />
      ) : (
        <Paper desk={desk} press={press} onLeave={leave} />
      )}
      <Sign sign={desk.again ? 'wait' : 'information'} size="line">
        <Text of={desk.instruction} />
      </Sign>
      {said && (
        <SignDialog
          sentence={say(`call-back.${said.answer}`)}
          signs={() => ({ action: 'call-back', ...said })}
          onLeave={() => setSaid(undefined)}
        />
      )}
    </div>
  );
}

/** What stands on the paper, and whose it is. */
function Paper({ desk, press, onLeave }: { desk: CallBack; press: Press; onLeave: () => void }) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const order = {
      orderId: textOf(form, 'orderId'),
      court: textOf(form, 'court'),
      caseNumber: textOf(form, 'caseNumber'),
    };
    const prisonerNumber = textOf(form, 'prisonerNumber');
    void press({ action: 'call-back-order', order, ...(prisonerNumber !== '' && { prisonerNumber }) });
  };
  const { orderId = '', court = '', caseNumber = '' } = desk.order;
  const form = useFirstField(orderId === '');
  return (
    <form ref={form} class="admission-form step-body" onSubmit={submit}>
      <div class="fields pass-fields">
        <Field name="orderId" label="paper.release-order" maxLength={60} initial={orderId} />
        <Picker name="court" label="paper.court" choose="gate.choose-court" values={desk.courts} initial={court} />
        <Field name="caseNumber" label="paper.case" maxLength={60} initial={caseNumber} />
        {!desk.person && <Field name="prisonerNumber" label="person.number" maxLength={40} />}
      </div>
      <div class="step-buttons">
        <SubmitButton disabled={desk.courts.length === 0}>
          <Label of="gate.call-back-next" />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="common.leave" />
        </Button>
      </div>
    </form>
  );
}

/** The number in large, and what is said at its other end. */
function Call({
  call,
  onSaid,
  onLeave,
}: {
  call: NonNullable<CallBack['call']>;
  onSaid: (said: Said) => void;
  onLeave: () => void;
}) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [answer] = chosenOf(form, 'answer', callBackAnswers);
    if (answer) onSaid({ spokeTo: textOf(form, 'spokeTo'), answer });
  };
  const form = useFirstField();
  return (
    <form ref={form} class="admission-form step-body" onSubmit={submit}>
      <div class="call-back">
        <div class="call-number">
          <p class="prose">
            <Label of="gate.call-back-now" />
          </p>
          <strong class="telephone">
            <Code>{call.telephone}</Code>
          </strong>
          <p>
            <Written>{call.court}</Written>
          </p>
        </div>
        <Field name="spokeTo" label="gate.spoke-to" />
        <Choices
          name="answer"
          legend="gate.court-said"
          values={callBackAnswers}
          labelOf={(answer) => `call-back.${answer}`}
        />
      </div>
      <div class="step-buttons">
        <SubmitButton>
          <Label of="gate.sign-order-call-back" />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="common.leave" />
        </Button>
      </div>
    </form>
  );
}
