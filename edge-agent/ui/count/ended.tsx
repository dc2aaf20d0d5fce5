import { say, wallTime } from '@custody-edge/ui-kit';
import { Button, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { CountEndedView } from '../../src/count/view.ts';
import type { PrintState } from '../../src/station/print-state.ts';
import { ListButtons } from './print-list.tsx';
import './count.css';

/** The result as it was signed, until the officer goes on. */
export function CountEnded({
  result,
  slips,
  onLeave,
}: {
  result: CountEndedView;
  slips: PrintState | undefined;
  onLeave: () => void;
}) {
  useKeys({ Escape: onLeave });
  const { kind, at, accounted, expected, missing, unexplained } = result;
  return (
    <div class="tally-ended">
      <h1 class="prose">
        <Label of={`count.kind-${kind}`} />
        {' · '}
        <Text of={say('count.ended-at', { when: wallTime(at, Date.now()) })} />
      </h1>
      <Sign sign={missing === 0 ? 'go' : 'stop'} size="line">
        <Text of={say('count.list-numbers', { expected, accounted, missing })} />
      </Sign>
      {unexplained > 0 && (
        <Sign sign="wait" size="line">
          <Text of={say('count.end-unexplained', { count: unexplained })} />
        </Sign>
      )}
      <div class="tally-buttons">
        <Button rank="main" onPress={onLeave}>
          <Label of="count.leave" />
        </Button>
        <ListButtons slips={slips} />
      </div>
    </div>
  );
}
