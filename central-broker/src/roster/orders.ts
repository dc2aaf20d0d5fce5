import {
  type Command,
  type CommandBody,
  commandBodySchema,
  commandSchema,
  type Enrolment,
  type ProductionOrder,
  type ReleaseOrder,
  type Signer,
  signMessage,
  topicOf,
} from '@custody-edge/event-contract';
import { type Clock, type CustodyError, fail, ok, type Random, type Result, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { centreError } from '../errors.ts';
import type { Presence } from '../ingest/presence.ts';
import type { Register } from '../register/register.ts';
import type { CommandRow, CommandStore } from '../store/commands.ts';
import type { StationDirectory } from '../trust/station-directory.ts';

/** An instruction that is on its way. */
export interface IssuedOrder {
  readonly commandId: string;
  readonly stationId: string;
  readonly expiresAt: string;
}

export interface OrdersOptions {
  readonly commands: CommandStore;
  readonly register: Register;
  readonly directory: StationDirectory;
  readonly presence: Presence;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly random: Random;
  readonly ttlHours: number;
  readonly log: Logger;
  publish(topic: string, text: string): void;
  onChange(): void;
}

const hourMs = 3_600_000;
/** How often an instruction that is not done is sent again to a station that is there. */
const repeatMs = 30_000;

/** Sends court orders to the gate that holds the person, again and again until the gate has recorded them. */
export function createOrders(options: OrdersOptions) {
  const { commands, register, directory, presence, signer, clock, log } = options;

  function sign(commandId: string, recipient: string, body: CommandBody): { command: Command; text: string } {
    const nowMs = clock.nowMs();
    const command = commandSchema.parse({
      commandId,
      recipient,
      issuedAt: new Date(nowMs).toISOString(),
      expiresAt: new Date(nowMs + options.ttlHours * hourMs).toISOString(),
      body,
    });
    return { command, text: signMessage('custody-command+json', command, signer).text };
  }

  function gateHolding(subject: string): Result<Enrolment, CustodyError> {
    const person = register.row(subject);
    if (!person) return fail(centreError('person-unknown', { subject }));
    if (person.custody.state === 'RELEASED') return fail(centreError('person-released', { subject }));
    const last = directory.find(person.stationId);
    const gate =
      last?.record.role === 'gate' && last.record.site === person.site ? last : directory.gateOf(person.site);
    return gate ? ok(gate) : fail(centreError('gate-unknown', { site: person.site }));
  }

  function issue(body: CommandBody, existing: () => CustodyError): Result<IssuedOrder, CustodyError> {
    const gate = gateHolding(body.subject);
    if (!gate.ok) return gate;
    const { stationId } = gate.value.record;
    const { command, text } = sign(uuidV7(clock, options.random), stationId, body);
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
    options.onChange();
    return ok({ commandId, stationId, expiresAt });
  }

  /** A release order stays with its one station for as long as it is needed: same command, fresh expiry. */
  function fresh(row: CommandRow): string {
    if (Date.parse(row.expiresAt) > clock.nowMs()) return row.text;
    const { command, text } = sign(row.commandId, row.stationId, commandBodySchema.parse(JSON.parse(row.body)));
    commands.renew(row.commandId, command.issuedAt, command.expiresAt, text);
    return text;
  }

  /** A court list whose time has passed is over, also where the centre itself was away at that time. */
  function endCourtLists(): void {
    if (commands.expireCourtLists(new Date(clock.nowMs()).toISOString()) > 0) options.onChange();
  }

  function sendWaiting({ record }: Enrolment): void {
    if (!presence.isOnline(record.stationId)) return;
    endCourtLists();
    for (const row of commands.waitingFor(record.stationId)) {
      options.publish(topicOf(record.site, record.stationId, 'command'), fresh(row));
    }
  }

  function repeat(): void {
    try {
      endCourtLists();
      for (const enrolment of directory.all()) sendWaiting(enrolment);
    } catch (error) {
      log.error({ err: error }, 'orders not repeated');
    }
  }
  const timer = setInterval(repeat, repeatMs).unref();

  return {
    /**
     * Grants a release order to the gate that holds the person; ever only once for one order.
     * Refusals: person-unknown, person-released, gate-unknown, release-order-granted.
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
     * Refusals: due-back-past, person-unknown, person-released, gate-unknown, court-order-listed.
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
    close(): void {
      clearInterval(timer);
    },
  };
}
export type Orders = ReturnType<typeof createOrders>;
