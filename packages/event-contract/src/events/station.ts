import { z } from 'zod';
import { placeId, sha256Text } from '../text.ts';

export const stationEvents = {
  /** The first event after each start of the agent: shows restarts, power cuts and versions. */
  'station.started.v1': z.strictObject({
    softwareVersion: z.string().min(1).max(40),
    /** Events held when the agent came up: a smaller number than the centre's shows a rollback. */
    heldEvents: z.int().min(0),
  }),
  /**
   * Another station of the site has signed two different events under one number: its disk was copied, or put back to an earlier day.
   * Both are kept where this was found; the one that came first counts there.
   */
  'station.fork-found.v1': z.strictObject({
    stationId: placeId,
    chainId: z.uuid(),
    sequence: z.int().min(1),
    /** Hash of the event that counts here, and of the other one. */
    held: sha256Text,
    other: sha256Text,
  }),
} as const;
