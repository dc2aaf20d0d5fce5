import type { CustodyEvent } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../errors.ts';
import { certificate, forgedOrder, officers, orders, type PersonId, pin, receipt, usedOrder } from './cast.ts';
import { didKey, type Exercise, type ExerciseEnd, endOf, exercises, type Seen } from './exercises.ts';
import type { PracticePicture } from './practice-devices.ts';
import type { PracticeGate } from './practice-gate.ts';
import type { PracticeWorld } from './practice-world.ts';
import type { FingerNumber } from './prints.ts';
import type { LessonView, OutcomeView, PropView } from './view.ts';

/** A finger that can be put on the glass. */
interface Finger {
  readonly person: PersonId;
  readonly finger: FingerNumber;
  readonly isWorn: boolean;
}

/** Everything that may be brought where no exercise hides what it is. */
const freeFingers: Readonly<Record<string, Finger>> = {
  'right-person-0': { person: 'aslam', finger: 0, isWorn: false },
  'right-person-1': { person: 'aslam', finger: 1, isWorn: false },
  'brother-0': { person: 'akram', finger: 0, isWorn: false },
  'brother-1': { person: 'akram', finger: 1, isWorn: false },
  'worn-0': { person: 'namesake', finger: 0, isWorn: true },
};
const freePapers: Readonly<Record<string, string>> = {
  true: orders.aslam.orderId,
  forged: forgedOrder,
  used: usedOrder.orderId,
  'same-name': orders.namesake.orderId,
};
const fingerTexts = {
  'right-person-0': say('practice.finger-right-person-0'),
  'right-person-1': say('practice.finger-right-person-1'),
  'brother-0': say('practice.finger-brother-0'),
  'brother-1': say('practice.finger-brother-1'),
  'worn-0': say('practice.finger-worn-0'),
  'shown-0': say('practice.finger-shown-0'),
  'shown-1': say('practice.finger-shown-1'),
} as const;
const paperTexts = {
  true: say('practice.paper-true'),
  forged: say('practice.paper-forged'),
  used: say('practice.paper-used'),
  'same-name': say('practice.paper-same-name'),
  brought: say('practice.paper-brought'),
} as const;

const propsOf = (texts: Readonly<Record<string, PropView['text']>>, ids: readonly string[]): PropView[] =>
  ids.flatMap((id) => (texts[id] ? [{ id, text: texts[id] }] : []));

/** The exercise that goes on, or free practice, at a gate that begins anew with each. */
interface Lesson {
  readonly exercise: Exercise | undefined;
  readonly gate: PracticeGate;
  /** Events on the practice record before it began. */
  readonly before: number;
  refused: boolean;
  end: ExerciseEnd | undefined;
}

/** Leads through the exercises: brings people and papers to the gate, and says at the end what a good officer would have done. */
export class Lessons {
  private readonly world: PracticeWorld;
  /** Called with each gate that takes the place of the last one. */
  private readonly onGate: (gate: PracticeGate) => Promise<void>;
  private readonly changed: () => void;
  private lesson: Lesson | undefined;
  private isPreparing = false;
  private run = 0;
  private readonly done = new Map<Exercise['id'], OutcomeView['sign']>();

  constructor(world: PracticeWorld, onGate: (gate: PracticeGate) => Promise<void>, changed: () => void) {
    this.world = world;
    this.onGate = onGate;
    this.changed = changed;
  }

  /** Begins an exercise, or free practice, where everybody is as they were at first. @throws `action-not-possible` while another is begun */
  async begin(id: Exercise['id'] | undefined): Promise<void> {
    if (this.isPreparing) throw agentError('action-not-possible');
    this.isPreparing = true;
    this.changed();
    try {
      await this.lesson?.gate.station.stop();
      this.lesson = undefined;
      const gate = await this.world.open();
      const exercise = exercises.find((one) => one.id === id);
      const lesson: Lesson = { exercise, gate, before: gate.station.log.length, refused: false, end: undefined };
      this.lesson = lesson;
      gate.station.onChange(() => this.look(lesson));
      await this.onGate(gate);
      this.run += 1;
    } finally {
      this.isPreparing = false;
      this.changed();
    }
  }

