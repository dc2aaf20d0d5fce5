import { say } from '@custody-edge/ui-kit';
import { Button, Label, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { RecordView } from '../../src/gate/view.ts';
import type { Press } from './press.ts';

/** Where in the house a person is kept, and another ward to be chosen for as long as they are kept here. */
export function Ward({ desk: { ward, wards }, press }: { desk: RecordView; press: Press }) {
  const { pick } = useLanguage();
  const [chosen, setChosen] = useState('');
  return (
    <span class="ward">
      {ward ? <Text of={ward.name} /> : <Label of="ward.none" />}
      {wards.length > 0 && (
        <span class="ward-choice">
          <select
            aria-label={pick(say('ward.assign'))}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <option value="" />
            {wards
              .filter(({ id }) => id !== ward?.id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {pick(name)}
                </option>
              ))}
          </select>
          <Button
            rank="quiet"
            disabled={chosen === ''}
            onPress={() => {
              void press({ action: 'assign-ward', ward: chosen });
              setChosen('');
            }}
          >
            <Label of="ward.assign" />
          </Button>
        </span>
      )}
    </span>
  );
}
