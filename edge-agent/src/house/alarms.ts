import type { CustodyEvent } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { describe } from '../gate/describe.ts';
import type { AlarmView } from './view.ts';

type Acknowledgement = Extract<CustodyEvent, { type: 'gate.alarm-acknowledged.v1' }>;

/**
 * Alarms as lines, the newest first, each with whoever saw it first.
 * @param open ids of those that stand on the gate's page
 */
export function alarmViews(
  alarms: readonly CustodyEvent[],
  acknowledgements: readonly Acknowledgement[],
  open: readonly string[],
): AlarmView[] {
  return alarms
    .map((alarm): AlarmView => {
      const seen = acknowledgements.find(({ data }) => data.alarm === alarm.id);
      const line = describe(alarm, () => undefined);
      const officerId = alarm.type === 'officer.locked-out.v1' ? alarm.subject.slice('officer/'.length) : alarm.officer;
      return {
        id: alarm.id,
        at: alarm.time,
        sign: line?.sign ?? 'stop',
        text: line?.text ?? say(`event.${alarm.type}`),
        ...(officerId !== undefined && { officerId }),
        unseen: alarm.type === 'gate.alarm.v1' && !seen,
        open: open.includes(alarm.id),
        ...(seen && { seen: { at: seen.time, ...(seen.officer !== undefined && { officerId: seen.officer }) } }),
      };
    })
    .toSorted((a, b) => b.at.localeCompare(a.at));
}
