import type { DeskAction } from '../../src/gate/actions.ts';

/** Presses a button of the desk. */
export type Press = (action: DeskAction) => Promise<'done' | 'refused' | 'busy'>;
