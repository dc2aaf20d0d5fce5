import type { GroupMovement } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import { listNameOf } from '../../people/person-name.ts';
import { caseOf, draftOf, newBoard } from '../board/board.ts';
import { explain, refusalsOf } from '../board/decision.ts';
import {
  type BoardDesk,
  type DeskStep,
  home,
  type PassDesk,
  type QueueDesk,
  type StepInput,
  type Van,
  type World,
} from '../desk.ts';
import { askAfterNoMatch, askAgain, nextTry } from '../finger/advice.ts';
import { again } from '../finger/again.ts';
import { bestMatch, type Capture, evidenceOf } from '../finger/capture.ts';
import {
  countAgrees,
  countedOf,
  givenUpDraft,
  groupOf,
  isAboard,
  needsManifest,
  recordedMovements,
  stated,
  withoutPerson,
} from './van.ts';

const stay = (desk: DeskStep['desk']): DeskStep => ({ desk, effects: [] });
const queueOf = (movement: GroupMovement): QueueDesk => ({ step: 'queue', movement, attempts: 0 });

/** The people who go one way, one finger after the other; while another vehicle is open, that one. */
export const beginQueue = (movement: GroupMovement, { van }: World): QueueDesk =>
  van === undefined || van.movement === movement ? queueOf(movement) : otherFirst(van);

/** The step itself, or first the vehicle that it takes. */
export function behindManifest<Next extends BoardDesk | PassDesk>(
  next: Next,
  { van, policy }: World,
): Next | QueueDesk {
  const movement = groupOf(next.movement, policy);
  if (movement === undefined || van?.movement === movement) return next;
  return van ? otherFirst(van) : { ...queueOf(movement), next };
}

const otherFirst = ({ movement }: Van): QueueDesk => ({ ...queueOf(movement), again: say('van.other-open') });

/** Everything of a queue but a paper. */
export function stepQueue(desk: QueueDesk, input: StepInput, world: World): DeskStep {
  switch (input.kind) {
    case 'unclear':
      return again(desk, askAgain(input.reasons, nextTry(desk.attempts + 1, world)), input.scanner, world);
    case 'capture':
      return takeFinger(desk, input.capture, world);
    case 'action':
      return stepVan(desk, input.action, world);
    default:
      return stay(desk);
  }
}

function takeFinger(desk: QueueDesk, capture: Capture, world: World): DeskStep {
  const { movement } = desk;
  if (needsManifest(movement, world.policy) && world.van?.movement !== movement)
    return stay({ ...desk, again: say('van.state-first') });
  const match = bestMatch(capture, world.thresholds.identify);
  const person = match && world.person(match.subject);
  if (!person) return again(desk, askAfterNoMatch(capture, nextTry(desk.attempts + 1, world)), capture.scanner, world);
  const identity = evidenceOf(capture, match, world.thresholds.identify, desk.attempts + 1);
  const board = newBoard(movement, person.subject, { identity });
  const reasons = refusalsOf(caseOf(board, person, world)).map(explain);
  if (reasons.length > 0)
    return stay({ step: 'not-allowed', reasons, subject: person.subject, back: queueOf(movement) });
  if (needsManifest(movement, world.policy)) return putAboard(board, person, world);
  const text = say(`gate.done-${movement}`, { person: listNameOf(person) });
  return {
    desk: { ...queueOf(movement), last: { subject: person.subject, text } },
    effects: [{ kind: 'record', draft: draftOf(board, person, world) }, { kind: 'open' }],
  };
}

/** Somebody who may go is taken along: through a wicket at once, otherwise when the vehicle's gate opens for all of them. */
export function putAboard(board: BoardDesk, person: Person, world: World): DeskStep {
  const { van, policy } = world;
  const { subject } = board;
  if (van?.movement !== board.movement) return stay(behindManifest(board, world));
  const queue = queueOf(van.movement);
  const named = { person: listNameOf(person) };
  if (isAboard(van, subject)) return stay({ ...queue, again: say('van.already-aboard', named) });
  if (van.aboard.length >= van.manifest.headCount)
    return stay({ ...queue, next: board, again: say('van.full', { counted: van.manifest.headCount }) });
  const fuller = { kind: 'van', van: { ...van, aboard: [...van.aboard, board] } } as const;
  if (policy.groupDoor === 'vehicle-gate')
    return { desk: { ...queue, last: { subject, text: say('van.aboard', named) } }, effects: [fuller] };
  return {
    desk: { ...queue, last: { subject, text: say(`gate.done-${van.movement}`, named) } },
    effects: [{ kind: 'record', draft: draftOf(board, person, world) }, { kind: 'open' }, fuller],
  };
}

function stepVan(desk: QueueDesk, action: Extract<StepInput, { kind: 'action' }>['action'], world: World): DeskStep {
  const { movement, next, again: _, ...calm } = desk;
  if (!needsManifest(movement, world.policy)) return stay(desk);
  const van = world.van?.movement === movement ? world.van : undefined;
  if (action.action === 'state-manifest' && (van || !world.van))
    return {
      desk: next ?? { ...calm, movement },
      effects: [{ kind: 'van', van: stated(movement, action.manifest, van) }],
    };
  if (!van) return stay(desk);
  switch (action.action) {
    case 'take-off':
      if (world.policy.groupDoor === 'wicket') return stay(desk);
      return { desk: queueOf(movement), effects: [{ kind: 'van', van: withoutPerson(van, action.subject) }] };
    case 'begin-pass':
      return stay(action.movement === movement ? { step: 'pass', movement: action.movement, attempts: 0 } : desk);
    case 'close-manifest':
      return closeManifest(desk, van, world);
    case 'give-up-manifest':
      return {
        desk: home,
        effects: [
          { kind: 'record', draft: givenUpDraft(van, world) },
          { kind: 'van', van: undefined },
        ],
      };
    default:
      return stay(desk);
  }
}

/** The vehicle passes: only with as many people as were counted, each of whom may still go. */
function closeManifest(desk: QueueDesk, van: Van, world: World): DeskStep {
  const { movement, manifest, aboard } = van;
  if (!countAgrees(van)) {
    const counts = { counted: manifest.headCount, identified: aboard.length };
    return stay({ ...desk, again: say('van.differs', counts) });
  }
  const passed = {
    step: 'passed',
    text: say('van.passed', { vehicle: manifest.vehicle, count: aboard.length }),
    movement,
    people: aboard.map(({ subject }) => subject),
  } as const;
  const counted = countedOf(van, world);
  const closed = { kind: 'van', van: undefined } as const;
  if (world.policy.groupDoor === 'wicket') {
    const data = { ...counted, movements: recordedMovements(van, world) };
    const draft = { type: 'gate.manifest-closed.v1', subject: world.stationSubject, data } as const;
    return { desk: passed, effects: [{ kind: 'record', draft }, closed] };
  }
  const people = aboard.map((board) => ({ board, person: world.person(board.subject) }));
  for (const { board, person } of people) {
    const reasons = person ? refusalsOf(caseOf(board, person, world)).map(explain) : [say('gate.unknown-person')];
    if (reasons.length === 0) continue;
    const { subject } = board;
    return {
      desk: { step: 'not-allowed', reasons: [...reasons, say('van.taken-off')], subject, back: queueOf(movement) },
      effects: [{ kind: 'van', van: withoutPerson(van, subject) }],
    };
  }
  const drafts = people.flatMap(({ board, person }) => (person ? [draftOf(board, person, world)] : []));
  return { desk: passed, effects: [{ kind: 'depart', drafts, counted }, closed, { kind: 'open' }] };
}
