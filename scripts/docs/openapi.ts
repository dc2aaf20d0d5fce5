import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, startCentre } from '@custody-edge/central-broker';
import { loadStationConfig, startStation } from '@custody-edge/edge-agent';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { provisionCentre } from '../provision/centre.ts';
import { createProject } from '../provision/project.ts';
import { provisionStation, type StationOptions } from '../provision/station.ts';

/** The OpenAPI documents of the centre and of each kind of station, as the running servers tell them. */
export interface OpenApiDocuments {
  readonly centre: unknown;
  readonly gate: unknown;
  readonly count: unknown;
  readonly visitor: unknown;
  readonly bench: unknown;
}

/** Devices that are nowhere: a station tells its interface without them. */
const devicesOf: Readonly<Record<StationOptions['role'], readonly string[]>> = {
  gate: ['r307', 'serial-barcode', 'modbus-io'],
  count: ['r307', 'serial-barcode'],
  visitor: ['r307', 'serial-barcode'],
  bench: ['serial-barcode', 'mettler-mt-sics'],
};

const documentAt = async (url: string): Promise<unknown> => (await fetch(new URL('/docs/json', url))).json();

/** Starts a centre and its stations in a temporary folder, asks them, and stops them. */
export async function openApiDocuments(): Promise<OpenApiDocuments> {
  const dir = await mkdtemp(join(tmpdir(), 'openapi-'));
  try {
    const project = await createProject(join(dir, 'project'));
    const { configFile } = await provisionCentre(project, {
      dir: join(dir, 'centre'),
      centreId: 'centre-1',
      site: 'headquarters',
      http: { port: 0 },
      broker: { kind: 'embedded', host: '127.0.0.1', port: 0 },
    });
    const quiet = { CUSTODY_EDGE_CENTRE_LOG_LEVEL: 'silent' };
    const centre = await startCentre(loadConfig(configFile, quiet), { clock: systemClock, random: systemRandom });
    const station = async (role: StationOptions['role']): Promise<unknown> => {
      const made = await provisionStation(project, join(dir, 'centre'), {
        dir: join(dir, role),
        stationId: role,
        site: 'site-a',
        role,
        centreUrl: centre.urls.mqtt,
        http: { port: 0 },
        devices: devicesOf[role].map((profile) => ({
          id: profile,
          profile,
          address: { kind: 'serial', path: join(dir, 'no-port') },
        })),
      });
      const running = await startStation(
        loadStationConfig(made.configFile, { CUSTODY_EDGE_STATION_LOG_LEVEL: 'error' }),
      );
      try {
        return await documentAt(running.url);
      } finally {
        await running.close();
      }
    };
    try {
      return {
        centre: await documentAt(centre.urls.http),
        gate: await station('gate'),
        count: await station('count'),
        visitor: await station('visitor'),
        bench: await station('bench'),
      };
    } finally {
      await centre.close();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
