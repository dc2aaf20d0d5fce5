import {
  type CustodyHere,
  type EventDraft,
  type IdentityEvidence,
  type ReportDraft,
  reportDigest,
} from '@custody-edge/event-contract';
import type { SealedField } from '../../people/sealed-words.ts';
import type { VouchMeaning } from '../board/vouch-meanings.ts';
import type { ReportDesk, Vouched, World } from '../desk.ts';
import type { ToSign } from '../signing/attestation.ts';
import { isInForce } from '../signing/in-force.ts';
import type { Report, ReportDetails } from './report-details.ts';

/** Whose signatures each report takes; two are two officers. */
const signatures: Readonly<Record<Report, readonly VouchMeaning[]>> = {
  escape: ['report', 'report-review'],
  death: ['death-certificate', 'superintendent-finding'],
  'release-error': ['superintendent-finding'],
  conflict: ['report', 'report-review'],
  recapture: [],
  search: ['admission-search'],
  screening: ['medical-screening'],
  reference: ['admission-reference'],
  extension: ['detention-order'],
  examination: ['examination'],
  'injuries-reported': ['superintendent-finding'],
  'late-hold': ['report', 'report-review'],
  claim: [],
  'name-correction': ['report', 'report-review'],
  correction: ['report', 'report-review'],
  'claim-answer': ['report-review'],
  'released-at-court': ['report', 'report-review'],
  'paper-form': ['report', 'report-review'],
  erasure: ['erasure', 'erasure-review'],
};

export const signaturesOf = (report: Report): readonly VouchMeaning[] => signatures[report];

/** What is written down about the person, which only their own key opens in the record. */
export function secretIn(details: ReportDetails): { readonly field: SealedField; readonly text: string } | undefined {
  switch (details.report) {
    case 'claim':
      return { field: 'claim', text: details.words };
    case 'claim-answer':
      return { field: 'claim-answer', text: details.answer };
    case 'examination':
      return { field: 'examination', text: JSON.stringify(details.injuries) };
    case 'search': {
      const { witness, found } = details;
      return { field: 'search', text: JSON.stringify({ witness, found }) };
    }
    case 'reference':
      return { field: 'reference', text: details.words };
    case 'correction':
      return { field: 'correction', text: details.words };
    case 'name-correction': {
      const { name, relation, parentage } = details;
      return { field: 'correction', text: JSON.stringify({ name, relation, parentage }) };
    }
    default:
      return undefined;
  }
}

/** The event of a report that officers sign, with their words. */
function signedDraft(
  { details, sealed, erases, subject }: ReportDesk,
  { heads, openOrders, lateHolds, admission: { event: admission } }: CustodyHere,
  approvals: string[],
  holdsStatement = '',
): ReportDraft | undefined {
  switch (details?.report) {
    case 'released-at-court': {
      const { account } = details;
      const orderIds = openOrders.map(({ orderId }) => orderId);
      const data = { orderIds, holdsStatement, account, approvals };
      return { type: 'prisoner.released-at-court.v1', subject, data };
    }
    case 'paper-form': {
      const { report: _, ...form } = details;
      return { type: 'prisoner.paper-form-entered.v1', subject, data: { ...form, approvals } };
    }
    case 'escape':
      return { type: 'prisoner.escaped.v1', subject, data: { report: details.account, approvals } };
    case 'death': {
      const { certificate, inquiry } = details;
      return { type: 'prisoner.deceased.v1', subject, data: { certificate, inquiry, approvals } };
    }
    case 'release-error': {
      const { release, finding } = details;
      return { type: 'prisoner.release-error.v1', subject, data: { release, finding, approvals } };
    }
    case 'conflict': {
      const { stands, finding } = details;
      return { type: 'prisoner.conflict-resolved.v1', subject, data: { stands, heads, finding, approvals } };
    }
    case 'search': {
      const { officerSex } = details;
      return (
        sealed && { type: 'prisoner.searched.v1', subject, data: { admission, officerSex, found: sealed, approvals } }
      );
    }
    case 'screening': {
      const { isolation } = details;
      return { type: 'prisoner.medically-screened.v1', subject, data: { admission, isolation, approvals } };
    }
    case 'examination': {
      const newInjuries = details.injuries.filter(({ isNew }) => isNew).length;
      return sealed && { type: 'prisoner.examined.v1', subject, data: { found: sealed, newInjuries, approvals } };
    }
    case 'injuries-reported': {
      const { examination, told: report } = details;
      return { type: 'prisoner.injuries-reported.v1', subject, data: { examination, report, approvals } };
    }
    case 'late-hold': {
      const { lateHold, document } = details;
      const orders = lateHolds.find(({ event }) => event === lateHold)?.orders;
      const data = orders && { lateHold, document, orders, approvals };
      return data && { type: 'prisoner.late-hold-reported.v1', subject, data };
    }
    case 'extension': {
      const { report: _, ...order } = details;
      return { type: 'prisoner.detention-extended.v1', subject, data: { ...order, approvals } };
    }
    case 'reference': {
      const { report: _, words: __, ...said } = details;
      const data = sealed && { admission, ...said, words: sealed, approvals };
      return data && { type: 'prisoner.reference-recorded.v1', subject, data };
    }
    case 'name-correction': {
      const data = sealed && { corrects: admission, name: sealed, paper: details.paper, approvals };
      return data && { type: 'prisoner.name-corrected.v1', subject, data };
    }
    case 'correction': {
      const { corrects } = details;
      return sealed && { type: 'prisoner.corrected.v1', subject, data: { corrects, words: sealed, approvals } };
    }
    case 'erasure': {
      const { paper } = details;
      return erases && { type: 'prisoner.forgotten.v2', subject, data: { ...erases, paper, approvals } };
    }
    case 'claim-answer': {
      const { claim } = details;
      return sealed && { type: 'prisoner.claim-answered.v1', subject, data: { claim, answer: sealed, approvals } };
    }
    default:
      return undefined;
  }
}

