import { type CustodyEvent, isAdmission, movers } from '@custody-edge/event-contract';
import { sightIn } from '../sight/identity-in.ts';

/** How often an officer's day rested on something else than fingers. */
export interface ExceptionRate {
  /** Number of the officer who attended; undefined for what was recorded while nobody had to. */
  readonly officer: string | undefined;
  /** Day of the station's own calendar, as `2026-03-01`. */
  readonly day: string;
  /** Admissions and every other movement. */
  readonly movements: number;
  /** Movements in which a supervisor identified the person by sight. */
  readonly bySight: number;
  /** Admissions at which fingers were not taken. */
  readonly withoutFingers: number;
}

const movementTypes: ReadonlySet<string> = new Set(
  movers.map((movement) => (movement === 'release' ? 'prisoner.released.v2' : `prisoner.${movement}.v1`)),
);

/** Counts movements by the officer who attended and by day, in the order in which each pair first occurs. */
export function exceptionRates(events: Iterable<CustodyEvent>): ExceptionRate[] {
  const rates = new Map<string, ExceptionRate>();
  for (const event of events) {
    if (!isAdmission(event) && !movementTypes.has(event.type)) continue;
    const { officer } = event;
    const day = dayOf(event.time);
    const key = `${officer} ${day}`;
    const { movements, bySight, withoutFingers } = rates.get(key) ?? { movements: 0, bySight: 0, withoutFingers: 0 };
    rates.set(key, {
      officer,
      day,
      movements: movements + 1,
      bySight: bySight + (sightIn(event) ? 1 : 0),
      withoutFingers: withoutFingers + (hasExceptions(event) ? 1 : 0),
    });
  }
  return [...rates.values()];
}

const hasExceptions = ({ type, data }: CustodyEvent): boolean =>
  type === 'prisoner.admitted.v2' && data.excepted !== undefined;

function dayOf(time: string): string {
  const at = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
