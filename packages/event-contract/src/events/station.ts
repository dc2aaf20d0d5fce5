import { z } from 'zod';

export const stationEvents = {
  /** The first event after each start of the agent: shows restarts, power cuts and versions. */
  'station.started.v1': z.strictObject({
    softwareVersion: z.string().min(1).max(40),
    /** Events held when the agent came up: a smaller number than the centre's shows a rollback. */
    heldEvents: z.int().min(0),
  }),
} as const;
