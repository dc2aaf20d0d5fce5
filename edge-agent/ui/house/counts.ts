import type { StateHere } from '@custody-edge/event-contract';
import type { RollCountView } from '../../src/house/view.ts';

/** States in the order of a roll: who is inside, who is out for a time, who is gone. */
export const rollStates: readonly StateHere[] = [
  'IN_CUSTODY',
  'RELEASE_PENDING',
  'OUT_COURT',
  'OUT_HOSPITAL',
  'OUT_REMAND',
  'OUT_LEAVE',
  'IN_TRANSIT',
  'ESCAPED',
  'RELEASED_IN_ERROR',
  'RELEASED',
  'TRANSFERRED',
  'DECEASED',
];
const alwaysShown: readonly StateHere[] = ['IN_CUSTODY', 'RELEASE_PENDING', 'OUT_COURT', 'OUT_HOSPITAL'];
export const noWard = 'none';

/** How many people fit, in any state or ward where none is named. */
export const countOf = (counts: readonly RollCountView[], state?: StateHere, ward?: string): number =>
  counts
    .filter((one) => (state === undefined || one.state === state) && (ward === undefined || one.ward === ward))
    .reduce((sum, { count }) => sum + count, 0);

/** Columns of the table: the states that a house always counts, and every other one that anybody is in. */
export const statesIn = (counts: readonly RollCountView[]): StateHere[] =>
  rollStates.filter((state) => alwaysShown.includes(state) || countOf(counts, state) > 0);

/** Rows of the table: the wards of the house in its order, those it does not name any more, nobody's ward last. */
export function wardsIn(counts: readonly RollCountView[], named: readonly string[]): string[] {
  const others = new Set(counts.map(({ ward }) => ward).filter((ward) => ward !== noWard && !named.includes(ward)));
  return [...named, ...[...others].toSorted(), ...(countOf(counts, undefined, noWard) > 0 ? [noWard] : [])];
}
