import { type Detention, isKept } from '@custody-edge/event-contract';
import { fingerNames } from '@custody-edge/fingerprint';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import { wardName } from '../../people/ward.ts';
import { movementsOf } from '../board/begin.ts';
import { referenceSigns } from '../describe.ts';
import type { RecordDesk, World } from '../desk.ts';
import { matchesOf } from '../match/match-view.ts';
import { lateDetention } from '../order/detention.ts';
import type { ExceptionView, RecordView } from '../view.ts';
import { historyView, referenceText } from './history.ts';
import { obstacleTo } from './obstacle.ts';
import { mayPhotograph } from './record.ts';
import { reports } from './report-details.ts';

const shownOf = ({ kind, paper, until }: Detention) => ({ kind, paper, ...(until !== undefined && { until }) });

function exceptionView(exception: ReturnType<World['exceptionsOf']>[number]): ExceptionView {
  const { fingers, reason, photograph, isKept: isHere } = exception;
  const taken = typeof photograph === 'string' ? undefined : photograph;
  const said = typeof photograph === 'string' ? photograph : isHere ? 'photographed' : 'elsewhere';
  return {
    fingers: fingerNames.filter((name) => fingers.includes(name)).map((name) => say(`finger.${name}`)),
    reason: say(`finger-exception.${reason}`),
    photograph: say(`hand.${said}`),
    ...(taken && isHere && { picture: taken.hash }),
  };
}

/** A person's record, but who it is. */
export function recordView(desk: RecordDesk, person: Person, world: World): Omit<RecordView, 'person'> {
  const { absence, openOrders, openClaims, lateHolds, heads, state, ward, admission, detention, centralSearch } =
    person.custody;
  const late = new Set(lateDetention(person, world.policy, world.nowMs).map(({ kind }) => kind));
  const history = world.historyOf(person.subject);
  const { wards } = world.policy;
  return {
    step: 'record',
    warrant: person.warrant,
    ...(absence && {
      absence: {
        paper: absence.paper,
        place: absence.place,
        dueBack: absence.dueBack,
        overdue: Date.parse(absence.dueBack) < world.nowMs,
      },
    }),
    detention: { ...shownOf(detention), raised: detention.raised.filter((alarm) => late.has(alarm)) },
    pending: admission.pending.map((part) => ({ part, since: admission.at })),
    isolation: admission.isolation,
    references: history.flatMap((event) =>
      event.type === 'prisoner.reference-recorded.v1' && event.data.admission === admission.event
        ? [{ id: event.id, sign: referenceSigns[event.data.answer], text: referenceText(event.data) }]
        : [],
    ),
    ...(ward !== undefined && wards.length > 0 && { ward: { id: ward, name: wardName(ward, world.policy) } }),
    wards: isKept(state) ? wards.map(({ id, en, ur }) => ({ id, name: { en, ur } })) : [],
    openOrders: openOrders.map(({ orderId, court, caseNumber }) => ({ orderId, court, caseNumber })),
    lateHolds,
    conflict: heads.length > 1,
    reports: reports.filter((report) => obstacleTo(report, person.custody) === undefined),
    movements: movementsOf(person, world),
    mayPhotograph: mayPhotograph(person, world),
    exceptions: world.exceptionsOf(person.subject).map(exceptionView),
    claims: openClaims,
    ...(centralSearch && { centralSearch: centralSearch.state }),
    matches: matchesOf(person, world),
    history: historyView(history, heads, world),
    ...(desk.again && { again: desk.again }),
  };
}
