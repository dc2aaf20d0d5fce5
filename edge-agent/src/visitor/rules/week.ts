/** When a visitor was inside; who still is has not left yet. */
export interface Stay {
  readonly beganMs: number;
  readonly endedMs?: number | undefined;
}

/** The Monday, 00:00 by this machine's wall clock, of the week of a moment. */
export function weekBeginMs(nowMs: number): number {
  const day = new Date(nowMs);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - ((day.getDay() + 6) % 7));
  return day.getTime();
}

/** How many visits stays are: visitors who were with a prisoner at one time came together. */
export function visitsIn(stays: readonly Stay[]): number {
  let visits = 0;
  let untilMs = Number.NEGATIVE_INFINITY;
  for (const { beganMs, endedMs } of stays.toSorted((a, b) => a.beganMs - b.beganMs)) {
    if (beganMs > untilMs) visits += 1;
    untilMs = Math.max(untilMs, endedMs ?? Number.POSITIVE_INFINITY);
  }
  return visits;
}
