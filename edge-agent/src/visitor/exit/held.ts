import type { VisitorDesk } from '../desk/desk.ts';
import type { OpenAlarm } from '../store/visits.ts';

/**
 * The desk as it may be shown: an alarm that holds the door comes before everything else that could begin, so that neither a power cut nor
 * another step opens it.
 * @param alarms those that nobody has answered, the oldest first
 */
export function heldOr(desk: VisitorDesk, alarms: () => readonly OpenAlarm[]): VisitorDesk {
  if (desk.step !== 'home') return desk;
  const open = alarms().find(({ alarm }) => alarm !== 'overdue');
  return open ? { step: 'hold', event: open.event, alarm: open.alarm } : desk;
}
