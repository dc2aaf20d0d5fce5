import { say } from '@custody-edge/ui-kit';
import type { DeskView } from '../../src/gate/view.ts';
import type { Sign } from '../../src/station/status-view.ts';

/**
 * What the desk sounds like now: the tone of `sign` is played when `cause` changes.
 * @param captures fingers read so far: two captures that fail alike are still two
 */
export function deskSignal(desk: DeskView, captures: number): { readonly sign: Sign; readonly cause: string } {
  switch (desk.step) {
    case 'home':
      return desk.again ? { sign: 'wait', cause: `again ${captures}` } : { sign: 'information', cause: 'home' };
    case 'examining':
      return { sign: 'information', cause: 'examining' };
    case 'admission': {
      if (desk.again) return { sign: 'wait', cause: `again ${captures}` };
      return heard(
        'admission',
        desk.fingers.reduce((sum, finger) => sum + finger.taken, 0),
      );
    }
    case 'board': {
      if (desk.again || desk.tiles.some((tile) => tile.state === 'refused'))
        return { sign: 'wait', cause: `again ${captures}` };
      return heard(`board ${desk.person.subject}`, desk.tiles.filter((tile) => tile.state === 'present').length);
    }
    case 'pass':
      return desk.again
        ? { sign: 'wait', cause: `again ${captures}` }
        : { sign: 'information', cause: `pass ${desk.pass !== undefined}` };
    case 'report':
      return desk.again
        ? { sign: 'wait', cause: `again ${captures}` }
        : heard(`report ${desk.person.subject}`, desk.tiles.filter((tile) => tile.state === 'present').length);
    case 'find':
    case 'record':
      return desk.again ? { sign: 'wait', cause: `again ${captures}` } : { sign: 'information', cause: desk.step };
    case 'call-back':
      return desk.again
        ? { sign: 'wait', cause: `again ${captures}` }
        : { sign: 'information', cause: `call-back ${desk.person?.subject} ${desk.call !== undefined}` };
    case 'queue':
      if (desk.again) return { sign: 'wait', cause: `again ${captures}` };
      return desk.last
        ? {
            sign: desk.last.notice ? 'wait' : 'go',
            cause: `${desk.last.person.subject} ${desk.left} ${desk.van?.aboard.length}`,
          }
        : { sign: 'information', cause: 'queue' };
    case 'noted':
      return { sign: 'information', cause: `noted ${desk.person.subject}` };
    case 'passed':
      return { sign: desk.notices.length > 0 ? 'wait' : 'go', cause: desk.text.en };
    case 'done':
      return { sign: desk.notice ? 'wait' : 'go', cause: `done ${desk.person.subject}` };
    case 'stop':
      return { sign: 'stop', cause: desk.text.en };
    case 'conflict':
      return { sign: 'information', cause: `conflict ${desk.record.subject}` };
    case 'match':
      return { sign: 'information', cause: `match ${desk.match.person}` };
    case 'not-allowed':
      return { sign: 'wait', cause: `not allowed ${captures} ${desk.person?.subject}` };
  }
}

/** Each piece of evidence that arrives sounds like go. */
const heard = (step: string, pieces: number): { sign: Sign; cause: string } => ({
  sign: pieces > 0 ? 'go' : 'information',
  cause: `${step} ${pieces}`,
});

/** While a finger is compared the officer keeps the page of the step, with what was typed on it. */
export function shownDesk(desk: DeskView, before: DeskView): DeskView {
  if (desk.step !== 'examining') return desk;
  if (before.step === 'find' || before.step === 'record') return before;
  return before.step === 'admission' ||
    before.step === 'report' ||
    before.step === 'board' ||
    before.step === 'pass' ||
    before.step === 'call-back' ||
    before.step === 'queue'
    ? { ...before, instruction: say('gate.examining'), again: false }
    : desk;
}
