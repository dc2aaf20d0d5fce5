import { claimedApprover, inLine, isExhibitEvent, stationOf } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../../errors.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { Laboratory } from '../laboratory.ts';
import type { TimelineLineView } from '../view.ts';
import { gapText } from './exhibit-view.ts';

/** @throws `exhibit-nowhere` */
export function timelineOf(
  subject: string,
  { exhibits, officerView }: Laboratory,
  { log }: Pick<StationParts, 'log'>,
): TimelineLineView[] {
  const exhibit = exhibits.find(subject);
  if (!exhibit) throw agentError('exhibit-nowhere');
  return inLine(log.lineOf(subject).filter(isExhibitEvent)).line.map((event) => {
    const { id, type, time, timequality, source, officer, data } = event;
    const words = 'approvals' in data ? data.approvals : [];
    return {
      event: id,
      type,
      at: time,
      timeQuality: timequality,
      station: stationOf(source),
      ...(officer !== undefined && { officer: officerView(officer) }),
      signedBy: words.flatMap((text) => {
        const approver = claimedApprover(text);
        return approver ? [officerView(approver.officerId)] : [];
      }),
      text: say(`event.${type}`),
      gaps: exhibit.gaps.filter((gap) => gap.event === id).map(gapText),
    };
  });
}
