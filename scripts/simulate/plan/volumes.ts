/** How many people a day moves, and how long it is. */
export interface Volumes {
  readonly minutes: number;
  readonly committed: number;
  readonly released: number;
  readonly toCourt: number;
  readonly visitors: number;
  /** On record when the day begins, everybody who leaves among them. */
  readonly inside: number;
  /** Seats of a vehicle. */
  readonly seats: number;
}

export interface DayChoice {
  /** Length of the day; people come in proportion to it. */
  readonly hours: number;
  /** Which part of the people of such a day come, for a short try; everybody where it is 1. */
  readonly share: number;
  /** The last working day before Eid: hundreds are let go into the night, and courts sit until noon. */
  readonly eveOfEid: boolean;
}

/** An ordinary day has so many hours, the eve of Eid goes on until midnight. */
export const wholeDayHours = { ordinary: 12, eveOfEid: 18 } as const;

/**
 * Averages of District Jail (Camp Jail) Lahore, from the first six in the morning: 70 in, about 70 out, 550 to court, more than 3,000 inside
 * (itu.edu.pk, 27 February 2018; The Nation, 2017), 700 to 800 visitors, 2,300 to 2,500 on a general day before Eid (urdupoint, 31 July 2024;
 * city42.tv, 27 June 2023). 288 let go into the night before Eid: one prison, one evening. What the other
 * movements of that day are is not established: taken as a third of an ordinary one.
 */
const ordinary = { committed: 70, released: 70, toCourt: 550, visitors: 800, inside: 3_000 } as const;
const eveOfEid = { committed: 23, released: 288, toCourt: 183, visitors: 2_300, inside: 3_000 } as const;

/** Fewer would leave some fraud without a victim of its own. */
const least = { committed: 4, released: 4, toCourt: 5, visitors: 8, inside: 30 } as const;
const seatsOfVan = 25;

export function volumesOf({ hours, share, eveOfEid: isEve }: DayChoice): Volumes {
  const whole = isEve ? eveOfEid : ordinary;
  const part = (hours / (isEve ? wholeDayHours.eveOfEid : wholeDayHours.ordinary)) * share;
  const of = (name: keyof typeof least): number => Math.max(least[name], Math.round(whole[name] * part));
  return {
    minutes: hours * 60,
    committed: of('committed'),
    released: of('released'),
    toCourt: of('toCourt'),
    visitors: of('visitors'),
    inside: Math.max(of('inside'), of('released') + of('toCourt') + of('visitors') + least.inside),
    seats: Math.max(2, Math.min(seatsOfVan, Math.ceil(of('toCourt') / 3))),
  };
}
