import type { DeskAction } from './actions.ts';
import type { Attestation } from './attestation.ts';
import { callBackToSign } from './call-back.ts';
import type { Desk, World } from './desk.ts';
import { answerToSign } from './order-query.ts';

/** Actions by which an officer signs, with their own PIN, what becomes an event of its own. */
export type SignedAction = Extract<DeskAction, { action: 'call-back' | 'answer-query' }>;

export const isSignedAction = (action: DeskAction): action is SignedAction =>
  action.action === 'call-back' || action.action === 'answer-query';

/** What such an action signs now; undefined where the desk has nothing of the kind before it. */
export function toSign(action: SignedAction, desk: Desk, world: World): Attestation | undefined {
  if (action.action === 'call-back') return desk.step === 'call-back' ? callBackToSign(desk, action, world) : undefined;
  const person = desk.step === 'board' ? world.person(desk.subject) : undefined;
  return desk.step === 'board' && person ? answerToSign(desk, person, action) : undefined;
}
