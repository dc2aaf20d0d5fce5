import type { BilingualText } from '@custody-edge/foundation';
import { Button, Label, type PlainMessageKey, SubmitButton, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { Choice } from '../gate/admission-fields.tsx';
import { useFirstField } from '../gate/use-first-field.ts';
import './form.css';

/** One page that is filled in: what it is about above, its one button below. Escape goes back. */
export function BenchForm({
  title,
  save,
  onSave,
  onLeave,
  back = 'gate.go-back',
  awaitsScan = false,
  cannot = false,
  children,
}: {
  title: BilingualText;
  save: BilingualText;
  onSave: (form: FormData) => void;
  onLeave: () => void;
  back?: PlainMessageKey;
  /** The reader may fill something in first: no field takes the keyboard. */
  awaitsScan?: boolean;
  /** Something that no field holds is still missing. */
  cannot?: boolean;
  children: ComponentChildren;
}) {
  const form = useFirstField(awaitsScan);
  useKeys({ Escape: onLeave });
  return (
    <form
      ref={form}
      class="step"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(new FormData(event.currentTarget));
      }}
    >
      <h1 class="step-title prose">
        <Text of={title} />
      </h1>
      <div class="step-body">
        <div class="bench-fields">{children}</div>
      </div>
      <div class="step-buttons">
        <SubmitButton disabled={cannot}>
          <Text of={save} />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of={back} />
        </Button>
      </div>
    </form>
  );
}

/** One answer by a touch; many stand in several rows. */
export function Touch<Value extends string>(asked: {
  name: string;
  question: PlainMessageKey;
  answers: readonly { readonly value: Value; readonly label: PlainMessageKey }[];
  chosen?: Value | undefined;
  onChoose?: (value: Value) => void;
}) {
  const { chosen, ...rest } = asked;
  return (
    <div class={asked.answers.length > 6 ? 'bench-touch bench-touch-many' : 'bench-touch'}>
      <Choice chosen={chosen} {...rest} />
    </div>
  );
}

/** The answer that was touched, of those that there are; the browser keeps a form from being sent without one. */
export const touched = <Value extends string>(
  form: FormData,
  name: string,
  values: readonly [Value, ...Value[]],
): Value => values.find((value) => value === form.get(name)) ?? values[0];
