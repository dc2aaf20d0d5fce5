import type {
  Sex,
  UnreadableReason,
  VisitAlarm,
  VisitGround,
  VisitIdentification,
  VisitorDocument,
  VisitorIdentity,
  VisitPhotographLack,
  VisitRelation,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { FoundPeople } from '../../people/found-people.ts';
import type { DeskList } from '../actions.ts';

/** The scanner that saw a finger, as events name it. */
export type Scanner = Extract<VisitIdentification, { method: 'fingerprint' }>['scanner'];

/** A word of a second officer that no finger can be read. */
export interface SightWord {
  readonly reason: UnreadableReason;
  readonly approval: string;
}

/** Somebody who wants to come in, as far as it is known who they are and to whom. */
export interface EntryDesk {
  readonly step: 'entry';
  readonly kind: 'family' | 'legal';
  /** Of the visit that this may become. */
  readonly visit: string;
  readonly document?: { readonly kind: VisitorDocument; readonly number?: string };
  readonly identity?: VisitorIdentity;
  /** Who came under this document before. */
  readonly known?: string;
  readonly licence?: string;
  readonly query?: string;
  readonly found?: FoundPeople;
  readonly person?: string;
  readonly relation?: VisitRelation;
  /** Banned visitors who are somebody else, as the officer found, and one who is the same. */
  readonly others: readonly string[];
  readonly same?: string;
  readonly search?: 'refused' | { readonly officer: string; readonly officerSex: Sex };
  readonly goods?: {
    readonly children: number;
    readonly items: readonly { readonly item: string; readonly quantity: number }[];
  };
  readonly finger?: EntryFinger;
  readonly sight?: SightWord;
  /** A JPEG in base64. */
  readonly photograph?: string;
  /** Why there is none. */
  readonly noPhotograph?: VisitPhotographLack;
  /** What to do about the last thing that was tried. */
  readonly again?: BilingualText;
}

/** The one finger of a visitor, as far as it is taken. */
interface EntryFinger {
  readonly impressions: readonly Uint8Array[];
  readonly scanner: Scanner;
  /** The visit inside whose finger it is. */
  readonly inside?: string;
}

/** What the desk is doing. */
export type VisitorDesk =
  | { readonly step: 'home'; readonly again?: BilingualText }
  | EntryDesk
  | { readonly step: 'turned-away'; readonly grounds: readonly VisitGround[] }
  /** Let in, and the pass is printed. */
  | { readonly step: 'passed'; readonly visit: string }
  | {
      readonly step: 'exit';
      /** Of the pass, or of the line that the officer chose. */
      readonly visit?: string;
      readonly attempts: number;
      readonly again?: BilingualText;
    }
  | { readonly step: 'goodbye'; readonly visit: string }
  /** The door is held until a duty officer has answered. */
  | { readonly step: 'hold'; readonly event: string; readonly alarm: VisitAlarm }
  | { readonly step: 'list'; readonly list: DeskList }
  | { readonly step: 'legal'; readonly visit: string };

export const home: VisitorDesk = { step: 'home' };
