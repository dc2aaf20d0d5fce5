import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Field, Label, When } from '@custody-edge/ui-kit/components';
import type { TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { PersonLine } from '../src/http/view.ts';
import { AskDialog, personNamed } from './ask-dialog.tsx';

export type OrderKind = 'court-list' | 'release-order';

const addresses: Readonly<Record<OrderKind, string>> = {
  'court-list': '/api/court-list',
  'release-order': '/api/release-orders',
};

/** Asks for an order of a court. */
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
  const [dueBack, setDueBack] = useState<string>();
  const named = { person: personNamed(person) };

  // A browser writes a date in the order of its own country: the day first stands beside it.
  const readDueBack = (event: TargetedInputEvent<HTMLFormElement>) => {
    const typed = String(new FormData(event.currentTarget).get('dueBack') ?? '');
    setDueBack(typed === '' ? undefined : new Date(typed).toISOString());
  };
  const bodyOf = (field: (name: string) => string) => {
    const paper = { orderId: field('orderId'), court: field('court'), caseNumber: field('caseNumber') };
    const order = kind === 'court-list' ? { ...paper, dueBack: new Date(field('dueBack')).toISOString() } : paper;
    return { subject: person.subject, order };
  };
  return (
    <AskDialog
      verb={say(`centre.${kind}-person`, named)}
      check={kind === 'release-order' ? 'centre.release-order-check' : undefined}
      address={addresses[kind]}
      bodyOf={bodyOf}
      onInput={readDueBack}
      onDone={() => onSent(say(`centre.${kind}-sent`, named))}
      onLeave={onLeave}
    >
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
    </AskDialog>
  );
}
