import type { Enrolment } from '@custody-edge/event-contract';
import { type Clock, type Random, uuidV7 } from '@custody-edge/foundation';
import type { StationDirectory } from '../trust/station-directory.ts';
import type { Dispatch } from './dispatch.ts';

/** A station keeps what it heard; it is told again whenever it comes back. */
const ttlMs = 15 * 60_000;

interface RevocationOptions {
  readonly directory: StationDirectory;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly random: Random;
}

/** Tells the stations of a site which others of it are trusted no more: they talk with each other without the centre. */
export function createRevocations({ directory, dispatch, clock, random }: RevocationOptions) {
  const tell = (station: Enrolment): void => {
    const { site, stationId: recipient } = station.record;
    for (const { record } of directory.revoked()) {
      if (record.site !== site) continue;
      const { stationId, chainId } = record;
      const body = { purpose: 'revoke-station' as const, stationId, chainId };
      dispatch.send(station, dispatch.sign(uuidV7(clock, random), recipient, body, ttlMs).text);
    }
  };
  directory.onChange(() => {
    for (const station of directory.all()) if (dispatch.isOnline(station)) tell(station);
  });
  return { tell };
}
