import type {
  EventData,
  EventDraft,
  VisitGround,
  VisitIdentification,
  VisitorIdentity,
} from '@custody-edge/event-contract';
import type { QualityReason } from '@custody-edge/fingerprint';
import type { BilingualText } from '@custody-edge/foundation';
import type { FoundPeople } from '../../people/found-people.ts';
import type { DeskList, SignedVisitorAction, VisitorAction } from '../actions.ts';
import type { ExitFinger } from '../exit/leaving.ts';
import type { PassReading } from '../exit/pass-code.ts';
import type { VisitorPolicy } from '../policy.ts';
import type { Visit, Visits } from '../store/visits.ts';
import type { EntryDesk, Scanner, SightWord, VisitorDesk } from './desk.ts';
import type { Known, Standing } from './entry.ts';
import type { Queue } from './queue.ts';

/** What is to be recorded, and what is written in the same transaction before it. */
export interface ToRecord {
  readonly drafts: readonly EventDraft[];
  readonly alongside: () => void;
}

/** What comes of an officer's signature. */
export type Signed =
  /** The entry at the desk goes on without a finger. */
  | { readonly kind: 'seen'; readonly sight: SightWord }
  /** Somebody leaves without a finger. */
  | { readonly kind: 'left'; readonly visit: string; readonly exit: VisitIdentification }
  | { readonly kind: 'record'; readonly record: ToRecord; readonly next?: VisitorDesk };

/** A finger on the glass, compared with what the step asks for and with nothing else. */
export interface VisitorPrint {
  readonly template: Uint8Array;
  readonly scanner: Scanner;
  /** What is poor about it. */
  readonly reasons: readonly QualityReason[];
  /** Best score with the impressions that the entry on the glass has; of the first one, 0. */
  readonly likeness: number;
  /** Whose of those inside it may be. */
  readonly inside: ExitFinger;
}

/** What officers press without a signature. */
export type UnsignedVisitorAction = Exclude<VisitorAction, SignedVisitorAction>;

/** What comes to the desk. */
export type DeskInput =
  | { readonly kind: 'action'; readonly action: UnsignedVisitorAction }
  /** A card or a pass on the reader. */
  | { readonly kind: 'paper'; readonly text: string }
  | { readonly kind: 'finger'; readonly print: VisitorPrint }
  /** No print could be read. */
  | { readonly kind: 'unclear'; readonly reasons: readonly QualityReason[] }
  | { readonly kind: 'signed'; readonly signed: Signed }
  /** A finger or a paper came to nothing, and why. */
  | { readonly kind: 'failed'; readonly text: BilingualText }
  /** Nobody touched anything for a while. */
  | { readonly kind: 'idle' };

/** What has to be written down before the desk may show its next state. */
export type DeskEffect =
  | { readonly kind: 'record'; readonly record: ToRecord }
  | { readonly kind: 'let-in'; readonly entry: EntryDesk }
  | {
      readonly kind: 'turn-away';
      readonly entry: EntryDesk;
      readonly grounds: readonly VisitGround[];
      readonly words: string | undefined;
    }
  | { readonly kind: 'book'; readonly entry: EntryDesk; readonly on: string }
  | { readonly kind: 'let-out'; readonly visit: string; readonly exit: VisitIdentification }
  /** The door is held, and the control hears why. */
  | { readonly kind: 'hold'; readonly subject: string; readonly found: EventData<'visit.alarm.v1'> }
  /** Who waits now; once each was told that the desk closes, that goes on record. */
  | { readonly kind: 'queue'; readonly queue: Queue }
  /** Slips of what was last recorded of a visit. */
  | { readonly kind: 'print-slip'; readonly visit: string; readonly copy: boolean };

export interface DeskStep {
  readonly desk: VisitorDesk;
  readonly effects: readonly DeskEffect[];
}

/** What the desk may know: the record and the house's policy, read-only. */
export interface World {
  readonly stationSubject: string;
  readonly policy: VisitorPolicy;
  /** By the clock on the wall. */
  readonly today: string;
  readonly queue: Queue;
  /** Of a visit that may begin: random. */
  newVisit(): string;
  readPass(text: string): PassReading;
  visit(subject: string): Visit | undefined;
  /** Whom a visitor came to last. */
  lastOf(visitor: string): ReturnType<Visits['lastOf']>;
  knownBy(document: Pick<VisitorIdentity, 'document' | 'number'>): Known | undefined;
  /** Whether somebody is held in this house, in or out. */
  isKnownPrisoner(subject: string): boolean;
  find(query: string): FoundPeople;
  standingOf(entry: EntryDesk): Standing;
  /** What turns the visitor away, whatever else is answered. */
  groundsOf(entry: EntryDesk): readonly VisitGround[];
  /** How many lines a list has that shows names. */
  lengthOf(list: DeskList): number;
}
