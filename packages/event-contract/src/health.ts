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
});
export type StationHealth = z.infer<typeof stationHealthSchema>;
