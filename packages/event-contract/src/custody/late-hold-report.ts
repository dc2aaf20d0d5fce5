import type { CustodyEvent } from '../envelope.ts';
import { type Approver, gapsOfApproval } from './release.ts';

type CameLate = Extract<CustodyEvent, { type: 'prisoner.hold-came-late.v1' }>;
export type LateHoldReport = Extract<CustodyEvent, { type: 'prisoner.late-hold-reported.v1' }>;

/** The late hold that a report is about, where it is on record. */
export const reportedHold = ({ data }: LateHoldReport, line: readonly CustodyEvent[]): CameLate | undefined =>
  line.find((event): event is CameLate => event.type === 'prisoner.hold-came-late.v1' && event.id === data.lateHold);

/**
 * What a report of a late hold lacks, as far as the record alone can tell.
 * @param line everything recorded about the person
 * @param signers whose word in the report holds
 */
export function gapsOfLateHoldReport(
  report: LateHoldReport,
  line: readonly CustodyEvent[],
  signers: readonly Approver[],
) {
  const known = reportedHold(report, line);
  return [
    ...(known ? [] : ['late-hold-unknown' as const]),
    // What the house allowed its officers, the record does not say.
    ...gapsOfApproval(signers, { seniorSignsWithKey: false }),
  ];
}
