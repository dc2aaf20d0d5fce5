import {
  asPlainText,
  type EventDraft,
  type Mover,
  type Pass,
  type ReleaseOrder,
  siteOf,
  type Transfer,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { confirmAdmission, emptyAdmission, stepAdmission } from './admission.ts';
import { askAfterNoMatch, askAgain, nextTry } from './advice.ts';
import { caseOf, draftOf, newBoard } from './board.ts';
import { bestMatch, type Capture, evidenceOf, type MatchedFinger } from './capture.ts';
import { explain, refusalsBeforeStep, refusalsOf } from './decision.ts';
import {
  type BoardDesk,
  type Desk,
  type DeskEffect,
  type DeskInput,
  type DeskStep,
  home,
  type PassDesk,
  type Vouched,
  type World,
} from './desk.ts';
import { wayIn } from './movements.ts';
import type { Person } from './people.ts';
import { digestOf, mayVouch } from './vouching.ts';

const stay = (desk: Desk): DeskStep => ({ desk, effects: [] });
type Queue = Extract<Desk, { step: 'queue' }>;
type Home = Extract<Desk, { step: 'home' }>;

/**
 * What the desk does next. Pure: the caller carries out the effects first, and shows the new desk
 * only when every one of them is on record.
 */
export function step(desk: Desk, input: DeskInput, world: World): DeskStep {
  if (input.kind === 'action' && input.action.action === 'cancel')
    return stay(desk.step === 'not-allowed' ? desk.back : home);
  if (input.kind === 'action' && input.action.action === 'keep-in-custody')
    return stay(desk.step === 'stop' ? home : desk);
  switch (desk.step) {
    case 'home':
      return stepHome(desk, input, world);
    case 'queue':
      return stepQueue(desk, input, world);
    case 'board':
      return stepBoard(desk, input, world);
    case 'pass':
      return stepPass(desk, input, world);
    case 'admission':
      if (input.kind === 'action' && input.action.action === 'confirm') return confirmAdmission(desk, world);
      return stepAdmission(desk, input, world);
    case 'done':
      // The next person is there already: nobody has to press anything.
      return input.kind === 'idle' ? stay(home) : stepHome(home, input, world);
    case 'not-allowed':
      if (input.kind === 'idle') return stay(desk.back);
      return input.kind === 'capture' || input.kind === 'paper' ? step(desk.back, input, world) : stay(desk);
    case 'stop':
      return stay(desk);
  }
}

function stepHome(desk: Home, input: DeskInput, world: World): DeskStep {
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
      return openBoard(usualMovement(person, world), person, world, { found, order: person.custody.openOrders[0] });
    }
    case 'paper':
      return presentOrder(input.text, desk, world);
    case 'action':
      switch (input.action.action) {
        case 'begin-admission':
          return stay(emptyAdmission);
        case 'begin-queue':
          return stay({ step: 'queue', movement: input.action.movement, attempts: 0 });
        case 'begin-release':
          return presentOrder(input.action.orderId, desk, world);
        case 'begin-pass':
          return stay({ step: 'pass', movement: input.action.movement, attempts: 0 });
        default:
          return stay(desk);
      }
    case 'vouched':
      return stay(desk);
    case 'idle':
      return stay(home);
  }
}

/** A journey out: the paper is written down first, then the finger tells who goes. */
function stepPass(desk: PassDesk, input: DeskInput, world: World): DeskStep {
  switch (input.kind) {
    case 'action':
      return stay(writtenOut(desk, input.action));
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
    case 'vouched':
      return stay(desk);
    case 'idle':
      return stay(home);
  }
}

/** The same desk with the paper that fits it. */
function writtenOut(desk: PassDesk, action: Extract<DeskInput, { kind: 'action' }>['action']): PassDesk {
  if (action.action === 'pass-details' && desk.movement !== 'transfer-dispatched')
    return { step: 'pass', movement: desk.movement, pass: action.pass, attempts: 0 };
  if (action.action === 'transfer-details' && desk.movement === 'transfer-dispatched')
    return { step: 'pass', movement: desk.movement, transfer: action.transfer, attempts: 0 };
  return desk;
}

function stepQueue(desk: Queue, input: DeskInput, world: World): DeskStep {
  switch (input.kind) {
    case 'unclear':
      return again(desk, askAgain(input.reasons, nextTry(desk.attempts + 1, world)), input.scanner, world);
    case 'capture': {
      const { capture } = input;
      const match = bestMatch(capture, world.thresholds.identify);
      const person = match && world.person(match.subject);
      if (!person)
        return again(desk, askAfterNoMatch(capture, nextTry(desk.attempts + 1, world)), capture.scanner, world);
      const fresh: Queue = { step: 'queue', movement: desk.movement, attempts: 0 };
      const identity = evidenceOf(capture, match, world.thresholds.identify, desk.attempts + 1);
      const board = newBoard(desk.movement, person.subject, { identity });
      const refusals = refusalsOf(caseOf(board, person, world));
      if (refusals.length > 0) {
        return stay({ step: 'not-allowed', reasons: refusals.map(explain), subject: person.subject, back: fresh });
      }
      const text = say(`gate.done-${desk.movement}`, { person: nameOf(person) });
      return { desk: { ...fresh, last: { subject: person.subject, text } }, effects: recordOf(board, person, world) };
    }
    case 'paper':
      return presentOrder(input.text, desk, world);
    case 'action':
    case 'vouched':
    case 'idle':
      return stay(desk);
  }
}

