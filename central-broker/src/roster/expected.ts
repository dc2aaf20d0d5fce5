import {
  type CommandBody,
  type CommittedPerson,
  type Enrolment,
  sealFor,
  type Warrant,
  type WarrantName,
  warrantKey,
} from '@custody-edge/event-contract';
import { type Clock, type CustodyError, fail, ok, type Random, type Result, uuidV7 } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';
import type { CommandRow, CommandStore } from '../store/commands.ts';
import type { StationDirectory } from '../trust/station-directory.ts';
import type { Dispatch } from './dispatch.ts';
import type { IssuedOrder } from './orders.ts';

export interface ExpectedOptions {
  readonly commands: CommandStore;
  readonly dispatch: Pick<Dispatch, 'sign'>;
  readonly directory: Pick<StationDirectory, 'gateOf' | 'find'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly ttlHours: number;
  sendWaiting(station: Enrolment): void;
  onChange(): void;
}

/** An announcement as it was issued, with the id under which the person will be admitted. */
export interface Announced extends IssuedOrder {
  readonly subject: string;
}

const hourMs = 3_600_000;

/** Tells a prison's gate whom a court has committed, until somebody is admitted under the warrant. */
export function createExpected(options: ExpectedOptions) {
  const { commands, dispatch, directory, clock, random, ttlHours, sendWaiting, onChange } = options;
  function rowOf(stationId: string, body: Extract<CommandBody, { warrant: WarrantName }>): CommandRow {
    const { command, text } = dispatch.sign(uuidV7(clock, random), stationId, body, ttlHours * hourMs);
    const { commandId, issuedAt, expiresAt } = command;
    const { purpose, subject, warrant } = body;
    const orderId = warrantKey(warrant);
    return { commandId, purpose, stationId, subject, orderId, issuedAt, expiresAt, text, body: JSON.stringify(body) };
  }

  return {
    /**
     * Announces a person; the name travels and is kept encrypted to the gate alone.
     * Refusals: gate-unknown, warrant-used, warrant-announced.
     */
    async announce(site: string, warrant: Warrant, person: CommittedPerson): Promise<Result<Announced, CustodyError>> {
      const gate = directory.gateOf(site);
      if (!gate) return fail(centreError('gate-unknown', { site }));
      const paper = warrantKey(warrant);
      if (commands.isUsed(paper)) return fail(centreError('warrant-used', { warrant: paper }));
      const { stationId } = gate.record;
      const subject = `person/${uuidV7(clock, random)}`;
      const letter = await sealFor(gate, Buffer.from(JSON.stringify(person)));
      const body = { purpose: 'expect-admission', subject, warrant, person: letter } as const;
      const row = rowOf(stationId, body);
      if (!commands.add(row)) {
        const { commandId } = commands.expectationOf(paper) ?? {};
        return fail(centreError('warrant-announced', { warrant: paper, commandId }));
      }
      sendWaiting(gate);
      onChange();
      return ok({ commandId: row.commandId, stationId, expiresAt: row.expiresAt, subject });
    },
    /**
     * Takes an announcement back, unless somebody was admitted under the warrant. It may be announced anew, as somebody else.
     * Refusals: warrant-used, expectation-unknown.
     */
    withdraw(site: string, warrant: WarrantName): Result<IssuedOrder, CustodyError> {
      const paper = warrantKey(warrant);
      if (commands.isUsed(paper)) return fail(centreError('warrant-used', { warrant: paper }));
      const announced = commands.expectationOf(paper);
      const gate = announced && directory.find(announced.stationId);
      if (!announced || gate?.record.site !== site)
        return fail(centreError('expectation-unknown', { site, warrant: paper }));
      const { stationId, subject } = announced;
      const { number, court } = warrant;
      const row = rowOf(stationId, { purpose: 'withdraw-expected', subject, warrant: { number, court } });
      commands.withdraw(row);
      sendWaiting(gate);
      onChange();
      return ok({ commandId: row.commandId, stationId, expiresAt: row.expiresAt });
    },
  };
}
export type Expected = ReturnType<typeof createExpected>;
