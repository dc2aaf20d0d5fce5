import {
  type EventDraft,
  type Exhibit,
  gapsOfReport,
  isReviewed,
  type LabCase,
  type ReportGap,
  type ReviewKind,
  reportContent,
  reviewKinds,
  signReportCode,
  sourceOf,
  testTable,
} from '@custody-edge/event-contract';
import { type BilingualText, isCustodyError } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { drawReportApart, type Report, showReportApart } from '@custody-edge/ui-kit/report';
import { agentError } from '../../errors.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { Laboratory } from '../laboratory.ts';

import type { Method } from '../method/method.ts';
import { ruleOf } from '../method/rule.ts';
import { weightFigures } from '../weight/figures.ts';
import { caseReport, officersIn, type ReportFacts, type ReportSigner, signedReport } from './case-report.ts';
import { fileNameOf } from './file-name.ts';
import { gapWords } from './gap-words.ts';
import { searchesOf } from './library-searches.ts';
import { reportingLaboratory } from './reporting-laboratory.ts';

/** A report as its record stands. */
export interface ReportStanding {
  /** Of what reviewers go through; absent until the analyst has concluded, and where it cannot be made here. */
  readonly contentHash?: string;
  /** What it lacks before it can be issued, in words; none: nothing. */
  readonly gaps: readonly BilingualText[];
  /** Benches that have what this one lacks to make it: it is reviewed and issued there. */
  readonly onlyAt: readonly string[];
}

/** A report that was concluded, at this bench or at another one of the laboratory, and is not issued. */
export interface ReportInReview {
  readonly labCase: LabCase;
  readonly conclusion: NonNullable<LabCase['conclusion']>;
  /** Reviews that it lacks as it stands. */
  readonly lacks: readonly ReviewKind[];
  readonly onlyAt: readonly string[];
}

type BegunMethod = Exhibit['methods'][number];

/** What a report of another section than narcotics does without: nothing that its method does not name is asked of it. */
const ofNarcotics: ReadonlySet<ReportGap['kind']> = new Set(['not-appointed', 'weight-missing', 'test-missing']);

/** Reports of cases: made of the record, drawn, and issued once nothing is missing. */
export class Reports {
  private readonly laboratory: Laboratory;
  private readonly parts: StationParts;
  private drawn: { readonly hash: string; readonly pages: Promise<readonly Uint8Array[]> } | undefined;

  constructor(laboratory: Laboratory, parts: StationParts) {
    this.laboratory = laboratory;
    this.parts = parts;
  }

  /** @throws `case-unknown` */
  standing(subject: string): ReportStanding {
    const labCase = this.mustKnow(subject);
    const onlyAt = this.onlyAt(labCase);
    const contentHash = this.contentHash(labCase);
    return {
      ...(contentHash !== undefined && onlyAt.length === 0 && { contentHash }),
      gaps: this.gapWords(labCase, contentHash ?? ''),
      onlyAt,
    };
  }

  /** Reports that wait for their reviews, or to be issued; those that were concluded first come first. */
  inReview(most: number): ReportInReview[] {
    return this.laboratory.cases.inReview(most).flatMap((labCase): ReportInReview[] => {
      const { conclusion } = labCase;
      if (!conclusion) return [];
      const contentHash = this.contentHash(labCase) ?? '';
      const onlyAt = this.onlyAt(labCase);
      const lacks = onlyAt.length > 0 ? [] : reviewKinds.filter((kind) => !isReviewed(labCase, kind, contentHash));
      return [{ labCase, conclusion, lacks, onlyAt }];
    });
  }

  /**
   * Its pages as pictures, each marked as a draft: drawn once for whoever goes through them.
   * @throws `case-unknown`, `report-missing`, `report-elsewhere`
   */
  async draft(subject: string): Promise<readonly Uint8Array[]> {
    const report = this.mustMake(this.mustKnow(subject));
    const { hash } = reportContent(report);
    if (this.drawn?.hash !== hash) {
      const drawn = { hash, pages: showReportApart(report) };
      this.drawn = drawn;
      drawn.pages.catch(() => {
        if (this.drawn === drawn) this.drawn = undefined;
      });
    }
    return this.drawn.pages;
  }

