import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { addressOf, Button, Dialog, Label, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { SlipView } from '../../src/gate/view.ts';
import type { PrintState } from '../../src/station/print-state.ts';
import { Outcome } from '../outcome.tsx';
import { BandState } from './band.tsx';
import type { Press } from './press.ts';
import './slip.css';

/** How far the slips are, and what keeps them. */
export function SlipState({ slip }: { slip: SlipView }) {
  return (
    <>
      <Label of={`slip.state-${slip.state}`} />
      {slip.trouble && (
        <>
          {': '}
          <Text of={slip.trouble} />
        </>
      )}
    </>
  );
}

/** Done, with slips: what becomes of them, while the next person may already come. */
export function DoneWithSlips({
  text,
  slip,
  band,
  press,
}: {
  text: BilingualText;
  slip: SlipView;
  band: PrintState | undefined;
  press: Press;
}) {
  const [showing, setShowing] = useState(false);
  return (
    <>
      <Outcome
        sign="go"
        text={text}
        press={press}
        covered={showing}
        buttons={<SlipButtons slip={slip} asCopy={false} press={press} onShow={() => setShowing(true)} />}
      >
        <p class="second-sentence">
          <SlipState slip={slip} />
        </p>
        {band && (
          <p class="second-sentence">
            <BandState band={band} />
          </p>
        )}
      </Outcome>
      {showing && <SlipDialog slip={slip} onLeave={() => setShowing(false)} />}
    </>
  );
}

/** What an officer can do about the slips: have them printed again, or see and print them here. */
export function SlipButtons({
  slip,
  asCopy,
  press,
  onShow,
}: {
  slip: SlipView;
  /** They are only copies by now: that they are asked for goes on record. */
  asCopy: boolean;
  press: Press;
  onShow: () => void;
}) {
  const busy = slip.state === 'printing' || slip.state === 'waiting';
  const stuck = slip.state === 'waiting' || slip.state === 'failed';
  const show = async () => {
    if (!asCopy || (await press({ action: 'print-slip' })) === 'done') onShow();
  };
  return (
    <>
      {slip.printer && !busy && (
        <Button rank="other" onPress={() => void press({ action: 'print-slip' })}>
          <Label of="slip.print-again" />
        </Button>
      )}
      {(!slip.printer || (stuck && !asCopy)) && (
        <Button rank="other" onPress={() => void show()}>
          <Label of="slip.show" />
        </Button>
      )}
    </>
  );
}

/** The slips as they are drawn for paper, for a browser with a printer of its own. */
export function SlipDialog({ slip, onLeave }: { slip: SlipView; onLeave: () => void }) {
  const { pick } = useLanguage();
  return (
    <Dialog title={<Label of={`slip.${slip.kind}`} />} onLeave={onLeave}>
      <dl class="slip-pages" tabIndex={0}>
        {slip.recipients.map((recipient) => (
          <div key={recipient}>
            <dt>
              <Label of={`slip.for-${recipient}`} />
            </dt>
            <dd>
              <img
                src={addressOf(`/api/slip/${recipient}?event=${slip.event}`)}
                alt={pick(say(`slip.for-${recipient}`))}
              />
            </dd>
          </div>
        ))}
      </dl>
      <div class="slip-buttons">
        <Button rank="main" onPress={() => window.print()}>
          <Label of="slip.print-here" />
        </Button>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="slip.close" />
        </Button>
      </div>
    </Dialog>
  );
}
