import type {
  EventDraft,
  FingerprintEvidence,
  Mover,
  Pass,
  ReleaseOrder,
  Transfer,
} from '@custody-edge/event-contract';
import type { Person } from '../../people/people.ts';
import type { BoardDesk, World } from '../desk.ts';
import { holdsLimitMinutes, isDegraded } from '../order/holds-age.ts';
import type { MovementCase } from './decision.ts';
import { identityOf, sightNeeded } from './identity.ts';
import { validVouchings } from './vouching.ts';

/** A board as it is first laid out. */
export function newBoard(
  movement: Mover,
  subject: string,
  laid: {
    readonly identity?: FingerprintEvidence;
    readonly order?: ReleaseOrder;
    readonly pass?: Pass;
    readonly transfer?: Transfer;
  },
): BoardDesk {
  return {
    step: 'board',
    movement,
    subject,
    orders: laid.order ? [laid.order] : [],
    ...(laid.pass && { pass: laid.pass }),
    ...(laid.transfer && { transfer: laid.transfer }),
    vouched: [],
    identity: laid.identity ? [laid.identity] : [],
    attempts: 0,
    mismatches: 0,
  };
}

/** Everything that the decision about a board rests on. */
export function caseOf(desk: BoardDesk, person: Person, world: World): MovementCase {
  const holds = world.holdsOf(desk.subject);
  return {
    movement: desk.movement,
    custody: person.custody,
    enrolledFingers: person.fingers.length,
    production: world.courtOrder(desk.subject),
    pass: desk.pass,
    transfer: desk.transfer,
    evidence: {
      station: world.station,
      orderIds: desk.orders.map(({ orderId }) => orderId),
      matchedFingers: desk.identity.map(({ finger }) => finger),
      sight: sightNeeded(desk, person, world)?.sight,
      recordIsAltered: world.recordIsAltered,
      clockIsBehind: world.clockIsBehind,
      holds: holds && { open: holds.open, asOfMs: Date.parse(holds.asOf) },
      handOver: desk.handOver,
      approvers: validVouchings(desk, person, world),
    },
    policy: { ...world.policy, holdsMaxAgeMinutes: holdsLimitMinutes(world) },
    isDiskFull: world.isDiskFull,
    nowMs: world.nowMs,
  };
}

/** The event of an allowed movement. */
export function draftOf(desk: BoardDesk, person: Person, world: World): EventDraft {
  const { subject, movement } = desk;
  const [identity, ...more] = identityOf(desk, person, world);
  if (!identity) throw new RangeError('a movement without identity was allowed');
  switch (movement) {
    case 'out-to-court': {
      const order = world.courtOrder(subject);
      if (!order) throw new RangeError('a movement to court without an order was allowed');
      return { type: 'prisoner.out-to-court.v1', subject, data: { order, identity } };
    }
    case 'out-to-hospital':
    case 'out-on-remand':
    case 'out-on-leave': {
      const data = { pass: passOf(desk), identity, approvals: approvalsOf(desk, person, world) };
      if (movement === 'out-on-leave') return { type: 'prisoner.out-on-leave.v1', subject, data };
      return { type: `prisoner.${movement}.v2`, subject, data };
    }
    case 'back-from-court':
    case 'back-from-hospital':
    case 'back-from-remand':
    case 'back-from-leave':
      return { type: `prisoner.${movement}.v1`, subject, data: { identity } };
    case 'transfer-dispatched': {
      const { transfer } = desk;
      if (!transfer) throw new RangeError('a transfer without its order was allowed');
      return {
        type: 'prisoner.transfer-dispatched.v1',
        subject,
        data: { transfer, identity, approvals: approvalsOf(desk, person, world) },
      };
    }
    case 'transfer-received':
    case 'back-from-transfer': {
      const { dispatched } = person.custody.absence ?? {};
      if (dispatched === undefined) throw new RangeError('a transfer that never began was allowed to end');
      return { type: `prisoner.${movement}.v1`, subject, data: { dispatched, identity } };
    }
    case 'release': {
      const { medicalClearance, propertyReturn } = person.custody;
      const holds = world.holdsOf(subject);
      if (!medicalClearance || !propertyReturn || !holds)
        throw new RangeError('a release without its evidence was allowed');
      const data = {
        orderIds: desk.orders.map(({ orderId }) => orderId),
        identity: [identity, ...more],
        holdsStatement: holds.text,
        ...(isDegraded(holds, world) && { degraded: true as const }),
        medicalClearance,
        propertyReturn,
        approvals: approvalsOf(desk, person, world),
      };
      const { handOver } = desk;
      return handOver
        ? { type: 'prisoner.released-to-police.v1', subject, data: { ...data, handOver } }
        : { type: 'prisoner.released.v2', subject, data };
    }
  }
}

function passOf({ pass }: BoardDesk): Pass {
  if (!pass) throw new RangeError('a journey without its paper was allowed');
  return pass;
}

const approvalsOf = (desk: BoardDesk, person: Person, world: World): string[] =>
  validVouchings(desk, person, world).map(({ text }) => text);
