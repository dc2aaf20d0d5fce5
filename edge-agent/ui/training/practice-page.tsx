import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import {
  act,
  Button,
  Label,
  SignShape,
  Text,
  useLanguage,
  useLiveView,
  useTone,
  When,
} from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';
import type { CountAction } from '../../src/count/actions.ts';
import type { GateView } from '../../src/gate/view.ts';
import type { LessonView, PracticeStateView } from '../../src/training/view.ts';
import { EvacuationKey } from '../count/start-count.tsx';
import { useWedge } from '../gate/use-wedge.ts';
import { useAction } from '../use-action.tsx';
import { practiceAddress } from './framed.ts';
import { LessonPanel } from './lesson-panel.tsx';
import './practice.css';

/** The gate of practice, and all around it, on every edge and over no page of it, that it is one; one touch leads back to real work. */
export function PracticePage({ view }: { view: GateView }) {
  const { pick } = useLanguage();
  const { practice } = view.status;
  const counted = useAction<CountAction>('/api/count', 'practice');
  useTone(view.alarms.length > 0 ? 'stop' : 'information', view.alarms.map(({ id }) => id).join());
  useEffect(() => {
    document.title = `${say('practice.word').en} · ${say('practice.word').ur} · ${view.status.stationId}`;
  }, [view.status.stationId]);
  return (
    <div class="practice">
      <header class="practice-band">
        <Words />
        <p class="practice-says prose">
          <Label of="practice.band" />
        </p>
        <EvacuationKey counting={view.counting} press={counted.press} says="practice.count-hold" />
        <Button rank="main" onPress={() => void act('/api/practice/end', {})}>
          <Label of="practice.back" />
        </Button>
      </header>
      <div class="alarms">
        {view.alarms.map(({ id, since, text }) => (
          <div key={id} class="alarm" role="alert">
            <SignShape sign="stop" />
            <p class="alarm-text prose">
              <Text of={text} /> <When at={since} />
            </p>
          </div>
        ))}
      </div>
      <main class="practice-page" aria-label={pick(say('practice.goes-on'))}>
        {practice?.state === 'running' ? <Running /> : <Starting practice={practice} />}
      </main>
      <p class="practice-foot" aria-hidden="true">
        <Words />
        <Words />
        <Words />
      </p>
    </div>
  );
}

/** The word in both languages, whichever the page is in. */
function Words() {
  const word = say('practice.word');
  return (
    <strong class="practice-words">
      <span lang="en" dir="ltr">
        {word.en}
      </span>{' '}
      <span lang="ur" dir="rtl">
        {word.ur}
      </span>
    </strong>
  );
}

function Starting({ practice }: { practice: PracticeStateView | undefined }) {
  const { pick } = useLanguage();
  const { done, of } = practice?.state === 'starting' ? practice : { done: 0, of: 1 };
  return (
    <div class="practice-starting" role="status">
      <p class="prose">
        <Label of="practice.starting" />
      </p>
      <progress value={done} max={of} aria-label={pick(say('practice.starting'))} />
      {done > 0 && (
        <p>
          <Text of={say('practice.step', { done, of })} />
        </p>
      )}
    </div>
  );
}

function Running() {
  const { language, pick } = useLanguage();
  // The page inside keeps its own language from then on; both follow whoever turns one of them.
  const [address] = useState(`${practiceAddress}?lang=${language}`);
  const live = useLiveView<LessonView>('/practice/api/lesson');
  const [shown, setShown] = useState<'gate' | 'panel'>('panel');
  const [refusal, setRefusal] = useState<BilingualText>();
  const lesson = 'view' in live ? live.view : undefined;
  const ended = lesson?.exercise?.outcome !== undefined;
  useEffect(() => {
    if (ended) setShown('panel');
  }, [ended]);
  useWedge({
    onCode: async (text) => setRefusal(await act('/practice/api/desk', { action: 'present-paper', text })),
    onBroken: () => setRefusal(say('gate.scan-broken')),
  });
  if (!lesson) return null;
  return (
    <div class="practice-sides" data-shown={shown}>
      <div class="practice-turn">
        <Button rank="other" onPress={() => setShown(shown === 'gate' ? 'panel' : 'gate')}>
          <Label of={shown === 'gate' ? 'practice.panel' : 'practice.gate'} />
        </Button>
      </div>
      <LessonPanel lesson={lesson} refusal={refusal} onBrought={() => setShown('gate')} />
      {lesson.isPreparing ? (
        <p class="practice-gate practice-preparing prose" role="status">
          <Label of="practice.preparing" />
        </p>
      ) : (
        <iframe key={lesson.run} class="practice-gate" src={address} title={pick(say('practice.gate'))} />
      )}
    </div>
  );
}