  /**
   * The signed events that prove a report which this station issued, one a line: its own, and those of later ones of the case.
   * @param event that issued it
   * @throws `report-unknown`
   */
  evidence(event: string): string {
    const issued = this.parts.log.eventsOfType('report.issued.v1');
    const at = issued.findIndex(({ id }) => id === event);
    const labCase = issued[at]?.data.labCase;
    if (labCase === undefined) throw agentError('report-unknown', { event });
    return issued
      .slice(at)
      .filter(({ data }) => data.labCase === labCase)
      .flatMap(({ id }) => this.parts.log.textOf(id) ?? [])
      .join('\n');
  }

  /**
   * Draws the report, keeps its file and puts it on record. Everybody has signed by then: the analyst for the conclusion, the reviewers for
   * its content.
   * @throws `case-unknown`, `report-missing`, `report-issued`, `report-incomplete`, `report-changed`, `disk-full`
   */
  async issue(subject: string): Promise<void> {
    const labCase = this.mustKnow(subject);
    const facts = this.factsOf(labCase);
    if (!facts) throw agentError('report-missing');
    const reviewed = caseReport(facts);
    mustBeNew(labCase, reviewed.id);
    const { hash: reviewedHash } = reportContent(reviewed);
    const gaps = this.gapWords(labCase, reviewedHash);
    if (gaps.length > 0) throw agentError('report-incomplete', { gaps: gaps.map(({ en }) => en) });
    const issuedAt = new Date(this.parts.clock.nowMs()).toISOString();
    const signers = signersOf(labCase, reviewedHash);
    const report = signedReport(reviewed, {
      ...{ reviewedHash, signers, issuedAt },
      officers: officersIn(facts),
      nameOf: (officerId) => this.laboratory.officerView(officerId).name,
    });
    const { json, hash: contentHash } = reportContent(report);
    const { config, identity } = this.parts;
    const code = signReportCode(
      {
        reportId: report.id,
        number: report.number,
        contentHash,
        source: sourceOf(config.site, config.stationId),
        chainId: identity.enrolment.record.chainId,
        time: issuedAt,
      },
      identity.signer,
    );
    const { pdf, pages } = await drawReportApart(report, { content: json, code, digest: contentHash });
    // While it was drawn the record may have changed, and somebody else may have issued it.
    const after = this.mustKnow(subject);
    mustBeNew(after, report.id);
    const now = this.reviewed(after);
    if (!now || reportContent(now).hash !== reviewedHash) throw agentError('report-changed');
    const { arrivals } = this.laboratory;
    const name = `${fileNameOf(report.number)}.pdf`;
    const { arrival, hash: pdfHash } = arrivals.keep({
      name,
      mediaType: 'application/pdf',
      content: [pdf],
      at: issuedAt,
    });
    const { supersedes } = report;
    const draft: EventDraft = {
      type: 'report.issued.v1',
      subject: `report/${report.id}`,
      data: {
        number: report.number,
        case: report.case,
        labCase: subject,
        reviewed: reviewedHash,
        contentHash,
        pdfHash,
        pdfBytes: pdf.length,
        pages,
        ...(supersedes && { supersedes: supersedes.id }),
      },
    };
    this.laboratory.record([draft], () => arrivals.bound(arrival));
  }

  /** @throws `report-missing`, `report-elsewhere`, `report-changed`: a reviewer signs for what stands now and for nothing else */
  mustBe(subject: string, contentHash: string): void {
    const report = this.mustMake(this.mustKnow(subject));
    if (reportContent(report).hash !== contentHash) throw agentError('report-changed');
  }

  /** @throws `report-number-in-use` where a report has this number already */
  mustBeFree(number: string): void {
    if (this.laboratory.cases.reports().some(({ data }) => data.number === number))
      throw agentError('report-number-in-use', { number });
  }

  private mustMake(labCase: LabCase): Report {
    const report = this.reviewed(labCase);
    if (!report) throw agentError('report-missing');
    const onlyAt = this.onlyAt(labCase);
    if (onlyAt.length > 0) throw agentError('report-elsewhere', { stations: onlyAt });
    return report;
  }

  private onlyAt(labCase: LabCase): string[] {
    return [...new Set(this.searchesOf(labCase).missing.map(({ station }) => station))];
  }

  private contentHash(labCase: LabCase): string | undefined {
    const report = this.reviewed(labCase);
    return report && reportContent(report).hash;
  }

