import { commandBodySchema, type Hold, mostOrdersOvertaken, type StatedHold } from '@custody-edge/event-contract';
import { type Clock, type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';
import type { CommandStore } from '../store/commands.ts';
import type { HoldStore } from '../store/holds.ts';
import type { PersonRow } from '../store/people.ts';
import type { Dispatch } from './dispatch.ts';

/** What is open for a person after a change. */
export interface OpenHolds {
  readonly holds: readonly StatedHold[];
}

export interface HoldsOptions {
  readonly holdStore: HoldStore;
  readonly commands: Pick<CommandStore, 'grantsUnrecorded'>;
  readonly dispatch: Pick<Dispatch, 'person' | 'personHeld'>;
  readonly clock: Clock;
  /** What is open for a person is another than before. */
  onChange(subject: string): void;
}

/**
 * Other matters that a person is liable to be detained for: whoever is discharged in one case stays for these
 * (Code of Criminal Procedure 1898, s. 500(2)).
 */
export function createHolds({ holdStore, commands, dispatch, clock, onChange }: HoldsOptions) {
  const now = (): string => new Date(clock.nowMs()).toISOString();
  const changed = (subject: string): Result<OpenHolds, CustodyError> => {
    onChange(subject);
    return ok({ holds: holdStore.openFor(subject) });
  };

  /** Orders that courts had confirmed before: those on record at a gate, and those on the way to one. */
  const lateAfter = ({ subject, custody }: PersonRow): string[] =>
    [...new Set([...custody.openOrders, ...commands.grantsUnrecorded(subject)])].slice(-mostOrdersOvertaken);

  return {
    /**
     * Records that a person is wanted in another matter. One that was lifted may be added again; one that comes after the order of a
     * release was confirmed is late, and says so ever after. One that is open and that police could answer at the gate keeps the person
     * inside, once it is stated without that; never the other way round.
     * Refusals: person-unknown, person-released, person-deceased, hold-known, holds-full.
     */
    add(subject: string, hold: Hold): Result<OpenHolds, CustodyError> {
      const person = dispatch.personHeld(subject);
      if (!person.ok) return person;
      const open = holdStore.openFor(subject);
      const { holdId } = hold;
      const known = open.find((one) => one.holdId === holdId);
      if (known?.handOver && !hold.handOver && holdStore.keepInside(subject, holdId)) return changed(subject);
      if (known) return fail(centreError('hold-known', { subject, holdId }));
      const late = lateAfter(person.value);
      const stated: StatedHold = late.length > 0 ? { ...hold, late: { addedAt: now(), orders: late } } : hold;
      // What does not fit into one statement could not be said to the gate.
      const statement = commandBodySchema.safeParse({ purpose: 'state-holds', subject, holds: [...open, stated] });
      if (!statement.success) return fail(centreError('holds-full', { subject, open: open.length }));
      holdStore.add(subject, hold, now(), late);
      return changed(subject);
    },
    /**
     * Ends a hold; it stays in the record with the time and the authority that lifted it, also when the person has left.
     * Refusals: person-unknown, hold-unknown.
     */
    lift(subject: string, holdId: string, authority: string): Result<OpenHolds, CustodyError> {
      const person = dispatch.person(subject);
      if (!person.ok) return person;
      if (!holdStore.lift(subject, holdId, authority, now()))
        return fail(centreError('hold-unknown', { subject, holdId }));
      return changed(subject);
    },
  };
}
export type Holds = ReturnType<typeof createHolds>;
