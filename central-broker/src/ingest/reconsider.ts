import { eventOf } from '../store/events.ts';
import type { PersonRow } from '../store/people.ts';
import type { BatchStores } from './batch.ts';
import { describe } from './describe.ts';
import { carryOut } from './effects.ts';
import { refold } from './refold.ts';

/**
 * Applies held events that an older version of the centre could not understand: once, after an update.
 * @returns how many
 */
export function reconsiderSetAside(
  { store, events, quarantine, keys, commands, callBacks, news, successions, searches, notices, register }: BatchStores,
  at: string,
): number {
  const subjects = new Set<string>();
  const people: PersonRow[] = [];
  let applied = 0;
  let forgotten = false;
  store.transaction(() => {
    for (const held of events.notUnderstood()) {
      const event = eventOf(held.text);
      if (!event || events.holdsId(event.id)) continue;
      events.understood(held.position, describe(event));
      quarantine.remove(held.text);
      const effects = carryOut(event, held.stationId, at, {
        commands,
        callBacks,
        keys,
        events,
        news,
        successions,
        searches,
      });
      forgotten ||= effects.forgotten;
      subjects.add(event.subject);
      applied += 1;
    }
    for (const subject of subjects) {
      const row = refold(subject, [], at, { register, notices });
      if (row) people.push(row);
    }
  })();
  if (forgotten) keys.scrub();
  for (const row of people) register.show(row);
  return applied;
}

/**
 * Folds everybody again whose events are held, when an update has emptied the register.
 * @returns how many
 */
export function rebuildRegister({ store, events, register, notices }: BatchStores, at: string): number {
  if (!register.isEmpty()) return 0;
  const people = store.transaction(() =>
    events.subjects().flatMap((subject) => refold(subject, [], at, { register, notices }) ?? []),
  )();
  for (const row of people) register.show(row);
  return people.length;
}
