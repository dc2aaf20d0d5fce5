import type { VisitorDesk } from './desk.ts';

/** How long a step that nobody touches stays on the glass; a door that is held stays for as long as it is. */
const idleAfterMs: Partial<Record<VisitorDesk['step'], number>> = {
  entry: 300_000,
  passed: 20_000,
  'turned-away': 12_000,
  exit: 60_000,
  goodbye: 8_000,
  list: 60_000,
  legal: 60_000,
};

export const idleMsOf = ({ step }: VisitorDesk): number | undefined => idleAfterMs[step];
