import { say } from '@custody-edge/ui-kit';
import { Button, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { DeskView } from '../../src/gate/view.ts';
import type { PersonView } from '../../src/people/shown.ts';
import { SearchTitle, useSearch } from '../search.tsx';
import { Person } from './listed.tsx';
import type { Press } from './press.ts';

/** Looks for a person by a few letters of the name or a number, or by a finger. */
export function FindPage({ desk, press }: { desk: Extract<DeskView, { step: 'find' }>; press: Press }) {
  const search = useSearch((query) => press({ action: 'find', query }), desk.query);
  const leave = () => void press({ action: 'cancel' });
  const open = ({ subject }: PersonView) => void press({ action: 'open-record', subject });
  useKeys({ Escape: leave });
  const only = desk.found.length === 1 ? desk.found[0] : undefined;
  const nobody = desk.query.trim() !== '' && desk.found.length === 0;
  return (
    <div class="step">
      <SearchTitle
        title="record.open"
        asks="record.search"
        search={search}
        focused
        onEnter={only && (() => open(only))}
      />
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
