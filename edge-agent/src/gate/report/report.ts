import {
  type CustodyEvent,
  type CustodyHere,
  type EventDraft,
  gapsOfApproval,
  gapsOfReleaseAtCourt,
  type IdentityEvidence,
  isAtLarge,
  isEnded,
  isInside,
  isRelease,
  type PaperForm,
  type ReleaseGap,
  type ReportDraft,
  reportDigest,
  stateOnJourney,
} from '@custody-edge/event-contract';
import type { MessageKey } from '@custody-edge/ui-kit';
import { isWithinLimit } from '../board/pass-limit.ts';
import type { VouchMeaning } from '../board/vouch-meanings.ts';
import type { ReportDesk, SealedField, Vouched, World } from '../desk.ts';
import { dayAt } from '../order/detention.ts';
import type { ToSign } from '../signing/attestation.ts';
import { type ErasureObstacle, gapsToErase } from './erasure.ts';
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

/** Why a report cannot be made. */
export type Obstacle = Extract<
  MessageKey,
  | 'gate.no-longer-held'
  | 'report.conflict-first'
  | 'report.no-conflict'
  | 'report.at-large'
  | 'report.already-dead'
  | 'report.not-released'
  | 'report.not-at-large'
  | 'report.erased'
  | 'report.no-claim'
  | 'report.not-at-court'
  | 'report.already-screened'
  | 'report.already-searched'
  | 'report.not-on-remand'
  | 'report.no-injuries'
  | 'report.already-erased'
  | 'report.matter-open'
  | 'report.no-late-hold'
>;

/** What stands against a report, where the person is now; undefined when it can be made. */
export function obstacleTo(report: Report, custody: CustodyHere): Obstacle | undefined {
  const { state, heads, openClaims, forgotten, admission } = custody;
  const inConflict = heads.length > 1;
  switch (report) {
    case 'conflict':
      return inConflict ? undefined : 'report.no-conflict';
    case 'injuries-reported':
      return custody.openInjuries.length > 0 ? undefined : 'report.no-injuries';
    case 'claim-answer':
      return openClaims.length > 0 ? undefined : 'report.no-claim';
    case 'claim':
    case 'name-correction':
    case 'correction':
    case 'reference':
    case 'extension':
      if (isAtLarge(state)) return 'report.at-large';
      return isEnded(state) ? 'gate.no-longer-held' : undefined;
    case 'late-hold':
      if (isAtLarge(state)) return 'report.at-large';
      if (isEnded(state)) return 'gate.no-longer-held';
      return unreported(custody).length > 0 ? undefined : 'report.no-late-hold';
    case 'search':
    case 'screening':
      if (isAtLarge(state)) return 'report.at-large';
      if (isEnded(state)) return 'gate.no-longer-held';
      if (report === 'search') return admission.pending.includes('search') ? undefined : 'report.already-searched';
      return admission.pending.includes('medical') ? undefined : 'report.already-screened';
    default:
      if (inConflict) return 'report.conflict-first';
  }
  switch (report) {
    case 'examination':
      return isInside(state) || state === 'OUT_REMAND' ? undefined : 'report.not-on-remand';
    case 'released-at-court':
      return state === 'OUT_COURT' ? undefined : 'report.not-at-court';
    case 'escape':
    case 'paper-form':
      if (isAtLarge(state)) return 'report.at-large';
      return isEnded(state) ? 'gate.no-longer-held' : undefined;
    case 'death':
      if (state === 'DECEASED') return 'report.already-dead';
      return isEnded(state) ? 'gate.no-longer-held' : undefined;
    case 'release-error':
      return state === 'RELEASED' ? undefined : 'report.not-released';
    case 'erasure':
      if (state !== 'RELEASED') return 'report.not-released';
      if (forgotten) return 'report.already-erased';
      return hasOpenMatter(custody) ? 'report.matter-open' : undefined;
    case 'recapture':
      if (!isAtLarge(state)) return 'report.not-at-large';
      // Without their data nobody can tell that it is the same person.
      return forgotten ? 'report.erased' : undefined;
  }
}

/** Whether anything about a person waits for an answer that only their data can give. */
const hasOpenMatter = ({ openClaims, openInjuries, openMatches, openOrders }: CustodyHere): boolean =>
  [openClaims, openInjuries, openMatches, openOrders].some((open) => open.length > 0);

