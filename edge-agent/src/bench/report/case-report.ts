import {
  type CustodyEvent,
  type ExhibitEvent,
  type FindingResult,
  isExhibitEvent,
  type LabCase,
  type MeasuredBy,
  type Seal,
  type TestRow,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Block, Report } from '@custody-edge/ui-kit/report';
import { type ReportedSearch, searchBlocks } from './library-searches.ts';
import { timeInPakistan } from './time-in-pakistan.ts';

/** Who signs a report, or signed what it rests on. */
export interface ReportSigner {
  readonly officerId: string;
  readonly office: string;
  readonly at: string;
  readonly meaning: BilingualText;
}

/** What a report is made of. */
export interface ReportFacts {
  readonly laboratory: BilingualText;
  readonly address?: string;
  readonly supersedes?: { readonly id: string; readonly number: string };
  readonly labCase: LabCase;
  readonly conclusion: NonNullable<LabCase['conclusion']>;
  readonly rows: readonly TestRow[];
  /** Library searches that were kept with its exhibits. */
  readonly searches: readonly ReportedSearch[];
  /** Events of its exhibits, in their order. */
  readonly events: readonly CustodyEvent[];
  /** How the record names an officer: the name where it is known, with the number. */
  nameOf(officerId: string): string;
}

/**
 * The report of a case (Form-II for narcotics) as its reviewers go through it: every test with its result and its protocol, every weight in
 * the balance's own digits, whose hands each exhibit was in. Nothing stands in it that no signed event says, and the same record gives the
 * same report. Pure.
 */
export function caseReport(facts: ReportFacts): Report {
  const { laboratory, address, supersedes, labCase, conclusion } = facts;
  const { number, memorandum, section } = labCase;
  return {
    form: 1,
    id: conclusion.event,
    number: conclusion.number,
    case: `${number} · ${memorandum.fir} · ${memorandum.policeStation}`.slice(0, mostCaseCharacters),
    issuedAt: conclusion.at,
    laboratory,
    ...(address !== undefined && { address }),
    title: say(section === 'narcotics-chemistry' ? 'lab-case-report.form-two' : 'lab-case-report.title'),
    ...(supersedes && { supersedes }),
    blocks: [
      receivedBlock(facts),
      heading('exhibits'),
      exhibitsTable(labCase),
      heading('weights'),
      weightsTable(facts),
      heading('tests'),
      testsTable(facts),
      ...searchBlocks(facts.searches),
      ...filesOf(facts),
      ...reservesOf(facts),
      heading('opinion'),
      { kind: 'paragraph', text: conclusion.conclusion },
      { kind: 'paragraph', text: say('lab-case-report.only-these').en },
      { kind: 'summary', paragraphs: summaryOf(facts) },
      custodyBlock(facts),
    ],
  };
}

/** The same as it is handed out: with everybody who signed, and the hash of what they signed for. */
export function signedReport(
  reviewed: Report,
  reviewedHash: string,
  signers: readonly ReportSigner[],
  issuedAt: string,
  nameOf: ReportFacts['nameOf'],
): Report {
  const signatures = signers.map(({ officerId, office, at, meaning }) => ({
    name: nameOf(officerId),
    office,
    at: timeInPakistan(at),
    meaning,
  }));
  return {
    ...reviewed,
    issuedAt,
    blocks: [
      ...reviewed.blocks,
      heading('signatures'),
      { kind: 'facts', facts: [{ label: say('lab-case-report.reviewed', { hash: 'SHA-256' }), value: reviewedHash }] },
      { kind: 'signatures', signatures },
    ],
  };
}

const mostCaseCharacters = 120;

type Column = Extract<Block, { kind: 'table' }>['columns'][number];
type HeadingKey = 'exhibits' | 'weights' | 'tests' | 'files' | 'reserves' | 'opinion' | 'signatures';

const heading = (of: HeadingKey): Block => ({ kind: 'heading', text: say(`lab-case-report.${of}`) });

const column = (head: BilingualText, width: number, align: Column['align'] = 'left'): Column => ({
  head,
  width,
  align,
});

