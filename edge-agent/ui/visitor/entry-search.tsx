import type { Sex } from '@custody-edge/event-contract';
import { Button, Field, Label, Sign, SubmitButton } from '@custody-edge/ui-kit/components';
import { Choices } from '../gate/choice.tsx';
import { useFirstField } from '../gate/use-first-field.ts';
import { EntryButtons, type EntryPageProps, EntryTitle } from './entry-frame.tsx';
import { textIn } from './text-in.ts';

const sexes = ['F', 'M', 'X'] as const satisfies readonly Sex[];

/** Consent to the search, which the visitor may refuse; women are searched by women. */
export function EntrySearch({ desk, press }: EntryPageProps) {
  const { visitor } = desk;
  const form = useFirstField();
  // Whoever is neither chooses by whom.
  const bySex = visitor?.sex === 'X' ? undefined : visitor?.sex;
  return (
    <form
      ref={form}
      class="step"
      onSubmit={(event) => {
        event.preventDefault();
        const filled = new FormData(event.currentTarget);
        const officerSex = bySex ?? sexes.find((one) => one === filled.get('officerSex'));
        if (officerSex) void press({ action: 'searched', officer: textIn(filled, 'officer'), officerSex });
      }}
    >
      <EntryTitle desk={desk}>
        <Label of="visitor.step-search" />
      </EntryTitle>
      <div class="step-body visitor-form">
        <Sign sign="information" size="line">
          <Label of="visitor.ask-search" />
        </Sign>
        {visitor?.sex === 'F' && (
          <Sign sign="wait" size="line">
            <Label of="visitor.women-search-women" />
          </Sign>
        )}
        <Field name="officer" label="visitor.search-officer" type="number" maxLength={8} />
        {!bySex && (
          <Choices
            name="officerSex"
            legend="visitor.officer-is"
            values={sexes}
            labelOf={(sex) => `visitor.sex-${sex}` as const}
          />
        )}
      </div>
      <EntryButtons desk={desk} press={press}>
        <SubmitButton>
          <Label of="visitor.search-agreed" />
        </SubmitButton>
        <Button rank="other" onPress={() => void press({ action: 'search-refused' })}>
          <Label of="visitor.search-refused" />
        </Button>
      </EntryButtons>
    </form>
  );
}
