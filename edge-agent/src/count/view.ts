import type { CountKind, SeenBy } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { PersonView, WardView } from '../people/shown.ts';
import type { PrintState } from '../station/print-state.ts';
import type { Sign, StatusView } from '../station/status-view.ts';

/** How a ward stands in a count. */
export interface CountWardView {
  readonly ward: WardView;
  readonly expected: number;
  readonly accounted: number;
  readonly missing: number;
}

/** What came of the last finger or wristband. */
interface CountedView {
  /** Differs at each one: the same sentence twice is not the same cause. */
  readonly cause: number;
  readonly sign: Sign;
  readonly text: BilingualText;
  /** The event, where it can be taken back. */
  readonly seen?: string;
}

/** A count as every page shows it: numbers only. Names are opened by whoever may see them. */
export interface CountView {
  readonly id: string;
  readonly kind: CountKind;
  readonly startedAt: string;
  /** Number of the officer who started it, and the station where. */
  readonly by: string;
  readonly station: string;
  readonly expected: number;
  readonly accounted: number;
  readonly missing: number;
  /** Where most are missing first. */
  readonly wards: readonly CountWardView[];
  /** Other counts that are one with it, and roll calls that wait until it is over. */
  readonly joined: number;
  readonly waiting: number;
  readonly twice: number;
  /** Seen inside though the record has them outside. */
  readonly outside: number;
  /** Whether this page shows it, and so counts fingers and wristbands. */
  readonly shown: boolean;
  /** Where people are seen now. */
  readonly where?: WardView;
  readonly last?: CountedView;
  /** Until when it can be called off. */
  readonly callOffUntil?: string;
  /** Differs once a list of it may. */
  readonly revision: number;
}

/** The result of a count that an officer signed. */
export interface CountEndedView {
  readonly id: string;
  readonly kind: CountKind;
  readonly at: string;
  readonly expected: number;
  readonly accounted: number;
  readonly missing: number;
  readonly unexplained: number;
}

/** A list on paper: its pages are fetched one by one. */
export interface PrintedListView {
  readonly pages: number;
}

/** What a page needs to know to start a count, whether or not one goes on. */
export interface CountingView {
  /** An evacuation can be started here, with one key. */
  readonly mayStart: boolean;
  /** How the station’s printer is with the list that it was given last; absent where there is none. */
  readonly slips?: PrintState;
  /** The count that ended last, while the page shows its result. */
  readonly result?: CountEndedView;
  readonly count?: CountView;
}

/** One time that somebody was seen. */
export interface SightingView {
  readonly seen: string;
  readonly at: string;
  readonly by: SeenBy['method'];
  readonly station: string;
  readonly where?: WardView;
}

/** One line of a list of the count. */
export interface CountLineView {
  readonly person: PersonView;
  readonly ward: WardView;
  /** Where the record has them, in words. */
  readonly state: BilingualText;
  /** Hash of the photograph that may be shown beside it. */
  readonly photograph?: string;
  readonly explained?: string;
  readonly sightings: readonly SightingView[];
}

/** A page of a list of the count. */
export interface CountListView {
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly lines: readonly CountLineView[];
}

/** What the officer who ends a count is shown before they sign it. */
export interface CountResultView {
  readonly expected: number;
  readonly accounted: number;
  readonly missing: number;
  readonly unexplained: number;
  /** Of everything that is signed. */
  readonly digest: string;
}

/** What the page of a hand-held shows. */
export interface CountStationView {
  readonly status: StatusView;
  readonly counting: CountingView;
  /** Whether fingers can be read here; wristbands and names can always. */
  readonly reader: boolean;
  readonly inCustody: number;
}
