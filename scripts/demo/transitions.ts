import { handHeld, lahore } from './cast.ts';

/** Something that happens in a round, and what the record shows of it. */
interface Happening {
  /** As in the product's state machine, where a person's custody changes. */
  readonly number?: string;
  readonly what: string;
  /** Types of events, where it matters with their station, or purposes of instructions that were carried out; all of them make it. */
  readonly shownBy: readonly [string, ...string[]];
}

/** Every transition of a person's custody, and what else the stations of a prison see. */
const happenings: readonly Happening[] = [
  { number: '1', what: 'expected', shownBy: ['expect-admission'] },
  { number: '2', what: 'received at the gate', shownBy: ['prisoner.admitted.v2'] },
  { number: '3', what: 'admitted', shownBy: ['prisoner.admitted.v2'] },
  { number: '3a', what: 'identity conflict', shownBy: ['prisoner.identity-conflict-answered.v1'] },
  { number: '4', what: 'out to court', shownBy: ['prisoner.out-to-court.v1'] },
  { number: '5', what: 'back from court', shownBy: ['prisoner.back-from-court.v1'] },
  { number: '5a', what: 'released by the court', shownBy: ['prisoner.released-at-court.v1'] },
  { number: '6', what: 'hospital', shownBy: ['prisoner.out-to-hospital.v2', 'prisoner.back-from-hospital.v1'] },
  { number: '7', what: 'physical remand', shownBy: ['prisoner.out-on-remand.v2', 'prisoner.back-from-remand.v1'] },
  { number: '8', what: 'leave', shownBy: ['prisoner.out-on-leave.v1', 'prisoner.back-from-leave.v1'] },
  { number: '9', what: 'sent to another prison', shownBy: ['prisoner.transfer-dispatched.v1'] },
  { number: '10', what: 'received there', shownBy: ['prisoner.transfer-received.v1'] },
  { number: '11', what: 'release order received', shownBy: ['prisoner.release-order-received.v2'] },
  { number: '12', what: 'released', shownBy: ['prisoner.released.v2'] },
  { number: '13', what: 'escaped', shownBy: ['prisoner.escaped.v1'] },
  { number: '14', what: 'recaptured', shownBy: ['prisoner.recaptured.v1'] },
  { number: '15', what: 'died', shownBy: ['prisoner.deceased.v1'] },
  { number: '16', what: 'released in error', shownBy: ['prisoner.release-error.v1'] },
  { what: 'visit', shownBy: ['visit.began.v1', 'visit.ended.v1'] },
  { what: 'visitor swap stopped', shownBy: ['visit.alarm.v1', 'visit.alarm-answered.v1'] },
  { what: 'banned visitor stopped', shownBy: ['visit.refused.v1'] },
  {
    what: 'counted by hand-held',
    shownBy: [`count.seen.v1 at ${handHeld.stationId}`, `count.started.v1 at ${handHeld.stationId}`],
  },
  {
    what: 'counted at the gate',
    shownBy: [`count.seen.v1 at ${lahore.stationId}`, `count.ended.v1 at ${lahore.stationId}`],
  },
];

/** Whether each of them is among what was recorded. */
export const walked = (recorded: ReadonlySet<string>): (Happening & { readonly happened: boolean })[] =>
  happenings.map((one) => ({ ...one, happened: one.shownBy.every((shown) => recorded.has(shown)) }));

export const transitionLine = ({ number = '', what, happened }: ReturnType<typeof walked>[number]): string =>
  `${number.padStart(3)}  ${what.padEnd(24)}${happened ? 'on record' : 'MISSING'}`;