  /** The officer ends the exercise: the person stays inside. @throws `action-not-possible` where none goes on */
  leave(): void {
    const { lesson } = this;
    if (!lesson?.exercise || lesson.end) throw agentError('action-not-possible');
    this.finish(lesson, lesson.refused ? 'kept' : 'left');
  }

  /** @throws `action-not-possible` where there is no such finger */
  putFinger(id: string): void {
    const { gate, fingers } = this.props();
    const finger = fingers[id];
    if (!finger) throw agentError('action-not-possible');
    gate.putFinger(this.world.prints.touch(finger.person, finger.finger, finger.isWorn));
  }

  /** @throws `action-not-possible` where there is no such paper */
  showPaper(id: string): void {
    const { gate, papers } = this.props();
    const paper = papers[id];
    if (paper === undefined) throw agentError('action-not-possible');
    gate.showPaper(paper);
  }

  /** A finger on the real glass is compared with invented people, and taken down nowhere: not where fingers are being enrolled. */
  takeRealFinger(picture: PracticePicture): void {
    const { gate } = this.lesson ?? {};
    if (gate && gate.gate.view().desk.step !== 'admission' && !gate.station.officers.fingers.areAwaited)
      gate.putFinger(picture);
  }

  takeRealPaper(text: string): void {
    this.lesson?.gate.showPaper(text);
  }

  view(): LessonView {
    const { lesson } = this;
    const { fingers, papers } = propsFor(lesson?.exercise);
    return {
      run: this.run,
      isPreparing: this.isPreparing || !lesson,
      exercises: exercises.map(({ id }) => {
        const done = this.done.get(id);
        return { id, title: say(`practice.title-${id}`), ...(done && { done }) };
      }),
      ...(lesson?.exercise && { exercise: exerciseView(lesson.exercise, lesson.end) }),
      fingers: propsOf(fingerTexts, Object.keys(fingers)),
      papers: propsOf(paperTexts, Object.keys(papers)),
      officers: officers.map(({ officerId, role }) => ({ officerId, office: say(`role.${role}`) })),
      ...{ pin, certificate, receipt },
    };
  }

  private props() {
    const { lesson } = this;
    if (!lesson || this.isPreparing) throw agentError('action-not-possible');
    return { gate: lesson.gate, ...propsFor(lesson.exercise) };
  }

  private look(lesson: Lesson): void {
    if (lesson !== this.lesson || !lesson.exercise || lesson.end) return;
    const { step } = lesson.gate.gate.view().desk;
    if (step === 'stop' || step === 'not-allowed') lesson.refused = true;
    const seen: Seen = { released: releasedIn(lesson), refused: lesson.refused, isHome: step === 'home' };
    const end = endOf(seen);
    if (end) this.finish(lesson, end);
  }

  private finish(lesson: Lesson, end: ExerciseEnd): void {
    lesson.end = end;
    if (lesson.exercise) this.done.set(lesson.exercise.id, lesson.exercise.ends[end]);
    this.changed();
  }
}

function propsFor(exercise: Exercise | undefined) {
  if (!exercise) return { fingers: freeFingers, papers: freePapers };
  const { fingers: person, isWorn, paper } = exercise;
  const fingers: Readonly<Record<string, Finger>> = {
    'shown-0': { person, finger: 0, isWorn },
    'shown-1': { person, finger: 1, isWorn },
  };
  const papers: Readonly<Record<string, string>> = { brought: paper };
  return { fingers, papers };
}

function exerciseView({ id, ends }: Exercise, end: ExerciseEnd | undefined): NonNullable<LessonView['exercise']> {
  const outcome = end && { sign: ends[end], did: say(didKey(end)), good: say(`practice.good-${id}`) };
  return {
    id,
    title: say(`practice.title-${id}`),
    story: say(`practice.story-${id}`),
    ...(outcome && { outcome }),
  };
}

/** How somebody went free since the exercise began. */
function releasedIn({ gate, before }: Lesson): Seen['released'] {
  const { log } = gate.station;
  const since = log.length - before;
  const release = (since > 0 ? log.latest(since) : []).find(isRelease);
  if (!release) return undefined;
  return release.data.identity.some(({ method }) => method !== 'fingerprint') ? 'sight' : 'fingers';
}

const isRelease = (event: CustodyEvent): event is Extract<CustodyEvent, { type: 'prisoner.released.v2' }> =>
  event.type === 'prisoner.released.v2';
