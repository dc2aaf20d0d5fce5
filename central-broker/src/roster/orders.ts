import {
  type CommandBody,
  commandBodySchema,
  type Enrolment,
  type ProductionOrder,
  type ReleaseOrder,
} from '@custody-edge/event-contract';
import { type Clock, type CustodyError, fail, ok, type Random, type Result, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { centreError } from '../errors.ts';
import type { CommandRow, CommandStore } from '../store/commands.ts';
import type { Dispatch } from './dispatch.ts';

/** An instruction that is on its way. */
export interface IssuedOrder {
  readonly commandId: string;
  readonly stationId: string;
  readonly expiresAt: string;
}

export interface OrdersOptions {
  readonly commands: CommandStore;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly random: Random;
  readonly ttlHours: number;
  readonly log: Logger;
  onChange(): void;
}

const hourMs = 3_600_000;

/** An instruction that carries an order, and is kept until it is done. */
type OrderBody = Extract<CommandBody, { readonly order: unknown }>;

/** Sends court orders to the gate that holds the person, again and again until the gate has recorded them. */
export function createOrders({ commands, dispatch, clock, random, ttlHours, log, onChange }: OrdersOptions) {
  const ttlMs = ttlHours * hourMs;

  function issue(body: OrderBody, existing: () => CustodyError): Result<IssuedOrder, CustodyError> {
    const gate = dispatch.gateHolding(body.subject);
    if (!gate.ok) return gate;
    const { stationId } = gate.value.record;
    const { command, text } = dispatch.sign(uuidV7(clock, random), stationId, body, ttlMs);
    const { commandId, issuedAt, expiresAt } = command;
    const row: CommandRow = {
      commandId,
      purpose: body.purpose,
      stationId,
      subject: body.subject,
      orderId: body.order.orderId,
      body: JSON.stringify(body),
      issuedAt,
      expiresAt,
      text,
    };
    if (!commands.add(row)) return fail(existing());
    log.info({ commandId, purpose: body.purpose, stationId }, 'order issued');
    sendWaiting(gate.value);
    onChange();
    return ok({ commandId, stationId, expiresAt });
  }

  /** A release order stays with its one station for as long as it is needed: same command, fresh expiry. */
  function fresh(row: CommandRow): string {
    if (Date.parse(row.expiresAt) > clock.nowMs()) return row.text;
    const body = commandBodySchema.parse(JSON.parse(row.body));
    const { command, text } = dispatch.sign(row.commandId, row.stationId, body, ttlMs);
    commands.renew(row.commandId, command.issuedAt, command.expiresAt, text);
    return text;
  }

  /** A court list whose time has passed is over, also where the centre itself was away at that time. */
  function endCourtLists(): void {
    if (commands.expireCourtLists(new Date(clock.nowMs()).toISOString()) > 0) onChange();
  }

  function sendWaiting(station: Enrolment): void {
    if (!dispatch.isOnline(station)) return;
    endCourtLists();
    for (const row of commands.waitingFor(station.record.stationId)) dispatch.send(station, fresh(row));
  }

  dispatch.repeat((stations) => {
    endCourtLists();
    for (const station of stations) sendWaiting(station);
  });

  return {
    /**
     * Grants a release order to the gate that holds the person; ever only once for one order.
     * Refusals: those of `gateHolding`, release-order-granted.
     */
    registerReleaseOrder: (subject: string, order: ReleaseOrder): Result<IssuedOrder, CustodyError> =>
      issue({ purpose: 'grant-release-order', subject, order }, () =>
        centreError('release-order-granted', {
          orderId: order.orderId,
          commandId: commands.releaseCommandOf(order.orderId),
        }),
      ),
    /**
     * Puts a person on the court list of the gate that holds it.
     * Refusals: due-back-past, those of `gateHolding`, court-order-listed.
     */
    listForCourt(subject: string, order: ProductionOrder): Result<IssuedOrder, CustodyError> {
      if (Date.parse(order.dueBack) <= clock.nowMs())
        return fail(centreError('due-back-past', { dueBack: order.dueBack }));
      return issue({ purpose: 'list-for-court', subject, order }, () =>
        centreError('court-order-listed', {
          orderId: order.orderId,
          commandId: commands.courtCommandOf(order.orderId, subject),
        }),
      );
    },
    sendWaiting,
  };
}
export type Orders = ReturnType<typeof createOrders>;
