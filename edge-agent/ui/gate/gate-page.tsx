import { say } from '@custody-edge/ui-kit';
import { Button, Label, SignShape, Text, useTone, When } from '@custody-edge/ui-kit/components';
import { useRef, useState } from 'preact/hooks';
import type { CountAction } from '../../src/count/actions.ts';
import type { DeskAction } from '../../src/gate/actions.ts';
import type { DeskView, GateView } from '../../src/gate/view.ts';
import { CountPage } from '../count/count-page.tsx';
import { CountEnded } from '../count/ended.tsx';
import type { PressCount } from '../count/press.ts';
import { CountGoesOn, EvacuationKey } from '../count/start-count.tsx';
import { Outcome } from '../outcome.tsx';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import { Admission } from './admission.tsx';
import { Arrivals } from './arrivals.tsx';
import { Board } from './board.tsx';
import { CallBackPage } from './call-back-page.tsx';
import { ChooseExpected } from './choose-expected.tsx';
import { ChooseRelease } from './choose-release.tsx';
import { Closing } from './closing.tsx';
import { Conflict } from './conflict.tsx';
import { FindPage } from './find-page.tsx';
import { FingerGlass } from './finger-glass.tsx';
import { type Chosen, Home } from './home.tsx';
import { JuvenileAlarms } from './juvenile-alarm.tsx';
import { Match } from './match.tsx';
import { Examining, Moved, NotAllowed, Stop } from './outcome.tsx';
import { PassPage } from './pass-page.tsx';
import type { Press } from './press.ts';
import { Queue } from './queue.tsx';
import { RecordPage } from './record-page.tsx';
import { ReportPage } from './report-page.tsx';
import { DoneWithSlips } from './slip.tsx';
import './gate.css';
import './step.css';
import './steps.css';
import './home.css';
import './queue.css';
import './admission.css';
import './outcome.css';
import './record.css';
import './call-back.css';
import './photograph.css';
import './glass.css';
import { deskSignal, shownDesk } from './signal.ts';
import { choosingPaper, stepsOf } from './steps.ts';
import { StepsBar } from './steps-bar.tsx';
import { useWedge } from './use-wedge.ts';

export function GatePage({ view }: { view: GateView }) {
  const before = useRef<DeskView>(view.desk);
  const desk = shownDesk(view.desk, before.current);
  if (view.desk.step !== 'examining') before.current = view.desk;
  const [choosing, setChoosing] = useState<Chosen>();
  const { press, refusal, refuse, closeRefusal } = useAction<DeskAction>(
    '/api/desk',
    `${desk.step} ${choosing}`,
    ({ action }) => action === 'find',
  );
  const unread = () => refuse(say('gate.scan-broken'));
  useWedge({
    onCode: async (text) => {
      if ((await press({ action: 'present-paper', text })) === 'busy') unread();
    },
    onBroken: unread,
  });
  const [signingIn, setSigningIn] = useState(false);
  const counted = useAction<CountAction>('/api/count', view.counting.count?.id ?? 'none');
  const signal = deskSignal(view.desk, view.captures);
  useTone(signal.sign, signal.cause);
  useTone(view.alarms.length > 0 ? 'stop' : 'information', view.alarms.map(({ id }) => id).join());

  const steps = desk.step === 'home' && choosing === 'release' ? choosingPaper : stepsOf(desk);
  const stopped = desk.step === 'stop';
  const { duty } = view.status;
  const attended = duty.state === 'signed-in' && duty.attends;
  const { count, result } = view.counting;
  const tally = count?.shown ? count : undefined;
  const unattended = !attended && !signingIn && tally?.kind === 'evacuation';
  if (tally || (result && attended))
    return (
      <StationFrame
        status={view.status}
        above={<Alarms alarms={view.alarms} press={attended ? press : undefined} />}
        refusal={counted.refusal}
        onCloseRefusal={counted.closeRefusal}
        step={`count ${tally?.id} ${result?.id}`}
        unattended={unattended}
      >
        {tally ? (
          <CountPage
            count={tally}
            slips={view.counting.slips}
            press={counted.press}
            named={attended}
            onSignIn={() => setSigningIn(true)}
            onLeave={() => void counted.press({ action: 'leave' })}
            onEscaped={(subject) => void reportEscape(subject, counted.press, press)}
          />
        ) : (
          result && (
            <CountEnded
              result={result}
              slips={view.counting.slips}
              onLeave={() => void counted.press({ action: 'leave' })}
            />
          )
        )}
      </StationFrame>
    );
  return (
    <StationFrame
      status={view.status}
      above={
        <>
          <Alarms alarms={view.alarms} press={stopped || !attended ? undefined : press} />
          {!attended && (
            <div class="tally-above">
              <EvacuationKey counting={view.counting} press={counted.press} />
            </div>
          )}
          {attended && <CountGoesOn counting={view.counting} press={counted.press} />}
          {attended && <Closing key={desk.step} closesInMs={view.closesInMs} />}
          {desk.step === 'home' && <JuvenileAlarms juveniles={view.juveniles} />}
        </>
      }
      refusal={refusal}
      onCloseRefusal={closeRefusal}
      insists={stopped}
      step={`${stepName(desk)} ${choosing}`}
    >
      {duty.finger === undefined && showsGlass(desk) && <FingerGlass place="above" />}
      <div class="gate-desk">
        {steps && <StepsBar steps={steps} />}
        {choosing && desk.step === 'home' ? (
          <Choose what={choosing} view={view} press={press} onLeave={() => setChoosing(undefined)} />
        ) : (
          <Desk
            view={view}
            desk={desk}
            press={press}
            pressCount={counted.press}
            onChoose={setChoosing}
            onStep={() => setChoosing(undefined)}
          />
        )}
      </div>
    </StationFrame>
  );
}

