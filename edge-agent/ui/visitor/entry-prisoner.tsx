import { say } from '@custody-edge/ui-kit';
import { Button, Code, Field, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { SearchTitle, useSearch } from '../search.tsx';
import { EntryButtons, type EntryPageProps } from './entry-frame.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { textIn } from './text-in.ts';

/** Whom the visit is to: as last time by one touch, or by a few letters of name, father's name or number. */
export function EntryPrisoner({ desk, press }: EntryPageProps) {
  const { lastTime, found, visitor } = desk;
  const search = useSearch((query) => press({ action: 'find', query }), found?.query ?? '');
  const [banning, setBanning] = useState(false);
  const isTyped = search.query.trim() !== '';
  const people = isTyped ? (found?.people ?? []) : [];
  const isNobody = isTyped && search.isAnswered && people.length === 0;
  const [only, ...others] = people;
  const choose = (person: string) => void press({ action: 'choose', person });
  const name = visitor ? { en: visitor.name, ur: visitor.name } : say('gate.unknown-person');
  return (
    <div class="step">
      <SearchTitle
        title="visitor.step-prisoner"
        asks="visitor.find-prisoner"
        search={search}
        focused={lastTime === undefined}
        onEnter={only && others.length === 0 ? () => choose(only.subject) : undefined}
      />
      <div class="step-body">
        <ul class="choices">
          {lastTime && (
            <li>
              <button
                type="button"
                class="choice visitor-last"
                data-next
                onClick={() => void press({ action: 'same-as-last' })}
              >
                <strong class="prose">
                  <Text
                    of={say('visitor.same-as-last', {
                      relation: say(`relation.${lastTime.relation}`),
                      person: lastTime.person,
                    })}
                  />
                </strong>
              </button>
            </li>
          )}
          {people.map(({ subject, name: person, number }) => (
            <li key={subject}>
              <button type="button" class="choice" onClick={() => choose(subject)}>
                <strong class="prose">
                  <Text of={person} />
                </strong>
                <Code>{number}</Code>
              </button>
            </li>
          ))}
        </ul>
        {found && found.more > 0 && isTyped && (
          <p class="hint prose">
            <Text of={say('visitor.found-more', { count: found.more })} />
          </p>
        )}
      </div>
      <Sign sign={isNobody ? 'wait' : 'information'} size="line">
        <Text
          of={
            isNobody
              ? say('visitor.found-none')
              : desk.isKnown
                ? say('visitor.known', { visitor: name })
                : say('visitor.find-prisoner')
          }
        />
      </Sign>
      <EntryButtons desk={desk} press={press}>
        {desk.kind === 'family' && (
          <Button rank="quiet" onPress={() => setBanning(true)}>
            <Label of="visitor.ban" />
          </Button>
        )}
      </EntryButtons>
      {banning && (
        <SignDialog
          sentence={say('visitor.sign-ban', { visitor: name })}
          signs={(form) => ({ action: 'ban', until: textIn(form, 'until'), reason: textIn(form, 'reason') })}
          onLeave={() => setBanning(false)}
        >
          <Field name="until" label="visitor.ban-until" type="date" />
          <Field name="reason" label="visitor.ban-reason" maxLength={300} />
        </SignDialog>
      )}
    </div>
  );
}
