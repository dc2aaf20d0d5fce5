import type { SignedAction } from '../actions.ts';
import { completeDetails } from '../admission/admission-details.ts';
import { admissionToSign } from '../admission/admission-words.ts';
import { childRefusalToSign } from '../admission/child-refusal.ts';
import { conflictToSign } from '../admission/conflict.ts';
import { exceptionToSign } from '../admission/enrolled-fingers.ts';
import { juvenileToSign } from '../admission/juvenile.ts';
import { handOverToSign, vouchingToSign } from '../board/vouching.ts';
import type { Desk, World } from '../desk.ts';
import { matchToSign } from '../match/match.ts';
import { callBackToSign } from '../order/call-back.ts';
import { answerToSign } from '../order/order-query.ts';
import { reportToSign } from '../report/report-draft.ts';
import { sightToSign } from '../sight/sight.ts';
import type { ToSign } from './attestation.ts';

/** What such an action signs now; undefined where nothing of the kind is before the desk. */
export function toSign(action: SignedAction, desk: Desk, world: World): ToSign | undefined {
  const person = desk.step === 'board' || desk.step === 'report' ? world.person(desk.subject) : undefined;
  switch (action.action) {
    case 'vouch':
      if (desk.step === 'admission') return admissionToSign(action.meaning, desk);
      if (!person) return undefined;
      if (desk.step === 'report') return reportToSign(action.meaning, desk, person.custody);
      return desk.step === 'board' ? vouchingToSign(action.meaning, desk, person) : undefined;
    case 'hand-over':
      return person && desk.step === 'board' ? handOverToSign(action, desk, person, world) : undefined;
    case 'identify':
      if (!person || (desk.step !== 'board' && desk.step !== 'report')) return undefined;
      return sightToSign(desk, person, world);
    case 'except-fingers':
      // Whose finger it is has to stand there before an officer answers for it.
      return desk.step === 'admission' && completeDetails(desk.details)
        ? exceptionToSign(action, desk, world)
        : undefined;
    case 'settle-conflict':
      return desk.step === 'stop' || desk.step === 'conflict' ? conflictToSign(action.conflict, desk) : undefined;
    case 'settle-match':
      return desk.step === 'record' || desk.step === 'match' ? matchToSign(action, desk, world) : undefined;
    case 'see-juvenile':
      return desk.step === 'home' ? juvenileToSign(action.subject, world) : undefined;
    case 'refuse-child':
      return desk.step === 'admission' ? childRefusalToSign(action.reason, desk, world) : undefined;
    case 'call-back':
      return desk.step === 'call-back' ? callBackToSign(desk, action, world) : undefined;
    case 'answer-query':
      return person && desk.step === 'board' ? answerToSign(desk, person, action) : undefined;
  }
}
