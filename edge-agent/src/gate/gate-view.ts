import type { CustodyEvent, ProductionOrder } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { type MessageKey, say } from '@custody-edge/ui-kit';
import type { StatusView } from '../station/status-view.ts';
import { fingerProgress, missingForAdmission, nextFinger } from './admission.ts';
import { explain, refusalsOf } from './decision.ts';
import { describe } from './describe.ts';
import type { BoardDesk, Desk, World } from './desk.ts';
import type { Person } from './people.ts';
import { caseOf, nameOf } from './step.ts';
import type { DeskView, GateView, ListedView, PersonView, TileView } from './view.ts';

/** What the view is made from. */
export interface GateFacts {
  readonly desk: Desk;
  readonly examining: boolean;
  readonly captures: number;
  readonly people: readonly Person[];
  readonly courtList: readonly { readonly subject: string; readonly order: ProductionOrder }[];
  readonly latest: readonly CustodyEvent[];
  readonly alarms: GateView['alarms'];
  readonly status: StatusView;
  readonly nowMs: number;
}

/** Everything the gate page shows. */
export function gateView(facts: GateFacts, world: World): GateView {
  const inside = facts.people.filter(
    ({ custody }) => custody.state === 'IN_CUSTODY' || custody.state === 'RELEASE_PENDING',
  );
  const dueBack = facts.people.flatMap((person) => (person.custody.production ? [outside(person, facts.nowMs)] : []));
  return {
    status: facts.status,
    counts: {
      inCustody: inside.length,
      outToCourt: dueBack.length,
      overdue: dueBack.filter(({ overdue }) => overdue).length,
    },
    toCourt: facts.courtList.flatMap(({ subject, order }) => {
      const person = world.person(subject);
      return person?.custody.state === 'IN_CUSTODY' ? [{ person: personView(person), ...order, overdue: false }] : [];
    }),
    dueBack: dueBack.toSorted((a, b) => (a.dueBack ?? '').localeCompare(b.dueBack ?? '')),
    releases: facts.people
      .filter(({ custody }) => custody.state === 'RELEASE_PENDING')
      .flatMap((person) =>
        person.custody.openOrders.map((order) => ({ person: personView(person), ...order, overdue: false })),
      ),
    desk: facts.examining && facts.desk.step !== 'stop' ? { step: 'examining' } : deskView(facts.desk, world),
    captures: facts.captures,
    alarms: facts.alarms,
    recent: facts.latest.flatMap((event) => describe(event, world.person) ?? []),
  };
}

function outside(person: Person, nowMs: number): ListedView {
  const { production } = person.custody;
  if (!production) throw new RangeError('a person who is not out has no time to return');
  return { person: personView(person), ...production, overdue: Date.parse(production.dueBack) < nowMs };
}

const personView = ({ subject, identity, custody }: Person): PersonView => ({
  subject,
  ...(identity && { identity }),
  state: custody.state,
});

function deskView(desk: Desk, world: World): DeskView {
  const shown = (subject: string | undefined): { person?: PersonView } => {
    const person = subject === undefined ? undefined : world.person(subject);
    return person ? { person: personView(person) } : {};
  };
  switch (desk.step) {
    case 'home':
      return { step: 'home', ...(desk.again && { again: desk.again }) };
    case 'admission': {
      const finger = nextFinger(desk, world.policy);
      const instruction = finger
        ? say('gate.put-finger', { finger: say(`finger.${finger}`) })
        : (missingForAdmission(desk, world.policy)[0] ?? say('gate.confirm-admission'));
      return {
        step: 'admission',
        details: desk.details,
        fingers: fingerProgress(desk, world.policy),
        instruction: desk.again ?? instruction,
        again: desk.again !== undefined,
        missing: missingForAdmission(desk, world.policy),
      };
    }
    case 'board':
      return boardView(desk, world);
    case 'queue': {
      const { person } = shown(desk.last?.subject);
      return {
        step: 'queue',
        movement: desk.movement,
        left: world.leftInQueue(desk.movement),
        instruction: desk.again ?? say('gate.put-any-finger'),
        again: desk.again !== undefined,
        ...(desk.last && person && { last: { person, text: desk.last.text } }),
      };
    }
    case 'done': {
      const { person } = shown(desk.subject);
      if (!person) return { step: 'home' };
      const text = say(`gate.done-${desk.movement}`, { person: nameOf(world.person(desk.subject)) });
      return { step: 'done', movement: desk.movement, person, text };
    }
    case 'stop':
      return { step: 'stop', text: desk.text };
    case 'not-allowed':
      return { step: 'not-allowed', ...shown(desk.subject), reasons: desk.reasons };
  }
}

function boardView(desk: BoardDesk, world: World): DeskView {
  const person = world.person(desk.subject);
  if (!person) return { step: 'home' };
  const facts = caseOf(desk, person, world);
  const refusals = refusalsOf(facts);
  const paper =
    desk.movement === 'out-to-court'
      ? facts.production
      : desk.movement === 'release'
        ? desk.order
        : person.custody.production;
  const missing = refusals.map(explain);
  return {
    step: 'board',
    movement: desk.movement,
    person: personView(person),
    tiles: [
      tile(
        'order',
        desk.movement === 'release' ? 'gate.tile-release-order' : 'gate.tile-court-order',
        paper ? plain(`${paper.orderId} · ${paper.court} · ${paper.caseNumber}`) : undefined,
        say('gate.not-on-list'),
      ),
      ...Array.from({ length: facts.requiredFingers }, (_, index) => {
        const evidence = desk.identity[index];
        return tile('identity', 'gate.tile-finger', evidence && say('gate.confirmed'), say('gate.put-any-finger'));
      }),
    ],
    instruction: desk.again ?? (missing.length === 0 ? say('gate.confirm-movement') : instructionFor(desk)),
    again: desk.again !== undefined,
    missing,
  };
}

const instructionFor = (desk: BoardDesk): BilingualText =>
  desk.identity.length === 0 ? say('gate.put-any-finger') : say('gate.put-second-finger');

const plain = (text: string): BilingualText => ({ en: text, ur: text });

function tile(
  kind: TileView['kind'],
  title: MessageKey & `gate.tile-${string}`,
  present: BilingualText | undefined,
  missing: BilingualText,
): TileView {
  return { kind, title: say(title), state: present ? 'present' : 'missing', detail: present ?? missing };
}