  private reviewed(labCase: LabCase): Report | undefined {
    const facts = this.factsOf(labCase);
    return facts && caseReport(facts);
  }

  /** @returns undefined until the analyst has concluded */
  private factsOf(labCase: LabCase): ReportFacts | undefined {
    const { conclusion, exhibits, reports } = labCase;
    if (!conclusion) return undefined;
    const { log, config } = this.parts;
    const rows = testTable(exhibits);
    const last = reports.findLast(({ report }) => report !== `report/${conclusion.event}`);
    return {
      laboratory: conclusion.laboratory ?? reportingLaboratory(config),
      ...(last && { supersedes: { id: last.report.replace('report/', ''), number: last.number } }),
      labCase,
      conclusion,
      rows,
      figures: weightFigures(exhibits, this.laboratory.instrumentsAsOf(), rows),
      rooms: this.laboratory.rooms.namedIn(rows),
      searches: this.searchesOf(labCase).searches,
      events: exhibits.flatMap(({ subject }) => log.lineOf(subject)),
    };
  }

  private gapWords(labCase: LabCase, contentHash: string): BilingualText[] {
    const begun = labCase.exhibits.flatMap(({ methods }) => methods);
    const { missing } = this.searchesOf(labCase);
    const own = this.parts.config.stationId;
    // Whether a report was reviewed that cannot be made here, is not known here.
    const known = this.gapsOf(labCase, contentHash).filter(
      ({ kind }) => missing.length === 0 || kind !== 'review-missing',
    );
    const gaps = gapWords(known, labCase, (event, step) => {
      const method = begun.find((one) => one.begun === event);
      return method && this.methodOf(method)?.steps.find(({ id }) => id === step)?.prompt;
    });
    return [
      ...gaps,
      ...missing.map(({ label, station }) =>
        station === own
          ? say('report-gap.search-lost', { label })
          : say('report-gap.search-elsewhere', { label, station }),
      ),
    ];
  }

  private searchesOf({ exhibits }: LabCase) {
    return searchesOf(exhibits, (hash) => this.laboratory.arrivals.read(hash));
  }

  private gapsOf(labCase: LabCase, contentHash: string): ReportGap[] {
    const methodOf = (hash: string) => this.ruleWith(labCase, hash);
    const gaps = gapsOfReport({ labCase, contentHash, methodOf });
    return labCase.section === 'narcotics-chemistry' ? gaps : gaps.filter(({ kind }) => !ofNarcotics.has(kind));
  }

  private ruleWith({ exhibits }: LabCase, hash: string) {
    const begun = exhibits.flatMap(({ methods }) => methods).find((method) => method.hash === hash);
    const method = begun && this.methodOf(begun);
    return method && ruleOf(method);
  }

  private methodOf(begun: BegunMethod): Method | undefined {
    try {
      return this.laboratory.runs.methodOf(begun);
    } catch (error) {
      if (isCustodyError(error)) return undefined;
      throw error;
    }
  }

  private mustKnow(subject: string): LabCase {
    const labCase = this.laboratory.cases.find(subject);
    if (!labCase) throw agentError('case-unknown', { subject });
    return labCase;
  }
}

/** @throws `report-issued` where it left the laboratory already: a report is handed out once */
function mustBeNew({ reports }: LabCase, id: string): void {
  const issued = reports.find(({ report }) => report === `report/${id}`);
  if (issued) throw agentError('report-issued', { number: issued.number });
}

function signersOf(labCase: LabCase, contentHash: string): ReportSigner[] {
  const { conclusion, reviews } = labCase;
  const reviewed = reviewKinds.flatMap((kind): ReportSigner[] => {
    const review = isReviewed(labCase, kind, contentHash)
      ? reviews.findLast((one) => one.counts && one.review === kind && one.contentHash === contentHash)
      : undefined;
    const [officerId] = review?.by ?? [];
    if (!review || officerId === undefined) return [];
    const office = say('lab-case-report.reviewer').en;
    return [{ officerId, office, at: review.at, meaning: say(`meaning.${kind}`) }];
  });
  if (!conclusion) return reviewed;
  const { analyst: officerId, at } = conclusion;
  const office = say('lab-case-report.analyst').en;
  return [{ officerId, office, at, meaning: say('meaning.report-signature') }, ...reviewed];
}
