import { say } from '@custody-edge/ui-kit';
import { Button, Label, Sign, Text, useKeys, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskView } from '../../src/gate/view.ts';
import type { PersonView } from '../../src/people/shown.ts';
import { Person } from './listed.tsx';
import type { Press } from './press.ts';

/** How long the typing rests before it is searched for. */
const restMs = 250;

/** Looks for a person by a few letters of the name or a number, or by a finger. */
export function FindPage({ desk, press }: { desk: Extract<DeskView, { step: 'find' }>; press: Press }) {
  const { pick } = useLanguage();
  const [query, setQuery] = useState(desk.query);
  const field = useRef<HTMLInputElement>(null);
  const leave = () => void press({ action: 'cancel' });
  const open = ({ subject }: PersonView) => void press({ action: 'open-record', subject });
  useKeys({ Escape: leave });
  useEffect(() => field.current?.focus(), [field]);
  const asked = useRef(desk.query);
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
  const only = desk.found.length === 1 ? desk.found[0] : undefined;
  const nobody = desk.query.trim() !== '' && desk.found.length === 0;
  return (
    <div class="step">
      <h1 class="step-title find-title">
        <span class="step-movement prose">
          <Label of="record.open" />
        </span>
        <input
          ref={field}
          type="search"
          class="find-field"
          dir="auto"
          maxLength={120}
          autocomplete="off"
          spellcheck={false}
          value={query}
          placeholder={pick(say('record.search'))}
          aria-label={pick(say('record.search'))}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && only && query === desk.query) open(only);
          }}
        />
      </h1>
      <div class="step-body">
        <ul class="choices">
          {desk.found.map((person) => (
            <li key={person.subject}>
              <button type="button" class="choice" onClick={() => open(person)}>
                <Person person={person} />
                <span class="listed-facts">
                  <Label of={`state.${person.state}`} />
                </span>
              </button>
            </li>
          ))}
        </ul>
        {desk.more > 0 && (
          <p class="hint prose">
            <Text of={say('record.more-found', { count: desk.more })} />
          </p>
        )}
      </div>
      <Sign sign={desk.again || nobody ? 'wait' : 'information'} size="line">
        <Text of={desk.again ?? say(nobody ? 'record.nobody-found' : 'record.or-finger')} />
      </Sign>
      <div class="step-buttons">
        <Button rank="quiet" onPress={leave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </div>
  );
}
