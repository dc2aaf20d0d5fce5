import {
  asPlainText,
  type EventDraft,
  isAtLarge,
  isEventCode,
  type Mover,
  type Pass,
  type ReleaseOrder,
  siteOf,
  type Transfer,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say, wallTime } from '@custody-edge/ui-kit';
import type { Person } from '../people/people.ts';
import { listNameOf } from '../people/person-name.ts';
import { beginAdmission, confirmAdmission, stepAdmission } from './admission/admission.ts';
import { childSentBack } from './admission/child-refusal.ts';
import { conflictStop, stepConflict, stepStop } from './admission/conflict.ts';
import { movementsOf } from './board/begin.ts';
import { caseOf, draftOf, newBoard } from './board/board.ts';
import { explain, refusalsBeforeStep, refusalsOf } from './board/decision.ts';
import { isExamined, isWritten, journeyOf, wayIn } from './board/movements.ts';
import { isWithinLimit, latestBackMs } from './board/pass-limit.ts';
import { notToPolice, toPolice } from './board/police.ts';
import { withVouching } from './board/vouching.ts';
import {
  type BoardDesk,
  type Desk,
  type DeskEffect,
  type DeskInput,
  type DeskStep,
  home,
  type PassDesk,
  type RecordDesk,
  type StepInput,
  type World,
} from './desk.ts';
import { askAfterNoMatch, askAgain, nextTry } from './finger/advice.ts';
import { again } from './finger/again.ts';
import { bestMatch, type Capture, evidenceOf, type MatchedFinger } from './finger/capture.ts';
import { likenessTo, stop } from './finger/identify.ts';
import { openMatch, stepMatch } from './match/match.ts';
import { newCallBack, stepCallBack } from './order/call-back.ts';
import { queryDraft } from './order/order-query.ts';
import { stepFind, stepRecord, stepToRecord } from './report/record.ts';
import { beginReport, stepReport } from './report/report-step.ts';
import { beginSight, withCompared } from './sight/sight.ts';
import { printAgain } from './slip/print-again.ts';
import { beginQueue, behindManifest, putAboard, stepQueue } from './van/queue.ts';
import { needsManifest } from './van/van.ts';

const stay = (desk: Desk): DeskStep => ({ desk, effects: [] });
type Home = Extract<Desk, { step: 'home' }>;

/**
 * What the desk does next. Pure: the caller carries out the effects first, and shows the new desk
 * only when every one of them is on record.
 */
export function step(desk: Desk, input: DeskInput, world: World): DeskStep {
  if (input.kind === 'action' && input.action.action === 'cancel') return stay(leave(desk));
  if (input.kind === 'action' && input.action.action === 'keep-in-custody')
    return stay(desk.step === 'stop' ? home : desk);
  if (input.kind === 'signed') return takeSigned(desk, input.draft, world);
  if (input.kind === 'paper' && isEventCode(input.text)) return stay(withSlip(desk));
  switch (desk.step) {
    case 'home':
      return stepHome(desk, input, world);
    case 'queue':
      return input.kind === 'paper' ? presentOrder(input.text, desk, world) : stepQueue(desk, input, world);
    case 'board':
      return stepBoard(desk, input, world);
    case 'pass':
      return stepPass(desk, input, world);
    case 'find':
      return input.kind === 'paper' ? presentOrder(input.text, desk, world) : stepFind(desk, input, world);
    case 'record':
      if (input.kind === 'match-settled') return openMatch(desk, input, world);
      if (input.kind === 'action' && input.action.action === 'begin-movement')
        return beginMovement(desk, input.action.movement, world);
      return input.kind === 'paper' ? presentOrder(input.text, desk, world) : stepRecord(desk, input, world);
    case 'report':
      return stepReport(desk, input, world);
    case 'call-back':
      if (input.kind === 'idle') return stay(home);
      return input.kind === 'paper' ? presentOrder(input.text, home, world) : stay(stepCallBack(desk, input, world));
    case 'admission':
      if (input.kind === 'idle') return stay(home);
      if (input.kind === 'action' && input.action.action === 'confirm') return confirmAdmission(desk, world);
      return stepAdmission(desk, input, world);
    case 'noted':
    case 'passed':
    case 'done':
      if (desk.step === 'done' && input.kind === 'action' && input.action.action === 'print-slip')
        return printAgain(desk, world);
      // The next person is there already: nobody has to press anything.
      return input.kind === 'idle' ? stay(home) : stepHome(home, input, world);
    case 'not-allowed':
      if (input.kind === 'idle') return stay(desk.back);
      if (input.kind === 'action' && input.action.action === 'begin-call-back' && desk.unconfirmed !== undefined)
        return stay(newCallBack(desk.unconfirmed));
      return input.kind === 'capture' || input.kind === 'paper' ? step(desk.back, input, world) : stay(desk);
    case 'stop': {
      const { unread } = desk;
      const person = unread && world.person(unread.subject);
      if (!person || input.kind !== 'action' || input.action.action !== 'unreadable')
        return stepStop(desk, input, world);
      return stay(beginSight({ ...unread, attempts: 0 }, input.action.reason, person, world));
    }
    case 'conflict':
      return stepConflict(desk, input, world);
    case 'match':
      return stepMatch(desk, input, world);
  }
}

