import type {
  VisitorDocument,
  VisitorIdentity,
  VisitPhotographLack,
  VisitRelation,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { PrintState } from '../station/print-state.ts';
import type { RecentView, StatusView } from '../station/status-view.ts';
import type { DeskList } from './actions.ts';
import type { EntryPage } from './desk/entry.ts';

/** A prisoner to choose from. */
export interface PrisonerView {
  readonly subject: string;
  readonly name: BilingualText;
  readonly number: string;
}

/** Somebody on the ban list beside who is at the desk. */
interface AlikeView {
  readonly subject: string;
  readonly identity: VisitorIdentity;
  readonly until: string;
}

export interface EntryView {
  readonly step: 'entry';
  readonly kind: 'family' | 'legal';
  readonly page: EntryPage;
  readonly document?: { readonly kind: VisitorDocument; readonly number?: string };
  readonly visitor?: VisitorIdentity;
  /** The visitor has come before. */
  readonly isKnown: boolean;
  readonly lastTime?: { readonly person: BilingualText; readonly relation: VisitRelation };
  readonly found?: { readonly query: string; readonly people: readonly PrisonerView[]; readonly more: number };
  readonly person?: PrisonerView;
  readonly relation?: VisitRelation;
  readonly alike?: AlikeView;
  /** Why nobody is let in, whatever else is answered. */
  readonly grounds: readonly BilingualText[];
  /** What is still to be done. */
  readonly missing: readonly BilingualText[];
  readonly finger: { readonly taken: number; readonly needed: number };
  readonly isSeen: boolean;
  readonly hasPhotograph: boolean;
  readonly noPhotograph?: VisitPhotographLack;
  /** It keeps the visitor from being let in. */
  readonly isPhotographMissing: boolean;
  /** It is known who would like to see whom: that can be booked, or put on a list. */
  readonly canBook: boolean;
  /** After how many hours finger and photograph are destroyed. */
  readonly keptHours: number;
  readonly again?: BilingualText;
}

/** Somebody who is inside, as the list and the exit show them. */
export interface InsideView {
  readonly visit: string;
  readonly pass: number;
  /** Name of the visitor; that it is a lawyer, of a sealed visit. */
  readonly who: BilingualText;
  readonly person?: BilingualText;
  readonly relation?: VisitRelation;
  readonly children: number;
  readonly since: string;
  readonly due: string;
  readonly isOverdue: boolean;
  readonly isLegal: boolean;
  readonly token?: number;
}

export interface BanView {
  readonly ban: string;
  readonly who: BilingualText;
  readonly number?: string;
  readonly until: string;
  readonly reason: string;
}

export interface ListedView {
  readonly visitor: string;
  readonly person: string;
  readonly who: BilingualText;
  readonly to: BilingualText;
  readonly relation: VisitRelation;
}

interface BookingView {
  readonly visit: string;
  readonly on: string;
  readonly who: BilingualText;
  readonly to: BilingualText;
}

export interface AlarmView {
  readonly id: string;
  readonly at: string;
  readonly text: BilingualText;
}

/** The slip of an event, and how its printing stands. */
export interface SlipView extends PrintState {
  readonly event: string;
}

export type VisitorDeskView =
  | { readonly step: 'home'; readonly again?: BilingualText }
  | EntryView
  | { readonly step: 'turned-away'; readonly grounds: readonly BilingualText[] }
  | { readonly step: 'passed'; readonly of: InsideView; readonly slip: SlipView }
  | {
      readonly step: 'exit';
      readonly of?: InsideView;
      /** The pass that was printed. */
      readonly slip?: SlipView;
      readonly isSightOnly: boolean;
      /** Hash by which the page asks for the photograph of the entry. */
      readonly photograph?: string;
      readonly again?: BilingualText;
    }
  | {
      readonly step: 'goodbye';
      readonly of: InsideView;
      readonly slip?: SlipView;
    }
  | { readonly step: 'hold'; readonly id: string; readonly text: BilingualText; readonly about: BilingualText }
  | {
      readonly step: 'list';
      readonly list: DeskList;
      /** Who should have left, first. */
      readonly inside: readonly InsideView[];
      readonly bans: readonly BanView[];
      readonly listed: readonly ListedView[];
      readonly bookings: readonly BookingView[];
    }
  | {
      readonly step: 'legal';
      readonly lawyer: VisitorIdentity;
      readonly licence: string;
      readonly person: BilingualText;
    };

/** Everything that the visitor desk's page shows, pushed whole at each change. */
export interface VisitorView {
  readonly status: StatusView;
  readonly desk: VisitorDeskView;
  readonly examining: boolean;
  /** Fingers answered since the start. */
  readonly captures: number;
  /** How many prisoners of this house the desk knows. */
  readonly prisoners: number;
  readonly occupancy: {
    readonly adults: number;
    readonly children: number;
    readonly most: number;
    /** Visitors who should have left. */
    readonly overdue: number;
  };
  readonly today: { readonly arrived: number; readonly left: number };
  readonly queue: {
    readonly waiting: readonly number[];
    readonly closing: boolean;
    readonly closed: boolean;
  };
  readonly alarms: readonly AlarmView[];
  readonly recent: readonly RecentView[];
}
