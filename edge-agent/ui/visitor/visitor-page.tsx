import { say } from '@custody-edge/ui-kit';
import { useTone } from '@custody-edge/ui-kit/components';
import type { VisitorAction } from '../../src/visitor/actions.ts';
import type { VisitorDeskView, VisitorView } from '../../src/visitor/view.ts';
import { useWedge } from '../gate/use-wedge.ts';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import { Entry } from './entry.tsx';
import { Exit, Goodbye, PassedIn, TurnedAway } from './exit.tsx';
import { Hold } from './hold.tsx';
import { Home } from './home.tsx';
import { Legal, Lists } from './lists.tsx';
import type { Press } from './press.ts';
import '../gate/step.css';
import '../gate/home.css';
import '../gate/outcome.css';
import '../gate/glass.css';
import '../gate/photograph.css';
import './visitor.css';

export function VisitorPage({ view }: { view: VisitorView }) {
  const { desk, captures, alarms } = view;
  const step = desk.step === 'entry' ? `entry ${desk.page}` : desk.step === 'list' ? `list ${desk.list}` : desk.step;
  const { press, refusal, refuse, closeRefusal } = useAction<VisitorAction>(
    '/api/visitor',
    step,
    ({ action }) => action === 'find',
  );
  const unread = () => refuse(say('gate.scan-broken'));
  useWedge({
    onCode: async (text) => {
      if ((await press({ action: 'scan', text })) === 'busy') unread();
    },
    onBroken: unread,
  });
  useTone(signOf(desk), `${step} ${captures} ${'again' in desk ? desk.again?.en : ''}`);
  useTone(alarms.length > 0 ? 'stop' : 'information', alarms.map(({ id }) => id).join());
  return (
    <StationFrame
      status={view.status}
      refusal={refusal}
      onCloseRefusal={closeRefusal}
      insists={desk.step === 'hold'}
      step={step}
    >
      <Desk key={step} view={view} press={press} />
    </StationFrame>
  );
}

function signOf(desk: VisitorDeskView) {
  if (desk.step === 'hold') return 'stop';
  if (desk.step === 'passed' || desk.step === 'goodbye') return 'go';
  if (desk.step === 'turned-away' || (desk.step === 'entry' && desk.page === 'turn-away')) return 'wait';
  return 'again' in desk && desk.again ? 'wait' : 'information';
}

function Desk({ view, press }: { view: VisitorView; press: Press }) {
  const { desk } = view;
  switch (desk.step) {
    case 'home':
      return <Home view={view} press={press} />;
    case 'entry':
      return <Entry desk={desk} press={press} />;
    case 'turned-away':
      return <TurnedAway desk={desk} press={press} />;
    case 'passed':
      return <PassedIn desk={desk} press={press} />;
    case 'exit':
      return <Exit desk={desk} press={press} />;
    case 'goodbye':
      return <Goodbye desk={desk} press={press} />;
    case 'hold':
      return <Hold desk={desk} />;
    case 'list':
      return <Lists desk={desk} view={view} press={press} />;
    case 'legal':
      return <Legal desk={desk} press={press} />;
  }
}
