import type { OfficerRole } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Field, Label, Sign, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Enrolment } from '../../src/officers/requests.ts';
import { useAction } from '../use-action.tsx';
import { chosenPin, PinFields } from './pin-fields.tsx';

const roles = [
  'gate-officer',
  'reception',
  'deputy-superintendent',
  'superintendent',
  'clerk',
  'medical',
  'visitor-desk',
  'analyst',
  'supervisor',
  'it',
] as const satisfies readonly OfficerRole[];

/** A new officer chooses a PIN here, and whoever enrols signs for it with their own. */
export function EnrolOfficer({ onEnrolled, onLeave }: { onEnrolled: () => void; onLeave: () => void }) {
  const { press, refusal } = useAction<Enrolment>('/api/officers', 'enrol');
  const [problem, setProblem] = useState<BilingualText>();
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const pin = chosenPin(form);
    setProblem(pin === undefined ? say('officer.pins-differ') : undefined);
    if (pin === undefined) return;
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const held = roles.filter((role) => form.getAll('roles').includes(role));
    const request = { officerId: text('officerId'), name: text('name'), roles: held, pin, ownPin: text('ownPin') };
    void press(request).then((outcome) => {
      if (outcome === 'done') onEnrolled();
    });
  };
  const trouble = problem ?? refusal;
  return (
    <form class="step officer-form" onSubmit={submit}>
      <h1 class="step-title prose">
        <Label of="officer.enrol" />
      </h1>
      <div class="step-body officer-fields">
        <Field name="officerId" label="officer.number" maxLength={8} />
        <Field name="name" label="officer.name" />
        <fieldset class="choices-in-line officer-roles">
          <legend class="visually-hidden">
            <Label of="officer.roles" />
          </legend>
          {roles.map((role) => (
            <label key={role} class="choice-in-line">
              <input type="checkbox" name="roles" value={role} />
              <span>
                <Label of={`role.${role}`} />
              </span>
            </label>
          ))}
        </fieldset>
        <PinFields />
        <Field name="ownPin" label="officer.own-pin" type="pin" maxLength={12} />
      </div>
      {trouble && (
        <Sign sign="wait" size="line">
          <Text of={trouble} />
        </Sign>
      )}
      <div class="step-buttons">
        <SubmitButton>
          <Label of="officer.enrol-this" />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="officer.back" />
        </Button>
      </div>
    </form>
  );
}
