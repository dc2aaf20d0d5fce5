import type { Court, Enrolment } from '@custody-edge/event-contract';
import { type Clock, type CustodyError, fail, ok, type Random, type Result, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { centreError } from '../errors.ts';
import type { CourtStore } from '../store/courts.ts';
import type { StationDirectory } from '../trust/station-directory.ts';
import type { Dispatch } from './dispatch.ts';

export interface CourtDirectoryOptions {
  readonly courtStore: CourtStore;
  readonly directory: Pick<StationDirectory, 'gateOf'>;
  readonly dispatch: Pick<Dispatch, 'gatesOnline' | 'sign' | 'send'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly ttlHours: number;
  readonly log: Logger;
}

const hourMs = 3_600_000;

/**
 * Where each court is called to ask whether an order is its own. Gates take the number from here: one that stands on a forged paper
 * is answered by the forger.
 */
export function createCourtDirectory(options: CourtDirectoryOptions) {
  const { courtStore, directory, dispatch, clock, random, ttlHours, log } = options;

  function tell(gate: Enrolment): void {
    const { stationId, site, role } = gate.record;
    const courts = courtStore.of(site);
    if (role !== 'gate' || courts.length === 0) return;
    const body = { purpose: 'state-court-directory' as const, courts };
    dispatch.send(gate, dispatch.sign(uuidV7(clock, random), stationId, body, ttlHours * hourMs).text);
    log.debug({ stationId, courts: courts.length }, 'court directory stated');
  }

  return {
    /** Puts the courts of a prison in the place of those known before, and tells its gates. Refusals: site-unknown. */
    put(site: string, courts: readonly Court[]): Result<{ site: string; courts: Court[] }, CustodyError> {
      if (!directory.gateOf(site)) return fail(centreError('site-unknown', { site }));
      courtStore.replace(site, courts, new Date(clock.nowMs()).toISOString());
      for (const gate of dispatch.gatesOnline(site)) tell(gate);
      return ok({ site, courts: courtStore.of(site) });
    },
    of: courtStore.of,
    /** Tells a gate that has come online what it may have missed. */
    tell,
  };
}
export type CourtDirectory = ReturnType<typeof createCourtDirectory>;
