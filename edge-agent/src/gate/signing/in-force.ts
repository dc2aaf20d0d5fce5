import { clockToleranceMs } from '@custody-edge/event-contract';
import type { Word } from '../../officers/word.ts';

/**
 * Whether an officer's word still counts. One that was signed while the clock ran ahead does not, once that is known: it would outlive
 * every other by as much.
 */
export const isInForce = (
  { issuedAtMs, expiresAtMs }: Pick<Word, 'issuedAtMs' | 'expiresAtMs'>,
  nowMs: number,
): boolean => issuedAtMs <= nowMs + clockToleranceMs && nowMs < expiresAtMs;
