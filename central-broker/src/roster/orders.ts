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
import type { CallBackRow, CallBackStore } from '../store/call-backs.ts';
import type { CommandRow, CommandStore } from '../store/commands.ts';
import type { Dispatch } from './dispatch.ts';

/** An instruction that is on its way. */
export interface IssuedOrder {
  readonly commandId: string;
  /** Empty where it waits for the person to arrive at a prison. */
  readonly stationId: string;
  readonly expiresAt: string;
}

export interface OrdersOptions {
  readonly commands: CommandStore;
  readonly callBacks: CallBackStore;
  /** What keeps a call from being granted on. */
  troubleOfCall(eventId: string): CustodyError | undefined;
  readonly dispatch: Pick<Dispatch, 'gateHolding' | 'gateNamed' | 'sign' | 'isOnline' | 'send' | 'repeat'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly ttlHours: number;
  readonly log: Logger;
  onChange(): void;
}

const hourMs = 3_600_000;
/** Of an order that waits for somebody to arrive at a prison. */
const toNobody = { stationId: '', text: '' };
/** What no order is needed for any more. */
const endedCodes: ReadonlySet<string> = new Set(['person-released', 'person-deceased']);

/** An instruction that carries an order, and is kept until it is done. */
type OrderBody = Extract<CommandBody, { readonly order: unknown }>;

/** Sends court orders to the gate that holds the person, again and again until the gate has recorded them. */
export function createOrders({
  commands,
  callBacks,
  troubleOfCall,
  dispatch,
  clock,
  random,
  ttlHours,
  log,
  onChange,
}: OrdersOptions) {
  const ttlMs = ttlHours * hourMs;
  const now = (): string => new Date(clock.nowMs()).toISOString();

  function signedTo({ record: { stationId } }: Enrolment, commandId: string, body: CommandBody) {
    const { command, text } = dispatch.sign(commandId, stationId, body, ttlMs);
    const { issuedAt, expiresAt } = command;
    return { stationId, text, issuedAt, expiresAt };
  }

  function issue(
    body: OrderBody,
    existing: () => CustodyError,
    gate = dispatch.gateHolding(body.subject),
    commandId = uuidV7(clock, random),
  ): Result<IssuedOrder, CustodyError> {
    const followsPerson = body.purpose === 'grant-release-order' && !gate.ok && gate.error.code === 'person-in-transit';
    if (!gate.ok && !followsPerson) return gate;
    const sent = gate.ok ? signedTo(gate.value, commandId, body) : { ...toNobody, issuedAt: now(), expiresAt: now() };
    const row: CommandRow = {
      commandId,
      purpose: body.purpose,
      subject: body.subject,
      orderId: body.order.orderId,
      body: JSON.stringify(body),
      ...sent,
    };
    if (!commands.add(row)) return fail(existing());
    const { stationId, expiresAt } = sent;
    log.info({ commandId, purpose: body.purpose, stationId }, 'order issued');
    if (gate.ok) sendWaiting(gate.value);
    onChange();
    return ok({ commandId, stationId, expiresAt });
  }

  /** Grants what waited for somebody on the way, once a prison has received them or taken them back. */
  function addressWaiting(): void {
    for (const row of commands.waitingFor(toNobody.stationId)) {
      const gate = dispatch.gateHolding(row.subject);
      if (gate.ok) {
        const commandId = uuidV7(clock, random);
        const sent = signedTo(gate.value, commandId, commandBodySchema.parse(JSON.parse(row.body)));
        commands.address(row.commandId, { commandId, ...sent });
        log.info({ commandId, stationId: sent.stationId }, 'an order followed its person');
        sendWaiting(gate.value);
      } else if (endedCodes.has(gate.error.code)) commands.endUnaddressed(row.commandId, now());
      else continue;
      onChange();
    }
  }

  function grant(
    body: Extract<OrderBody, { purpose: 'grant-release-order' }>,
    ...of: [gate?: Result<Enrolment, CustodyError>, commandId?: string]
  ): Result<IssuedOrder, CustodyError> {
    const { orderId } = body.order;
    const event = callBacks.denialOf(orderId);
    if (event !== undefined) return fail(centreError('release-order-denied', { orderId, event }));
    const granted = () =>
      centreError('release-order-granted', { orderId, commandId: commands.releaseCommandOf(orderId) });
    return issue(body, granted, ...of);
  }

  /**
   * Grants an order that the court confirmed by telephone to the gate that called. The command has the id of the call's event: after
   * a power cut between the two writes it is the same grant.
   */
  function settleCallBack({ eventId, subject, stationId, orderId, court, caseNumber }: CallBackRow): void {
    const order = { orderId, court, caseNumber };
    const body = { purpose: 'grant-release-order', subject, order, calledBack: eventId } as const;
    const trouble = troubleOfCall(eventId);
    const issued = trouble ? fail(trouble) : grant(body, dispatch.gateNamed(stationId, subject), eventId);
    const isGranted = issued.ok || commands.releaseCommandOf(orderId) === eventId;
    if (!isGranted) log.warn({ eventId, code: issued.error.code }, 'an order confirmed by telephone was not granted');
    callBacks.settle(eventId, isGranted ? 'granted' : issued.error.code);
  }

  function settleCallBacks(): void {
    for (const row of callBacks.waiting()) settleCallBack(row);
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
    if (commands.expireCourtLists(now()) > 0) onChange();
  }

  function sendWaiting(station: Enrolment): void {
    if (!dispatch.isOnline(station)) return;
    endCourtLists();
    for (const row of commands.waitingFor(station.record.stationId)) dispatch.send(station, fresh(row));
  }

  dispatch.repeat((stations) => {
    settleCallBacks();
    addressWaiting();
    endCourtLists();
    for (const station of stations) sendWaiting(station);
  });

  return {
    /**
     * Grants a release order that a court signed to the gate that holds the person; ever only once for one order. For somebody on the
     * way to another prison it waits until they arrive.
     * Refusals: those of `gateHolding` but person-in-transit, release-order-denied, release-order-granted.
     */
    registerReleaseOrder: (
      subject: string,
      order: ReleaseOrder,
      statement: { readonly feed: string; readonly statementId: string },
    ): Result<IssuedOrder, CustodyError> => grant({ purpose: 'grant-release-order', subject, order, statement }),
    /** Grants what courts have confirmed by telephone meanwhile. */
    settleCallBacks,
    /** Grants what waited for people on the way who have arrived meanwhile. */
    addressWaiting,
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
