import type { VisitorDesk } from './desk.ts';

/** The visit whose slips may be shown and printed again from the step on the glass. */
export const slipOn = (desk: VisitorDesk): string | undefined =>
  desk.step === 'passed' || desk.step === 'goodbye' || desk.step === 'exit' ? desk.visit : undefined;