function leave(desk: Desk): Desk {
  if (desk.step === 'not-allowed') return desk.back;
  if (desk.step === 'report' && desk.board) return desk.board;
  if (desk.step === 'match') return { step: 'record', subject: desk.subject };
  return desk.step === 'conflict' ? conflictStop(desk.admission, desk.subject) : home;
}

/** A slip on the reader opens nothing, and nothing that was begun is lost by it. A stop stays a stop. */
function withSlip(desk: Desk): Desk {
  if (desk.step === 'stop' || desk.step === 'conflict' || desk.step === 'match') return desk;
  const back = desk.step === 'not-allowed' ? desk.back : desk;
  return { step: 'not-allowed', reasons: [say('slip.is-no-order')], back };
}

function stepHome(desk: Home, input: StepInput, world: World): DeskStep {
  switch (input.kind) {
    case 'unclear':
      return again(desk, askAgain(input.reasons, nextTry(desk.attempts + 1, world)), input.scanner, world);
    case 'capture': {
      const match = bestMatch(input.capture, world.thresholds.identify);
      const person = match && world.person(match.subject);
      if (!person)
        return again(
          desk,
          askAfterNoMatch(input.capture, nextTry(desk.attempts + 1, world)),
          input.capture.scanner,
          world,
        );
      const found = { capture: input.capture, match, attempts: desk.attempts + 1 };
      if (isAtLarge(person.custody.state)) {
        const identity = evidenceOf(input.capture, match, world.thresholds.identify, found.attempts);
        return beginReport('recapture', person, home, identity);
      }
      return openBoard(usualMovement(person, world), person, world, { found, order: person.custody.openOrders[0] });
    }
    case 'paper':
      return presentOrder(input.text, desk, world);
    case 'action':
      switch (input.action.action) {
        case 'begin-admission':
          return stay(beginAdmission(input.action.expected, world));
        case 'begin-queue':
          return stay(beginQueue(input.action.movement, world));
        case 'begin-release':
          return presentOrder(input.action.orderId, desk, world);
        case 'begin-pass':
          return stay(behindManifest({ step: 'pass', movement: input.action.movement, attempts: 0 }, world));
        default:
          return stepToRecord(desk, input.action, world);
      }
    case 'idle':
      return stay(home);
    default:
      return stay(desk);
  }
}

/** A journey out: the paper is written down first, then the finger tells who goes. */
function stepPass(desk: PassDesk, input: StepInput, world: World): DeskStep {
  switch (input.kind) {
    case 'action':
      return writtenOut(desk, input.action, world);
    case 'unclear':
      return again(desk, askAgain(input.reasons, nextTry(desk.attempts + 1, world)), input.scanner, world);
    case 'capture': {
      const written = desk.movement === 'transfer-dispatched' ? { transfer: desk.transfer } : { pass: desk.pass };
      if (!written.transfer && !written.pass) return stay({ ...desk, again: say('gate.pass-missing') });
      const match = bestMatch(input.capture, world.thresholds.identify);
      const person = match && world.person(match.subject);
      if (!person)
        return again(
          desk,
          askAfterNoMatch(input.capture, nextTry(desk.attempts + 1, world)),
          input.capture.scanner,
          world,
        );
      const found = { capture: input.capture, match, attempts: desk.attempts + 1 };
      return openBoard(desk.movement, person, world, { found, ...written });
    }
    case 'paper':
      return presentOrder(input.text, desk, world);
    case 'idle':
      return stay(home);
    default:
      return stay(desk);
  }
}

/** The same desk with the paper that fits it; the board, where it is said whose it is. */
function writtenOut(desk: PassDesk, action: Extract<StepInput, { kind: 'action' }>['action'], world: World): DeskStep {
  const written = withPaper(desk, action);
  const person = desk.subject === undefined ? undefined : world.person(desk.subject);
  if (!written) return stay(desk);
  const tooLong = saidTooLong(written, world);
  if (tooLong || !person) return stay({ ...written, ...(tooLong && { again: tooLong }) });
  return openBoard(desk.movement, person, world, written);
}

