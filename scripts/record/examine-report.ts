import {
  authenticate,
  type CustodyEvent,
  contractError,
  type Enrolment,
  isReportCode,
  type ReportHead,
  type ReportStatement,
  readReportCode,
  reportHeadIn,
  sha256Of,
  siteOf,
  sourceOf,
  typedEvent,
} from '@custody-edge/event-contract';
import { type BilingualText, type CustodyError, fail, isCustodyError, type Result } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { ReportFile } from '@custody-edge/ui-kit/report';

/** What is examined. */
export interface ReportEvidence {
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly file: ReportFile;
  /** Code of a page, as scanned or typed, or read from a picture. */
  readonly code?: string;
  /** Signed events: the one that issued the report, and those of later ones. */
  readonly events: readonly string[];
}

type ReportVerdict =
  | 'genuine'
  | 'superseded'
  | 'altered'
  | 'truncated'
  | 'contents-only'
  | 'unsigned'
  | 'station-unknown'
  | 'event-refused'
  | 'contradictory'
  | 'another-report'
  | 'picture-only'
  | 'not-a-report';

/** One thing that holds or does not. */
interface Finding {
  readonly check: 'station' | 'event' | 'file' | 'contents' | 'code' | 'in-force';
  readonly holds: boolean;
  readonly says: BilingualText;
  /** Code of the refusal, where it does not hold. */
  readonly refusal?: string;
}

export interface ReportExamination {
  readonly verdict: ReportVerdict;
  /** Only of a genuine report in whose place none of the given events puts another. */
  readonly holds: boolean;
  readonly says: BilingualText;
  readonly findings: readonly Finding[];
  /** What the station said of it, of which a signature holds. */
  readonly report?: SignedReport;
  readonly supersededBy?: SignedReport;
}

/** A report as a signed event or a signed code names it. */
export interface SignedReport {
  readonly id: string;
  readonly number: string;
  readonly case?: string;
  /** By the clock of the station. */
  readonly time: string;
  readonly source: string;
}

type Issued = CustodyEvent & { readonly type: 'report.issued.v1' };

const reportOf = ({ subject, data, time, source }: Issued): SignedReport => ({
  id: subject.slice('report/'.length),
  number: data.number,
  case: data.case,
  time,
  source,
});
const statedReport = ({ reportId, number, time, source }: ReportStatement): SignedReport => ({
  id: reportId,
  number,
  time,
  source,
});

/** Examines a file under the records of the stations that are given; nothing is asked of anybody. */
export function examineReport(
  evidence: ReportEvidence,
  stations: readonly Result<Enrolment, CustodyError>[],
): ReportExamination {
  const enrolments = stations.flatMap((station) => (station.ok ? [station.value] : []));
  const findings: Finding[] = stations.map(stationFinding);
  const judged = (verdict: ReportVerdict, more: readonly Finding[], named: NamedReports = {}): ReportExamination => ({
    verdict,
    holds: verdict === 'genuine',
    says:
      verdict === 'superseded'
        ? say('report-check.superseded', { number: named.supersededBy?.number ?? '' })
        : say(`report-check.${verdict}`),
    findings: [...findings, ...more],
    ...named,
  });
  if (enrolments.length === 0) return judged('station-unknown', []);

  const read = evidence.events.map((text) => issuedIn(text, enrolments));
  const issued = read.flatMap((event) => (event.ok ? [event.value] : []));
  const refusals = read.flatMap((event) => (event.ok ? [] : [event.error]));
  findings.push(...read.map((event) => finding('event', event.ok ? undefined : event.error.code)));

  const own = issued.find(({ data }) => data.pdfHash === evidence.hash);
  if (own) return judgedGenuine(evidence, own, issued, enrolments, judged);
  return judgedOther(evidence, issued, refusals, enrolments, judged);
}

interface NamedReports {
  readonly report?: SignedReport;
  readonly supersededBy?: SignedReport;
}
type Judged = (verdict: ReportVerdict, more: readonly Finding[], named?: NamedReports) => ReportExamination;

