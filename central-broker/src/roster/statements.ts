import type { Enrolment } from '@custody-edge/event-contract';
import { type Clock, type Random, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { Register } from '../register/register.ts';
import type { HoldStore } from '../store/holds.ts';
import type { PersonRow } from '../store/people.ts';
import type { Dispatch } from './dispatch.ts';

/** How long a gate may rely on what the centre said of other matters. */
const ttlMs = 15 * 60_000;

export interface StatementsOptions {
  readonly holdStore: HoldStore;
  readonly register: Register;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

/** An order is open for somebody whom the prison holds, or whom the court has before it and may let go. */
const mayBeReleased = ({ custody }: PersonRow): boolean =>
  custody.state === 'RELEASE_PENDING' || (custody.state === 'OUT_COURT' && custody.openOrders.length > 0);

/**
 * Says to the gates of a prison which other matters hold a person who is about to be released: as of now, signed, soon out of date.
 * Nothing of it is kept; as long as the release is pending every gate with a line has a fresh one.
 */
export function createStatements({ holdStore, register, dispatch, clock, random, log }: StatementsOptions) {
  function state({ subject }: PersonRow, gate: Enrolment): void {
    const body = { purpose: 'state-holds' as const, subject, holds: holdStore.openFor(subject) };
    const { command, text } = dispatch.sign(uuidV7(clock, random), gate.record.stationId, body, ttlMs);
    dispatch.send(gate, text);
    const { commandId, recipient } = command;
    log.debug({ commandId, stationId: recipient, holds: body.holds.length }, 'holds stated');
  }

  /** Says what holds those of these people whose release is pending, to every gate of their prison that is there to hear it. */
  function stateFor(people: Iterable<PersonRow>, gatesOf = dispatch.gatesOnline): void {
    for (const person of people) {
      if (!mayBeReleased(person)) continue;
      try {
        for (const gate of gatesOf(person.site)) state(person, gate);
      } catch (error) {
        // What brought it about is done; the statement is made again soon.
        log.error({ err: error }, 'holds not stated');
      }
    }
  }
  dispatch.repeat(() => stateFor(register.rows()));

  return {
    stateFor,
    /** Says to a gate that has come online what it may have missed. */
    stateTo(station: Enrolment): void {
      const { role, site } = station.record;
      stateFor(register.rows(), (where) => (role === 'gate' && where === site ? [station] : []));
    },
  };
}
