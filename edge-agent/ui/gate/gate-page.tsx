import { Button, Label, SignShape, Text, useTone, When } from '@custody-edge/ui-kit/components';
import { useRef, useState } from 'preact/hooks';
import type { DeskAction } from '../../src/gate/actions.ts';
import type { DeskView, GateView } from '../../src/gate/view.ts';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import { Admission } from './admission.tsx';
import { Arrivals } from './arrivals.tsx';
import { Board } from './board.tsx';
import { ChooseRelease } from './choose-release.tsx';
import { Home } from './home.tsx';
import { Done, Examining, NotAllowed, Stop } from './outcome.tsx';
import { PassPage } from './pass-page.tsx';
import type { Press } from './press.ts';
import { Queue } from './queue.tsx';
import './gate.css';
import './step.css';
import './home.css';
import './queue.css';
import './admission.css';
import './outcome.css';
import { deskSignal, shownDesk } from './signal.ts';

export function GatePage({ view }: { view: GateView }) {
  const before = useRef<DeskView>(view.desk);
  const desk = shownDesk(view.desk, before.current);
  if (view.desk.step !== 'examining') before.current = view.desk;
  const [list, setList] = useState<'releases' | 'arrivals'>();
  const { press, refusal, closeRefusal } = useAction<DeskAction>('/api/desk', `${desk.step} ${list}`);
  const signal = deskSignal(view.desk, view.captures);
  useTone(signal.sign, signal.cause);
  useTone(view.alarms.length > 0 ? 'stop' : 'information', view.alarms.map(({ id }) => id).join());

  const closeList = () => setList(undefined);
  const stopped = desk.step === 'stop';
  const { duty } = view.status;
  const attended = duty.state === 'signed-in' && duty.attends;
  return (
    <StationFrame
      status={view.status}
      above={<Alarms alarms={view.alarms} press={stopped || !attended ? undefined : press} />}
      refusal={refusal}
      onCloseRefusal={closeRefusal}
      insists={stopped}
    >
      {list === 'releases' && desk.step === 'home' ? (
        <ChooseRelease releases={view.releases} press={press} onLeave={closeList} />
      ) : list === 'arrivals' && desk.step === 'home' ? (
        <Arrivals arrivals={view.arrivals} again={desk.again} onLeave={closeList} />
      ) : (
        <Desk
          view={view}
          desk={desk}
          press={press}
          onRelease={() => setList('releases')}
          onArrivals={() => setList('arrivals')}
          onStep={closeList}
        />
      )}
    </StationFrame>
  );
}

function Desk({
  view,
  desk,
  press,
  onRelease,
  onArrivals,
  onStep,
}: {
  view: GateView;
  desk: DeskView;
  press: Press;
  onRelease: () => void;
  onArrivals: () => void;
  onStep: () => void;
}) {
  switch (desk.step) {
    case 'home':
      return <Home view={view} again={desk.again} press={press} onRelease={onRelease} onArrivals={onArrivals} />;
    case 'examining':
      return <Examining />;
    case 'admission':
      return <Admission desk={desk} press={press} />;
    case 'board':
      return <Board desk={desk} press={press} onShown={onStep} />;
    case 'pass':
      return <PassPage desk={desk} press={press} />;
    case 'queue': {
      const backFromCourt = view.dueBack.filter(({ journey }) => journey === 'court');
      return (
        <Queue desk={desk} listed={desk.movement === 'out-to-court' ? view.toCourt : backFromCourt} press={press} />
      );
    }
    case 'done':
      return <Done desk={desk} press={press} />;
    case 'stop':
      return <Stop text={desk.text} press={press} />;
    case 'not-allowed':
      return <NotAllowed desk={desk} press={press} />;
  }
}

/** Over every step, the stop as well; there without its button, so that two buttons stay two. */
function Alarms({ alarms, press }: { alarms: GateView['alarms']; press: Press | undefined }) {
  return (
    <ul class="alarms">
      {alarms.map(({ id, since, text }) => (
        <li key={id} class="alarm" role="alert">
          <SignShape sign="stop" />
          <p class="alarm-text prose">
            <Text of={text} /> <When at={since} />
          </p>
          {press && (
            <Button rank="quiet" onPress={() => void press({ action: 'acknowledge-alarm', id })}>
              <Label of="gate.alarm-seen" />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
