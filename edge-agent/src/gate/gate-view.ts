import { type CustodyEvent, type ProductionOrder, siteOf, stateOnJourney } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { StatusView } from '../station/status-view.ts';
import { fingerProgress, missingForAdmission, nextFinger } from './admission.ts';
import { boardView } from './board-view.ts';
import { describe } from './describe.ts';
import type { Desk, PassDesk, World } from './desk.ts';
import type { Person, Roll } from './people.ts';
import { prisonName } from './prisons.ts';
import { nameOf } from './step.ts';
import type { ArrivalView, DeskView, GateView, ListedView, PersonView } from './view.ts';

/** What the view is made from. */
export interface GateFacts {
  readonly desk: Desk;
  readonly examining: boolean;
  readonly captures: number;
  readonly people: Roll;
  readonly courtList: readonly { readonly subject: string; readonly order: ProductionOrder }[];
  readonly latest: readonly CustodyEvent[];
  readonly alarms: GateView['alarms'];
  readonly status: StatusView;
  readonly nowMs: number;
}

/** Everything the gate page shows. */
export function gateView(facts: GateFacts, world: World): GateView {
  const here = siteOf(world.station);
  const out = facts.people.in(...Object.values(stateOnJourney));
  const away = out.filter(({ custody }) => custody.site === here).flatMap((person) => absentee(person, facts.nowMs));
  const arrivals = out.flatMap((person) => arrival(person, here, world));
  return {
    status: facts.status,
    counts: {
      inCustody: facts.people.count('IN_CUSTODY', 'RELEASE_PENDING'),
      out: away.length,
      overdue: away.filter(({ overdue }) => overdue).length,
    },
    toCourt: facts.courtList.flatMap(({ subject, order }) => {
      const person = world.person(subject);
      return person?.custody.state === 'IN_CUSTODY' ? [onCourtList(person, order)] : [];
    }),
    dueBack: away.toSorted((a, b) => (a.dueBack ?? '').localeCompare(b.dueBack ?? '')),
    arrivals: arrivals.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)),
    releases: facts.people.in('RELEASE_PENDING').flatMap((person) =>
      person.custody.openOrders.map(({ orderId, court, caseNumber }) => ({
        person: personView(person),
        orderId,
        place: court,
        caseNumber,
        overdue: false,
      })),
    ),
    desk: facts.examining && facts.desk.step !== 'stop' ? { step: 'examining' } : deskView(facts.desk, world),
    captures: facts.captures,
    alarms: facts.alarms,
    recent: facts.latest.flatMap((event) => describe(event, world.person) ?? []),
  };
}

const onCourtList = (person: Person, { orderId, court, caseNumber, dueBack }: ProductionOrder): ListedView => ({
  person: personView(person),
  orderId,
  place: court,
  caseNumber,
  journey: 'court',
  dueBack,
  overdue: false,
});

function absentee(person: Person, nowMs: number): ListedView[] {
  const { absence } = person.custody;
  if (!absence) return [];
  const { journey, paper, place, caseNumber, dueBack } = absence;
  return [
    {
      person: personView(person),
      orderId: paper,
      place,
      ...(caseNumber !== undefined && { caseNumber }),
      journey,
      dueBack,
      overdue: Date.parse(dueBack) < nowMs,
    },
  ];
}

function arrival(person: Person, here: string, { policy, nowMs }: World): ArrivalView[] {
  const { absence, site } = person.custody;
  if (absence?.journey !== 'transfer' || absence.place !== here) return [];
  const { paper, dueBack: dueAt } = absence;
  const from = prisonName(site, policy);
  return [{ person: personView(person), paper, from, dueAt, overdue: Date.parse(dueAt) < nowMs }];
}

const personView = ({ subject, identity, custody }: Person): PersonView => ({
  subject,
  ...(identity && { identity }),
  state: custody.state,
});

const isWritten = (desk: PassDesk): boolean =>
  (desk.movement === 'transfer-dispatched' ? desk.transfer : desk.pass) !== undefined;

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
    case 'board': {
      const person = world.person(desk.subject);
      return person ? { ...boardView(desk, person, world), person: personView(person) } : { step: 'home' };
    }
    case 'pass':
      return {
        step: 'pass',
        movement: desk.movement,
        ...('pass' in desk && desk.pass && { pass: desk.pass }),
        ...('transfer' in desk && desk.transfer && { transfer: desk.transfer }),
        prisons: world.policy.prisons.filter(({ site }) => site !== siteOf(world.station)),
        instruction: desk.again ?? say(isWritten(desk) ? 'gate.put-any-finger' : 'gate.pass-missing'),
        again: desk.again !== undefined,
      };
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
