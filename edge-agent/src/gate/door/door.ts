/** What the gate's contacts and clock told so far. Times are monotonic milliseconds. */
export interface Door {
  /** Until when one opening belongs to a recorded movement; used up by that opening. */
  readonly allowedUntilMs: number;
  readonly openSinceMs?: number;
  /** The long opening was reported already. */
  readonly heldReported: boolean;
  readonly tampered: boolean;
}

export const closedDoor: Door = { allowedUntilMs: Number.NEGATIVE_INFINITY, heldReported: false, tampered: false };

export type DoorInput =
  /** A movement is on record: the next opening within the window belongs to it. */
  | { readonly kind: 'movement'; readonly windowMs: number }
  | { readonly kind: 'door'; readonly open: boolean }
  | { readonly kind: 'tamper'; readonly broken: boolean }
  | { readonly kind: 'tick'; readonly heldLimitMs: number };

export type DoorAlarm = 'door-open-without-event' | 'door-held-open' | 'tamper';
/** Of the door, and of what no contact can tell. */
export type GateAlarm = DoorAlarm | 'record-altered';

/** Follows the door; an alarm is told once per opening, per long opening and per broken loop. */
export function watchDoor(door: Door, input: DoorInput, nowMs: number): { door: Door; alarm?: DoorAlarm } {
  switch (input.kind) {
    case 'movement':
      return { door: { ...door, allowedUntilMs: nowMs + input.windowMs } };
    case 'door': {
      if (!input.open) {
        const { openSinceMs: _, ...closed } = door;
        return { door: { ...closed, heldReported: false } };
      }
      if (door.openSinceMs !== undefined) return { door };
      const opened: Door = { ...door, openSinceMs: nowMs, allowedUntilMs: Number.NEGATIVE_INFINITY };
      return nowMs <= door.allowedUntilMs ? { door: opened } : { door: opened, alarm: 'door-open-without-event' };
    }
    case 'tamper': {
      const next: Door = { ...door, tampered: input.broken };
      return input.broken && !door.tampered ? { door: next, alarm: 'tamper' } : { door: next };
    }
    case 'tick': {
      if (door.openSinceMs === undefined || door.heldReported) return { door };
      if (nowMs - door.openSinceMs < input.heldLimitMs) return { door };
      return { door: { ...door, heldReported: true }, alarm: 'door-held-open' };
    }
  }
}
