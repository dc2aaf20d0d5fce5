import { type StationHealth, stationHealthSchema, stationStateSchema } from '@custody-edge/event-contract';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/database.ts';

/** Health is for people; one sync of the disk a minute serves all stations. */
const saveEveryMs = 60_000;

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Which stations are there and how they feel: for people who keep them alive, never for decisions. */
export function createPresence(store: Store, metrics: Metrics, log: Logger) {
  const put = store.prepare(
    `INSERT INTO station_health (station_id, health) VALUES (?, ?)
     ON CONFLICT (station_id) DO UPDATE SET health = excluded.health`,
  );
  const kept = store
    .prepare<[], { stationId: string; health: string }>('SELECT station_id AS stationId, health FROM station_health')
    .all();
  const health = new Map<string, StationHealth>(
    kept.flatMap((row) => {
      const read = parse(stationHealthSchema, row.health);
      return read ? [[row.stationId, read]] : [];
    }),
  );
  const online = new Set<string>();
  const unsaved = new Set<string>();

  function save(): void {
    try {
      store.transaction(() => {
        for (const stationId of unsaved) put.run(stationId, JSON.stringify(health.get(stationId)));
      })();
      unsaved.clear();
    } catch (error) {
      log.error({ err: error }, 'health of stations not saved');
    }
  }
  const timer = setInterval(save, saveEveryMs).unref();

  const showOnline = (): void => metrics.stationsOnline.set(online.size);

  return {
    /** @returns false for a message that is not a state */
    stateSaid(stationId: string, text: string): boolean {
      const said = parse(stationStateSchema, text);
      if (said?.state === 'online') online.add(stationId);
      else if (said) online.delete(stationId);
      showOnline();
      return said !== undefined;
    },
    /**
     * Who says how they feel is there, whatever a broker said of them: one whose clock was set forward takes itself for dead, and says of
     * everybody who is connected that they are gone (aedes).
     * @returns false for a message that is not a health report
     */
    healthSaid(stationId: string, text: string): boolean {
      const said = parse(stationHealthSchema, text);
      if (!said) return false;
      health.set(stationId, said);
      unsaved.add(stationId);
      online.add(stationId);
      showOnline();
      return true;
    },
    /** The broker is gone, and with it what it said of others. */
    lineLost(): void {
      online.clear();
      showOnline();
    },
    close(): void {
      clearInterval(timer);
      save();
    },
    isOnline: (stationId: string): boolean => online.has(stationId),
    healthOf: (stationId: string): StationHealth | undefined => health.get(stationId),
  };
}
export type Presence = ReturnType<typeof createPresence>;
