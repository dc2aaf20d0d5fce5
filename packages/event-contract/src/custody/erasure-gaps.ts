import type { KnownOfficer } from '../approval.ts';
import { clockToleranceMs } from '../clock.ts';
import type { CustodyEvent } from '../envelope.ts';
import type { Erasure } from './erasure.ts';
import { foldCustody } from './fold.ts';
import { isRelease } from './orders.ts';
import { isSigned } from './signed-words.ts';

/** What can be found missing in an erasure. */
export const erasureGaps = ['erasure-words-missing', 'erasure-not-due'] as const;
export type ErasureGap = (typeof erasureGaps)[number];

const dayMs = 86_400_000;

/**
 * What an erasure lacks that a station says it did: the words of an officer who read the paper and of a senior one, and that the person was
 * released and the waiting time over. The first version held neither; whoever writes it now is not followed.
 * @param officers in force at its station when it was recorded
 * @param line everything that is recorded of the person
 * @param receivedAt when somebody else's clock saw it: a station whose clock runs ahead has not waited
 */
export function gapsOfErasure(
  erasure: Erasure,
  officers: readonly KnownOfficer[],
  line: readonly CustodyEvent[],
  receivedAt: string,
): ErasureGap[] {
  if (erasure.type === 'prisoner.forgotten.v1') return ['erasure-words-missing'];
  return [
    ...(isSigned(erasure, officers) ? [] : ['erasure-words-missing' as const]),
    ...(isDue(erasure, line, receivedAt) ? [] : ['erasure-not-due' as const]),
  ];
}

function isDue(
  { data, time }: Extract<Erasure, { type: 'prisoner.forgotten.v2' }>,
  line: readonly CustodyEvent[],
  receivedAt: string,
): boolean {
  const release = line.find(({ id }) => id === data.release);
  if (!release || !isRelease(release) || foldCustody(line)?.state !== 'RELEASED') return false;
  const atMs = Math.min(Date.parse(time), Date.parse(receivedAt) + clockToleranceMs);
  return Date.parse(release.time) + data.waitingDays * dayMs <= atMs;
}