/** What an officer signs of a report now; undefined where there is nothing to sign for. */
export function digestOfReport(meaning: VouchMeaning, desk: ReportDesk, custody: CustodyHere): string | undefined {
  const draft = signaturesOf(desk.report).some((one) => one === meaning) && signedDraft(desk, custody, []);
  return draft ? reportDigest(meaning, draft) : undefined;
}

/** A word that the report keeps until it is recorded. */
export function reportToSign(meaning: VouchMeaning, desk: ReportDesk, custody: CustodyHere): ToSign | undefined {
  const digest = digestOfReport(meaning, desk, custody);
  if (digest === undefined) return undefined;
  return { meaning, digest, signed: (word) => ({ kind: 'vouched', vouched: { ...word, meaning } }) };
}

/** The words given for this very report that still count, in the order in which they are asked for. */
export function validSignatures(desk: ReportDesk, custody: CustodyHere, nowMs: number): Vouched[] {
  return signaturesOf(desk.report).flatMap((meaning) =>
    desk.vouched.filter(
      (one) =>
        one.meaning === meaning && isInForce(one, nowMs) && one.digest === digestOfReport(meaning, desk, custody),
    ),
  );
}

const dayMs = 86_400_000;

/** The event of a complete report. */
export function draftOfReport(
  desk: ReportDesk,
  custody: CustodyHere,
  { nowMs, policy, holdsOf }: Pick<World, 'nowMs' | 'policy' | 'holdsOf'>,
  identity: IdentityEvidence | undefined,
): EventDraft {
  const { details, subject, sealed } = desk;
  if (!details) throw new RangeError('a report was allowed of which nothing was written');
  if (details.report === 'claim') {
    const { claim } = details;
    if (!sealed) throw new RangeError('a claim was allowed that nobody can keep');
    const answerDue = new Date(nowMs + policy.claimAnswerDays * dayMs).toISOString();
    return { type: 'prisoner.claim-made.v1', subject, data: { claim, words: sealed, answerDue } };
  }
  if (details.report === 'recapture') {
    if (!identity) throw new RangeError('a recapture without identity was allowed');
    return { type: 'prisoner.recaptured.v1', subject, data: { arrestMemo: details.arrestMemo, identity } };
  }
  const approvals = validSignatures(desk, custody, nowMs).map(({ text }) => text);
  const draft = signedDraft(desk, custody, approvals, holdsOf(subject)?.text);
  if (!draft) throw new RangeError('a report that nobody can sign was allowed');
  return draft;
}
