import type { CountAction } from '../../src/count/actions.ts';

/** Asks the station to act in a count. */
export type PressCount = (action: CountAction) => Promise<'done' | 'refused' | 'busy'>;
