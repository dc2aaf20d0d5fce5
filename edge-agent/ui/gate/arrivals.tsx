import type { BilingualText } from '@custody-edge/foundation';
import { Button, Code, Label, Sign, SignShape, Text, useKeys, When } from '@custody-edge/ui-kit/components';
import type { ArrivalView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';

/** Whom other prisons have sent here; the finger of whoever has come opens their board. */
export function Arrivals({
  arrivals,
  again,
  onLeave,
}: {
  arrivals: readonly ArrivalView[];
  again: BilingualText | undefined;
  onLeave: () => void;
}) {
  useKeys({ Escape: onLeave });
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Label of="gate.arrivals-title" />
      </h1>
      <div class="step-body">
        {arrivals.length === 0 && (
          <Sign sign="information" size="line">
            <Label of="gate.no-arrival" />
          </Sign>
        )}
        <ul class="choices">
          {arrivals.map(({ person, paper, from, dueAt, overdue }) => (
            <li key={person.subject} class="queue-entry">
              <Person person={person} />
              <span class={`listed-facts ${overdue ? 'listed-overdue' : ''}`}>
                {overdue && <SignShape sign="wait" />}
                <When at={dueAt} />
                <Code>{paper}</Code>
                <Text of={from} />
              </span>
            </li>
          ))}
        </ul>
      </div>
      <Sign sign={again ? 'wait' : 'information'} size="line">
        {again ? <Text of={again} /> : <Label of="gate.put-arrival-finger" />}
      </Sign>
      <div class="step-buttons">
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </div>
  );
}
