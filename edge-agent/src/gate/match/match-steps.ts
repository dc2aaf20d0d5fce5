import { matchAnswers } from '@custody-edge/event-contract';

/** What a senior officer signs of somebody whom the centre found alike: that they look, then what they found. */
export const matchSteps = ['open', ...matchAnswers] as const;
export type MatchStep = (typeof matchSteps)[number];
