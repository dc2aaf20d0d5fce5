import type { SignKind } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';

export type State = keyof OverviewView['counts'];

/** Who is inside, who has to come back, and who is no longer held. */
export const groups = ['inside', 'out', 'gone'] as const;
type Group = (typeof groups)[number];

const standing: Readonly<Record<State, { readonly group: Group; readonly trouble?: SignKind }>> = {
  IN_CUSTODY: { group: 'inside' },
  RELEASE_PENDING: { group: 'inside' },
  OUT_COURT: { group: 'out' },
  OUT_HOSPITAL: { group: 'out' },
  OUT_REMAND: { group: 'out' },
  OUT_LEAVE: { group: 'out' },
  IN_TRANSIT: { group: 'out' },
  RELEASED: { group: 'gone' },
  DECEASED: { group: 'gone' },
  RELEASED_IN_ERROR: { group: 'gone', trouble: 'stop' },
  ESCAPED: { group: 'gone', trouble: 'stop' },
};
const isState = (key: string): key is State => Object.hasOwn(standing, key);

/** Every state, in the order of its group. */
export const states: readonly State[] = Object.keys(standing).filter(isState);

export const statesIn = (group: Group): readonly State[] => states.filter((state) => standing[state].group === group);

/** The sign of a state in which nobody should be. */
export const troubleOf = (state: State): SignKind | undefined => standing[state].trouble;