function receivedBlock({ labCase, nameOf }: ReportFacts): Block {
  const { memorandum, arrival, analyst, number, section } = labCase;
  const { agency, policeStation, fir, seizedAt, roadCertificate, depositor, lateReason } = memorandum;
  const fact = (label: BilingualText, value: string | BilingualText) => ({ label, value });
  const came = timeInPakistan(arrival.at);
  return {
    kind: 'facts',
    facts: [
      fact(say('lab.case-number'), number),
      fact(say('lab.section'), say(`lab-section.${section}`)),
      fact(say('lab.memorandum'), memorandum.number),
      fact(say('lab.fir'), fir),
      fact(say('lab.agency'), say(`agency.${agency}`)),
      fact(say('lab.police-station'), policeStation),
      fact(say('lab.seized-at'), timeInPakistan(seizedAt)),
      fact(
        say('lab-case-report.came'),
        arrival.verdict === 'in-time'
          ? say('lab-case-report.came-in-time', { at: came })
          : say(arrival.verdict === 'late' ? 'lab-case-report.came-late' : 'lab-case-report.came-unproved', {
              at: came,
            }),
      ),
      ...(lateReason === undefined ? [] : [fact(say('lab-case-report.late-reason'), lateReason)]),
      ...(roadCertificate === undefined ? [] : [fact(say('lab.road-certificate'), roadCertificate)]),
      fact(say('lab.depositor'), `${depositor.rank} ${depositor.beltNumber}`),
      ...(analyst ? [fact(say('lab.analyst'), nameOf(analyst.officerId))] : []),
      ...(analyst?.appointment === undefined ? [] : [fact(say('lab.appointment'), analyst.appointment)]),
    ],
  };
}

function exhibitsTable({ exhibits }: LabCase): Block {
  return {
    kind: 'table',
    columns: [
      column(say('lab.label'), 3),
      column(say('lab-case-report.parcel'), 2),
      column(say('lab.described'), 5),
      column(say('lab.seals'), 4),
    ],
    rows: exhibits.map(({ label, parcel, kind, described, seals }) => [
      label,
      parcel ?? say(`part-kind.${kind === 'parcel' ? 'unit' : kind}`).en,
      described,
      sealsOf(seals),
    ]),
  };
}

const sealsOf = (seals: readonly Seal[]): string =>
  seals.length === 0 ? '–' : seals.map(({ mark, state }) => `${mark}: ${state}`).join('; ');

function weightsTable({ rows, nameOf }: ReportFacts): Block {
  return {
    kind: 'table',
    columns: [
      column(say('lab.label'), 3),
      column(say('lab-case-report.weight-of'), 2.5),
      column(say('bench.reading'), 2.5, 'decimal'),
      column(say('lab-case-report.unit'), 1),
      column(say('lab-case-report.balance'), 4),
      column(say('lab-case-report.when'), 3, 'right'),
      column(say('lab-case-report.by'), 3),
    ],
    rows: rows.flatMap(({ result, label, instrument, at, analyst }) =>
      result.of === 'weight'
        ? [
            [
              label,
              result.what === undefined ? '' : say(`weight-kind.${result.what}`).en,
              result.value,
              result.unit,
              instrumentOf(instrument),
              timeInPakistan(at),
              analyst === undefined ? '' : nameOf(analyst),
            ],
          ]
        : [],
    ),
  };
}

function testsTable({ rows, nameOf }: ReportFacts): Block {
  return {
    kind: 'table',
    columns: [
      column(say('lab.label'), 3),
      column(say('lab-case-report.test'), 3),
      column(say('lab-case-report.protocol'), 3.5),
      column(say('lab-case-report.result'), 2),
      column(say('lab-case-report.observed'), 4),
      column(say('lab-case-report.by'), 3),
    ],
    rows: rows.flatMap(({ result, label, technique, protocol, at, analyst }) =>
      result.of === 'test' && technique !== undefined
        ? [
            [
              label,
              say(`technique.${technique}`).en,
              protocol ?? '',
              say(`test-outcome.${result.outcome}`).en,
              result.observed,
              `${analyst === undefined ? '' : nameOf(analyst)} ${timeInPakistan(at)}`.trim(),
            ],
          ]
        : [],
    ),
  };
}

/** What instruments wrote, by hash; nothing where there is none. */
function filesOf({ rows }: ReportFacts): Block[] {
  const files = rows.flatMap(({ result, label, at }) =>
    result.of === 'file' ? [[label, result.name, result.hash, timeInPakistan(at)]] : [],
  );
  if (files.length === 0) return [];
  const columns = [
    column(say('lab.label'), 3),
    column(say('lab-case-report.file'), 4),
    column({ en: 'SHA-256', ur: 'SHA-256' }, 6),
    column(say('lab-case-report.when'), 3, 'right'),
  ];
  return [heading('files'), { kind: 'table', columns, rows: files }];
}

