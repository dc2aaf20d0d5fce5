import type { Sex } from '@custody-edge/event-contract';
import { Field, Label, SubmitButton } from '@custody-edge/ui-kit/components';
import { Choices } from '../gate/choice.tsx';
import { useFirstField } from '../gate/use-first-field.ts';
import { EntryButtons, type EntryPageProps, EntryTitle } from './entry-frame.tsx';
import { textIn } from './text-in.ts';

const sexes = ['F', 'M', 'X'] as const satisfies readonly Sex[];

/** Name and address of whoever comes for the first time. What sex they are the visitor says: no number tells it. */
export function EntryWho({ desk, press }: EntryPageProps) {
  const form = useFirstField();
  return (
    <form
      ref={form}
      class="step"
      onSubmit={(event) => {
        event.preventDefault();
        const filled = new FormData(event.currentTarget);
        const sex = sexes.find((one) => one === filled.get('sex'));
        if (!sex) return;
        const who = {
          name: textIn(filled, 'name'),
          parentage: textIn(filled, 'parentage'),
          address: textIn(filled, 'address'),
          sex,
        };
        const licence = desk.kind === 'legal' ? { licence: textIn(filled, 'licence') } : {};
        void press({ action: 'who', who: { ...who, ...licence } });
      }}
    >
      <EntryTitle desk={desk}>
        <Label of="visitor.step-who" />
      </EntryTitle>
      <div class="step-body">
        <div class="fields visitor-fields">
          <Field name="name" label="visitor.name" />
          <Field name="parentage" label="visitor.parentage" />
          <Field name="address" label="visitor.address" maxLength={200} />
          {desk.kind === 'legal' && <Field name="licence" label="visitor.licence" maxLength={60} />}
        </div>
        <Choices name="sex" legend="visitor.sex" values={sexes} labelOf={(sex) => `visitor.sex-${sex}` as const} />
      </div>
      <EntryButtons desk={desk} press={press}>
        <SubmitButton>
          <Label of="visitor.go-on" />
        </SubmitButton>
      </EntryButtons>
    </form>
  );
}
