import { say } from '@custody-edge/ui-kit';
import { useTone } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BenchAction } from '../../src/bench/actions.ts';
import type { BenchDeskView, BenchView } from '../../src/bench/view.ts';
import { useWedge } from '../gate/use-wedge.ts';
import { onDemand } from '../loaded.tsx';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import { CasePage } from './case.tsx';
import { DividePage } from './divide.tsx';
import { ExhibitDesk } from './exhibit-desk.tsx';
import { Home } from './home.tsx';
import { InstrumentsPage } from './instruments.tsx';
import type { Press } from './press.ts';
import { SigningDialog } from './signing.tsx';
import { TrialPage } from './trial.tsx';
import '../gate/step.css';
import '../gate/home.css';
import '../gate/admission.css';
import './bench.css';

const SpectrumPage = onDemand(async () => (await import('./spectrum.tsx')).SpectrumPage);

/** The analyst's glass: what lies on the bench, the one next thing, and over it whatever waits for signatures. */
export function BenchPage({ view }: { view: BenchView }) {
  const step = stepOf(view.desk);
  const { press, refusal, refuse, closeRefusal } = useAction<BenchAction>('/api/bench', step);
  const unread = () => refuse(say('gate.scan-broken'));
  useWedge({
    onCode: async (text) => {
      if ((await press({ action: 'scan', text })) === 'busy') unread();
    },
    onBroken: unread,
  });
  useTone(view.sign, `${view.sign} ${step} ${view.instruction.en} ${view.recent[0]?.id ?? ''}`);
  const { signed, leave } = useSigned(view, press);
  const [shown, setShown] = useState('');
  return (
    <StationFrame
      status={view.status}
      refusal={refusal}
      onCloseRefusal={closeRefusal}
      step={`${step} ${signed} ${shown}`}
    >
      <Desk key={`${step} ${signed}`} view={view} press={press} onShow={setShown} />
      {view.signing && <SigningDialog signing={view.signing} onLeave={leave} />}
    </StationFrame>
  );
}

/** What is on the glass; whatever was open on it closes when this changes. */
function stepOf(desk: BenchDeskView): string {
  switch (desk.step) {
    case 'case':
      return `case ${desk.case.subject} ${desk.scanned ?? ''}`;
    case 'exhibit':
    case 'divide':
    case 'spectrum':
      return `${desk.step} ${desk.exhibit.subject}`;
    case 'trial':
      return `trial ${desk.deviceId} ${desk.trial}`;
    default:
      return desk.step;
  }
}

/** Counts what was signed here: a form whose words are given closes, one that was only left stays as it was filled in. */
function useSigned({ signing }: BenchView, press: Press) {
  const [signed, setSigned] = useState(0);
  const [waited, left] = [useRef(false), useRef(false)];
  const waits = signing !== undefined;
  useEffect(() => {
    if (waited.current && !waits && !left.current) setSigned((count) => count + 1);
    waited.current = waits;
    left.current = false;
  }, [waits]);
  const leave = () => {
    left.current = true;
    void press({ action: 'cancel' });
  };
  return { signed, leave };
}

function Desk({ view, press, onShow }: { view: BenchView; press: Press; onShow: (shown: string) => void }) {
  const { desk } = view;
  switch (desk.step) {
    case 'home':
      return <Home view={view} press={press} />;
    case 'case':
      return <CasePage desk={desk} view={view} press={press} />;
    case 'exhibit':
      return <ExhibitDesk desk={desk} view={view} press={press} onShow={onShow} />;
    case 'spectrum':
      return <SpectrumPage desk={desk} view={view} press={press} />;
    case 'divide':
      return <DividePage desk={desk} view={view} press={press} />;
    case 'instruments':
      return <InstrumentsPage view={view} press={press} />;
    case 'trial':
      return <TrialPage desk={desk} view={view} press={press} />;
  }
}
