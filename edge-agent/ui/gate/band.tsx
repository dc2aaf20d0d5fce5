import type { BandReason } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { PrintState } from '../../src/station/print-state.ts';
import type { Press } from './press.ts';

/** How far a wristband is, and what keeps it. */
export function BandState({ band }: { band: PrintState }) {
  return (
    <>
      <Label of={`band.state-${band.state}`} />
      {band.trouble && (
        <>
          {': '}
          <Text of={band.trouble} />
        </>
      )}
    </>
  );
}

const reasons: readonly BandReason[] = ['lost', 'unreadable', 'never-had-one'];

/** Another wristband for somebody on record, and why: the one before counts no more. */
export function AnotherBand({ person, band, press }: { person: BilingualText; band: PrintState; press: Press }) {
  const [asking, setAsking] = useState(false);
  const leave = () => setAsking(false);
  const print = async (reason: BandReason) => {
    if ((await press({ action: 'another-wristband', reason })) !== 'busy') leave();
  };
  const busy = band.state === 'printing' || band.state === 'waiting';
  return (
    <>
      {!busy && (
        <Button rank="other" onPress={() => setAsking(true)}>
          <Label of="band.another" />
        </Button>
      )}
      {asking && (
        <Dialog title={<Text of={say('band.question', { person })} />} onLeave={leave}>
          <p class="dialog-says">
            <Label of="band.old-is-void" />
          </p>
          <div class="dialog-answers">
            {reasons.map((reason) => (
              <Button key={reason} rank="other" onPress={() => void print(reason)}>
                <Label of={`band.why-${reason}`} />
              </Button>
            ))}
            <Button rank="quiet" onPress={leave}>
              <Label of="gate.go-back" />
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
