import type { BilingualText } from '@custody-edge/foundation';
import { type Desk, home } from './desk.ts';

/** Whoever put a finger or a paper there learns why nothing came of it; a stop stays as it is. */
export function withFailure(desk: Desk, again: BilingualText): Desk {
  switch (desk.step) {
    case 'stop':
    case 'conflict':
    case 'match':
      return desk;
    case 'done':
    case 'noted':
    case 'passed':
    case 'not-allowed':
      return { ...home, again };
    default:
      return { ...desk, again };
  }
}

/** Whoever stands there does not pass. */
export const isRefusal = ({ step }: Desk): boolean => step === 'stop' || step === 'not-allowed';
