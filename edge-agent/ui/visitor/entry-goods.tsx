import { messages, say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Field,
  Label,
  type PlainMessageKey,
  Sign,
  SubmitButton,
  Text,
  useLanguage,
} from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { Book, EntryButtons, type EntryPageProps, EntryTitle } from './entry-frame.tsx';
import { textIn } from './text-in.ts';

/** Children who come along, and what stays at the desk. */
export function EntryGoods({ desk, press }: EntryPageProps) {
  const [children, setChildren] = useState(0);
  const [phones, setPhones] = useState(0);
  return (
    <form
      class="step"
      onSubmit={(event) => {
        event.preventDefault();
        const other = textIn(new FormData(event.currentTarget), 'other');
        const items = [
          ...(phones > 0 ? [{ item: messages['visitor.phone-item'].ur, quantity: phones }] : []),
          ...(other === '' ? [] : [{ item: other, quantity: 1 }]),
        ];
        void press({ action: 'goods', children, items: items.length > 0 ? items : [] });
      }}
    >
      <EntryTitle desk={desk}>
        <Label of="visitor.step-goods" />
      </EntryTitle>
      <div class="step-body visitor-form">
        <Counter label="visitor.children-count" value={children} onChange={setChildren} />
        {children > 0 && (
          <Sign sign="information" size="line">
            <Label of="visitor.children-no-finger" />
          </Sign>
        )}
        <Counter label="visitor.phones" value={phones} onChange={setPhones} />
        <Field name="other" label="visitor.other-goods" maxLength={60} optional />
      </div>
      <EntryButtons desk={desk} press={press}>
        <SubmitButton>
          <Label of="visitor.go-on" />
        </SubmitButton>
        {desk.canBook && <Book press={press} />}
      </EntryButtons>
    </form>
  );
}

function Counter({
  label,
  value,
  onChange,
}: {
  label: PlainMessageKey;
  value: number;
  onChange: (value: number) => void;
}) {
  const { pick } = useLanguage();
  return (
    <fieldset class="visitor-counter" aria-label={pick(say(label))}>
      <span class="visitor-counter-label prose">
        <Label of={label} />
      </span>
      <Button rank="other" disabled={value === 0} onPress={() => onChange(value - 1)}>
        <span aria-hidden="true">−</span>
        <span class="visually-hidden">
          <Text of={say('visitor.one-less')} />
        </span>
      </Button>
      <output>
        <Code>{value}</Code>
      </output>
      <Button rank="other" disabled={value === 20} onPress={() => onChange(value + 1)}>
        <span aria-hidden="true">+</span>
        <span class="visually-hidden">
          <Text of={say('visitor.one-more')} />
        </span>
      </Button>
    </fieldset>
  );
}
