import type { BilingualText } from '@custody-edge/foundation';
import { Button, Label, playTone, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskView } from '../../src/gate/view.ts';
import type { PrintState } from '../../src/station/print-state.ts';
import { Outcome } from '../outcome.tsx';
import { BandState } from './band.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { Person } from './listed.tsx';
import type { Press } from './press.ts';
import { UnreadableDialog } from './unreadable-dialog.tsx';

/** A finger still tapping on the page before must not answer a stop that nobody has read yet. */
const unreadMs = 1_000;

export function Examining() {
  return (
    <Sign sign="information" size="panel">
      <Label of="gate.examining" />
    </Sign>
  );
}

/** Whoever has passed, and what is to be done with some of them now. */
export function Moved({
  text,
  notices,
  band,
  press,
}: {
  text: BilingualText;
  notices: readonly BilingualText[];
  /** Of somebody just admitted, where the house has wristbands. */
  band?: PrintState | undefined;
  press: Press;
}) {
  return (
    <Outcome sign={notices.length > 0 ? 'wait' : 'go'} text={text} press={press}>
      {notices.map((notice) => (
        <p class="second-sentence" key={notice.en}>
          <Text of={notice} />
        </p>
      ))}
      {band && (
        <p class="second-sentence">
          <BandState band={band} />
        </p>
      )}
    </Outcome>
  );
}

/** Fills the glass: one sentence, two buttons, no way round. */
export function Stop({ desk, press }: { desk: Extract<DeskView, { step: 'stop' }>; press: Press }) {
  const { text, comparable, unreadable } = desk;
  const [comparing, setComparing] = useState(false);
  const [calling, setCalling] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const shownAt = useRef(Date.now());
  useEffect(() => {
    shownAt.current = Date.now();
  }, []);
  const call = () => {
    setCalling(true);
    playTone('stop');
  };
  const keep = () => {
    if (Date.now() - shownAt.current >= unreadMs) void press({ action: 'keep-in-custody' });
  };
  useKeys(comparing || choosing ? {} : { Enter: call });
  return (
    <div class="whole-glass">
      <Sign sign="stop" size="panel">
        <p>
          <Text of={text} />
        </p>
        {calling && (
          <p class="second-sentence">
            <Label of="gate.stay-with-person" />
          </p>
        )}
        <div class="panel-buttons">
          <Button rank="other" onPress={call}>
            <Label of="gate.call-duty-officer" />
          </Button>
          <Button rank="other" onPress={keep}>
            <Label of="gate.keep-in-custody" />
          </Button>
        </div>
        {calling && comparable && (
          <div class="panel-buttons">
            <Button rank="other" onPress={() => setComparing(true)}>
              <Label of="gate.compare" />
            </Button>
          </div>
        )}
        {calling && unreadable && (
          <div class="panel-buttons">
            <Button rank="other" onPress={() => setChoosing(true)}>
              <Label of="sight.unreadable" />
            </Button>
          </div>
        )}
      </Sign>
      {choosing && <UnreadableDialog press={press} onLeave={() => setChoosing(false)} />}
      {comparing && <ConflictDialog says="open" onLeave={() => setComparing(false)} />}
    </div>
  );
}

/** The paper or the record does not allow it: who, why, and the way back. */
export function NotAllowed({ desk, press }: { desk: Extract<DeskView, { step: 'not-allowed' }>; press: Press }) {
  const back = () => void press({ action: 'cancel' });
  useKeys({ Enter: back, Escape: back });
  return (
    <Sign sign="wait" size="panel">
      {desk.person && <Person person={desk.person} face />}
      <ul class="reasons">
        {desk.reasons.map((reason) => (
          <li key={reason.en}>
            <Text of={reason} />
          </li>
        ))}
      </ul>
      <div class="panel-buttons">
        {desk.mayCall && (
          <Button rank="other" onPress={() => void press({ action: 'begin-call-back' })}>
            <Label of="gate.call-court" />
          </Button>
        )}
        <Button rank="other" onPress={back}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </Sign>
  );
}