/** The file is what an event names: its data has to be too, and no later report may stand in its place. */
function judgedGenuine(
  { file, code }: ReportEvidence,
  own: Issued,
  issued: readonly Issued[],
  enrolments: readonly Enrolment[],
  judged: Judged,
): ReportExamination {
  const report = reportOf(own);
  const isSame = file.kind === 'report' && sha256Of(file.content) === own.data.contentHash;
  const inFile = file.kind === 'report' ? codeRefusal(file.code, own, enrolments) : 'code-malformed';
  const onPage = code === undefined ? undefined : codeRefusal(code, own, enrolments);
  const later = laterThan(own, issued);
  const findings = [
    finding('file'),
    finding('contents', isSame ? undefined : 'contents-differ'),
    finding('code', inFile ?? onPage),
    finding('in-force', later ? 'superseded' : undefined),
  ];
  if (!isSame || inFile !== undefined) return judged('contradictory', findings, { report });
  if (onPage !== undefined) return judged('another-report', findings, { report });
  return later
    ? judged('superseded', findings, { report, supersededBy: reportOf(later) })
    : judged('genuine', findings, { report });
}

/** Why a code is not the one of this report; nothing where it is. */
function codeRefusal(text: string, own: Issued, enrolments: readonly Enrolment[]): string | undefined {
  const read = readCode(text, enrolments);
  if (!read.ok) return read.error.code;
  const { contentHash, number, reportId } = read.value;
  const { id } = reportOf(own);
  const isOwn = contentHash === own.data.contentHash && number === own.data.number && reportId === id;
  return isOwn && read.value.source === own.source ? undefined : 'code-differs';
}

/** The last report that stands in the place of this one. A laboratory replaces its own reports and no other's. */
function laterThan(own: Issued, issued: readonly Issued[]): Issued | undefined {
  const seen = new Set([own.subject]);
  let last: Issued | undefined;
  for (let current: Issued | undefined = own; current; ) {
    const of: Issued = current;
    current = issued.find(
      ({ data, subject, source }) =>
        data.supersedes === reportOf(of).id && siteOf(source) === siteOf(own.source) && !seen.has(subject),
    );
    if (!current) break;
    seen.add(current.subject);
    last = current;
  }
  return last;
}

/** The file is none that an event names: what it is instead. */
function judgedOther(
  evidence: ReportEvidence,
  issued: readonly Issued[],
  refusals: readonly CustodyError[],
  enrolments: readonly Enrolment[],
  judged: Judged,
): ReportExamination {
  const { file } = evidence;
  const code = evidence.code ?? (file.kind === 'report' ? file.code : undefined);
  const stated = code === undefined || code === '' ? undefined : readCode(code, enrolments);
  const codeFindings = stated ? [finding('code', stated.ok ? undefined : stated.error.code)] : [];
  const report = stated?.ok ? statedReport(stated.value) : undefined;
  const named = report ? { report } : {};
  if (file.kind === 'picture') return judged('picture-only', codeFindings, named);
  if (file.kind === 'other') return judged('not-a-report', codeFindings, named);

  const head = file.kind === 'report' ? reportHeadIn(file.content) : undefined;
  const meant =
    issued.find((event) => isMeant(event, head, stated?.ok ? stated.value : undefined)) ?? onlyOne(issued, file);
  if (meant) {
    const isContentSame = file.kind === 'report' && sha256Of(file.content) === meant.data.contentHash;
    const findings = [
      finding('file', 'file-differs'),
      ...(file.kind === 'report' ? [finding('contents', isContentSame ? undefined : 'contents-differ')] : []),
      ...codeFindings,
    ];
    return judged(file.kind === 'cut' ? 'truncated' : 'altered', findings, { report: reportOf(meant) });
  }
  if (issued.length > 0) return judged('another-report', [finding('file', 'file-differs'), ...codeFindings], named);
  if (refusals.length > 0) return judged(refusalVerdict(refusals), codeFindings, named);
  if (file.kind === 'cut') return judged('truncated', codeFindings, named);
  if (file.kind === 'damaged') return judged('altered', codeFindings, named);
  return judgedByCode(file.content, stated, codeFindings, named, judged);
}

