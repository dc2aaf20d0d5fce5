import type { DeskView, TileView } from '../../src/gate/view.ts';

/** What every workflow goes through, in the order in which a page shows it. */
type Step = 'paper' | 'finger' | 'check' | 'done';

/** One part of a workflow: settled, the one to do now, or still ahead. */
export interface StepView {
  readonly step: Step;
  readonly state: 'settled' | 'now' | 'ahead';
}

const paperKinds: readonly TileView['kind'][] = ['order', 'pass', 'window', 'police'];

/** How far the workflow on the desk is; nothing where there is none, or where the page of an admission shows more of it. */
export function stepsOf(desk: DeskView): readonly StepView[] | undefined {
  switch (desk.step) {
    case 'board':
      return stepsOfTiles(desk.tiles, undefined);
    case 'report':
      return stepsOfTiles(desk.tiles, desk.details !== undefined);
    case 'pass':
      return inOrder({ paper: (desk.pass ?? desk.transfer) !== undefined, finger: false, check: false });
    case 'call-back':
      return inOrder({ paper: desk.call !== undefined, check: false });
    case 'queue': {
      const { van, statesManifest } = desk;
      return inOrder({ paper: !statesManifest, finger: van !== undefined && van.differs === undefined, check: false });
    }
    case 'done':
    case 'passed':
      return finished;
    default:
      return undefined;
  }
}

/** While a release is chosen by its paper. */
export const choosingPaper: readonly StepView[] = inOrder({ paper: false, finger: false, check: false });

/** The name of what was done stands large below: whether it took a finger is told no more. */
const finished: readonly StepView[] = (['paper', 'finger', 'check', 'done'] as const).map((step) => ({
  step,
  state: 'settled',
}));

function stepsOfTiles(tiles: readonly TileView[], written: boolean | undefined): readonly StepView[] {
  const papers = tiles.filter(({ kind }) => paperKinds.includes(kind));
  const fingers = tiles.filter(({ kind }) => kind === 'identity');
  const arePresent = (some: readonly TileView[]): boolean => some.every(({ state }) => state === 'present');
  return inOrder({
    ...(written !== undefined && { paper: written }),
    ...(papers.length > 0 && { paper: arePresent(papers) }),
    ...(fingers.length > 0 && { finger: arePresent(fingers) }),
    check: false,
  });
}

/** @param settled the steps that this workflow has before it is done; its button settles the last of them */
function inOrder(settled: Readonly<Partial<Record<Exclude<Step, 'done'>, boolean>>>): readonly StepView[] {
  const before = (['paper', 'finger', 'check'] as const).filter((step) => settled[step] !== undefined);
  const now = before.find((step) => !settled[step]);
  const stateOf = (step: Exclude<Step, 'done'>) => (settled[step] ? 'settled' : step === now ? 'now' : 'ahead');
  return [...before.map((step): StepView => ({ step, state: stateOf(step) })), { step: 'done', state: 'ahead' }];
}
