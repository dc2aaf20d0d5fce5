import { z } from 'zod';
import { timeQualitySchema } from './envelope.ts';
import { instant } from './text.ts';

/** Whether a station's line is up; retained, with `offline` as the will. */
export const stationStateSchema = z.strictObject({ state: z.enum(['online', 'offline']) });

const deviceHealthSchema = z.strictObject({
  deviceId: z.string().min(1).max(64),
  kind: z.string().min(1).max(40),
  model: z.string().max(80),
  state: z.enum(['absent', 'opening', 'identifying', 'ready', 'faulted']),
  /** Error code while faulted. */
  error: z.string().max(60).optional(),
});

const peerHealthSchema = z.strictObject({
  /** Its name, or where it is looked for while that is not known. */
  peer: z.string().min(1).max(200),
  state: z.enum(['equal', 'behind', 'away', 'refused']),
  /** Events that it holds and this station does not, as far as it said. */
  behind: z.int().min(0),
  /** Since when it has been so. */
  since: instant,
  /** Error code while it is away or refused. */
  error: z.string().max(60).exactOptional(),
});

/** Periodic and unsigned: for people who keep the stations alive, never for decisions. */
export const stationHealthSchema = z.strictObject({
  at: instant,
  softwareVersion: z.string().max(40),
  /** Events committed and not yet receipted. */
  waiting: z.int().min(0),
  timeQuality: timeQualitySchema,
  /** Share of the data disk that is used, 0 to 1. */
  diskUsed: z.number().min(0).max(1),
  devices: z.array(deviceHealthSchema).max(64),
  /** Other stations of the site, where any are configured. */
  peers: z.array(peerHealthSchema).max(64).exactOptional(),
});
export type StationHealth = z.infer<typeof stationHealthSchema>;