/** With nothing but the code in the file: the data can be proved, the pages cannot. */
function judgedByCode(
  content: string,
  stated: Result<ReportStatement, CustodyError> | undefined,
  findings: readonly Finding[],
  named: NamedReports,
  judged: Judged,
): ReportExamination {
  if (!stated?.ok) {
    const isUnknown = stated && ['signer-mismatch', 'chain-unknown'].includes(stated.error.code);
    return judged(isUnknown ? 'station-unknown' : 'unsigned', findings);
  }
  const isSame = sha256Of(content) === stated.value.contentHash;
  const contents = finding('contents', isSame ? undefined : 'contents-differ');
  return judged(isSame ? 'contents-only' : 'altered', [contents, ...findings], named);
}

const isMeant = (event: Issued, head: ReportHead | undefined, stated: ReportStatement | undefined): boolean => {
  const { id } = reportOf(event);
  return head?.id === id || stated?.reportId === id;
};

/** Of a file that cannot be read any more, the only event that came with it is taken to be of it. */
const onlyOne = (issued: readonly Issued[], { kind }: ReportFile): Issued | undefined =>
  issued.length === 1 && (kind === 'cut' || kind === 'damaged') ? issued[0] : undefined;

const unknownSigners: readonly string[] = ['signer-unknown', 'signer-mismatch', 'chain-unknown'];
const refusalVerdict = (refusals: readonly CustodyError[]): ReportVerdict =>
  refusals.every(({ code }) => unknownSigners.includes(code)) ? 'station-unknown' : 'event-refused';

/** An event by which a bench issued a report, signed by one of these stations. */
function issuedIn(text: string, enrolments: readonly Enrolment[]): Result<Issued, CustodyError> {
  const read = firstThatHolds(enrolments, (enrolment) => issuedBy(text, enrolment));
  return read ?? fail(contractError('signer-unknown'));
}

function issuedBy(text: string, enrolment: Enrolment): Result<Issued, CustodyError> {
  const event = authenticate(text, enrolment);
  if (!event.ok) return event;
  const { role } = enrolment.record;
  if (role !== 'bench') return fail(contractError('event-not-of-role', { role }));
  const typed = typedEvent(event.value.envelope);
  if (!typed.ok) return typed;
  return isIssued(typed.value)
    ? { ok: true, value: typed.value }
    : fail(contractError('event-type-unknown', { type: typed.value.type }));
}

const isIssued = (event: CustodyEvent): event is Issued =>
  event.type === 'report.issued.v1' && /^report\/[0-9a-f-]{36}$/.test(event.subject);

function readCode(text: string, enrolments: readonly Enrolment[]): Result<ReportStatement, CustodyError> {
  if (!isReportCode(text)) return fail(contractError('code-malformed', { part: 'prefix' }));
  const benches = enrolments.filter(({ record }) => record.role === 'bench');
  return (
    firstThatHolds(benches, (enrolment) => readReportCode(text, enrolment)) ?? fail(contractError('signer-mismatch'))
  );
}

/** What holds under one of the records; otherwise the refusal that says most: a broken signature before a strange station. */
function firstThatHolds<Value>(
  enrolments: readonly Enrolment[],
  read: (enrolment: Enrolment) => Result<Value, CustodyError>,
): Result<Value, CustodyError> | undefined {
  const results = enrolments.map(read);
  const refused = (isWanted: (code: string) => boolean) =>
    results.find((result) => !result.ok && isWanted(result.error.code));
  return results.find(({ ok }) => ok) ?? refused((code) => !unknownSigners.includes(code)) ?? results[0];
}

function stationFinding(station: Result<Enrolment, CustodyError>): Finding {
  const name = station.ok ? sourceOf(station.value.record.site, station.value.record.stationId).slice(1) : '?';
  return {
    check: 'station',
    holds: station.ok,
    says: say('report-check.finding-station', { station: name }),
    ...(!station.ok && isCustodyError(station.error) && { refusal: station.error.code }),
  };
}

function finding(check: Exclude<Finding['check'], 'station'>, refusal?: string): Finding {
  return {
    check,
    holds: refusal === undefined,
    says: say(`report-check.finding-${check}`),
    ...(refusal !== undefined && { refusal }),
  };
}
