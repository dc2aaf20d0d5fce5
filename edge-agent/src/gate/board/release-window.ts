import type { GatePolicy } from '../../config.ts';

type ReleaseWindow = GatePolicy['releaseWindow'];

/** Whether the house releases people at this hour of its own wall clock; always, unless it set hours. */
export function isReleaseHour(window: ReleaseWindow, nowMs: number): boolean {
  if (!window) return true;
  const now = new Date(nowMs);
  const minute = now.getHours() * 60 + now.getMinutes();
  const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
  return from < to ? from <= minute && minute < to : from <= minute || minute < to;
}

const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};
