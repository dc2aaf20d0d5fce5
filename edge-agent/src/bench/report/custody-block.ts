import {
  type Bearer,
  type CustodyEvent,
  claimedApprover,
  type ExhibitEvent,
  isExhibitEvent,
  type LabCase,
  type Seal,
} from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';
import { custodyLines } from './custody-lines.ts';
import { timeInPakistan } from './time-in-pakistan.ts';

type Custody = Extract<Block, { kind: 'custody' }>;
type Happening = Pick<Custody['lines'][number], 'event' | 'from' | 'to' | 'seal'>;

/** Every change of hands, every opening and closing, and what was taken from what, in the order of time. */
export function custodyBlock(events: readonly CustodyEvent[], labCase: LabCase): Custody {
  const labels = new Map(labCase.exhibits.map(({ subject, label }) => [subject, label]));
  const lines = events
    .filter(isExhibitEvent)
    .filter(({ subject }) => labels.has(subject))
    .toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time))
    .flatMap((event): Custody['lines'] => {
      const happened = happeningOf(event, labCase, labels);
      return happened ? [{ at: timeInPakistan(event.time), what: labels.get(event.subject) ?? '–', ...happened }] : [];
    });
  return { kind: 'custody', lines: custodyLines(lines) };
}

function happeningOf(
  event: ExhibitEvent,
  { memorandum }: LabCase,
  labels: ReadonlyMap<string, string>,
): Happening | undefined {
  const by = event.officer ?? '–';
  const nobody = { to: '–', seal: '–' } as const;
  switch (event.type) {
    case 'exhibit.received.v1':
      return {
        event: say('lab-case-report.received').en,
        from: nameOfBearer(memorandum.depositor),
        to: by,
        seal: sealsText(event.data.seals),
      };
    case 'exhibit.handed-over.v1': {
      const { from, to } = event.data;
      return { event: say('lab-case-report.handed-over').en, from, to, seal: '–' };
    }
    case 'exhibit.opened.v1':
      return { ...nobody, event: say('lab-case-report.opened').en, from: by, seal: sealsText(event.data.seals) };
    case 'exhibit.divided.v1':
      return { ...nobody, event: say('lab-case-report.divided', { parts: event.data.parts.length }).en, from: by };
    case 'exhibit.taken-from.v1': {
      const parent = labels.get(event.data.parent) ?? '–';
      return { ...nobody, event: say('lab-case-report.taken-from', { parent }).en, from: by };
    }
    case 'exhibit.resealed.v1':
      return { ...nobody, event: say('lab-case-report.resealed').en, from: by, seal: sealsText(event.data.seals) };
    case 'exhibit.fork-settled.v1': {
      const { found } = event.data;
      const from = settlerOf(event) ?? '–';
      if (found.state === 'returned') return { ...nobody, event: say('lab-case-report.fork-settled-left').en, from };
      const { custodian, seals } = found;
      return { event: say('lab-case-report.fork-settled').en, from, to: custodian, seal: sealsText(seals) };
    }
    case 'exhibit.returned.v1':
      return { event: say('lab-case-report.returned').en, from: by, to: nameOfBearer(event.data.to), seal: '–' };
    default:
      return undefined;
  }
}

export const sealsText = (seals: readonly Seal[]): string =>
  seals.length === 0 ? '–' : seals.map(({ mark, state }) => `${mark}: ${state}`).join('; ');

export const nameOfBearer = ({ rank, beltNumber }: Bearer): string => `${rank} ${beltNumber}`;

type ForkSettled = Extract<ExhibitEvent, { type: 'exhibit.fork-settled.v1' }>;

/** The supervisor, whose word stands behind that of whoever has the exhibit. */
const settlerOf = ({ data }: ForkSettled): string | undefined =>
  claimedApprover(data.approvals.at(-1) ?? '')?.officerId;

/** Officers whom a line of the custody names. */
export function handsIn(event: ExhibitEvent): (string | undefined)[] {
  switch (event.type) {
    case 'exhibit.handed-over.v1':
      return [event.data.from, event.data.to];
    case 'exhibit.fork-settled.v1': {
      const { found } = event.data;
      return [settlerOf(event), found.state === 'held' ? found.custodian : undefined];
    }
    default:
      return [event.officer];
  }
}
