import { Button, Code, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { DeskView, ListedView } from '../../src/gate/view.ts';
import { Listed } from './listed.tsx';
import { Portrait } from './portrait.tsx';
import type { Press } from './press.ts';

/** A list that empties itself: finger, tone, next. */
export function Queue({
  desk,
  listed,
  press,
}: {
  desk: Extract<DeskView, { step: 'queue' }>;
  listed: readonly ListedView[];
  press: Press;
}) {
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  const out = desk.movement === 'out-to-court';
  return (
    <div class="queue">
      <section class="queue-now">
        <h1 class="queue-head">
          <span class="queue-left">
            <Code>{desk.left}</Code>
          </span>
          <span>
            <span class="step-movement prose">
              <Label of={out ? 'gate.out-to-court' : 'gate.back-from-court'} />
            </span>
            <span class="queue-counted">
              <Label of={out ? 'gate.still-to-go' : 'gate.still-to-return'} />
            </span>
          </span>
        </h1>
        <div class="queue-last" key={desk.last?.person.subject}>
          {desk.last && (
            <Sign sign="go" size="panel">
              <Portrait person={desk.last.person} size="beside" />
              <Text of={desk.last.text} />
            </Sign>
          )}
        </div>
        <Sign sign={desk.again ? 'wait' : 'information'} size="line">
          <Text of={desk.instruction} />
        </Sign>
        <Button rank="other" onPress={leave}>
          <Label of="gate.end-list" />
        </Button>
      </section>
      <ul class="queue-list">
        {listed.length === 0 && (
          <li class="queue-empty prose">
            <Label of={out ? 'gate.no-one-left' : 'gate.no-one-due'} />
          </li>
        )}
        {listed.map((entry) => (
          <li key={entry.orderId} class="queue-entry">
            <Listed listed={entry} withOrder={false} />
          </li>
        ))}
      </ul>
    </div>
  );
}
