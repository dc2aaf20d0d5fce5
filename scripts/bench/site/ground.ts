import { join } from 'node:path';
import type { StationConfig } from '@custody-edge/edge-agent';
import { freePort } from '../../demo/free-port.ts';
import { provisionCentre } from '../../provision/centre.ts';
import { createProject } from '../../provision/project.ts';
import { type ProvisionedStation, provisionStation } from '../../provision/station.ts';

interface Planned {
  readonly stationId: string;
  readonly role: StationConfig['role'];
  readonly visitor?: Parameters<typeof provisionStation>[2]['visitor'];
}

/** Provisions stations of one prison, each of which knows all others; no centre answers, and no device is plugged in. */
export async function provisionSite(dir: string, planned: readonly Planned[]): Promise<ProvisionedStation[]> {
  const project = await createProject(join(dir, 'project'));
  const centreDir = join(dir, 'centre');
  const nowhere = 'mqtts://127.0.0.1:1';
  await provisionCentre(project, {
    ...{ dir: centreDir, centreId: 'centre', site: 'centre', http: { port: 0 } },
    broker: { kind: 'external', url: nowhere },
  });
  const ports = await Promise.all(planned.map(() => freePort()));
  return Promise.all(
    planned.map(async ({ stationId, role, visitor }, index) => {
      const device = (id: string, profile: string) => ({
        ...{ id, profile },
        address: { kind: 'serial' as const, path: join(dir, stationId, id) },
      });
      const scanner = role === 'gate' || role === 'visitor' ? [device('scanner', 'r307')] : [];
      const door = role === 'gate' ? [device('door', 'modbus-io')] : [];
      return provisionStation(project, centreDir, {
        ...{ dir: join(dir, stationId), stationId, site: 'prison', role, centreUrl: nowhere },
        http: { port: await freePort() },
        devices: [...scanner, ...door, device('reader', 'serial-barcode')],
        ...(visitor && { visitor }),
        peerListen: { host: '127.0.0.1', port: ports[index] ?? 0 },
        peers: planned.flatMap(({ stationId: other }, at) =>
          at === index ? [] : [{ stationId: other, url: `https://127.0.0.1:${ports[at]}` }],
        ),
      });
    }),
  );
}
