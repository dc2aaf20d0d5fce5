import {
  type EventDraft,
  gapsOfReport,
  isReviewed,
  type LabCase,
  type ReportGap,
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
import { ruleOf } from '../method/rule.ts';
import { caseReport, type ReportSigner, signedReport } from './case-report.ts';
import { gapWords } from './gap-words.ts';
import { searchesOf } from './library-searches.ts';

/** A report as its record stands. */
export interface ReportStanding {
  /** Of what reviewers go through; absent until the analyst has concluded. */
  readonly contentHash?: string;
  /** What it lacks before it can be issued, in words; none: nothing. */
  readonly gaps: readonly BilingualText[];
}

/** What a report of another section than narcotics does without: nothing that its method does not name is asked of it. */
const ofNarcotics: ReadonlySet<ReportGap['kind']> = new Set(['not-appointed', 'weight-missing', 'test-missing']);

/** Reports of cases: made of the record, drawn, and issued once nothing is missing. */
export class Reports {
  private readonly laboratory: Laboratory;
  private readonly parts: StationParts;

  constructor(laboratory: Laboratory, parts: StationParts) {
    this.laboratory = laboratory;
    this.parts = parts;
  }

  /** @throws `case-unknown` */
  standing(subject: string): ReportStanding {
    const labCase = this.mustKnow(subject);
    const reviewed = this.reviewed(labCase);
    const contentHash = reviewed && reportContent(reviewed).hash;
    return {
      ...(contentHash !== undefined && { contentHash }),
      gaps: this.gapsInWords(labCase, contentHash ?? ''),
    };
  }

  /** Its pages as pictures, each marked as a draft. @throws `case-unknown`, `report-missing` */
  async draft(subject: string): Promise<readonly Uint8Array[]> {
    const report = this.reviewed(this.mustKnow(subject));
    if (!report) throw agentError('report-missing');
    return showReportApart(report);
  }

  /**
   * Draws the report, keeps its file and puts it on record. Everybody has signed by then: the analyst for the conclusion, the reviewers for
   * its content.
   * @throws `case-unknown`, `report-missing`, `report-issued`, `report-incomplete`, `report-changed`, `disk-full`
   */
  async issue(subject: string): Promise<void> {
    const labCase = this.mustKnow(subject);
    const reviewed = this.reviewed(labCase);
    if (!reviewed || !labCase.conclusion) throw agentError('report-missing');
    mustBeNew(labCase, reviewed.id);
    const { hash: reviewedHash } = reportContent(reviewed);
    const gaps = this.gapsInWords(labCase, reviewedHash);
    if (gaps.length > 0) throw agentError('report-incomplete', { gaps: gaps.map(({ en }) => en) });
    const issuedAt = new Date(this.parts.clock.nowMs()).toISOString();
    const report = signedReport(reviewed, reviewedHash, signersOf(labCase, reviewedHash), issuedAt, this.nameOf);
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
    const name = `report-${report.number.replaceAll(/[^A-Za-z0-9-]+/g, '-')}.pdf`;
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

  /** @throws `report-missing` or `report-changed`: a reviewer signs for what stands now and for nothing else */
  mustBe(subject: string, contentHash: string): void {
    const report = this.reviewed(this.mustKnow(subject));
    if (!report) throw agentError('report-missing');
    if (reportContent(report).hash !== contentHash) throw agentError('report-changed');
  }

  /** @throws `report-number-in-use` where a report has this number already */
  mustBeFree(number: string): void {
    const issued = this.parts.log.eventsOfType('report.issued.v1');
    if (issued.some(({ data }) => data.number === number)) throw agentError('report-number-in-use', { number });
  }

  private reviewed(labCase: LabCase): Report | undefined {
    const { conclusion, exhibits, reports } = labCase;
    if (!conclusion) return undefined;
    const { log, config } = this.parts;
    const last = reports.findLast(({ report }) => report !== `report/${conclusion.event}`);
    return caseReport({
      laboratory: config.bench.laboratory ?? { en: config.site, ur: config.site },
      ...(config.bench.address !== undefined && { address: config.bench.address }),
      ...(last && { supersedes: { id: last.report.replace('report/', ''), number: last.number } }),
      labCase,
      conclusion,
      rows: testTable(exhibits),
      searches: this.searchesOf(labCase).searches,
      events: exhibits.flatMap(({ subject }) => log.lineOf(subject)),
      nameOf: this.nameOf,
    });
  }

  private readonly nameOf = (officerId: string): string => {
    const { name } = this.laboratory.officerView(officerId);
    return name === undefined ? officerId : `${name} (${officerId})`;
  };

  private searchesOf({ exhibits }: LabCase) {
    return searchesOf(exhibits, (hash) => this.laboratory.arrivals.read(hash));
  }

  private gapsInWords(labCase: LabCase, contentHash: string): BilingualText[] {
    const { elsewhere } = this.searchesOf(labCase);
    return [
      ...gapWords(this.gapsOf(labCase, contentHash), labCase),
      ...elsewhere.map((label) => say('report-gap.search-elsewhere', { label })),
    ];
  }

  private gapsOf(labCase: LabCase, contentHash: string): ReportGap[] {
    const methodOf = (hash: string) => this.ruleWith(labCase, hash);
    const gaps = gapsOfReport({ labCase, contentHash, methodOf });
    return labCase.section === 'narcotics-chemistry' ? gaps : gaps.filter(({ kind }) => !ofNarcotics.has(kind));
  }

  private ruleWith({ exhibits }: LabCase, hash: string) {
    const begun = exhibits.flatMap(({ methods }) => methods).find((method) => method.hash === hash);
    if (!begun) return undefined;
    try {
      return ruleOf(this.laboratory.runs.methodOf(begun));
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
