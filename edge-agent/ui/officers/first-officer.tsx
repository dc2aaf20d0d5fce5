import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Field, Label, Sign, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { FirstOfficer as Request } from '../../src/officers/requests.ts';
import { useAction } from '../use-action.tsx';
import { chosenPin, PinFields } from './pin-fields.tsx';

const offices = ['superintendent', 'it'] as const;

/** Creates an officer who can enrol the others, with the code that was printed when the station was enrolled. */
export function FirstOfficer({ codeWaits, onLeave }: { codeWaits: boolean; onLeave: (() => void) | undefined }) {
  const { press, refusal } = useAction<Request>('/api/first-officer', 'first-officer');
  const [differ, setDiffer] = useState<BilingualText>();
  if (!codeWaits)
    return (
      <Sign sign="wait" size="panel">
        <Label of="officer.no-code" />
      </Sign>
    );
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const pin = chosenPin(form);
    const role = offices.find((office) => office === form.get('role'));
    setDiffer(pin === undefined ? say('officer.pins-differ') : undefined);
    if (pin === undefined || !role) return;
    const text = (name: string) => String(form.get(name) ?? '').trim();
    void press({ oneTimeCode: text('oneTimeCode'), officerId: text('officerId'), name: text('name'), role, pin }).then(
      (outcome) => {
        if (outcome === 'done') onLeave?.();
      },
    );
  };
  const trouble = differ ?? refusal;
  return (
    <form class="step officer-form" onSubmit={submit}>
      <h1 class="step-title prose">
        <Label of="officer.first" />
      </h1>
      <div class="step-body officer-fields">
        <Field name="oneTimeCode" label="officer.one-time-code" maxLength={40} />
        <Field name="officerId" label="officer.number" maxLength={8} />
        <Field name="name" label="officer.name" />
        <fieldset class="choices-in-line">
          <legend class="visually-hidden">
            <Label of="officer.roles" />
          </legend>
          {offices.map((office) => (
            <label key={office} class="choice-in-line">
              <input type="radio" name="role" value={office} required />
              <span>
                <Label of={`role.${office}`} />
              </span>
            </label>
          ))}
        </fieldset>
        <PinFields />
      </div>
      {trouble ? (
        <Sign sign="wait" size="line">
          <Text of={trouble} />
        </Sign>
      ) : (
        <p class="prose">
          <Label of="officer.first-needed" />
        </p>
      )}
      <div class="step-buttons">
        <SubmitButton>
          <Label of="officer.enrol-this" />
        </SubmitButton>
        {onLeave && (
          <Button rank="quiet" onPress={onLeave}>
            <Label of="officer.back" />
          </Button>
        )}
      </div>
    </form>
  );
}
