import { Field, Label, type PlainMessageKey } from '@custody-edge/ui-kit/components';

/** A PIN that is chosen: typed twice, with its rules beside it. */
export function PinFields({ label = 'officer.new-pin' }: { label?: PlainMessageKey }) {
  return (
    <>
      <Field name="pin" label={label} type="pin" maxLength={12} />
      <Field name="pinAgain" label="officer.pin-again" type="pin" maxLength={12} />
      <p class="pin-rule">
        <Label of="officer.pin-rule" />
      </p>
    </>
  );
}

/** The chosen PIN; undefined when it was typed in two ways. */
export function chosenPin(form: FormData): string | undefined {
  const pin = String(form.get('pin'));
  return pin === form.get('pinAgain') ? pin : undefined;
}