/** Until when the house lets somebody stay away on such a paper, where what is written goes beyond it. */
function saidTooLong(desk: PassDesk, { nowMs, policy }: World): BilingualText | undefined {
  const { journey } = journeyOf(desk.movement) ?? {};
  const written = desk.movement === 'transfer-dispatched' ? desk.transfer : desk.pass;
  if (!written || journey === undefined || journey === 'court') return undefined;
  if (isWithinLimit(journey, written.dueBack, nowMs, policy)) return undefined;
  const latest = new Date(latestBackMs(journey, nowMs, policy)).toISOString();
  return say('gate.pass-latest', { when: wallTime(latest, nowMs) });
}

function withPaper(desk: PassDesk, action: Extract<StepInput, { kind: 'action' }>['action']): PassDesk | undefined {
  const { again: _, ...calm } = desk;
  if (action.action === 'pass-details' && calm.movement !== 'transfer-dispatched')
    return { ...calm, pass: action.pass, attempts: 0 };
  if (action.action === 'transfer-details' && calm.movement === 'transfer-dispatched')
    return { ...calm, transfer: action.transfer, attempts: 0 };
  return undefined;
}

/** A movement of the person whose record is open, begun without a finger. */
function beginMovement(desk: RecordDesk, movement: Mover, world: World): DeskStep {
  const person = world.person(desk.subject);
  if (!person || !movementsOf(person, world).includes(movement)) return stay(desk);
  if (isWritten(movement))
    return stay(behindManifest({ step: 'pass', movement, subject: person.subject, attempts: 0 }, world));
  return openBoard(movement, person, world, { order: person.custody.openOrders[0] });
}

function stepBoard(desk: BoardDesk, input: StepInput, world: World): DeskStep {
  const person = world.person(desk.subject);
  if (!person) return stay(home);
  switch (input.kind) {
    case 'unclear':
      return anotherTry(desk, person, askAgain(input.reasons, nextTry(desk.attempts + 1, world)), input.scanner, world);
    case 'capture':
      return stepIdentity(desk, person, input.capture, world);
    case 'paper':
      return presentOrder(input.text, desk, world);
    case 'action': {
      if (input.action.action === 'query-order') {
        const draft = queryDraft(desk, person, input.action, world);
        return draft ? { desk, effects: [{ kind: 'record', draft }] } : stay(desk);
      }
      if (input.action.action === 'to-police') return stay(toPolice(desk, person, input.action.police, world));
      if (input.action.action === 'not-to-police') return stay(notToPolice(desk));
      if (input.action.action === 'unreadable') return stay(beginSight(desk, input.action.reason, person, world));
      if (input.action.action === 'begin-report' && input.action.report === 'examination' && isExamined(desk.movement))
        return beginReport('examination', person, desk);
      if (input.action.action === 'compared')
        return stay(desk.sight ? { ...desk, sight: withCompared(desk.sight, input.action.what) } : desk);
      if (input.action.action !== 'confirm' || refusalsOf(caseOf(desk, person, world)).length > 0) return stay(desk);
      if (needsManifest(desk.movement, world.policy)) return putAboard(desk, person, world);
      return {
        desk: {
          step: 'done',
          movement: desk.movement,
          subject: desk.subject,
          ...(desk.movement === 'release' && { slips: true as const }),
          ...(desk.handOver && { handOver: desk.handOver }),
        },
        effects: recordOf(desk, person, world),
      };
    }
    case 'vouched':
      return stay(withVouching(desk, person, input.vouched));
    case 'identified':
      return stay(desk.sight ? { ...desk, sight: { ...desk.sight, word: input.word } } : desk);
    case 'idle':
      return stay(home);
    default:
      return stay(desk);
  }
}

/** What an officer signed is on record; a call that confirms an order leads to nothing here before the centre has granted it. */
function takeSigned(desk: Desk, draft: EventDraft, world: World): DeskStep {
  const effects: DeskEffect[] = [{ kind: 'record', draft }];
  if (draft.type === 'prisoner.property-returned.v1')
    effects.push({ kind: 'print-slip', subject: draft.subject, copy: false });
  if (draft.type === 'gate.child-refused.v1') return { desk: childSentBack(draft.data), effects };
  if (draft.type !== 'prisoner.order-called-back.v1') return { desk, effects };
  const { subject, data } = draft;
  const text = say(`gate.called-back-${data.answer}`, { person: listNameOf(world.person(subject)) });
  if (data.answer === 'confirmed') return { desk: { step: 'noted', subject, text }, effects };
  return { desk: { step: 'not-allowed', reasons: [text], subject, back: home }, effects };
}

