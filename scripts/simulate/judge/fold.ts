import type { RecordedEvent } from './recorded-event.ts';

/** Where the judge finds somebody: coarser than the product, and written without it. */
export type Standing = 'inside' | 'out' | 'released';

/** What each type of event makes of somebody's standing, and from which one it may come. */
const moves: Readonly<Record<string, { readonly from: Standing | undefined; readonly to: Standing }>> = {
  'prisoner.admitted.v2': { from: undefined, to: 'inside' },
  'prisoner.out-to-court.v1': { from: 'inside', to: 'out' },
  'prisoner.back-from-court.v1': { from: 'out', to: 'inside' },
  'prisoner.released.v2': { from: 'inside', to: 'released' },
};

/** Everything that moved somebody, in the order in which it counts. */
export interface Told {
  readonly standings: ReadonlyMap<string, Standing>;
  /** Movements from where the person was not. */
  readonly impossible: readonly RecordedEvent[];
  /** Numbers of people at each prefix: those of the standings, and as admissions less releases count them. */
  readonly prefixes: readonly { readonly held: number; readonly counted: number }[];
}

export function fold(events: Iterable<RecordedEvent>): Told {
  const standings = new Map<string, Standing>();
  const impossible: RecordedEvent[] = [];
  const prefixes: { held: number; counted: number }[] = [];
  let [counted, held] = [0, 0];
  const isHeld = (standing: Standing | undefined): boolean => standing === 'inside' || standing === 'out';
  for (const event of events) {
    const move = moves[event.type];
    if (!move) continue;
    const before = standings.get(event.subject);
    if (before !== move.from) impossible.push(event);
    standings.set(event.subject, move.to);
    held += Number(isHeld(move.to)) - Number(isHeld(before));
    if (event.type === 'prisoner.admitted.v2') counted += 1;
    if (event.type === 'prisoner.released.v2') counted -= 1;
    prefixes.push({ held, counted });
  }
  return { standings, impossible, prefixes };
}

export const isMovement = ({ type }: RecordedEvent): boolean => Object.hasOwn(moves, type);

/** Each person's events in the order in which stations say that they followed each other, whatever any clock said. */
export function byFollowing(events: readonly RecordedEvent[]): RecordedEvent[] {
  const byChain = events.toSorted((a, b) => a.chain.localeCompare(b.chain) || a.sequence - b.sequence);
  const known = new Set(events.map(({ id }) => id));
  const placed = new Set<string>();
  const ordered: RecordedEvent[] = [];
  let left = byChain;
  while (left.length > 0) {
    const waiting = left.filter((event) => {
      const isFree = event.after === undefined || placed.has(event.after) || !known.has(event.after);
      if (isFree) {
        placed.add(event.id);
        ordered.push(event);
      }
      return !isFree;
    });
    // What follows itself is followed by nobody: it is left as it came, and is seen as impossible.
    if (waiting.length === left.length) return [...ordered, ...waiting];
    left = waiting;
  }
  return ordered;
}
