import type { Desk, DeskStep, World } from '../desk.ts';
import { slipEventOf } from './slip-event.ts';

/** Copies of the slips of whom the glass shows. A paper that names a person leaves the gate: that is on record before it is printed. */
export function printAgain<From extends Desk & { readonly subject: string }>(desk: From, world: World): DeskStep {
  const { subject } = desk;
  const person = world.person(subject);
  const event =
    person && slipEventOf(person, world.historyOf(subject), world.chainId, () => world.leftProperty(subject))?.id;
  if (event === undefined) return { desk, effects: [] };
  const draft = {
    type: 'gate.slip-copied.v1',
    subject: world.stationSubject,
    data: { person: subject, event },
  } as const;
  return {
    desk,
    effects: [
      { kind: 'record', draft },
      { kind: 'print-slip', subject, copy: true },
    ],
  };
}