/** What a reader has to know of single results: written by hand, or standing in the place of others. */
function reservesOf({ rows }: ReportFacts): Block[] {
  const marked = rows.flatMap(({ label, manual, amended }): string[][] => [
    ...(manual ? [[label, say('lab-case-report.by-hand').en, manual.reason]] : []),
    ...(amended ? [[label, say('lab-case-report.amended', { before: shown(amended.from) }).en, amended.why]] : []),
  ]);
  if (marked.length === 0) return [];
  const columns = [
    column(say('lab.label'), 3),
    column(say('lab-case-report.what'), 5),
    column(say('lab-case-report.why'), 7),
  ];
  return [heading('reserves'), { kind: 'table', columns, rows: marked }];
}

function shown(result: FindingResult): string {
  switch (result.of) {
    case 'weight':
      return `${result.value} ${result.unit}`;
    case 'test':
      return say(`test-outcome.${result.outcome}`).en;
    case 'file':
      return result.name;
  }
}

const instrumentOf = (by: MeasuredBy | undefined): string => {
  if (!by) return '';
  return 'written' in by ? by.written : [by.model ?? by.profile, by.serialNumber].filter(Boolean).join(', ');
};

/** For whoever reads Urdu: what came, how much was weighed and tested, and what the analyst concludes. */
function summaryOf({ labCase, rows, conclusion }: ReportFacts): string[] {
  const { memorandum, exhibits, number } = labCase;
  const outcomes = rows.flatMap(({ result }) => (result.of === 'test' ? [result.outcome] : []));
  const counted = say('lab-case-report.summary', {
    fir: memorandum.fir,
    station: memorandum.policeStation,
    number,
    parcels: exhibits.filter(({ kind }) => kind === 'parcel').length,
    weights: rows.filter(({ result }) => result.of === 'weight').length,
    tests: outcomes.length,
    positive: outcomes.filter((outcome) => outcome === 'positive').length,
  });
  return [
    counted.ur,
    say('lab-case-report.only-these').ur,
    ...(conclusion.urdu === undefined ? [] : [conclusion.urdu]),
  ];
}

type Custody = Extract<Block, { kind: 'custody' }>;

/** Every change of hands and every opening and closing, in the order of time. */
function custodyBlock({ events, labCase, nameOf }: ReportFacts): Custody {
  const labels = new Map(labCase.exhibits.map(({ subject, label }) => [subject, label]));
  const lines = events
    .filter(isExhibitEvent)
    .filter(({ subject }) => labels.has(subject))
    .toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time))
    .flatMap((event): Custody['lines'] => {
      const hands = handsOf(event, labCase, nameOf);
      return hands ? [{ at: timeInPakistan(event.time), what: labels.get(event.subject) ?? '–', ...hands }] : [];
    });
  return { kind: 'custody', lines };
}

function handsOf(
  event: ExhibitEvent,
  { memorandum }: LabCase,
  nameOf: ReportFacts['nameOf'],
): Pick<Custody['lines'][number], 'from' | 'to' | 'seal'> | undefined {
  const by = event.officer === undefined ? '–' : nameOf(event.officer);
  switch (event.type) {
    case 'exhibit.received.v1': {
      const { rank, beltNumber } = memorandum.depositor;
      return { from: `${rank} ${beltNumber}`, to: by, seal: sealsOf(event.data.seals) };
    }
    case 'exhibit.handed-over.v1':
      return { from: nameOf(event.data.from), to: nameOf(event.data.to), seal: '–' };
    case 'exhibit.opened.v1':
      return { from: by, to: say('lab-case-report.opened').en, seal: sealsOf(event.data.seals) };
    case 'exhibit.resealed.v1':
      return { from: by, to: say('lab-case-report.resealed').en, seal: sealsOf(event.data.seals) };
    case 'exhibit.returned.v1': {
      const { rank, beltNumber } = event.data.to;
      return { from: by, to: `${rank} ${beltNumber}`, seal: '–' };
    }
    default:
      return undefined;
  }
}
