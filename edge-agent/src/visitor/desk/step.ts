import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { adviceForUnclear } from '../../gate/finger/advice.ts';
import type { DeskList } from '../actions.ts';
import { readCard } from '../document.ts';
import { beginExit, leaveByFinger, takePass } from '../exit/exit-step.ts';
import { home, type VisitorDesk } from './desk.ts';
import type { DeskInput, DeskStep, Signed, UnsignedVisitorAction, World } from './desk-step.ts';
import { newEntry, stepEntry, withFinger, withShown } from './entry-step.ts';
import { notPossible, recorded, stay } from './outcome.ts';
import { type QueueStep, stepQueue } from './queue.ts';
import { slipOn } from './slip-on.ts';

/**
 * What the desk does next. Pure: the caller carries out the effects first, and shows the new desk only when every one of them is on record.
 * @throws `action-not-possible`, `person-unknown` for what an officer pressed where it leads to nothing
 */
export function step(desk: VisitorDesk, input: DeskInput, world: World): DeskStep {
  if (input.kind === 'signed') return takeSigned(desk, input.signed);
  // Nothing but a duty officer's word opens a door that is held.
  if (desk.step === 'hold' && input.kind === 'action' && input.action.action !== 'scan') throw notPossible(desk);
  if (desk.step === 'hold') return stay(desk);
  switch (input.kind) {
    case 'action':
      return stepAction(desk, input.action, world);
    case 'paper':
      return scan(desk, input.text, world);
    case 'finger':
      return desk.step === 'entry'
        ? stay(withFinger(desk, input.print, world))
        : leaveByFinger(desk, input.print, world);
    case 'unclear':
      return stay(again(desk, adviceForUnclear(input.reasons)));
    case 'failed':
      return stay(again(desk, input.text));
    case 'idle':
      return stay(home);
  }
}

function stepAction(desk: VisitorDesk, action: UnsignedVisitorAction, world: World): DeskStep {
  switch (action.action) {
    case 'cancel':
      return stay(home);
    case 'scan':
      return scan(desk, action.text, world);
    case 'begin-entry':
      return stay(newEntry(action.kind, world));
    case 'begin-exit':
      return stay(beginExit(desk, action.visit, world));
    case 'open':
      return open(action.list, world);
    case 'queue':
      return moveQueue(desk, action.step, world);
    case 'cancel-booking':
      if (world.visit(action.visit)?.state !== 'booked') throw notPossible(desk);
      return { desk, effects: [recorded({ type: 'visit.booking-cancelled.v1', subject: action.visit, data: {} })] };
    case 'print-slip':
      return printAgain(desk, world);
    default:
      if (desk.step !== 'entry') throw notPossible(desk);
      return stepEntry(desk, action, world);
  }
}

/** A card begins a visit, a pass ends one; anything else is said to be neither. */
function scan(desk: VisitorDesk, text: string, world: World): DeskStep {
  const pass = world.readPass(text);
  if (pass.kind !== 'no-pass') return takePass(pass, world);
  const entry = desk.step === 'entry' ? desk : newEntry('family', world);
  if (desk.step === 'exit' || entry.document) return stay(again(desk, say('visitor.pass-unknown')));
  const card = readCard(text, world.policy.cardPattern);
  if (card.kind === 'number') return stay(withShown(entry, 'cnic', card.number, world));
  return stay({ ...entry, again: say('visitor.card-unread') });
}

/** A list that shows names is opened on record. */
function open(list: DeskList, world: World): DeskStep {
  const shows = list === 'lists' || list === 'bookings';
  const data = { list: 'visitors', searched: false, count: world.lengthOf(list) } as const;
  return {
    desk: { step: 'list', list },
    effects: shows ? [recorded({ type: 'gate.list-opened.v1', subject: world.stationSubject, data })] : [],
  };
}

function moveQueue(desk: VisitorDesk, step: QueueStep, world: World): DeskStep {
  const queue = stepQueue(world.queue, step);
  if (!queue) throw notPossible(desk);
  const isClosing = queue.told !== undefined && !queue.closed;
  const next = isClosing
    ? ({ step: 'list', list: 'closing' } as const)
    : step === 'next'
      ? newEntry('family', world)
      : home;
  return { desk: next, effects: [{ kind: 'queue', queue }] };
}

/** A copy of the slips of the visit on the glass, also of a pass that was lost; that there is one goes on record first. */
function printAgain(desk: VisitorDesk, world: World): DeskStep {
  const subject = slipOn(desk);
  const visit = subject === undefined ? undefined : world.visit(subject);
  const event = visit && (visit.ended ?? visit.began);
  if (!visit || event === undefined) throw notPossible(desk);
  const copied = recorded({ type: 'visit.slip-copied.v1', subject: visit.subject, data: { event } });
  return { desk, effects: [copied, { kind: 'print-slip', visit: visit.subject, copy: true }] };
}

function takeSigned(desk: VisitorDesk, signed: Signed): DeskStep {
  switch (signed.kind) {
    case 'seen':
      return stay(desk.step === 'entry' ? { ...desk, sight: signed.sight } : desk);
    case 'left':
      return {
        desk: { step: 'goodbye', visit: signed.visit },
        effects: [{ kind: 'let-out', visit: signed.visit, exit: signed.exit }],
      };
    case 'record': {
      const { record, next = desk } = signed;
      const isHeldOn = desk.step === 'hold' && next.step !== 'home';
      return { desk: isHeldOn ? desk : next, effects: [{ kind: 'record', record }] };
    }
  }
}

/** Whoever put a finger or a paper there learns why nothing came of it. */
function again(desk: VisitorDesk, text: BilingualText): VisitorDesk {
  return desk.step === 'entry' || desk.step === 'exit' ? { ...desk, again: text } : { step: 'home', again: text };
}