/** The events that a report may be about: releases, ends of a history, claims; none where it is about the person alone. */
export function subjectsOf(
  report: Report,
  custody: CustodyHere,
  history: readonly CustodyEvent[],
): readonly string[] | undefined {
  switch (report) {
    case 'conflict':
      return custody.heads;
    case 'claim-answer':
      return custody.openClaims.map(({ id }) => id);
    case 'injuries-reported':
      return custody.openInjuries.map(({ id }) => id);
    case 'correction':
      return history.map(({ id }) => id);
    case 'late-hold':
      return unreported(custody).map(({ event }) => event);
    case 'release-error': {
      const known = history.flatMap((event) =>
        event.type === 'prisoner.release-error.v1' ? [event.data.release] : [],
      );
      const releases = history.filter(isRelease).map(({ id }) => id);
      return releases.filter((id) => !known.includes(id));
    }
    default:
      return undefined;
  }
}

/** Late holds whose document nobody has seen. */
const unreported = ({ lateHolds }: Pick<CustodyHere, 'lateHolds'>) =>
  lateHolds.filter(({ document }) => document === undefined);

/** Whether what was written down is about something that is there. */
export function isAboutSomething(
  details: ReportDetails,
  custody: CustodyHere,
  history: readonly CustodyEvent[],
): boolean {
  const subjects = subjectsOf(details.report, custody, history);
  return subjects === undefined || subjects.includes(chosenIn(details) ?? '');
}

/** The event that a report is about, where it names one. */
export function chosenIn(details: ReportDetails): string | undefined {
  switch (details.report) {
    case 'conflict':
      return details.stands;
    case 'claim-answer':
      return details.claim;
    case 'injuries-reported':
      return details.examination;
    case 'correction':
      return details.corrects;
    case 'late-hold':
      return details.lateHold;
    case 'release-error':
      return details.release;
    default:
      return undefined;
  }
}

/** Words of and to the prisoner, which only the person's own key opens in the record. */
export function secretIn(details: ReportDetails): { readonly field: SealedField; readonly text: string } | undefined {
  if (details.report === 'claim') return { field: 'claim', text: details.words };
  if (details.report === 'examination') return { field: 'examination', text: JSON.stringify(details.injuries) };
  if (details.report === 'search') {
    const { witness, found } = details;
    return { field: 'search', text: JSON.stringify({ witness, found }) };
  }
  if (details.report === 'reference') return { field: 'reference', text: details.words };
  if (details.report === 'correction') return { field: 'correction', text: details.words };
  if (details.report === 'name-correction') {
    const { name, relation, parentage } = details;
    return { field: 'correction', text: JSON.stringify({ name, relation, parentage }) };
  }
  return details.report === 'claim-answer' ? { field: 'claim-answer', text: details.answer } : undefined;
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
        one.meaning === meaning && nowMs < one.expiresAtMs && one.digest === digestOfReport(meaning, desk, custody),
    ),
  );
}

/** What a report still lacks. */
export type ReportGap = Extract<
  MessageKey,
  | 'report.not-written'
  | 'gate.identity-missing'
  | 'report.two-officers'
  | `report.unsigned-${string}`
  | `report.form-${string}`
  | 'gate.pass-too-long'
  | 'report.extension-past'
  | ErasureObstacle
  | 'report.search-other-sex'
  | 'report.document-in-future'
  | `release-gap.${ReleaseGap}`
>;

/** What a report is judged by besides itself and where the person is. */
export type ReportWorld = Pick<
  World,
  | 'bodyOf'
  | 'historyOf'
  | 'holdsOf'
  | 'station'
  | 'policy'
  | 'nowMs'
  | 'attestedMs'
  | 'clockIsBehind'
  | 'recordIsAltered'
  | 'isFormEntered'
  | 'keyIdOf'
>;

const unsigned = {
  report: 'report.unsigned-report',
  'report-review': 'report.unsigned-report-review',
  'death-certificate': 'report.unsigned-death-certificate',
  'superintendent-finding': 'report.unsigned-superintendent-finding',
  'admission-search': 'report.unsigned-admission-search',
  'medical-screening': 'report.unsigned-medical-screening',
  'admission-reference': 'report.unsigned-admission-reference',
  'detention-order': 'report.unsigned-detention-order',
  examination: 'report.unsigned-examination',
  erasure: 'report.unsigned-erasure',
  'erasure-review': 'report.unsigned-report-review',
} as const satisfies Partial<Record<VouchMeaning, ReportGap>>;
const isUnsigned = (meaning: VouchMeaning): meaning is keyof typeof unsigned => Object.hasOwn(unsigned, meaning);

/**
 * What a report lacks before it may be recorded; nothing when the list is empty.
 * @param identity what tells that whoever is brought back is the one who went
 */
