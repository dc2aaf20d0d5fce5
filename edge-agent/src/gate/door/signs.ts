import type { GateSignal } from '@custody-edge/firmware-bridge';
import type { StationParts } from '../../station/station-parts.ts';

/** Every board and reader at the gate says the same by light and sound. Nothing waits for it, and nothing depends on it. */
export function showAtGate({ bridge, logger }: StationParts, what: GateSignal): void {
  for (const { deviceId, kind, state } of bridge.statuses()) {
    if (kind !== 'gate-io' || state !== 'ready') continue;
    bridge
      .gateIo(deviceId)
      .signal(what)
      .catch((error: unknown) => logger.warn({ err: error, deviceId }, 'a signal could not be given at the gate'));
  }
}
