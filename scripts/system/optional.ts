import { describe } from 'vitest';

/** In continuous integration nothing may be skipped: what a suite needs must be there. */
const everythingIsRequired = Boolean(process.env.CUSTODY_EDGE_REQUIRE_ALL);

/** A suite that needs something this machine may lack; elsewhere its name says why it was skipped. */
export function describeWith(present: boolean, need: string, name: string, suite: () => void): void {
  if (present || everythingIsRequired) describe(name, suite);
  else describe.skip(`${name} (skipped: ${need}; run scripts/setup-test-machine)`, suite);
}
