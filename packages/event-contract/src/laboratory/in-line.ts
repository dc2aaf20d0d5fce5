interface Linked {
  readonly id: string;
  readonly after?: string | undefined;
}

/** Events of one subject as they follow each other. */
export interface Line<Event extends Linked> {
  /** Each after the one that it names; the end that the next event has to name is the last. */
  readonly line: Event[];
  /** Those that say otherwise what came next, where another one says it already. */
  readonly forkedAt: string[];
}

/**
 * Events of one subject, each after the one that it names, whatever order they come in and however often. What follows nothing known stands
 * first; of two that follow the same, the one that ends the line stands last, else the one with the greater id. Of events that follow each
 * other in a circle, which no honest station writes, one stands as if it followed nothing, and is a fork.
 * @param isBeside whether an event adds to the line and says nothing of what came next: it forks nothing by itself
 * @param joins what an event says that it settles: of branches that lead to these events, none forks another any more
 */
export function inLine<Event extends Linked>(
  events: readonly Event[],
  isBeside: (event: Event) => boolean = () => false,
  joins: (event: Event) => readonly string[] = () => [],
): Line<Event> {
  const known = new Map(events.map((event) => [event.id, event]));
  const sorted = [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const next = Map.groupBy(sorted, ({ after }) => (after !== undefined && known.has(after) ? after : undefined));
  const started = next.get(undefined) ?? [];
  const walked = new Set(walk(started, next));
  const circles: Event[] = [];
  for (const event of sorted) {
    if (walked.has(event)) continue;
    circles.push(event);
    for (const one of walk([event], next, walked)) walked.add(one);
  }
  const moving = new Set<string>();
  for (const event of [...walked].toReversed())
    if (!isBeside(event) || next.get(event.id)?.some(({ id }) => moving.has(id))) moving.add(event.id);
  const joining = sorted.filter((event) => joins(event).length > 0);
  const joined = joining.map((event) => cameFrom(event, known, joins));
  const areJoined = (one: Event, other: Event): boolean => joined.some((all) => all.has(one) && all.has(other));
  const forkedAt: string[] = circles.map(({ id }) => id);
  for (const [after, others] of next) {
    const movers = others.filter(({ id }) => moving.has(id));
    // Whatever joins a branch follows its end as well: what somebody wrote there meanwhile is a branch of its own.
    const joiners = joining.filter((event) => event.after !== after && joins(event).some((end) => end === after));
    const apart: Event[] = [];
    for (const event of [...joiners, ...movers]) if (!apart.some((other) => areJoined(event, other))) apart.push(event);
    forkedAt.push(...apart.slice(1).map(({ id }) => id));
    next.set(after, [...others.filter(({ id }) => !moving.has(id)), ...movers]);
  }
  return { line: walk([...circles, ...(next.get(undefined) ?? [])], next), forkedAt: [...new Set(forkedAt)].sort() };
}

/** An event, and every known one that it came from, by what it follows and what it joins. */
function cameFrom<Event extends Linked>(
  last: Event,
  known: ReadonlyMap<string, Event>,
  joins: (event: Event) => readonly string[],
): Set<Event> {
  const reached = new Set<Event>();
  const waiting: Event[] = [last];
  for (let event = waiting.pop(); event; event = waiting.pop()) {
    if (reached.has(event)) continue;
    reached.add(event);
    for (const id of [event.after ?? [], joins(event)].flat()) {
      const before = known.get(id);
      if (before) waiting.push(before);
    }
  }
  return reached;
}

/** Whatever follows some events, each of them first, without what was reached before. */
function walk<Event extends Linked>(
  starts: readonly Event[],
  next: ReadonlyMap<string | undefined, readonly Event[]>,
  before: ReadonlySet<Event> = new Set(),
): Event[] {
  const reached = new Set<Event>();
  const waiting = starts.toReversed();
  for (let event = waiting.pop(); event; event = waiting.pop()) {
    if (reached.has(event) || before.has(event)) continue;
    reached.add(event);
    waiting.push(...(next.get(event.id) ?? []).toReversed());
  }
  return [...reached];
}

/** Tells of events of one subject whether one was recorded by whoever knew another. */
export function knewOf(events: readonly Linked[]): (later: string, earlier: string) => boolean {
  const known = new Map(events.map((event) => [event.id, event]));
  return (later, earlier) => {
    const passed = new Set<string>();
    for (let id = known.get(later)?.after; id !== undefined && !passed.has(id); id = known.get(id)?.after) {
      if (id === earlier) return true;
      passed.add(id);
    }
    return false;
  };
}
