import type { BilingualText } from '@custody-edge/foundation';
import {
  act,
  Button,
  Dialog,
  Label,
  type PlainMessageKey,
  personText,
  Sign,
  SubmitButton,
  Text,
} from '@custody-edge/ui-kit/components';
import type { ComponentChildren, TargetedInputEvent, TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PersonLine } from '../src/http/view.ts';

/** The person for a sentence, by name or by what stands for it. */
export const personNamed = ({ identity, subject }: PersonLine): BilingualText =>
  identity ? personText(identity) : { en: subject, ur: subject };

/** Asks the clerk for a paper about one person; the button says what will be done and for whom. */
export function AskDialog({
  verb,
  check,
  address,
  bodyOf,
  onInput,
  onDone,
  onLeave,
  children,
}: {
  verb: BilingualText;
  /** What to be sure of first. */
  check?: PlainMessageKey | undefined;
  address: string;
  /** What is sent, made of the fields. */
  bodyOf: (field: (name: string) => string) => object;
  onInput?: (event: TargetedInputEvent<HTMLFormElement>) => void;
  onDone: () => void;
  onLeave: () => void;
  children: ComponentChildren;
}) {
  const [refusal, setRefusal] = useState<BilingualText>();
  const busy = useRef(false);
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    const form = new FormData(event.currentTarget);
    const refused = await act(
      address,
      bodyOf((name) => String(form.get(name) ?? '').trim()),
    );
    busy.current = false;
    if (refused) setRefusal(refused);
    else onDone();
  };
  return (
    <Dialog title={<Text of={verb} />} onLeave={onLeave}>
      <form class="order-form" onInput={onInput} onSubmit={(event) => void submit(event)}>
        {check && (
          <Sign sign="information" size="line">
            <Label of={check} />
          </Sign>
        )}
        {children}
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
