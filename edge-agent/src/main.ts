import { fileURLToPath } from 'node:url';
import { type Clock, type Random, systemClock, systemRandom } from '@custody-edge/foundation';
import { createHttpServer, createLog, type HttpServer } from '@custody-edge/service-kit';
import type { Logger } from 'pino';
import type { StationConfig } from './config.ts';
import { routeStatuses, stationRoutes } from './http/routes.ts';
import { stationMetrics } from './metrics.ts';
import { type ScryptCost, standardCost } from './officers/secret-hash.ts';
import { realWorld, Station, type Surroundings } from './station/station.ts';
import { softwareVersion } from './version.ts';

export const stationLogger = (config: StationConfig): Logger =>
  createLog(config.logLevel, { station: config.stationId });

export interface RunningStation {
  /** Address of the station's page. */
  readonly url: string;
  readonly station: Station;
  close(): Promise<void>;
}

/** Pages of a station beside the first one. */
const pageAddresses: Partial<Record<Station['config']['role'], readonly string[]>> = {
  gate: ['/house'],
  bench: ['/look-back'],
};

/** The station's web server with all its routes; listens nowhere yet. */
export async function stationServer(station: Station, logger: Logger): Promise<HttpServer> {
  const server = await createHttpServer({
    title: 'Custody Edge station',
    version: softwareVersion,
    hosts: [station.config.http.host],
    pagesDir: fileURLToPath(new URL('../dist/ui', import.meta.url)),
    pageAddresses: pageAddresses[station.config.role] ?? [],
    framedAddresses: station.config.role === 'gate' ? ['/practice'] : [],
    logger,
    metrics: stationMetrics(station),
    statuses: routeStatuses,
  });
  stationRoutes(server, station);
  return server;
}

/** Starts a station: its page first, then devices and the line, so that trouble can be seen. */
export async function startStation(
  config: StationConfig,
  logger: Logger = stationLogger(config),
  clock: Clock = systemClock,
  random: Random = systemRandom,
  pinCost: ScryptCost = standardCost,
  surroundings: Surroundings = realWorld,
): Promise<RunningStation> {
  const station = new Station(config, clock, random, logger, pinCost, surroundings);
  const server = await stationServer(station, logger);
  const close = async (): Promise<void> => {
    await server.close();
    await station.stop();
  };
  try {
    const url = await server.listen({ host: config.http.host, port: config.http.port });
    await station.start();
    return { url, station, close };
  } catch (error) {
    await close();
    throw error;
  }
}
