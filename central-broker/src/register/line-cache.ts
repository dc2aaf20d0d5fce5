import type { CustodyEvent } from '@custody-edge/event-contract';

/** Shorter lines are read from the store each time; they cost little. */
const worthKeeping = 8;
const eventLimit = 20_000;

/**
 * Long lines of history, read once: without it, each further event of one person would cost as much as all before.
 * @param read the whole line of a person from the store
 */
export function createLineCache(read: (subject: string) => CustodyEvent[]) {
  // The order of the map is the order of use, the latest last.
  const lines = new Map<string, CustodyEvent[]>();
  let held = 0;

  const drop = (subject: string): void => {
    held -= lines.get(subject)?.length ?? 0;
    lines.delete(subject);
  };

  return {
    /** The line of a person, with events that the store has only just been given. */
    lineWith(subject: string, added: readonly CustodyEvent[]): readonly CustodyEvent[] {
      const known = lines.get(subject);
      drop(subject);
      const line = known ?? read(subject);
      if (known) line.push(...added);
      if (line.length < worthKeeping || line.length > eventLimit) return line;
      lines.set(subject, line);
      held += line.length;
      for (const oldest of lines.keys()) {
        if (held <= eventLimit) break;
        drop(oldest);
      }
      return line;
    },
    /** Forgets everything: the store did not keep what it was given. */
    clear(): void {
      lines.clear();
      held = 0;
    },
  };
}
