import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, SignShape, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useRef } from 'preact/hooks';
import type { ExerciseId, LessonView, OutcomeView, PropView } from '../../src/training/view.ts';
import { useAction } from '../use-action.tsx';

/** What the trainee can have happen. */
type LessonAction =
  | { readonly action: 'begin'; readonly exercise?: ExerciseId }
  | { readonly action: 'finger' | 'paper'; readonly id: string }
  | { readonly action: 'leave' };
type PressLesson = (action: LessonAction) => void;

/** Exercises, and who and what can be brought before the gate; at the end of one, what a good officer would have done. */
export function LessonPanel({
  lesson,
  refusal,
  onBrought,
}: {
  lesson: LessonView;
  refusal: BilingualText | undefined;
  /** Something happens at the gate now. */
  onBrought: () => void;
}) {
  const { pick } = useLanguage();
  const { exercise, run } = lesson;
  const { press, refusal: refused } = useAction<LessonAction>('/practice/api/lesson/act', String(run));
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.scrollTo(0, 0), [run, exercise?.outcome]);
  const send: PressLesson = (action) => {
    void press(action).then((answer) => {
      if (answer === 'done' && (action.action === 'finger' || action.action === 'paper')) onBrought();
    });
  };
  const said = refused ?? refusal;
  return (
    <section ref={panel} class="practice-panel" aria-label={pick(say('practice.panel'))}>
      {said && (
        <Sign sign="wait" size="line">
          <Text of={said} />
        </Sign>
      )}
      {exercise ? (
        <InExercise lesson={lesson} exercise={exercise} press={send} />
      ) : (
        <Choosing lesson={lesson} press={send} />
      )}
      {!exercise?.outcome && (
        <>
          <Props title="practice.papers" props={lesson.papers} onPress={(id) => send({ action: 'paper', id })} />
          <Props title="practice.fingers" props={lesson.fingers} onPress={(id) => send({ action: 'finger', id })} />
          {exercise && (
            <Button rank="quiet" onPress={() => send({ action: 'leave' })}>
              <Label of="practice.leave" />
            </Button>
          )}
          <Signers lesson={lesson} />
        </>
      )}
      {exercise && (
        <Button rank="quiet" onPress={() => send({ action: 'begin' })}>
          <Label of="practice.all" />
        </Button>
      )}
    </section>
  );
}

function Choosing({ lesson, press }: { lesson: LessonView; press: PressLesson }) {
  return (
    <>
      <p class="prose">
        <Label of="practice.choose" />
      </p>
      <ul class="practice-list">
        {lesson.exercises.map(({ id, title, done }) => (
          <li key={id}>
            <Button rank="other" onPress={() => press({ action: 'begin', exercise: id })}>
              {done && <SignShape sign={done} />} <Text of={title} />
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function InExercise({
  lesson,
  exercise,
  press,
}: {
  lesson: LessonView;
  exercise: NonNullable<LessonView['exercise']>;
  press: PressLesson;
}) {
  const { outcome } = exercise;
  const at = lesson.exercises.findIndex(({ id }) => id === exercise.id);
  const next = lesson.exercises[at + 1];
  return (
    <>
      <h2 class="practice-title prose">
        <Text of={exercise.title} />
      </h2>
      {outcome ? (
        <Outcome outcome={outcome} />
      ) : (
        <p class="prose">
          <Text of={exercise.story} />
        </p>
      )}
      {outcome && (
        <div class="practice-ways">
          {next && (
            <Button rank="main" onPress={() => press({ action: 'begin', exercise: next.id })}>
              <Label of="practice.next" />
            </Button>
          )}
          <Button rank="other" onPress={() => press({ action: 'begin', exercise: exercise.id })}>
            <Label of="practice.again" />
          </Button>
        </div>
      )}
    </>
  );
}

function Outcome({ outcome: { sign, did, good } }: { outcome: OutcomeView }) {
  return (
    <div class="practice-outcome" role="status">
      <p class={`practice-verdict practice-verdict-${sign}`}>
        <SignShape sign={sign} />
        <strong class="prose">
          <Label of={`practice.done-${sign}`} />
        </strong>
      </p>
      <dl>
        <dt>
          <Label of="practice.did-title" />
        </dt>
        <dd class="prose">
          <Text of={did} />
        </dd>
        <dt>
          <Label of="practice.good-title" />
        </dt>
        <dd class="prose">
          <Text of={good} />
        </dd>
      </dl>
    </div>
  );
}

function Props({
  title,
  props,
  onPress,
}: {
  title: 'practice.papers' | 'practice.fingers';
  props: readonly PropView[];
  onPress: (id: string) => void;
}) {
  return (
    <section>
      <h3 class="practice-title prose">
        <Label of={title} />
      </h3>
      <ul class="practice-list">
        {props.map(({ id, text }) => (
          <li key={id}>
            <Button rank="other" onPress={() => onPress(id)}>
              <Text of={text} />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** By whom something is signed in practice, with the one PIN that counts there. */
function Signers({ lesson: { officers, pin, certificate, receipt } }: { lesson: LessonView }) {
  return (
    <section>
      <p class="prose">
        <Text of={say('practice.signers', { pin })} />. <Label of="practice.own-pin" />
      </p>
      <dl class="practice-signers">
        {officers.map(({ officerId, office }) => (
          <div key={officerId}>
            <dt>
              <Text of={office} />
            </dt>
            <dd>
              <Code>{officerId}</Code>
            </dd>
          </div>
        ))}
      </dl>
      <p class="prose">
        <Text of={say('practice.certificate', { number: certificate })} /> ·{' '}
        <Text of={say('practice.receipt', { number: receipt })} />
      </p>
    </section>
  );
}
