import type { Profile } from '@custody-edge/device-profiles';
import type { PrintReader } from '@custody-edge/firmware-bridge/emulators';

/** What a device reads fingers with, loaded for a scanner alone. */
export async function printsFor({ kind }: Profile): Promise<PrintReader | undefined> {
  return kind === 'fingerprint-scanner' ? (await import('./station-prints.ts')).stationPrints : undefined;
}
