import { wardOf } from '../cast.ts';
import type { CountActor } from '../count-actor.ts';
import type { Inmate } from '../court.ts';
import type { Stage } from './stage.ts';

/** Fingers before an officer scans the wristband instead. */
const triesAtCount = 3;

/** The evening's roll call, with the hand-held from ward to ward: one is short at every station, and is found at the gate. */
export async function rollCall(stage: Stage, inmates: readonly Inmate[]): Promise<void> {
  const { atGate, handHeld } = stage.counting;
  const inWard = inmates.slice(0, -1);
  const [last] = inmates.slice(-1);
  if (!last) throw new Error('nobody is in custody');
  await stage.gate.home();
  const all = await atGate.begin('roll-call');
  await handHeld.join(all);
  for (const [index, one] of inWard.entries()) {
    await handHeld.standIn(wardOf(one.person));
    if (index > 0 || !(await byFinger(stage, handHeld, one))) await handHeld.showBand(one.subject);
  }
  await atGate.knows(all - inWard.length);
  if (!(await atGate.short()).includes(last.subject)) throw new Error('the list does not name who is short');
  await atGate.showBand(last.subject);
  await handHeld.knows(all - inmates.length);
  await end(stage);
}

/** An emergency that is begun with the hand-held: gate and hand-held count together by wristband, and one is short until it is said why. */
export async function evacuation(stage: Stage, inmates: readonly Inmate[]): Promise<void> {
  const { atGate, handHeld } = stage.counting;
  await stage.gate.home();
  const all = await handHeld.begin('evacuation');
  await atGate.join(all);
  const others = inmates.slice(1);
  for (const [index, { subject }] of others.entries()) await (index % 2 === 0 ? atGate : handHeld).showBand(subject);
  await atGate.knows(all - others.length);
  await handHeld.knows(all - others.length);
  await end(stage);
}

/** @returns whether the finger was somebody's within its tries */
async function byFinger(stage: Stage, counting: CountActor, { person }: Inmate): Promise<boolean> {
  let captures = 1;
  let passed = await counting.press(person);
  while (!passed && captures < triesAtCount) {
    passed = await counting.press(person);
    captures += 1;
  }
  stage.counted(true, { passed, captures });
  return passed;
}

/** Whoever is short is explained, an officer at the gate signs, and both pages show everything else again. */
async function end(stage: Stage): Promise<void> {
  const { atGate, handHeld } = stage.counting;
  for (const person of await atGate.short()) await atGate.explain(person, 'ہسپتال بارک میں، ڈاکٹر نے دیکھا');
  await atGate.end();
  await atGate.leave();
  await handHeld.leave();
}
