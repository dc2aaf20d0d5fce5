import { InvalidArgumentError } from 'commander';

/** Reads an option that is a number. */
export const numberIn = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new InvalidArgumentError(`A number from ${least} to ${most}.`);
  return value;
};

/** How much faster than a real device an emulated one is. */
export const speedFactor = numberIn(0.001, 100_000);
