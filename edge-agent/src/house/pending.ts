import { isKept, type OfficerRole, type PendingPart } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { LateView } from '../gate/view.ts';
import type { Person, Roll } from '../people/people.ts';

/** Whose duty it is to complete what an admission left open. */
const owners = {
  search: 'reception',
  medical: 'medical',
  reference: 'clerk',
  photograph: 'reception',
} as const satisfies Record<PendingPart, OfficerRole>;

/** How many parts of admissions are to be completed. */
export const countPending = (people: Roll): number =>
  people.all().reduce((sum, person) => sum + leftOpen(person).length, 0);

/** What the admissions of everybody who is held left to be done, the oldest first. */
export const pendingAdmissions = (people: Roll): LateView[] =>
  people
    .all()
    .flatMap(linesOf)
    .toSorted((a, b) => a.since.localeCompare(b.since));

const leftOpen = ({ custody }: Person): readonly PendingPart[] =>
  isKept(custody.state) && !custody.forgotten ? custody.admission.pending : [];

const linesOf = (person: Person): LateView[] =>
  leftOpen(person).map((part) => ({
    kind: `pending-${part}`,
    subject: person.subject,
    owner: owners[part],
    sign: part === 'photograph' ? 'information' : 'wait',
    since: person.custody.admission.at,
    text: say(`pending.${part}`),
  }));
