import { Label, type PlainMessageKey } from '@custody-edge/ui-kit/components';

/** One of a few answers in a line. */
export function Radios({
  name,
  question,
  answers,
  chosen,
}: {
  name: string;
  question: PlainMessageKey;
  answers: readonly { readonly value: string; readonly label: PlainMessageKey }[];
  chosen: string | undefined;
}) {
  return (
    <fieldset class="choices-in-line">
      <legend>
        <Label of={question} />
      </legend>
      {answers.map(({ value, label }) => (
        <label key={value} class="choice-in-line">
          <input type="radio" name={name} value={value} defaultChecked={chosen === value} required />
          <Label of={label} />
        </label>
      ))}
    </fieldset>
  );
}