/** The report that follows from a line of the count: the person's record first, since that is what it is written in. */
async function reportEscape(subject: string, pressCount: PressCount, press: Press): Promise<void> {
  if ((await pressCount({ action: 'leave' })) !== 'done') return;
  if ((await press({ action: 'open-record', subject })) !== 'done') return;
  await press({ action: 'begin-report', report: 'escape' });
}

/** Names the step, and how far it is where it has several parts. */
function stepName(desk: DeskView): string {
  switch (desk.step) {
    case 'admission':
      return `admission ${desk.page}`;
    case 'pass':
      return `pass ${desk.movement} ${JSON.stringify(desk.pass ?? desk.transfer)}`;
    case 'queue':
      return `queue ${desk.movement} ${desk.statesManifest}`;
    case 'report':
      return `report ${desk.report} ${desk.details !== undefined}`;
    case 'call-back':
      return `call-back ${desk.call !== undefined}`;
    default:
      return desk.step;
  }
}

/** Over what is being worked on; what has come of it fills the glass by itself. */
function showsGlass(desk: DeskView): boolean {
  switch (desk.step) {
    case 'admission':
      return desk.page !== 'fingers';
    case 'home':
    case 'examining':
    case 'board':
    case 'pass':
    case 'report':
    case 'queue':
    case 'call-back':
    case 'find':
    case 'record':
      return true;
    default:
      return false;
  }
}

function Choose({ what, view, press, onLeave }: { what: Chosen; view: GateView; press: Press; onLeave: () => void }) {
  switch (what) {
    case 'release':
      return <ChooseRelease view={view} press={press} onLeave={onLeave} />;
    case 'admission':
      return <ChooseExpected expected={view.expected} press={press} onLeave={onLeave} />;
    case 'arrivals':
      return (
        <Arrivals
          arrivals={view.arrivals}
          again={view.desk.step === 'home' ? view.desk.again : undefined}
          onLeave={onLeave}
        />
      );
  }
}

function Desk({
  view,
  desk,
  press,
  pressCount,
  onChoose,
  onStep,
}: {
  view: GateView;
  desk: DeskView;
  press: Press;
  pressCount: PressCount;
  onChoose: (what: Chosen) => void;
  onStep: () => void;
}) {
  switch (desk.step) {
    case 'home':
      return <Home view={view} again={desk.again} press={press} pressCount={pressCount} onChoose={onChoose} />;
    case 'examining':
      return <Examining />;
    case 'admission':
      return <Admission desk={desk} press={press} onShown={onStep} />;
    case 'board':
      return <Board desk={desk} press={press} onShown={onStep} />;
    case 'pass':
      return <PassPage desk={desk} press={press} />;
    case 'find':
      return <FindPage desk={desk} press={press} />;
    case 'record':
      return <RecordPage key={desk.person.subject} desk={desk} press={press} />;
    case 'report':
      return <ReportPage key={`${desk.report} ${desk.person.subject}`} desk={desk} press={press} />;
    case 'call-back':
      return <CallBackPage desk={desk} press={press} />;
    case 'noted':
      return <Outcome sign="information" text={desk.text} press={press} />;
    case 'queue':
      return <Queue key={desk.movement} desk={desk} press={press} />;
    case 'passed':
      return <Moved text={desk.text} notices={desk.notices} press={press} />;
    case 'done':
      return desk.slip ? (
        <DoneWithSlips text={desk.text} slip={desk.slip} band={desk.wristband} press={press} />
      ) : (
        <Moved text={desk.text} notices={desk.notice ? [desk.notice] : []} band={desk.wristband} press={press} />
      );
    case 'stop':
      return <Stop desk={desk} press={press} />;
    case 'conflict':
      return <Conflict desk={desk} press={press} />;
    case 'match':
      return <Match desk={desk} press={press} />;
    case 'not-allowed':
      return <NotAllowed desk={desk} press={press} />;
  }
}

/** Over every step, the stop as well; there without its button, so that two buttons stay two. */
function Alarms({ alarms, press }: { alarms: GateView['alarms']; press: Press | undefined }) {
  return (
    <div class="alarms">
      {alarms.map(({ id, since, text }) => (
        <div key={id} class="alarm" role="alert">
          <SignShape sign="stop" />
          <p class="alarm-text prose">
            <Text of={text} /> <When at={since} />
          </p>
          {press && (
            <Button rank="quiet" onPress={() => void press({ action: 'acknowledge-alarm', id })}>
              <Label of="gate.alarm-seen" />
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
