import type { SignedAction } from '../actions.ts';
import type { Desk, World } from '../desk.ts';
import type { Attestation } from './attestation.ts';
import { callBackToSign } from './call-back.ts';
import { answerToSign } from './order-query.ts';

/** What such an action signs now; undefined where the desk has nothing of the kind before it. */
export function toSign(action: SignedAction, desk: Desk, world: World): Attestation | undefined {
  if (action.action === 'call-back') return desk.step === 'call-back' ? callBackToSign(desk, action, world) : undefined;
  const person = desk.step === 'board' ? world.person(desk.subject) : undefined;
  return desk.step === 'board' && person ? answerToSign(desk, person, action) : undefined;
}
