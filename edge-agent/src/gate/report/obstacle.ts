import { type CustodyHere, isAtLarge, isEnded, isInside } from '@custody-edge/event-contract';
import type { MessageKey } from '@custody-edge/ui-kit';
import type { Report } from './report-details.ts';
import { unreported } from './report-subject.ts';

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
