import { Button, Label, type PlainMessageKey, SubmitButton } from '@custody-edge/ui-kit/components';
import type { ComponentChildren, TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useFirstField } from './use-first-field.ts';

/** Reads what was typed into a form. */
export type Read = (name: string) => string;

/** One page of the admission that is filled in, saved with its one button. */
export function PageForm({
  onSave,
  onLeave,
  awaitsPaper = false,
  further,
  children,
}: {
  onSave: (read: Read) => void;
  onLeave: () => void;
  /** A scan fills in what it can. */
  awaitsPaper?: boolean;
  /** A button besides. */
  further?: ComponentChildren;
  children: ComponentChildren;
}) {
  const form = useFirstField(awaitsPaper);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    onSave((name) => String(given.get(name) ?? '').trim());
  };
  return (
    <form ref={form} class="admission-form" onSubmit={submit}>
      <div class="fields">{children}</div>
      <div class="step-buttons">
        <SubmitButton>
          <Label of="gate.save-and-go-on" />
        </SubmitButton>
        {further}
        <Button rank="quiet" onPress={onLeave}>
          <Label of="common.leave" />
        </Button>
      </div>
    </form>
  );
}

/** A question with a few answers, one of which has to be given. */
export function Choice<Value extends string>({
  name,
  question,
  answers,
  chosen,
  onChoose,
  visible = true,
}: {
  name: string;
  question: PlainMessageKey;
  answers: readonly { readonly value: Value; readonly label: PlainMessageKey }[];
  chosen: Value | undefined;
  onChoose?: (value: Value) => void;
  visible?: boolean;
}) {
  return (
    <fieldset class="choice-field" style={{ '--answers': answers.length }}>
      <legend class={visible ? '' : 'visually-hidden'}>
        <Label of={question} />
      </legend>
      {answers.map(({ value, label }) => (
        <label key={value} class="choice-answer">
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={chosen === value}
            onChange={() => onChoose?.(value)}
            required
          />
          <span>
            <Label of={label} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Lines of one kind, as many as there are; each names its fields by its place. */
export function Rows({
  initial,
  least,
  most,
  add,
  children,
}: {
  initial: number;
  least: number;
  most: number;
  add: PlainMessageKey;
  children: (row: number) => ComponentChildren;
}) {
  const [count, setCount] = useState(Math.max(least, initial));
  return (
    <div class="rows">
      {Array.from({ length: count }, (_, row) => (
        <div key={row} class="row">
          {children(row)}
        </div>
      ))}
      <div class="row-buttons">
        {count < most && (
          <Button rank="other" onPress={() => setCount(count + 1)}>
            <Label of={add} />
          </Button>
        )}
        {count > least && (
          <Button rank="quiet" onPress={() => setCount(count - 1)}>
            <Label of="gate.remove-row" />
          </Button>
        )}
      </div>
    </div>
  );
}

/** What was typed into rows; `of` says false of one that is not there. */
export const readRows = <Row,>(most: number, of: (row: number) => Row | false): Row[] =>
  Array.from({ length: most }, (_, row) => of(row)).flatMap((row) => row || []);
