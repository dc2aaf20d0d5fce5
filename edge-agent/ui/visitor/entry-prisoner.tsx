import { say } from '@custody-edge/ui-kit';
import { Button, Code, Field, Label, Sign, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';
import { EntryButtons, type EntryPageProps } from './entry-frame.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { textIn } from './text-in.ts';

/** How long the typing rests before it is searched for. */
const restMs = 250;

/** Whom the visit is to: as last time by one touch, or by a few letters of name, father's name or number. */
export function EntryPrisoner({ desk, press }: EntryPageProps) {
  const { pick } = useLanguage();
  const [query, setQuery] = useState('');
  const [banning, setBanning] = useState(false);
  const asked = useRef('');
  useEffect(() => {
    if (query === asked.current) return;
    // The station answers one request at a time: where it is busy, the text is sent a little later.
    const timer = setInterval(async () => {
      if ((await press({ action: 'find', query })) === 'busy') return;
      asked.current = query;
      clearInterval(timer);
    }, restMs);
    return () => clearInterval(timer);
  }, [query]);
  const { lastTime, found, visitor } = desk;
  const people = query.trim() === '' ? [] : (found?.people ?? []);
  const isNobody = query.trim() !== '' && asked.current === query && people.length === 0;
  const name = visitor ? { en: visitor.name, ur: visitor.name } : say('gate.unknown-person');
  return (
    <div class="step">
      <h1 class="step-title find-title">
        <span class="step-movement prose">
          <Label of="visitor.step-prisoner" />
        </span>
        <input
          type="search"
          class="find-field"
          dir="auto"
          maxLength={120}
          autocomplete="off"
          spellcheck={false}
          value={query}
          placeholder={pick(say('visitor.find-prisoner'))}
          aria-label={pick(say('visitor.find-prisoner'))}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </h1>
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
              <button type="button" class="choice" onClick={() => void press({ action: 'choose', person: subject })}>
                <strong class="prose">
                  <Text of={person} />
                </strong>
                <Code>{number}</Code>
              </button>
            </li>
          ))}
        </ul>
        {found && found.more > 0 && query.trim() !== '' && (
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
