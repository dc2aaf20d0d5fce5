import { conflictAnswers } from '@custody-edge/event-contract';

/** What a senior officer signs where fingers are on record already: that they look, then what they found. */
export const conflictSteps = ['open', ...conflictAnswers] as const;
export type ConflictStep = (typeof conflictSteps)[number];
