import { Button, Code, Label } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { CountAction } from '../../src/count/actions.ts';
import type { CountStationView } from '../../src/count/view.ts';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import { CountPage } from './count-page.tsx';
import { CountEnded } from './ended.tsx';
import type { PressCount } from './press.ts';
import { CountGoesOn, EvacuationKey } from './start-count.tsx';

/** The page of a hand-held: a count, or the two ways to begin one. */
export function CountStationPage({ view }: { view: CountStationView }) {
  const { counting, status } = view;
  const { count, result } = counting;
  const [signingIn, setSigningIn] = useState(false);
  const { press, refusal, closeRefusal } = useAction<CountAction>('/api/count', count?.id ?? 'none');
  const { duty } = status;
  const attended = duty.state === 'signed-in' && duty.attends;
  const shown = count?.shown ? count : undefined;
  const unattended = !attended && !signingIn && shown?.kind === 'evacuation';
  return (
    <StationFrame
      status={status}
      refusal={refusal}
      onCloseRefusal={closeRefusal}
      step={`${shown?.id} ${result?.id}`}
      unattended={unattended}
      above={
        !attended && !unattended ? (
          <div class="tally-above">
            <EvacuationKey counting={counting} press={press} />
          </div>
        ) : undefined
      }
    >
      {shown ? (
        <CountPage
          count={shown}
          slips={counting.slips}
          press={press}
          named={attended}
          onSignIn={() => setSigningIn(true)}
        />
      ) : result ? (
        <CountEnded result={result} slips={counting.slips} onLeave={() => void press({ action: 'leave' })} />
      ) : (
        <Begin view={view} press={press} />
      )}
    </StationFrame>
  );
}

function Begin({ view: { counting, inCustody }, press }: { view: CountStationView; press: PressCount }) {
  return (
    <div class="tally-begin">
      <CountGoesOn counting={counting} press={press} />
      <p class="tally-inside">
        <Label of="state.IN_CUSTODY" /> <Code>{inCustody.toLocaleString('en')}</Code>
      </p>
      {!counting.count && (
        <Button rank="main" onPress={() => void press({ action: 'start', kind: 'roll-call' })}>
          <Label of="count.start-roll-call" />
        </Button>
      )}
      <EvacuationKey counting={counting} press={press} />
    </div>
  );
}
