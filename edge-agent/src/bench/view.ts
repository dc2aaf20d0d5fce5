import type {
  Amendment,
  ApprovalMeaning,
  BalanceTrial,
  KnownWeight,
  LabSection,
  Memorandum,
  MethodStep,
  PanPlace,
  PartKind,
  ReviewKind,
  Seal,
  Technique,
  TestOutcome,
  WeightKind,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { RecentView, Sign, StatusView } from '../station/status-view.ts';
import type { AskedTest } from './method/asked-test.ts';

/** An officer as the page names one: the name where this station knows it, else the number. */
export interface OfficerNameView {
  readonly officerId: string;
  readonly name?: string;
}

/** A balance and what lies on it, live. */
export interface PanView {
  readonly deviceId: string;
  readonly model: string;
  /** The balance's last reading, absent while the balance is away or says no weight. */
  readonly reading?: { readonly value: string; readonly unit: string };
  /** 0 to 1: how much of the proof of steadiness is there. */
  readonly steadiness: number;
  /** The successive stable readings so far; a restart or a drift voids them. */
  readonly series: SeriesView;
}

export interface SeriesView {
  readonly count: number;
  /** The last of them, the newest last. */
  readonly values: readonly string[];
  readonly unit?: string;
  /** One digit more than the balance prints. */
  readonly mean?: string;
  /** From the lightest to the heaviest. */
  readonly spread?: string;
  /** Why the series before this one does not count, while this one is still short. */
  readonly voided?: BilingualText;
}

/** What has become of what was found. */
interface AmendedView {
  readonly by: string;
  readonly amendment: Amendment;
  readonly why: string;
}

interface FindingBase {
  readonly event: string;
  readonly at: string;
  readonly officer?: OfficerNameView;
  /** Oldest first; the last one counts. */
  readonly amended: readonly AmendedView[];
  /** Whether it still counts in some form. */
  readonly isStanding: boolean;
  /** Of the method, where one is followed. */
  readonly step?: string;
  readonly method?: { readonly id: string; readonly version: string };
  /** What the room was like in which an instrument of a bench measured it. */
  readonly room?: BilingualText;
}

export type FindingView =
  | (FindingBase & {
      readonly kind: 'weight';
      /** Absent of weights of earlier versions. */
      readonly what?: WeightKind;
      readonly value: string;
      readonly unit: string;
      /** Why somebody read and wrote it: manual for ever. */
      readonly manual?: string;
      readonly balance: string;
      readonly samples: number;
      /** U with k = 2, to the last digit of the value; absent where no balance said the weight. */
      readonly plusMinus?: string;
      /** Why the balance was not fit without reserve. */
      readonly reserves: readonly BilingualText[];
    })
  | (FindingBase & {
      readonly kind: 'test';
      readonly technique: Technique;
      readonly protocol: string;
      readonly outcome: TestOutcome;
      readonly observed: string;
      readonly reagent?: {
        readonly name: string;
        readonly batch: string;
        /** How each control came out. */
        readonly controls: readonly BilingualText[];
        readonly controlsHeld: boolean;
      };
      readonly files: readonly string[];
    })
  | (FindingBase & {
      readonly kind: 'file';
      readonly name: string;
      readonly mediaType: string;
      readonly bytes: number;
      readonly hash: string;
      /** It may hold a spectrum, which a library can be searched for. */
      readonly maybeSpectrum: boolean;
    });

/** The one thing that is next for an exhibit. */
export type NextStep =
  | 'receive'
  | 'take-over'
  | 'open'
  | 'weigh'
  | 'divide'
  | 'choose'
  | 'test'
  | 'bind-file'
  | 'reseal'
  | 'return'
  | 'call-supervisor'
  | 'nothing';

/** An exhibit in a list. */
export interface ExhibitLineView {
  readonly subject: string;
  readonly label: string;
  readonly described: string;
  readonly kind: 'parcel' | PartKind;
  readonly state: 'held' | 'returned' | 'nowhere';
  readonly custodian?: OfficerNameView;
  readonly place?: string;
  readonly isOpen: boolean;
  readonly hasGaps: boolean;
  /** Where a method is followed: nothing of it is left to do with this exhibit. */
  readonly isDone?: boolean;
}

export interface ExhibitView extends ExhibitLineView {
  readonly parcel?: string;
  readonly case?: { readonly subject: string; readonly number: string };
  readonly parent?: { readonly subject: string; readonly label: string };
  readonly since?: string;
  /** The station at which it came into the hands that it is in, where that is another one. */
  readonly elsewhere?: string;
  readonly seals: readonly Seal[];
  readonly parts: readonly ExhibitLineView[];
  /** The newest first. */
  readonly findings: readonly FindingView[];
  /** What is drawn next, where the method asks for a draw now; without a plan where none can be made. */
  readonly drawAhead?: DrawView | { readonly refused: BilingualText };
  /** What was drawn by lot, each time that it was done. */
  readonly drawn: readonly DrawnView[];
  /** Whether its weights make each other up. */
  readonly sums: readonly SumView[];
  readonly gaps: readonly BilingualText[];
  /** Why whoever is signed in may do nothing with it. */
  readonly obstacle?: BilingualText;
  readonly next: { readonly step: NextStep; readonly text: BilingualText };
  /** The method that is followed with it, or with what it was taken from. */
  readonly method?: MethodView;
}

/** A plan by which units are drawn by lot, in words. */
export interface DrawView {
  /** What is drawn of how many. */
  readonly text: BilingualText;
  /** By which plan, with every figure that it rests on. */
  readonly plan: BilingualText;
  /** What it can support, and what it leaves open. */
  readonly supports: BilingualText;
}

/** Units that were drawn. */
export interface DrawnView extends Omit<DrawView, 'supports'> {
  readonly event: string;
  /** Absent where fewer were drawn than the plan asks for, or there is no such plan. */
  readonly supports?: BilingualText;
  readonly seed: string;
  /** Whether the seed draws just these of the units on record. */
  readonly repeatable: BilingualText;
  /** Labels in the order in which they were drawn. */
  readonly labels: readonly string[];
}

/** A weight held against those that have to make it up. */
export interface SumView {
  readonly text: BilingualText;
  readonly sign: Sign;
  /** What the allowance does not hold. */
  readonly unknown?: BilingualText;
}

/** How far a method is followed, and what this exhibit is for now. */
export interface MethodView {
  readonly id: string;
  readonly version: string;
  readonly title: BilingualText;
  readonly isDone: boolean;
  /** Units with which nothing is left to do. */
  readonly units: { readonly done: number; readonly of: number };
  /** What is done with this exhibit, or which one is expected in its place. */
  readonly text: BilingualText;
  /** The step that is next with this exhibit: what is recorded for it names it. */
  readonly step?: { readonly method: MethodStep; readonly kind: string; readonly test?: AskedTest };
  /** The exhibit that is expected where nothing is done with this one now. */
  readonly goOn?: { readonly label: string };
}

/** A method that an exhibit may begin with. */
interface MethodChoiceView {
  readonly id: string;
  readonly version: string;
  readonly title: BilingualText;
  readonly section: LabSection;
  /** Nothing is left to the laboratory to fill in; another one is not begun. */
  readonly isComplete: boolean;
}

/** What is weighed, and whether the balance may be used for it. */
export interface WeighingView {
  readonly what: WeightKind;
  readonly step?: string;
  /** Why the balance is not fit without reserve; it goes on record with the weight. */
  readonly reserves: readonly BilingualText[];
  /** Why no weight of it can be accepted now, whatever the pan shows. */
  readonly refused?: BilingualText;
}

export interface CaseLineView {
  readonly subject: string;
  readonly number: string;
  readonly section: LabSection;
  readonly fir: string;
  readonly policeStation: string;
  readonly openedAt: string;
  readonly analyst?: OfficerNameView;
  readonly state: 'without-parcels' | 'unassigned' | 'in-work' | 'given-back' | 'awaiting-review' | 'reviewed';
}

export interface CaseReviewView {
  readonly review: ReviewKind;
  readonly at: string;
  readonly contentHash?: string;
  readonly by?: OfficerNameView;
  /** Of a case that was given back. */
  readonly remarks?: string;
}

export interface CaseView extends CaseLineView {
  readonly memorandum: Memorandum;
  /** From the seizure to now, or to the first parcel that was taken in. */
  readonly clock: ClockView;
  readonly appointment?: string;
  readonly exhibits: readonly ExhibitLineView[];
  /** The newest first. */
  readonly reviews: readonly CaseReviewView[];
}

/** The 72 hours within which samples reach the laboratory. */
export interface ClockView {
  readonly seizedAt: string;
  readonly until: string;
  /** When it was stopped by a parcel taken in, or the moment of this view. */
  readonly at: string;
  readonly isLate: boolean;
  /** The station's clock is not set: what it says proves nothing. */
  readonly isUncertain: boolean;
}

/** What waits for signatures; nothing of it is on record. */
export interface SigningView {
  readonly about: BilingualText;
  /** One line for each exhibit or case. */
  readonly lines: readonly string[];
  /** Words that are still to be given; somebody's alone, or anybody's whose office lets them. */
  readonly missing: readonly {
    readonly meaning: ApprovalMeaning;
    readonly by?: OfficerNameView;
    readonly count: number;
  }[];
}

/** A file that came and is bound to nothing yet. */
export interface ArrivalView {
  readonly arrival: number;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly hash: string;
  readonly at: string;
  /** Another file of the same name and other content is here too, or was bound. */
  readonly isNamesake: boolean;
}

/** A control chart: limits as decimals in `unit`, points the oldest first. */
export interface ChartView {
  readonly mark: string;
  readonly unit: string;
  readonly mean: string;
  readonly warning: { readonly low: string; readonly high: string };
  readonly action: { readonly low: string; readonly high: string };
  readonly points: readonly { readonly value: string; readonly verdict: 'in-control' | 'warning' | 'action' }[];
}

export interface InstrumentView {
  readonly deviceId: string;
  readonly model: string;
  readonly serialNumber?: string;
  readonly firmware?: string;
  readonly state: StatusView['devices'][number]['state'];
  readonly isBalance: boolean;
  readonly certificate?: {
    readonly number: string;
    readonly by: string;
    readonly calibratedOn: string;
    readonly dueOn: string;
  };
  readonly withdrawn?: string;
  /** When it was last tried with a check weight, if ever. */
  readonly checkedAt?: string;
  /** Of the check weight that was weighed last, once there are enough weighings. */
  readonly chart?: ChartView;
  readonly sign: Sign;
  /** The one sentence about its fitness. */
  readonly text: BilingualText;
  readonly trials: readonly {
    readonly event: string;
    readonly at: string;
    readonly trial: BalanceTrial;
    /** Of linearity the lightest. */
    readonly weight: KnownWeight;
    /** Of linearity all of them, from light to heavy. */
    readonly loads?: readonly KnownWeight[];
    readonly unit: string;
    readonly readings: readonly string[];
    /** What it shows, in words; absent of a check weight. */
    readonly result?: { readonly sign: Sign; readonly text: BilingualText };
  }[];
  /** The smallest net weight that it weighs well enough (USP <41>), by its newest trial of repeatability. */
  readonly minimumWeight?: { readonly value: string; readonly unit: string };
}

/** A spectrum as it is drawn. */
export interface ShownSpectrumView {
  /** By which it is accepted. */
  readonly spectrum: string;
  readonly at: string;
  readonly axis: 'wavelength' | 'wavenumber' | 'raman-shift';
  readonly unit: string;
  readonly x: readonly number[];
  /** Nothing where no value can be stated. */
  readonly y: readonly (number | null)[];
  readonly quantity: SpectralQuantityView;
  /** Points at which the detector was full. */
  readonly saturated: number;
  readonly withoutValue: number;
}
type SpectralQuantityView = 'counts' | 'absorbance' | 'transmittance';

/** A spectrometer and what it shows, live. */
export interface SpectrumView {
  readonly deviceId: string;
  readonly model: string;
  readonly isReady: boolean;
  /** It scans, or sets its zero. */
  readonly isBusy: boolean;
  /** It measures when it is told. */
  readonly scans: boolean;
  readonly quantity: SpectralQuantityView;
  /** It gives counts, of which dark and reference can be taken out here. */
  readonly countsLight: boolean;
  /** Wavelength in nm of the laser before it: Raman scattering is neither absorbance nor set against a reference. */
  readonly laserNm?: string;
  readonly integration?: { readonly microseconds: number; readonly least: number; readonly most: number };
  /** What the instrument does by itself. */
  readonly adjustments: readonly ('zero' | 'baseline' | 'dark')[];
  readonly darkAt?: string;
  readonly referenceAt?: string;
  readonly shown?: ShownSpectrumView;
  /** Why the instrument is not fit without reserve; it goes on record with the spectrum. */
  readonly reserves: readonly BilingualText[];
  /** Why what is shown may not be taken. */
  readonly refused?: BilingualText;
}

export type BenchDeskView =
  | { readonly step: 'home' }
  | {
      readonly step: 'case';
      readonly case: CaseView;
      /** A label without a parcel that was scanned last: that of the parcel in hand. */
      readonly scanned?: string;
    }
  | {
      readonly step: 'exhibit';
      readonly exhibit: ExhibitView;
      /** Absent once a weight was accepted: scan it again, or choose what to weigh. */
      readonly weighing?: WeighingView;
    }
  | { readonly step: 'divide'; readonly exhibit: ExhibitView; readonly labels: readonly string[] }
  | { readonly step: 'instruments' }
  | { readonly step: 'spectrum'; readonly exhibit: ExhibitView; readonly spectrum: SpectrumView }
  | {
      readonly step: 'trial';
      readonly deviceId: string;
      readonly trial: BalanceTrial;
      readonly unit: string;
      /** One, or those of linearity from light to heavy. */
      readonly loads: readonly KnownWeight[];
      /** What is weighed next, and where on the pan. */
      readonly weight: KnownWeight;
      readonly place?: PanPlace;
      readonly readings: readonly string[];
      /** How many readings the trial is of. */
      readonly wanted: number;
      /** It may be ended. */
      readonly isWhole: boolean;
      /** It takes no further reading. */
      readonly isFull: boolean;
    };

/** What a reading of the balance in use changes: pushed alone at each of them. */
export interface AtPanView {
  /** The balance in use; absent where the station has none. */
  readonly pan?: PanView;
  /** Whether what the balance shows may be accepted now, as a weight or as a reading of a trial. */
  readonly acceptable: boolean;
  /** The one line that says what to do next, and how it is shown. */
  readonly sign: Sign;
  readonly instruction: BilingualText;
}

/** The room of the bench. */
export interface RoomView {
  /** As it was measured last; absent where it never was. */
  readonly last?: { readonly text: BilingualText; readonly at: string; readonly instrument: string };
  /** Whether that stands with what is measured now. */
  readonly holds: boolean;
  /** What of it is beyond the laboratory's limits. */
  readonly reserves: readonly BilingualText[];
}

/** Everything the bench page shows, pushed whole at each other change. */
export interface BenchView extends AtPanView {
  readonly status: StatusView;
  /** Differs once anything more is on record here. */
  readonly revision: string;
  readonly desk: BenchDeskView;
  /** Present while something waits for signatures, over whatever is on the glass. */
  readonly signing?: SigningView;
  /** Every balance by device, the one in use among them. */
  readonly balances: readonly string[];
  readonly spectrometers: readonly string[];
  readonly instruments: readonly InstrumentView[];
  readonly room: RoomView;
  readonly methods: readonly MethodChoiceView[];
  /** Whether the laboratory has libraries of spectra here. */
  readonly hasLibraries: boolean;
  /** Files that wait to be bound, the newest first. */
  readonly arrivals: readonly ArrivalView[];
  /** Exhibits in the hands of whoever is signed in, the newest first. */
  readonly inWork: readonly ExhibitLineView[];
  /** Cases that are not reviewed yet, the oldest first. */
  readonly cases: readonly CaseLineView[];
  /** How many lines of each list are not shown. */
  readonly more: { readonly inWork: number; readonly cases: number; readonly arrivals: number };
  /** How many reports of the laboratory were concluded and are not issued. */
  readonly inReview: number;
  readonly recent: readonly RecentView[];
}

/** One event of an exhibit, in the order of its chain. */
export interface TimelineLineView {
  readonly event: string;
  readonly type: string;
  readonly at: string;
  readonly timeQuality: string;
  readonly station: string;
  readonly officer?: OfficerNameView;
  /** Who signed it, as the words in it say. */
  readonly signedBy: readonly OfficerNameView[];
  readonly text: BilingualText;
  /** Where the chain is not what it has to be at this event. */
  readonly gaps: readonly BilingualText[];
}

/** A number of a case with its raw source, as a reviewer sees it. */
export interface SourceView {
  readonly event: string;
  readonly exhibit: { readonly subject: string; readonly label: string };
  readonly finding: FindingView;
  /** Every reading that it rests on: what the balance sent, in characters, beside what was read from it. */
  readonly samples: readonly { readonly raw: string; readonly value: string; readonly afterMs?: number }[];
}

/** A report that left the laboratory. */
interface IssuedView {
  readonly event: string;
  readonly number: string;
  /** What its files are called, without what kind of file each is. */
  readonly fileName: string;
  readonly at: string;
  readonly pdfHash: string;
  readonly isSuperseded: boolean;
  /** The other bench that issued it, and has its file. */
  readonly elsewhere?: string;
}

/** Reports that were concluded, at any bench of the laboratory, and are not issued; the oldest first. */
export interface ReportsInReviewView {
  readonly reports: readonly {
    readonly case: CaseLineView;
    /** Of the report. */
    readonly number: string;
    readonly at: string;
    /** Where it was concluded. */
    readonly station: string;
    readonly isHere: boolean;
    /** To its analyst, who has not concluded since. */
    readonly isGivenBack: boolean;
    /** Reviews that it lacks as it stands; not known where it cannot be made here. */
    readonly lacks: readonly ReviewKind[];
    /** Benches at which alone it can be reviewed; none: here as well. */
    readonly onlyAt: readonly string[];
  }[];
  /** How many are not shown. */
  readonly more: number;
}

export interface ReviewView {
  readonly case: CaseView;
  readonly report: {
    /** Of what is signed for; absent until the analyst has concluded, and where it cannot be made here. */
    readonly contentHash?: string;
    /** What it lacks before it can be issued. */
    readonly gaps: readonly BilingualText[];
    /** Benches at which alone it can be reviewed and issued; none: here as well. */
    readonly onlyAt: readonly string[];
  };
  /** The newest last. */
  readonly issued: readonly IssuedView[];
  readonly conclusion?: {
    readonly number: string;
    readonly conclusion: string;
    readonly urdu?: string;
    /** The other bench at which it was signed. */
    readonly elsewhere?: string;
  };
  /** Whether whoever is signed in is the analyst of the case. */
  readonly isMine: boolean;
  readonly sources: readonly SourceView[];
  /** Where the chain of custody of any of its exhibits is not what it has to be. */
  readonly gaps: readonly { readonly label: string; readonly text: BilingualText }[];
}
