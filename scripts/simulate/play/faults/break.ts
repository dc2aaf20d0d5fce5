import type { Playing } from '../playing.ts';

/** Breaks something. @returns what was seen of it @throws Error where the product did not bear it */
export type Break = (playing: Playing, person: number | undefined) => Promise<string>;

export const someone = (person: number | undefined): number => {
  if (person === undefined) throw new Error('this fault needs somebody at the gate');
  return person;
};
