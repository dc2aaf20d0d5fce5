/** How one part of a station or of the centre is. */
type Health = 'ok' | 'warn' | 'fail';

/** One line of the examination. */
export interface Check {
  /** What was looked at, as `keys` or `device scanner`. */
  readonly part: string;
  readonly health: Health;
  readonly finding: string;
  /** What to do, when it is not well. */
  readonly nextStep?: string;
}

export const well = (part: string, finding: string): Check => ({ part, health: 'ok', finding });
export const doubtful = (part: string, finding: string, nextStep: string): Check => ({
  part,
  health: 'warn',
  finding,
  nextStep,
});
export const ill = (part: string, finding: string, nextStep: string): Check => ({
  part,
  health: 'fail',
  finding,
  nextStep,
});
