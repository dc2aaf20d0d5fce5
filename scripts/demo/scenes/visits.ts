import { until } from '../api.ts';
import { bannedVisitor, inDays, sameBannedVisitor, visitorOf } from '../cast.ts';
import type { Inmate } from '../court.ts';
import { faceOf } from '../face.ts';
import type { DeskView } from '../visitor-actor.ts';
import type { Stage } from './stage.ts';

/** Fingers at the exit before the desk holds the door, as its default policy says. */
const triesAtExit = 3;
/** How often the visitor tries to leave, each time after the duty officer has answered. */
const exits = 4;
/** Longest until an alarm at the desk stands wherever it has to. */
const toldMs = 20_000;

/** Somebody of the cast who is inside as a visitor, with the pass in their hand. */
export interface Visitor {
  readonly person: number;
  readonly visit: string;
  readonly pass: string;
}

/** Card, prisoner, relation, search, finger; a pass is printed, and the visitor goes in. */
export async function familyVisit(stage: Stage, person: number, inmate: Inmate): Promise<Visitor> {
  const { desk } = stage;
  const visitor = visitorOf(person);
  const relation = visitor.who.sex === 'F' ? 'sister' : 'brother';
  const coming = { ...visitor, relation, children: 0, phones: 1 } as const;
  await desk.comeTo(coming, inmate.subject, inmate.warrant.name);
  const visit = await desk.goIn(() => stage.fingerOf(person), await faceOf(person));
  return { person, visit, pass: await desk.passOf(visit) };
}

/** A prisoner shows the visitor's pass and wants to leave in their place: the door stays shut, and gate and centre hear of it. */
export async function visitorSwap(stage: Stage, { visit, pass }: Visitor, prisoner: Inmate): Promise<void> {
  const { desk, gate } = stage;
  const { left } = (await desk.view()).today;
  await desk.scan(pass);
  const alarm = await heldAtExit(stage, prisoner.person);
  if ((await desk.view()).today.left !== left) throw new Error('somebody left on the pass of a visitor');
  await gate.oversee(async () => {
    await until('the alarm on the superintendent’s page', toldMs, async () => {
      const found = (await gate.alarms()).find(({ id }) => id === alarm);
      return (found !== undefined && found.seen === undefined) || undefined;
    });
    await stage.centreHolds(alarm);
    await desk.answerAlarm(alarm, 'اسیر واپس بارک میں، گنتی پوری');
    await until('the answer on the superintendent’s page', toldMs, async () => {
      const found = (await gate.alarms()).find(({ id }) => id === alarm);
      return found?.seen !== undefined || undefined;
    });
  });
  if (!(await desk.inside()).some((one) => one.visit === visit)) throw new Error('a swapped visitor is out');
}

/** @returns the alarm that holds the door @throws Error where somebody else was let out on the pass */
async function heldAtExit(stage: Stage, person: number): Promise<string> {
  for (let captures = 1; captures <= triesAtExit; captures++) {
    const desk = await stage.desk.press(stage.fingerOf(person));
    if (desk.step === 'exit') continue;
    stage.counted(false, { passed: desk.step === 'goodbye', captures });
    if (desk.step === 'hold') return desk.id;
    throw new Error('somebody else left on the pass of a visitor');
  }
  throw new Error('whoever showed the pass of another was neither stopped nor let out');
}

/** The visitor leaves, by the finger that came in. */
export async function visitorLeaves(stage: Stage, { person, visit, pass }: Visitor): Promise<void> {
  const { desk } = stage;
  for (let exit = 0; exit < exits; exit++) {
    await desk.scan(pass);
    for (let captures = 1; captures <= triesAtExit; captures++) {
      const at = await desk.press(stage.fingerOf(person));
      if (at.step === 'exit') continue;
      stage.counted(true, { passed: at.step === 'goodbye', captures });
      if (at.step === 'goodbye' && at.of.visit === visit) return;
      if (at.step === 'hold') await desk.answerAlarm(at.id, 'وہی ملاقاتی، انگلی خشک تھی');
      break;
    }
  }
  throw new Error('the visitor could not be identified: use fingers of better quality');
}

const isTurnedAway = (desk: DeskView): boolean => desk.step === 'entry' && desk.page === 'turn-away';

/** Somebody banned comes with another card, on which the name is spelt otherwise: the desk shows both, and the visit is refused. */
export async function bannedComesAgain({ desk }: Stage): Promise<void> {
  // Of an earlier round the ban is on the list already.
  if (!isTurnedAway(await desk.introduce(bannedVisitor)))
    await desk.ban(inDays(30), 'ملاقات میں موبائل فون اندر لے گیا');
  const shown = await desk.introduce(sameBannedVisitor);
  if (shown.step !== 'entry' || shown.page !== 'compare' || !shown.alike)
    throw new Error('a banned visitor was not noticed');
  await desk.act({ action: 'compared', banned: shown.alike.subject, isSame: true });
  if (!isTurnedAway(await desk.desk())) throw new Error('a banned visitor was let in');
  await desk.act({ action: 'turn-away' });
  await desk.act({ action: 'cancel' });
}
