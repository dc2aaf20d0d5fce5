import type { ProfileOf } from '@custody-edge/device-profiles';
import type { GateOutput } from '../../gate-io/outputs.ts';
import { signalOutputs } from '../../gate-io/signal.ts';
import type { InputLine, OutputLine } from './lines.ts';

/** Which line of a chip is wired to what. */
export type Wiring = ProfileOf<'gpio'>['wiring'];

/** What is wired, in the order in which its lines are asked for. */
export function outputsOf(wiring: Wiring): readonly (readonly [GateOutput, OutputLine])[] {
  return (['lock', 'turnstile', ...signalOutputs] as const).flatMap((name) => {
    const line = wiring[name];
    return line ? [[name, line] as const] : [];
  });
}

/** Door contact, then tamper loop. */
export const inputsOf = ({ doorContact, tamperLoop }: Wiring): readonly InputLine[] => [doorContact, tamperLoop];
