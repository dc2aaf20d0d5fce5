import { type ApprovalMeaning, decisionDigest } from '@custody-edge/event-contract';
import type { BoardDesk, Vouched } from './desk.ts';
import { isApproved } from './movements.ts';
import type { Person } from './people.ts';

/** What an officer answers for with their own PIN in front of the gate, and whether it names a paper. */
export const vouchings = {
  'medical-clearance': { paper: true },
  'property-return': { paper: true },
  release: { paper: false },
  'release-review': { paper: false },
} as const satisfies Record<ApprovalMeaning, { readonly paper: boolean }>;

/** Whether there is anything on the board to answer for so; property is handed to a person who said with a finger who they are. */
export function mayVouch(meaning: ApprovalMeaning, { movement, identity }: BoardDesk): boolean {
  if (meaning === 'medical-clearance') return movement === 'release';
  if (meaning === 'property-return') return movement === 'release' && identity.length > 0;
  return isApproved(movement);
}

/**
 * What an officer signs: for a leave or a transfer, whose it is and its paper; for a release, whose it is, under which orders and on what clearance and return of property. The finger is not
 * part of it, since the officers may sign before the person stands at the gate; departure still needs it.
 * @param paper number of the certificate or receipt that is vouched for
 */
export function digestOf(meaning: ApprovalMeaning, desk: BoardDesk, { custody }: Person, paper?: string): string {
  const { subject } = desk;
  if (meaning === 'medical-clearance' || meaning === 'property-return')
    return decisionDigest({ meaning, subject, paper });
  if (desk.movement === 'out-on-leave') return decisionDigest({ meaning, subject, pass: desk.pass ?? null });
  if (desk.movement === 'transfer-dispatched')
    return decisionDigest({ meaning, subject, transfer: desk.transfer ?? null });
  const { medicalClearance = null, propertyReturn = null } = custody;
  const orderIds = desk.orders.map(({ orderId }) => orderId).toSorted();
  return decisionDigest({ meaning, subject, orderIds, medicalClearance, propertyReturn });
}

/** The words given for this very release that still count. */
export function validVouchings(desk: BoardDesk, person: Person, nowMs: number): Vouched[] {
  return desk.vouched.filter(
    ({ meaning, digest, expiresAtMs }) => nowMs < expiresAtMs && digest === digestOf(meaning, desk, person),
  );
}