export function gapsOfReport(
  desk: ReportDesk,
  custody: CustodyHere,
  world: ReportWorld,
  identity: IdentityEvidence | undefined,
): (ReportGap | Obstacle)[] {
  const { nowMs } = world;
  const history = world.historyOf(desk.subject);
  const obstacle = obstacleTo(desk.report, custody);
  if (obstacle) return [obstacle];
  const { details, report, sealed } = desk;
  const isKept = sealed !== undefined || !details || secretIn(details) === undefined;
  const signed = validSignatures(desk, custody, nowMs);
  const open = signaturesOf(report).filter((meaning) => !signed.some((one) => one.meaning === meaning));
  const officers = new Set(signed.map(({ officerId }) => officerId));
  return [
    ...(details && isKept && isAboutSomething(details, custody, history) ? [] : ['report.not-written' as const]),
    ...(report === 'recapture' && !identity ? ['gate.identity-missing' as const] : []),
    ...open.filter(isUnsigned).map((meaning) => unsigned[meaning]),
    ...(officers.size < signed.length ? ['report.two-officers' as const] : []),
    ...(details?.report === 'extension' && details.until < dayAt(nowMs) ? ['report.extension-past' as const] : []),
    ...(details?.report === 'search' && isOtherSex(details.officerSex, desk.subject, world)
      ? ['report.search-other-sex' as const]
      : []),
    ...(details?.report === 'late-hold' && details.document.on > dayAt(nowMs)
      ? ['report.document-in-future' as const]
      : []),
    ...(report === 'late-hold' ? gapsOfWords(signed, world) : []),
    ...(details?.report === 'paper-form' ? gapsOfForm(details, custody, world) : []),
    ...(report === 'erasure' ? gapsToErase(desk, custody, world) : []),
    ...(report === 'released-at-court' ? gapsAtCourt(desk, custody, signed, world) : []),
  ];
}

/** Than the admission says they had to be. Of whom everything was erased nobody can tell. */
const isOtherSex = (officerSex: 'M' | 'F', subject: string, { bodyOf }: ReportWorld): boolean =>
  (bodyOf(subject)?.search.officerSex ?? officerSex) !== officerSex;

/** Who has not signed yet is told already: of those who have, one is senior, with the key that the house asks for. */
const gapsOfWords = (signed: readonly Vouched[], { policy }: ReportWorld): ReportGap[] =>
  signed.length < 2
    ? []
    : gapsOfApproval(signed, policy).flatMap((gap) =>
        gap === 'second-officer-missing' ? [] : [`release-gap.${gap}` as const],
      );

/** A form tells of a journey that fits where the person is, that is past, and that was not entered before. */
function gapsOfForm({ form, happenedAt, moved }: PaperForm, { state }: CustodyHere, world: ReportWorld): ReportGap[] {
  const fits = moved.way === 'out' ? isInside(state) : state === stateOnJourney[moved.journey];
  return [
    ...(fits ? [] : ['report.form-does-not-fit' as const]),
    ...(Date.parse(happenedAt) > world.nowMs ? ['report.form-in-future' as const] : []),
    ...(world.isFormEntered(form) ? ['report.form-entered' as const] : []),
    ...(moved.way === 'back' || isWithinLimit(moved.journey, moved.pass.dueBack, Date.parse(happenedAt), world.policy)
      ? []
      : ['gate.pass-too-long' as const]),
  ];
}

/** That somebody did not come back proves no release; whether the officers signed is told beside this. */
function gapsAtCourt(
  { subject }: ReportDesk,
  custody: CustodyHere,
  approvers: readonly Vouched[],
  { station, holdsOf, policy, nowMs, clockIsBehind, recordIsAltered }: ReportWorld,
): ReportGap[] {
  const holds = holdsOf(subject);
  const evidence = {
    station,
    recordIsAltered,
    clockIsBehind,
    orderIds: custody.openOrders.map(({ orderId }) => orderId),
    holds: holds && { open: holds.open, asOfMs: Date.parse(holds.asOf) },
    approvers,
  };
  return gapsOfReleaseAtCourt(custody, evidence, policy, nowMs).flatMap((gap) =>
    gap === 'second-officer-missing' || gap === 'senior-officer-missing' ? [] : [`release-gap.${gap}` as const],
  );
}

const dayMs = 86_400_000;

/** The event of a complete report. */
export function draftOfReport(
  desk: ReportDesk,
  custody: CustodyHere,
  { nowMs, policy, holdsOf }: ReportWorld,
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
