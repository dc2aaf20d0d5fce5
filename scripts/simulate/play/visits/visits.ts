import type { GreyImage } from '@custody-edge/fingerprint';
import { until } from '../../../demo/api.ts';
import { faceOf } from '../../../demo/face.ts';
import type { DeskView, VisitorActor } from '../../../demo/visitor-actor.ts';
import type { PlannedVisitor } from '../../plan/visitors.ts';
import type { Playing } from '../playing.ts';

/** Fingers at the exit before the door is held, and how often somebody who was held in the right comes again. */
const exitTries = 3;
const visitsToExit = 3;
/** The desk looks every fifteen seconds whether somebody should have left. */
const overdueLimitMs = 60_000;
/** What the duty officer says that the alarms of this day were. */
const allCounted = 'گنتی کی گئی؛ سب قیدی موجود ہیں';

/** One woman in ten does not want to be photographed, and comes in all the same. */
const declinesPhotograph = ({ number, who }: PlannedVisitor): boolean => who.sex === 'F' && number % 10 === 3;

/** Somebody is let in to see a prisoner. */
export async function comeIn(playing: Playing, visitor: number): Promise<void> {
  const { desk, visits } = playing;
  const who = playing.visitor(visitor);
  const { subject, warrant } = playing.inmate(who.visits);
  await desk.comeTo(who, subject, warrant.prisonerNumber);
  const face = declinesPhotograph(who) ? undefined : await faceOf(who.number);
  const visit = await desk.goIn(() => playing.visitorFinger(visitor), face);
  visits.set(visitor, visit);
  playing.acknowledgeVisit('visit.began.v1', visit);
}

/** Whoever came in leaves, with the pass or by the finger alone. */
export async function goOut(playing: Playing, visitor: number, isOverdue = false): Promise<void> {
  const { desk } = playing;
  const visit = playing.visitOf(visitor);
  if (isOverdue) {
    await until('the desk to say that the time of a visitor is up', overdueLimitMs, async () => {
      const inside = await desk.inside();
      return inside.some((one) => one.visit === visit && one.isOverdue) || undefined;
    });
  }
  for (let turn = 0; turn < visitsToExit; turn++) {
    if (playing.visitor(visitor).losesPass) {
      await desk.act({ action: 'cancel' });
      await desk.act({ action: 'begin-exit' });
    } else await desk.scan(await playing.passOf(visitor));
    const { answer, captures } = await atExit(desk, () => playing.visitorFinger(visitor));
    playing.stage.counted(true, { passed: answer.step === 'goodbye', captures });
    if (answer.step === 'goodbye') {
      if (answer.of.visit !== visit) throw new Error('the desk said goodbye to another visitor');
      playing.acknowledgeVisit('visit.ended.v1', visit);
      return;
    }
    await answered(desk, answer);
  }
  throw new Error('a visitor who came in could not leave');
}

/** The duty officer comes where the door is held, counts, and answers. */
export async function answered(desk: VisitorActor, answer: DeskView): Promise<void> {
  if (answer.step === 'hold') await desk.answerAlarm(answer.id, allCounted);
}

/** A finger at the exit, laid on again and again, until the desk says goodbye or holds the door. */
export async function atExit(
  desk: VisitorActor,
  lay: () => GreyImage,
): Promise<{ readonly answer: DeskView; readonly captures: number }> {
  let answer = await desk.press(lay());
  let captures = 1;
  for (; captures < exitTries && answer.step === 'exit'; captures++) answer = await desk.press(lay());
  return { answer, captures };
}
