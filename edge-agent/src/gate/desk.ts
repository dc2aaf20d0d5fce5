import type {
  ApprovalMeaning,
  EventDraft,
  IdentityEvidence,
  Mover,
  Pass,
  ProductionOrder,
  ReleaseOrder,
  Transfer,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { GatePolicy } from '../config.ts';
import type { DeskAction } from './actions.ts';
import type { Capture } from './capture.ts';
import type { HoldsStatement } from './holds.ts';
import type { PassMovement } from './movements.ts';
import type { Person } from './people.ts';
import type { EnrolledFinger } from './templates.ts';
import type { AdmissionDetails, Movement } from './view.ts';

/** A committal in work: nothing of it is on record before it is confirmed. */
export interface AdmissionDesk {
  readonly step: 'admission';
  readonly details: Partial<AdmissionDetails>;
  readonly fingers: readonly EnrolledFinger[];
  readonly scanner?: Capture['scanner'];
  readonly again?: BilingualText;
}

/** An officer's word as it was given: still good only while it is for what is decided now. */
export interface Vouched {
  readonly meaning: ApprovalMeaning;
  readonly officerId: string;
  readonly role: string;
  readonly digest: string;
  readonly expiresAtMs: number;
  /** The approval as the officer signed it. */
  readonly text: string;
}

/** A person in front of the gate whose movement is being put together. */
export interface BoardDesk {
  readonly step: 'board';
  readonly movement: Mover;
  readonly subject: string;
  /** Release orders that were presented; none for another movement. */
  readonly orders: readonly ReleaseOrder[];
  /** The paper of a journey that no list tells of. */
  readonly pass?: Pass;
  /** The order of a transfer. */
  readonly transfer?: Transfer;
  /** What officers answered for with their PIN. */
  readonly vouched: readonly Vouched[];
  /** One for each different finger that matched. */
  readonly identity: readonly IdentityEvidence[];
  readonly attempts: number;
  /** Captures that matched somebody else. */
  readonly mismatches: number;
  readonly again?: BilingualText;
}

/** A journey being written out: its paper first, then the finger that tells whose it is. */
export type PassDesk = {
  readonly step: 'pass';
  readonly attempts: number;
  readonly again?: BilingualText;
} & (
  | { readonly movement: PassMovement; readonly pass?: Pass }
  | { readonly movement: 'transfer-dispatched'; readonly transfer?: Transfer }
);

/** What the desk is doing: exactly one of these, changed only by `step`. */
export type Desk =
  | { readonly step: 'home'; readonly attempts: number; readonly again?: BilingualText }
  | AdmissionDesk
  | BoardDesk
  | PassDesk
  | {
      readonly step: 'queue';
      readonly movement: 'out-to-court' | 'back-from-court';
      readonly attempts: number;
      readonly again?: BilingualText;
      readonly last?: { readonly subject: string; readonly text: BilingualText };
    }
  | { readonly step: 'done'; readonly movement: Movement; readonly subject: string }
  | { readonly step: 'stop'; readonly text: BilingualText; readonly subject?: string }
  | {
      readonly step: 'not-allowed';
      readonly reasons: readonly BilingualText[];
      readonly subject?: string;
      readonly back: Desk;
    };

/** What can happen at the desk. */
export type DeskInput =
  | { readonly kind: 'capture'; readonly capture: Capture }
  /** The image held no usable print. */
  | { readonly kind: 'unclear'; readonly reasons: Capture['reasons']; readonly scanner: Capture['scanner'] }
  | { readonly kind: 'paper'; readonly text: string }
  | { readonly kind: 'action'; readonly action: Exclude<DeskAction, { action: 'acknowledge-alarm' | 'vouch' }> }
  /** An officer answered for something with their PIN; `paper` is the number of the certificate or receipt. */
  | { readonly kind: 'vouched'; readonly vouched: Vouched; readonly paper?: string }
  /** Nobody touched anything for a while. */
  | { readonly kind: 'idle' };

/** What has to be written down before the desk may show its next state. */
export type DeskEffect =
  | { readonly kind: 'record'; readonly draft: EventDraft }
  | { readonly kind: 'admit'; readonly admission: AdmissionDesk }
  /** The lock may be released: only after everything above is on the disk. */
  | { readonly kind: 'open' };

/** Scores from which the engine's word counts; each question has its own. */
interface MatchThresholds {
  /** A finger against one claimed person's, and against everybody's where a needless stop does no harm. */
  readonly verify: number;
  /** Naming somebody out of everybody on record: stricter, since each entry is another chance of a false match. */
  readonly identify: number;
}

/** What the desk may know: the record and the house's policy, read-only. */
export interface World {
  readonly stationSubject: string;
  /** This station as its events name it, `/site/station`. */
  readonly station: string;
  readonly policy: GatePolicy;
  readonly nowMs: number;
  readonly thresholds: MatchThresholds;
  person(subject: string): Person | undefined;
  courtOrder(subject: string): ProductionOrder | undefined;
  /** What the centre last said of other matters that a person is held for. */
  holdsOf(subject: string): HoldsStatement | undefined;
  /** How many people still have to go, or to come back. */
  leftInQueue(movement: 'out-to-court' | 'back-from-court'): number;
  /** Whom a granted release order is for. */
  holderOf(
    orderId: string,
  ): { readonly person: Person; readonly order: ReleaseOrder; readonly used: boolean } | undefined;
}

export interface DeskStep {
  readonly desk: Desk;
  readonly effects: readonly DeskEffect[];
}

export const home = { step: 'home', attempts: 0 } as const satisfies Desk;
