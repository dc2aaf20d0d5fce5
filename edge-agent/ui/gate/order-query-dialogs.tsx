import type { OrderDifference, QueryAnswer } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Field, Label, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { PersonView } from '../../src/people/shown.ts';
import { Choices, chosenOf, Picker } from './choice.tsx';
import { nameOf } from './person.ts';
import type { Press } from './press.ts';
import { SignDialog } from './sign-dialog.tsx';

const orderDifferences: readonly OrderDifference[] = ['name', 'parentage', 'case', 'court'];
const queryAnswers: readonly QueryAnswer[] = ['this-person', 'another-person'];

/** What of an order differs from the record: the court is asked whom it means. */
export function QueryDialog({
  orderIds,
  person,
  press,
  onLeave,
}: {
  /** Orders on the board of which the court was not asked yet. */
  orderIds: readonly string[];
  person: PersonView;
  press: Press;
  onLeave: () => void;
}) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const differs = chosenOf(form, 'differs', orderDifferences);
    const [orderId] = chosenOf(form, 'orderId', orderIds);
    if (orderId === undefined || differs.length === 0) return;
    void press({ action: 'query-order', orderId, differs });
    onLeave();
  };
  return (
    <Dialog title={<Text of={say('gate.what-differs', { person: nameOf(person) })} />} onLeave={onLeave}>
      <form class="query-form" onSubmit={submit}>
        {orderIds.length === 1 ? (
          <input type="hidden" name="orderId" value={orderIds[0]} />
        ) : (
          <Picker name="orderId" label="gate.which-order" choose="gate.which-order" values={orderIds} />
        )}
        <Choices
          name="differs"
          legend="gate.order-differs"
          values={orderDifferences}
          labelOf={(difference) => `differs.${difference}`}
          type="checkbox"
        />
        <div class="step-buttons">
          <SubmitButton>
            <Label of="gate.ask-court" />
          </SubmitButton>
          <Button rank="quiet" onPress={onLeave}>
            <Label of="gate.go-back" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The court's answer, signed by whoever received it. */
export function AnswerDialog({ query, person, onLeave }: { query: string; person: PersonView; onLeave: () => void }) {
  const [said, setSaid] = useState<{ readonly answer: QueryAnswer; readonly reference: string }>();
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [answer] = chosenOf(form, 'answer', queryAnswers);
    if (answer) setSaid({ answer, reference: String(form.get('reference') ?? '').trim() });
  };
  if (said)
    return (
      <SignDialog
        sentence={say(`gate.court-means-${said.answer}`, { person: nameOf(person) })}
        signs={() => ({ action: 'answer-query', query, ...said })}
        onLeave={onLeave}
      />
    );
  return (
    <Dialog title={<Text of={nameOf(person)} />} onLeave={onLeave}>
      <form class="query-form" onSubmit={submit}>
        <Choices
          name="answer"
          legend="gate.court-means"
          values={queryAnswers}
          labelOf={(answer) => `query-answer.${answer}`}
        />
        <Field name="reference" label="gate.court-reference" />
        <div class="step-buttons">
          <SubmitButton>
            <Label of="gate.sign-here" />
          </SubmitButton>
          <Button rank="quiet" onPress={onLeave}>
            <Label of="gate.go-back" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
