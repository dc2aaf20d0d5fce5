import { say } from '@custody-edge/ui-kit';
import type { Slip } from '@custody-edge/ui-kit/slip';

/** The slip of something that was only practised: it says so wherever it is cut, vouches for nothing, and nobody signs it. */
export function practiceSlip({ code: _, ...slip }: Slip): Slip {
  return { ...slip, signatures: [], voidMark: say('practice.slip'), note: say('practice.slip-note') };
}
