import { say } from '@custody-edge/ui-kit';
import { Button, Choice, Field, Label, Sign, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import type { DuressChoice } from '../../src/officers/requests.ts';
import { useAction } from '../use-action.tsx';
import { chosenPin, PinFields } from './pin-fields.tsx';

const fingers = [
  'right-thumb',
  'right-index',
  'right-middle',
  'right-ring',
  'right-little',
  'left-thumb',
  'left-index',
  'left-middle',
  'left-ring',
  'left-little',
] as const satisfies readonly NonNullable<DuressChoice['finger']>[];

/** The PIN and the finger by which an officer says that they are being forced; whether there are any, no page shows. */
export function DuressForm({ officerId, onLeave }: { officerId: string; onLeave: () => void }) {
  const { press, refusal, refuse } = useAction<DuressChoice>('/api/officers/duress', 'duress');
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const pin = chosenPin(form);
    if (pin === undefined) return refuse(say('officer.pins-differ'));
    const finger = fingers.find((one) => one === form.get('finger'));
    const choice = { officerId, ownPin: String(form.get('ownPin')), pin, ...(finger && { finger }) };
    if ((await press(choice)) === 'done') onLeave();
  };
  return (
    <form class="step officer-form" onSubmit={(event) => void send(event)}>
      <h1 class="step-title prose">
        <Label of="officer.duress" />
      </h1>
      <div class="step-body officer-fields">
        <p class="prose">
          <Label of="officer.duress-how" />
        </p>
        <Field name="ownPin" label="officer.own-pin" type="pin" maxLength={12} />
        <PinFields label="officer.duress-pin" />
        <Choice
          name="finger"
          label="officer.duress-finger"
          initial="none"
          options={[
            { value: 'none', text: say('officer.duress-no-finger') },
            ...fingers.map((finger) => ({ value: finger, text: say(`finger.${finger}`) })),
          ]}
        />
      </div>
      {refusal && (
        <Sign sign="wait" size="line">
          <Text of={refusal} />
        </Sign>
      )}
      <div class="step-buttons">
        <SubmitButton>
          <Label of="officer.duress-keep" />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="officer.back" />
        </Button>
      </div>
    </form>
  );
}
