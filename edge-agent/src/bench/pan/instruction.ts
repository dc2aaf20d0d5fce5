import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Sign } from '../../station/status-view.ts';
import { weighsSomething } from './digits.ts';
import { type Pan, steadyWeight } from './pan.ts';

/** How a sentence to the analyst is shown. */
export interface Instruction {
  readonly sign: Sign;
  readonly text: BilingualText;
}

/** What to do at the balance next, for a weight that may be taken. */
export function panInstruction(pan: Pan): Instruction {
  const { reading } = pan;
  if (pan.noWeight) return { sign: 'stop', text: pan.noWeight };
  if (!reading) return { sign: 'wait', text: say('bench.balance-away') };
  if (pan.tareLost) return { sign: 'wait', text: say('bench.restarted') };
  if (!('value' in reading)) return withoutWeight(reading.status);
  if (pan.recordedLoad) return { sign: 'wait', text: say('bench.clear-pan') };
  if (steadyWeight(pan)) return { sign: 'go', text: say('bench.steady') };
  if (!weighsSomething(reading.value)) return { sign: 'information', text: say('bench.put-on-pan') };
  if (pan.voided) return { sign: 'wait', text: pan.voided };
  return { sign: 'wait', text: say('bench.hold-still') };
}

function withoutWeight(status: 'overload' | 'underload' | 'moving'): Instruction {
  switch (status) {
    case 'overload':
      return { sign: 'stop', text: say('bench.overload') };
    case 'underload':
      return { sign: 'wait', text: say('bench.underload') };
    case 'moving':
      return { sign: 'wait', text: say('bench.hold-still') };
  }
}
