import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import {
  act,
  Button,
  Dialog,
  Field,
  Label,
  personText,
  Sign,
  SubmitButton,
  Text,
  When,
} from '@custody-edge/ui-kit/components';
import type { TargetedInputEvent, TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PersonLine } from '../src/http/view.ts';

export type OrderKind = 'court-list' | 'release-order';

const addresses: Readonly<Record<OrderKind, string>> = {
  'court-list': '/api/court-list',
  'release-order': '/api/release-orders',
};

/** Asks the clerk for an order about one person; the button says what will be done and for whom. */
export function OrderDialog({
  kind,
  person,
  onSent,
  onLeave,
}: {
  kind: OrderKind;
  person: PersonLine;
  onSent: (text: BilingualText) => void;
  onLeave: () => void;
}) {
  const [refusal, setRefusal] = useState<BilingualText>();
  const [dueBack, setDueBack] = useState<string>();
  const busy = useRef(false);
  const named = {
    person: person.identity ? personText(person.identity) : { en: person.subject, ur: person.subject },
  };
  const verb = say(`centre.${kind}-person`, named);

  // A browser writes a date in the order of its own country: the day first stands beside it.
  const readDueBack = (event: TargetedInputEvent<HTMLFormElement>) => {
    const typed = String(new FormData(event.currentTarget).get('dueBack') ?? '');
    setDueBack(typed === '' ? undefined : new Date(typed).toISOString());
  };
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const paper = { orderId: text('orderId'), court: text('court'), caseNumber: text('caseNumber') };
    const order = kind === 'court-list' ? { ...paper, dueBack: new Date(text('dueBack')).toISOString() } : paper;
    const refused = await act(addresses[kind], { subject: person.subject, order });
    busy.current = false;
    if (refused) setRefusal(refused);
    else onSent(say(`centre.${kind}-sent`, named));
  };
  return (
    <Dialog title={<Text of={verb} />} onLeave={onLeave}>
      <form class="order-form" onInput={readDueBack} onSubmit={(event) => void submit(event)}>
        {kind === 'release-order' && (
          <Sign sign="information" size="line">
            <Label of="centre.release-order-check" />
          </Sign>
        )}
        <Field
          name="orderId"
          label={kind === 'court-list' ? 'centre.production-order' : 'centre.release-order-number'}
          maxLength={60}
        />
        <Field name="court" label="paper.court" />
        <Field name="caseNumber" label="paper.case" maxLength={60} />
        {kind === 'court-list' && <Field name="dueBack" label="paper.due-back" type="datetime-local" />}
        {dueBack !== undefined && (
          <p class="due-back">
            <Label of="paper.due-back" /> <When at={dueBack} />
          </p>
        )}
        {refusal && (
          <Sign sign="wait" size="line">
            <Text of={refusal} />
          </Sign>
        )}
        <div class="order-buttons">
          <SubmitButton>
            <Text of={verb} />
          </SubmitButton>
          <Button rank="quiet" onPress={onLeave}>
            <Label of="centre.leave" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
