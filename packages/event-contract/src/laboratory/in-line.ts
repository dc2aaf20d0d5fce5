interface Linked {
  readonly id: string;
  readonly after?: string | undefined;
}

/**
 * Events of one subject, each after the one that it names, whatever order they come in; what follows nothing known stands first, and of two
 * that follow the same the one with the smaller id.
 * @returns the line, and those that follow what another one follows already
 */
export function inLine<Event extends Linked>(
  events: readonly Event[],
): { readonly line: Event[]; readonly forkedAt: string[] } {
  const known = new Map(events.map((event) => [event.id, event]));
  const next = Map.groupBy(
    [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ({ after }) => (after !== undefined && known.has(after) ? after : undefined),
  );
  const line: Event[] = [];
  const waiting = [...(next.get(undefined) ?? [])].reverse();
  for (let event = waiting.pop(); event; event = waiting.pop()) {
    line.push(event);
    waiting.push(...(next.get(event.id) ?? []).toReversed());
  }
  const forkedAt = [...next.values()].flatMap((others) => others.slice(1).map(({ id }) => id));
  return { line, forkedAt };
}