function stepBoard(desk: BoardDesk, input: DeskInput, world: World): DeskStep {
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
      if (input.action.action !== 'confirm' || refusalsOf(caseOf(desk, person, world)).length > 0) return stay(desk);
      return {
        desk: { step: 'done', movement: desk.movement, subject: desk.subject },
        effects: recordOf(desk, person, world),
      };
    }
    case 'vouched':
      return takeVouching(desk, person, input.vouched, input.paper);
    case 'idle':
      return stay(home);
  }
}

/** What an officer answered for: an event of its own, or part of the release. Only for what stands on the board now. */
function takeVouching(desk: BoardDesk, person: Person, vouched: Vouched, paper: string | undefined): DeskStep {
  const { meaning, digest, text } = vouched;
  if (!mayVouch(meaning, desk) || digest !== digestOf(meaning, desk, person, paper)) return stay(desk);
  const { subject } = desk;
  const record = (draft: EventDraft): DeskStep => ({ desk, effects: [{ kind: 'record', draft }] });
  switch (meaning) {
    case 'medical-clearance':
      if (paper === undefined) return stay(desk);
      return record({
        type: 'prisoner.medically-cleared.v1',
        subject,
        data: { certificate: paper, approvals: [text] },
      });
    case 'property-return': {
      const [identity] = desk.identity;
      if (paper === undefined || !identity) return stay(desk);
      return record({
        type: 'prisoner.property-returned.v1',
        subject,
        data: { receipt: paper, identity, approvals: [text] },
      });
    }
    case 'release':
    case 'release-review': {
      const others = desk.vouched.filter((one) => one.meaning !== meaning);
      return stay({ ...desk, vouched: [...others, vouched] });
    }
  }
}

function stepIdentity(desk: BoardDesk, person: Person, capture: Capture, world: World): DeskStep {
  const best = bestMatch(capture, world.thresholds.identify);
  const another = best?.subject === desk.subject ? undefined : best;
  // Whoever resembles somebody else more is that somebody, however much they resemble the person claimed.
  const match = another ? undefined : bestMatch(capture, world.thresholds.verify, desk.subject);
  const attempts = desk.attempts + 1;
  const { again: _, ...calm } = desk;
  if (match) {
    const others = desk.identity.filter(({ finger }) => finger !== match.finger);
    const identity = [...others, evidenceOf(capture, match, world.thresholds.verify, attempts)];
    return stay({ ...calm, identity, attempts: 0, mismatches: 0 });
  }
  if (another && desk.mismatches > 0) {
    return stop('other-person', desk.movement, attempts, desk.subject, capture.scanner, another.subject);
  }
  const next = { ...desk, mismatches: desk.mismatches + (another ? 1 : 0) };
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
  if (attempts >= world.policy.captureTries)
    return stop('not-confirmed', desk.movement, attempts, person.subject, scanner);
  return stay({ ...desk, attempts, again: text });
}

/** The same where nobody is claimed: at home, in a queue and over a paper. */
function again(
  desk: Home | Queue | PassDesk,
  text: BilingualText,
  scanner: Capture['scanner'],
  world: World,
): DeskStep {
  const attempts = desk.attempts + 1;
  if (attempts < world.policy.captureTries) return stay({ ...desk, attempts, again: text });
  const movement = desk.step === 'home' ? 'out-to-court' : desk.movement;
  return stop('not-confirmed', movement, attempts, world.stationSubject, scanner);
}

function stop(
  reason: 'other-person' | 'not-confirmed',
  movement: Mover,
  attempts: number,
  subject: string,
  scanner: Capture['scanner'],
  matches?: string,
): DeskStep {
  const draft: EventDraft = {
    type: 'gate.identity-refused.v1',
    subject,
    data: { reason, movement, attempts, scanner, ...(matches !== undefined && { matches }) },
  };
  const text = say(reason === 'other-person' ? 'gate.stop-other-person' : 'gate.stop-not-confirmed');
  return {
    desk: { step: 'stop', text, ...(subject.startsWith('person/') && { subject }) },
    effects: [{ kind: 'record', draft }],
  };
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
  if (refusals.length === 0) return stay(board);
  return stay({ step: 'not-allowed', reasons: refusals.map(explain), subject: person.subject, back: home });
}

/** A paper on the reader: the release order that it names, or the reason why it opens nothing. */
function presentOrder(paper: string, desk: Desk, world: World): DeskStep {
  const refuse = (
    reason: 'order-used' | 'order-not-confirmed' | 'order-for-other-case',
    text: BilingualText,
  ): DeskStep => ({
    desk: { step: 'not-allowed', reasons: [text], back: desk.step === 'not-allowed' ? desk.back : desk },
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

/** The events of an allowed movement, then the lock. */
function recordOf(desk: BoardDesk, person: Person, world: World): DeskEffect[] {
  return [{ kind: 'record', draft: draftOf(desk, person, world) }, { kind: 'open' }];
}

export const nameOf = (person: Person | undefined): BilingualText =>
  person?.identity
    ? say(`person.${person.identity.relation}`, person.identity)
    : say(person ? 'gate.erased-person' : 'gate.unknown-person');
