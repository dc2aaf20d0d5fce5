import type { BenchView } from '../../src/bench/view.ts';

/** The number of whoever is signed in. */
export const onDuty = ({ status: { duty } }: Pick<BenchView, 'status'>): string | undefined =>
  duty.state === 'signed-in' ? duty.officerId : undefined;
