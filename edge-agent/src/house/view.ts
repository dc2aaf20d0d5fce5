import type { StateHere } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { LateView } from '../gate/view.ts';
import type { PersonView, WardView } from '../people/shown.ts';
import type { Sign, StatusView } from '../station/status-view.ts';

/** How many people are in one state in one ward. */
export interface RollCountView {
  readonly state: StateHere;
  /** `none` where nobody was assigned. */
  readonly ward: string;
  readonly count: number;
}

/** What the superintendent's page holds at all times: numbers only. Lists of names are opened one by one. */
export interface HouseView {
  readonly status: StatusView;
  /** Undefined while nobody is signed in who may see it. */
  readonly house?: {
    readonly wards: readonly WardView[];
    readonly counts: readonly RollCountView[];
    readonly late: number;
    /** What admissions left to be done later. */
    readonly pending: number;
    /** Releases that wait for a review and nothing else. */
    readonly reviewable: number;
    /** Alarms that nobody has seen. */
    readonly alarms: number;
    /** Differs once anything is known that a list of people may show. */
    readonly revision: number;
    /** Events on record. */
    readonly recorded: number;
  };
}

/** One line of the roll. */
export interface RollPersonView extends PersonView {
  readonly since: string;
  readonly ward?: string;
}

/** A page of the roll. */
export interface RollView {
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly people: readonly RollPersonView[];
}

/** Something late, with whom it is about. */
export interface LateLineView extends LateView {
  readonly person: PersonView;
}

/** Everybody inside, by ward in the order of the house, who has no ward last. */
export interface EvacuationView {
  readonly at: string;
  readonly count: number;
  readonly wards: readonly { readonly ward: WardView; readonly people: readonly RollPersonView[] }[];
}

/** A coming release as a senior officer reviews it. */
export interface ReviewView {
  readonly person: PersonView;
  readonly orders: readonly {
    readonly orderId: string;
    readonly court: string;
    readonly caseNumber: string;
    /** Who called the court back; nobody where its feed confirmed the order. */
    readonly verified?: { readonly at: string; readonly officerId?: string };
  }[];
  readonly holds?: { readonly asOf: string; readonly open: readonly string[] };
  readonly clearance?: { readonly paper: string; readonly at: string };
  readonly property?: { readonly paper: string; readonly at: string };
  /** Empty when it can be signed. */
  readonly missing: readonly BilingualText[];
  /** Of everything that is signed. */
  readonly digest: string;
  readonly reviewed?: { readonly officerId: string; readonly until: string };
}

/** What is counted of an officer. */
export const exceptionKinds = [
  'movements',
  'by-sight',
  'fingers-excepted',
  'fingers-unphotographed',
  'papers-refused',
  'children-refused',
  'stops',
  'lock-outs',
  'alarms-seen',
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];
export type ExceptionCounts = Readonly<Record<ExceptionKind, number>>;

export interface OfficerExceptions {
  readonly officerId: string;
  readonly name?: string;
  readonly total: ExceptionCounts;
  readonly byDay: readonly { readonly day: string; readonly counts: ExceptionCounts }[];
}

/** An alarm, and who has seen it. */
export interface AlarmView {
  readonly id: string;
  readonly at: string;
  readonly sign: Sign;
  readonly text: BilingualText;
  /** Whom it is about, or who was signed in. */
  readonly officerId?: string;
  /** Somebody should say that they saw it, and nobody has. */
  readonly unseen: boolean;
  /** It can be said now. */
  readonly open: boolean;
  readonly seen?: { readonly at: string; readonly officerId?: string };
}

/** Names of many people as a file. */
export interface ExportView {
  readonly fileName: string;
  readonly text: string;
}
