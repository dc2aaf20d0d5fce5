import { existsSync, readFileSync } from 'node:fs';
import type { TimeQuality } from '@custody-edge/event-contract';

/** Files whose presence says that the system's clock follows a time server (systemd-timesyncd). */
const synchronisedMarkers = ['/run/systemd/timesync/synchronized'];
/** No event of this product is older: a clock before this was never set. */
const releasedMs = Date.UTC(2026, 0, 1);

/** How far the wall clock can be trusted now. */
export function clockQuality(nowMs: number): TimeQuality {
  if (nowMs < releasedMs) return 'unset';
  return synchronisedMarkers.some((marker) => existsSync(marker)) ? 'synced' : 'holdover';
}

/** The kernel's id of this boot (RFC 9562 UUID). */
export const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
