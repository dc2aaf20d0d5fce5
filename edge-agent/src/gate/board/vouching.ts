import { decisionDigest } from '@custody-edge/event-contract';
import type { BoardDesk, Vouched } from '../desk.ts';
import type { Person } from '../people/people.ts';
import { isApproved } from './movements.ts';
import type { BoardMeaning, VouchMeaning } from './vouch-meanings.ts';

/** What an officer answers for with their own PIN in front of the gate, and whether it names a paper. */
const vouchings = {
  'medical-clearance': { paper: true },
  'property-return': { paper: true },
  release: { paper: false },
  'release-review': { paper: false },
  report: { paper: false },
  'report-review': { paper: false },
  'death-certificate': { paper: false },
  'superintendent-finding': { paper: false },
  'finger-exception': { paper: false },
  'identity-conflict': { paper: false },
  'juvenile-seen': { paper: false },
} as const satisfies Record<VouchMeaning, { readonly paper: boolean }>;

/** Whether a word names everything that its meaning asks for, and nothing else. */
export const isWhole = (
  meaning: VouchMeaning,
  says: Readonly<Record<'paper' | 'exception' | 'conflict' | 'subject', unknown>>,
): boolean =>
  vouchings[meaning].paper === (says.paper !== undefined) &&
  (meaning === 'finger-exception') === (says.exception !== undefined) &&
  (meaning === 'identity-conflict') === (says.conflict !== undefined) &&
  (meaning === 'juvenile-seen') === (says.subject !== undefined);

/** Whether the officer who attends cannot give this word: it is about what they do themselves. */
export const needsAnother = (meaning: VouchMeaning): boolean =>
  meaning === 'finger-exception' || meaning === 'identity-conflict';

/** Whether there is anything on the board to answer for so; property is handed to a person who said with a finger who they are. */
export function mayVouch(meaning: VouchMeaning, { movement, identity }: BoardDesk): meaning is BoardMeaning {
  if (meaning === 'medical-clearance') return movement === 'release';
  if (meaning === 'property-return') return movement === 'release' && identity.length > 0;
  return (meaning === 'release' || meaning === 'release-review') && isApproved(movement);
}

/**
 * What an officer signs: for a leave or a transfer, whose it is and its paper; for a release, whose it is, under which orders and on what clearance and return of property. The finger is not
 * part of it, since the officers may sign before the person stands at the gate; departure still needs it.
 * @param paper number of the certificate or receipt that is vouched for
 */
export function digestOf(meaning: VouchMeaning, desk: BoardDesk, { custody }: Person, paper?: string): string {
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
