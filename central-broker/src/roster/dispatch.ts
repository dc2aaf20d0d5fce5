import {
  type Command,
  type CommandBody,
  commandSchema,
  type Enrolment,
  isEnded,
  type Signer,
  signMessage,
  topicOf,
} from '@custody-edge/event-contract';
import { type Clock, type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { centreError } from '../errors.ts';
import type { Presence } from '../ingest/presence.ts';
import type { Register } from '../register/register.ts';
import type { PersonRow } from '../store/people.ts';
import type { StationDirectory } from '../trust/station-directory.ts';

/** How often what a station should know is said to it again. */
const repeatMs = 30_000;

export interface DispatchOptions {
  readonly register: Register;
  readonly directory: StationDirectory;
  readonly presence: Presence;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: Logger;
  publish(topic: string, text: string): void;
}

/** Whom a person is held by, and how the centre speaks to a station: what every instruction needs. */
export function createDispatch({ register, directory, presence, signer, clock, log, publish }: DispatchOptions) {
  const repeated = new Set<NodeJS.Timeout>();

  /** The gate of a person's last event, else one of the same prison. */
  function gateOf({ stationId, site }: Pick<PersonRow, 'stationId' | 'site'>): Enrolment | undefined {
    const last = directory.find(stationId);
    return last?.record.role === 'gate' && last.record.site === site ? last : directory.gateOf(site);
  }

  /** Refusal: person-unknown. */
  function person(subject: string): Result<PersonRow, CustodyError> {
    const row = register.row(subject);
    return row ? ok(row) : fail(centreError('person-unknown', { subject }));
  }

  /** Refusals: person-unknown, person-released, person-deceased. */
  function personHeld(subject: string): Result<PersonRow, CustodyError> {
    const known = person(subject);
    if (!known.ok || !isEnded(known.value.custody.state)) return known;
    const deceased = known.value.custody.state === 'DECEASED';
    return fail(centreError(deceased ? 'person-deceased' : 'person-released', { subject }));
  }

  return {
    gateOf,
    person,
    personHeld,
    /** Refusals: those of `personHeld`, person-in-transit, gate-unknown. */
    gateHolding(subject: string): Result<Enrolment, CustodyError> {
      const held = personHeld(subject);
      if (!held.ok) return held;
      if (held.value.custody.state === 'IN_TRANSIT') return fail(centreError('person-in-transit', { subject }));
      const gate = gateOf(held.value);
      return gate ? ok(gate) : fail(centreError('gate-unknown', { site: held.value.site }));
    },
    /** Refusals: those of `personHeld`, gate-unknown where no gate of this name is enrolled. */
    gateNamed(stationId: string, subject: string): Result<Enrolment, CustodyError> {
      const held = personHeld(subject);
      if (!held.ok) return held;
      const gate = directory.find(stationId);
      return gate?.record.role === 'gate' ? ok(gate) : fail(centreError('gate-unknown', { stationId }));
    },
    sign(commandId: string, recipient: string, body: CommandBody, ttlMs: number): { command: Command; text: string } {
      const nowMs = clock.nowMs();
      const command = commandSchema.parse({
        commandId,
        recipient,
        issuedAt: new Date(nowMs).toISOString(),
        expiresAt: new Date(nowMs + ttlMs).toISOString(),
        body,
      });
      return { command, text: signMessage('custody-command+json', command, signer).text };
    },
    /** The gates of a prison that have a line. */
    gatesOnline: (site: string): Enrolment[] =>
      directory
        .all()
        .filter(({ record }) => record.role === 'gate' && record.site === site && presence.isOnline(record.stationId)),
    isOnline: ({ record }: Enrolment): boolean => presence.isOnline(record.stationId),
    send({ record }: Enrolment, text: string): void {
      publish(topicOf(record.site, record.stationId, 'command'), text);
    },
    /** Calls again and again until closed; a failure is logged and the next call comes. */
    repeat(say: (stations: readonly Enrolment[]) => void): void {
      const sayAgain = (): void => {
        try {
          say(directory.all());
        } catch (error) {
          log.error({ err: error }, 'not said again to the stations');
        }
      };
      repeated.add(setInterval(sayAgain, repeatMs).unref());
    },
    close(): void {
      for (const timer of repeated) clearInterval(timer);
    },
  };
}
export type Dispatch = ReturnType<typeof createDispatch>;
