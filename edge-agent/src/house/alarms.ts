import { type CustodyEvent, officerIdOf, stationOf } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { describe } from '../gate/describe.ts';
import type { AlarmView } from './view.ts';

type Enrolled = Extract<CustodyEvent, { type: 'officer.enrolled.v2' }>;
type Acknowledgement = Extract<CustodyEvent, { type: 'gate.alarm-acknowledged.v1' | 'visit.alarm-answered.v1' }>;

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
      const officerId = alarm.subject.startsWith('officer/') ? officerIdOf(alarm) : alarm.officer;
      return {
        id: alarm.id,
        at: alarm.time,
        sign: alarm.type === 'officer.enrolled.v2' ? 'wait' : (line?.sign ?? 'stop'),
        text: textOf(alarm, line?.text),
        ...(officerId !== undefined && { officerId }),
        unseen: (alarm.type === 'gate.alarm.v1' || alarm.type === 'officer.duress.v1') && !seen,
        open: open.includes(alarm.id),
        ...(seen && { seen: { at: seen.time, ...(seen.officer !== undefined && { officerId: seen.officer }) } }),
      };
    })
    .toSorted((a, b) => b.at.localeCompare(a.at));
}

/** Whether an officer answered an alarm at a visitor desk. */
export const isAnswer = (event: CustodyEvent): event is Extract<CustodyEvent, { type: 'visit.alarm-answered.v1' }> =>
  event.type === 'visit.alarm-answered.v1';

/** Whether one officer enrolled an officer whose word counts, and nobody answered for it. */
export const isAlone = ({ data: { word } }: Enrolled): boolean => 'without' in word && word.without === 'first-senior';

const aloneText = ({ data: { name, by } }: Enrolled): BilingualText => say('officer.enrolled-alone', { name, by });

function textOf(alarm: CustodyEvent, described: BilingualText | undefined): BilingualText {
  if (alarm.type === 'officer.enrolled.v2') return aloneText(alarm);
  if (alarm.type === 'officer.duress.v1')
    return say('officer.forced-at', { officerId: officerIdOf(alarm), station: stationOf(alarm.source) });
  return described ?? say(`event.${alarm.type}`);
}
