import {
  type CustodyEvent,
  isExhibitEvent,
  type LabCase,
  type ReportingLaboratory,
  type RoomEvent,
  type TestRow,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Block, Report } from '@custody-edge/ui-kit/report';
import type { WeightFigures } from '../weight/figures.ts';
import { column, heading } from './block-parts.ts';
import { custodyBlock, handsIn, nameOfBearer, sealsText } from './custody-block.ts';
import { alikeRows } from './label-ranges.ts';
import { type ReportedSearch, searchBlocks } from './library-searches.ts';
import { roomBlocks } from './room-blocks.ts';
import { drawBlocks, fileBlocks, methodBlocks, reserveBlocks, testBlocks } from './test-blocks.ts';
import { timeInPakistan } from './time-in-pakistan.ts';
import { weightBlocks } from './weight-blocks.ts';

/** Who signs a report, or signed what it rests on. */
export interface ReportSigner {
  readonly officerId: string;
  readonly office: string;
  readonly at: string;
  readonly meaning: BilingualText;
}

/** What a report is made of. */
export interface ReportFacts {
  readonly laboratory: ReportingLaboratory;
  readonly supersedes?: { readonly id: string; readonly number: string };
  readonly labCase: LabCase;
  readonly conclusion: NonNullable<LabCase['conclusion']>;
  readonly rows: readonly TestRow[];
  /** Library searches that were kept with its exhibits. */
  readonly searches: readonly ReportedSearch[];
  readonly figures: WeightFigures;
  /** Measurements of rooms, by event. */
  readonly rooms: ReadonlyMap<string, RoomEvent>;
  /** Events of its exhibits, in their order. */
  readonly events: readonly CustodyEvent[];
}

/** How a station names an officer; without a name where it knows none. */
type NameOf = (officerId: string) => string | undefined;

/**
 * The report of a case (Form-II for narcotics) as its reviewers go through it: every test with its result and its protocol, every weight in
 * the balance's own digits, whose hands each exhibit was in. Officers stand in it by their numbers, as the signed events name them. Nothing stands in
 * it that no signed event says, and the same record gives the same report at every bench of a laboratory. Pure.
 */
export function caseReport(facts: ReportFacts): Report {
  const { laboratory, supersedes, labCase, conclusion, rows } = facts;
  const { address, ...name } = laboratory;
  const { number, memorandum, section } = labCase;
  return {
    form: 1,
    id: conclusion.event,
    number: conclusion.number,
    case: `${number} · ${memorandum.fir} · ${memorandum.policeStation}`.slice(0, mostCaseCharacters),
    issuedAt: conclusion.at,
    laboratory: name,
    ...(address !== undefined && { address }),
    title: say(section === 'narcotics-chemistry' ? 'lab-case-report.form-two' : 'lab-case-report.title'),
    ...(supersedes && { supersedes }),
    blocks: [
      receivedBlock(facts),
      heading('exhibits'),
      exhibitsTable(labCase),
      ...methodBlocks(labCase),
      ...weightBlocks(rows, facts.figures, facts.rooms),
      ...drawBlocks(labCase),
      ...testBlocks(rows, facts.rooms),
      ...searchBlocks(facts.searches),
      ...fileBlocks(rows, facts.rooms),
      ...roomBlocks(facts.rooms),
      ...reserveBlocks(rows),
      heading('opinion'),
      { kind: 'paragraph', text: conclusion.conclusion },
      { kind: 'paragraph', text: say('lab-case-report.only-these').en },
      { kind: 'summary', paragraphs: summaryOf(facts) },
      custodyBlock(facts.events, labCase),
    ],
  };
}

/** What a report gets when it is handed out, beside what its reviewers went through. */
export interface Issue {
  /** Hash of what they signed for. */
  readonly reviewedHash: string;
  readonly signers: readonly ReportSigner[];
  /** Everybody whose number stands in it. */
  readonly officers: readonly string[];
  readonly issuedAt: string;
  readonly nameOf: NameOf;
}

/** The same as it is handed out: with everybody who signed, the hash of what they signed for, and the names that the issuing station knows. */
export function signedReport(reviewed: Report, { reviewedHash, signers, officers, issuedAt, nameOf }: Issue): Report {
  const signatures = signers.map(({ officerId, office, at, meaning }) => ({
    name: [nameOf(officerId), officerId].filter(Boolean).join(', '),
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
      heading('officers'),
      {
        kind: 'table',
        caption: say('lab-case-report.officers-known'),
        columns: [column(say('lab-case-report.officer-number'), 1), column(say('lab-case-report.officer-name'), 4)],
        rows: officers.map((officerId) => [officerId, nameOf(officerId) ?? say('lab-case-report.name-unknown').en]),
      },
    ],
  };
}

const mostCaseCharacters = 120;

function receivedBlock({ labCase }: ReportFacts): Block {
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
      fact(say('lab.depositor'), nameOfBearer(depositor)),
      ...(analyst ? [fact(say('lab.analyst'), analyst.officerId)] : []),
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
    rows: alikeRows(
      exhibits.map(({ label, parcel, kind, described, seals }) => [
        label,
        parcel ?? say(`part-kind.${kind === 'parcel' ? 'unit' : kind}`).en,
        described,
        sealsText(seals),
      ]),
    ),
  };
}

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

/** Everybody whose number stands in a report. */
export function officersIn({ labCase: { analyst }, conclusion, rows, rooms, events }: ReportFacts): string[] {
  const handled = events.filter(isExhibitEvent).flatMap(handsIn);
  const measured = [...rooms.values()].map(({ officer }) => officer);
  const named = [analyst?.officerId, conclusion.analyst, ...rows.map((row) => row.analyst), ...measured, ...handled];
  return [...new Set(named.filter((officer) => officer !== undefined))].sort();
}
