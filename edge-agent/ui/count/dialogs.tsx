import type { ByHandReason, TakenBackReason } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { ask, Button, Dialog, Field, Label, Sign, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CountResultView, CountView } from '../../src/count/view.ts';
import { FormPad } from '../form-pad.tsx';
import { NumberField } from '../number-field.tsx';
import type { PressCount } from './press.ts';

const byHandReasons: readonly ByHandReason[] = ['unreadable', 'no-reader', 'ill', 'locked-up', 'refused'];
const takenBackReasons: readonly TakenBackReason[] = ['another-person', 'not-there'];

/** What was asked, its fields, and the two buttons below. */
function Form({
  title,
  verb,
  onSend,
  onLeave,
  isSigned = false,
  children,
}: {
  title: BilingualText;
  verb: 'count.sign-end' | 'count.call-off-now' | 'count.explain';
  onSend: (text: (name: string) => string) => void;
  onLeave: () => void;
  /** An officer's number and PIN are asked for. */
  isSigned?: boolean;
  children: ComponentChildren;
}) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSend((name) => String(form.get(name) ?? '').trim());
  };
  return (
    <Dialog title={<Text of={title} />} onLeave={onLeave}>
      <form class={isSigned ? 'tally-signed' : ''} onSubmit={submit}>
        <div class="tally-form">
          {children}
          <div class="tally-form-buttons">
            <SubmitButton>
              <Label of={verb} />
            </SubmitButton>
            <Button rank="quiet" onPress={onLeave}>
              <Label of="gate.go-back" />
            </Button>
          </div>
        </div>
        {isSigned && <FormPad />}
      </form>
    </Dialog>
  );
}

/** A few answers, each a button. */
function Answers({
  title,
  answers,
  onLeave,
}: {
  title: BilingualText;
  answers: readonly { readonly key: string; readonly label: BilingualText; readonly onPress: () => void }[];
  onLeave: () => void;
}) {
  return (
    <Dialog title={<Text of={title} />} onLeave={onLeave}>
      <div class="tally-form">
        {answers.map(({ key, label, onPress }) => (
          <Button key={key} rank="other" onPress={onPress}>
            <Text of={label} />
          </Button>
        ))}
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </Dialog>
  );
}

/** The officer who ends the count signs the numbers that stand here; when they change meanwhile, they are shown anew. */
export function EndDialog({ count, press, onLeave }: { count: CountView; press: PressCount; onLeave: () => void }) {
  const [result, setResult] = useState<CountResultView>();
  useEffect(() => {
    let left = false;
    void ask<CountResultView>('/api/count/result').then((told) => {
      if (!left && told.ok) setResult(told.value);
    });
    return () => {
      left = true;
    };
  }, [count.revision]);
  if (!result) return null;
  const { digest, unexplained, ...numbers } = result;
  return (
    <Form
      title={say('count.end-question', numbers)}
      verb="count.sign-end"
      onLeave={onLeave}
      isSigned
      onSend={(text) => {
        const officer = { officerId: text('officer'), pin: text('pin') };
        void press({ action: 'end', digest, officer }).then((came) => came !== 'busy' && onLeave());
      }}
    >
      {unexplained > 0 && (
        <Sign sign="stop" size="line">
          <Text of={say('count.end-unexplained', { count: unexplained })} />
        </Sign>
      )}
      <div class="tally-form-pair">
        <NumberField name="officer" label={say('count.officer-number')} kind="officer" />
        <NumberField name="pin" label={say('count.officer-pin')} kind="pin" />
      </div>
    </Form>
  );
}

/** Two officers, and why. */
export function CallOffDialog({ press, onLeave }: { press: PressCount; onLeave: () => void }) {
  return (
    <Form
      title={say('count.call-off-question')}
      verb="count.call-off-now"
      onLeave={onLeave}
      isSigned
      onSend={(text) => {
        const officer = { officerId: text('officer'), pin: text('pin') };
        const second = { officerId: text('second'), pin: text('secondPin') };
        void press({ action: 'call-off', reason: text('reason'), officer, second }).then(
          (came) => came !== 'busy' && onLeave(),
        );
      }}
    >
      <Field name="reason" label="count.reason" maxLength={300} />
      <div class="tally-form-pair">
        <NumberField name="officer" label={say('count.officer-number')} kind="officer" />
        <NumberField name="pin" label={say('count.officer-pin')} kind="pin" />
        <NumberField name="second" label={say('count.second-number')} kind="officer" />
        <NumberField name="secondPin" label={say('count.second-pin')} kind="pin" />
      </div>
    </Form>
  );
}

export function TakeBackDialog({ seen, press, onLeave }: { seen: string; press: PressCount; onLeave: () => void }) {
  const takeBack = (reason: TakenBackReason) => () => {
    onLeave();
    void press({ action: 'take-back', seen, reason });
  };
  return (
    <Answers
      title={say('count.mistake-question')}
      onLeave={onLeave}
      answers={takenBackReasons.map((reason) => ({
        key: reason,
        label: say(`count.back-${reason}`),
        onPress: takeBack(reason),
      }))}
    />
  );
}

/** Somebody counted by name. */
export function ByHandDialog({
  person,
  subject,
  press,
  onLeave,
}: {
  person: BilingualText;
  subject: string;
  press: PressCount;
  onLeave: () => void;
}) {
  return (
    <Answers
      title={say('count.by-hand-question', { person })}
      onLeave={onLeave}
      answers={byHandReasons.map((reason) => ({
        key: reason,
        label: say(`count.hand-${reason}`),
        onPress: () => {
          onLeave();
          void press({ action: 'see', person: subject, reason });
        },
      }))}
    />
  );
}

export function ExplainDialog({
  person,
  subject,
  press,
  onLeave,
}: {
  person: BilingualText;
  subject: string;
  press: PressCount;
  onLeave: () => void;
}) {
  return (
    <Form
      title={say('count.explain-question', { person })}
      verb="count.explain"
      onLeave={onLeave}
      onSend={(text) => {
        onLeave();
        void press({ action: 'explain', person: subject, reason: text('reason') });
      }}
    >
      <Field name="reason" label="count.reason" type="lines" maxLength={300} />
    </Form>
  );
}
