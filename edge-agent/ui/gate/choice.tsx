import { say } from '@custody-edge/ui-kit';
import { Label, type PlainMessageKey, useLanguage } from '@custody-edge/ui-kit/components';
import { useId } from 'preact/hooks';

/** A few answers of which one, or any, is chosen by a touch. */
export function Choices<Value extends string>({
  name,
  legend,
  values,
  labelOf,
  type = 'radio',
}: {
  name: string;
  legend: PlainMessageKey;
  values: readonly Value[];
  labelOf: (value: Value) => PlainMessageKey;
  type?: 'radio' | 'checkbox';
}) {
  return (
    <fieldset class="choice-set">
      <legend class="prose">
        <Label of={legend} />
      </legend>
      {values.map((value) => (
        <label key={value} class="choice-one">
          <input type={type} name={name} value={value} required={type === 'radio'} />
          <span class="prose">
            <Label of={labelOf(value)} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** One of a list that may be long, by its own name. */
export function Picker({
  name,
  label,
  choose,
  values,
  initial,
}: {
  name: string;
  label: PlainMessageKey;
  /** Stands there until something is chosen. */
  choose: PlainMessageKey;
  values: readonly string[];
  initial?: string;
}) {
  const id = useId();
  const { pick } = useLanguage();
  return (
    <div class="field">
      <label for={id}>
        <Label of={label} />
      </label>
      <select id={id} name={name} required>
        <option value="">{pick(say(choose))}</option>
        {values.map((value) => (
          <option key={value} value={value} selected={value === initial}>
            {value}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The value that was chosen; the browser keeps a form from being sent without one. */
export const chosenOf = <Value extends string>(form: FormData, name: string, values: readonly Value[]): Value[] =>
  values.filter((value) => form.getAll(name).includes(value));
