import {
  type CustodyHere,
  gapsOfApproval,
  gapsOfReleaseAtCourt,
  type IdentityEvidence,
  isInside,
  type PaperForm,
  type ReleaseGap,
  stateOnJourney,
} from '@custody-edge/event-contract';
import type { MessageKey } from '@custody-edge/ui-kit';
import { isWithinLimit } from '../board/pass-limit.ts';
import type { VouchMeaning } from '../board/vouch-meanings.ts';
import type { ReportDesk, Vouched, World } from '../desk.ts';
import { dayAt } from '../order/detention.ts';
import { type ErasureObstacle, gapsToErase } from './erasure.ts';
import { type Obstacle, obstacleTo } from './obstacle.ts';
import { secretIn, signaturesOf, validSignatures } from './report-draft.ts';
import { isAboutSomething } from './report-subject.ts';

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
