import { movementsOf } from '../board/begin.ts';
import type { RecordDesk, World } from '../desk.ts';
import type { Person } from '../people/people.ts';
import type { RecordView } from '../view.ts';
import { historyView } from './history.ts';
import { mayPhotograph } from './record.ts';
import { obstacleTo } from './report.ts';
import { reports } from './report-details.ts';

/** A person's record, but who it is. */
export function recordView(desk: RecordDesk, person: Person, world: World): Omit<RecordView, 'person'> {
  const { absence, openOrders, openClaims, heads } = person.custody;
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
    openOrders: openOrders.map(({ orderId, court, caseNumber }) => ({ orderId, court, caseNumber })),
    conflict: heads.length > 1,
    reports: reports.filter((report) => obstacleTo(report, person.custody) === undefined),
    movements: movementsOf(person, world),
    mayPhotograph: mayPhotograph(person, world),
    claims: openClaims,
    history: historyView(world.historyOf(person.subject), heads, world),
    ...(desk.again && { again: desk.again }),
  };
}