function stepIdentity(desk: BoardDesk, person: Person, capture: Capture, world: World): DeskStep {
  const likeness = likenessTo(desk.subject, capture, world);
  const another = likeness.kind === 'another' ? likeness : undefined;
  const attempts = desk.attempts + 1;
  const { again: _, ...calm } = desk;
  if (likeness.kind === 'same') {
    const { match } = likeness;
    const others = desk.identity.filter(({ finger }) => finger !== match.finger);
    const identity = [...others, evidenceOf(capture, match, world.thresholds.verify, attempts)];
    return stay({ ...calm, identity, attempts: 0, mismatches: 0 });
  }
  if (another && desk.mismatches > 0) {
    return stop('other-person', desk.movement, attempts, desk.subject, capture.scanner, another.subject);
  }
  const { sight: _sight, ...unseen } = desk;
  // Whoever has somebody else's finger is not this person, whatever a supervisor saw.
  const next = another ? { ...unseen, mismatches: desk.mismatches + 1 } : desk;
  const tries = nextTry(attempts, world);
  const text = another ? say('gate.other-finger', tries) : askAfterNoMatch(capture, tries);
  return anotherTry(next, person, text, capture.scanner, world);
}

/** Counts a try that led to nobody; after the last one nobody moves, and that is on record. */
function anotherTry(
  desk: BoardDesk,
  person: Person,
  text: BilingualText,
  scanner: Capture['scanner'],
  world: World,
): DeskStep {
  const attempts = desk.attempts + 1;
  if (attempts < world.policy.captureTries) return stay({ ...desk, attempts, again: text });
  const stopped = stop('not-confirmed', desk.movement, attempts, person.subject, scanner);
  return { ...stopped, desk: { ...stopped.desk, unread: desk } };
}

/** The step that a person's record asks for when they simply put a finger on the glass. */
function usualMovement({ custody }: Person, { station }: World): Mover {
  const usual = custody.state === 'RELEASE_PENDING' ? 'release' : 'out-to-court';
  return wayIn(custody, siteOf(station)) ?? usual;
}

function openBoard(
  movement: Mover,
  person: Person,
  world: World,
  laid: {
    readonly found?: { readonly capture: Capture; readonly match: MatchedFinger; readonly attempts: number };
    readonly order?: ReleaseOrder | undefined;
    readonly pass?: Pass | undefined;
    readonly transfer?: Transfer | undefined;
  },
): DeskStep {
  const { found, order, pass, transfer } = laid;
  const board = newBoard(movement, person.subject, {
    ...(movement === 'release' && order && { order }),
    ...(pass && { pass }),
    ...(transfer && { transfer }),
    ...(found && { identity: evidenceOf(found.capture, found.match, world.thresholds.identify, found.attempts) }),
  });
  const refusals = refusalsBeforeStep(caseOf(board, person, world));
  if (refusals.length === 0) return stay(behindManifest(board, world));
  return stay({ step: 'not-allowed', reasons: refusals.map(explain), subject: person.subject, back: home });
}

/** A paper on the reader: the release order that it names, or the reason why it opens nothing. */
function presentOrder(paper: string, desk: Desk, world: World): DeskStep {
  const refuse = (
    reason: 'order-used' | 'order-not-confirmed' | 'order-denied' | 'order-for-other-case',
    text: BilingualText,
  ): DeskStep => ({
    desk: {
      step: 'not-allowed',
      reasons: [text],
      ...(reason === 'order-not-confirmed' && { unconfirmed: paper }),
      back: desk.step === 'not-allowed' ? desk.back : desk,
    },
    effects: [
      {
        kind: 'record',
        draft: {
          type: 'gate.paper-refused.v1',
          subject: world.stationSubject,
          data: { paper: asPlainText(paper, 200), reason },
        },
      },
    ],
  });
  const held = world.holderOf(paper);
  if (!held && world.isDenied(paper)) return refuse('order-denied', say('gate.order-denied'));
  if (!held) return refuse('order-not-confirmed', say('gate.order-not-confirmed'));
  if (held.used) return refuse('order-used', say('gate.order-used'));
  if (desk.step === 'board' && desk.subject !== held.person.subject) {
    return refuse('order-for-other-case', say('gate.order-other-case'));
  }
  if (desk.step === 'board' && desk.movement === 'release') {
    const others = desk.orders.filter(({ orderId }) => orderId !== held.order.orderId);
    return stay({ ...desk, orders: [...others, held.order] });
  }
  return openBoard('release', held.person, world, { order: held.order });
}

/** The events of an allowed movement, then the lock, then what is printed. */
function recordOf(desk: BoardDesk, person: Person, world: World): DeskEffect[] {
  const { movement, subject } = desk;
  const slips: DeskEffect[] = movement === 'release' ? [{ kind: 'print-slip', subject, copy: false }] : [];
  return [{ kind: 'record', draft: draftOf(desk, person, world) }, { kind: 'open' }, ...slips];
}
