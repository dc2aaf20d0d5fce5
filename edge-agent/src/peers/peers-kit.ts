import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CustodyEvent, createSigner, type Signer } from '@custody-edge/event-contract';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../scripts/demo/free-port.ts';
import { provisionCentre } from '../../../scripts/provision/centre.ts';
import { createProject, type Project } from '../../../scripts/provision/project.ts';
import { provisionStation } from '../../../scripts/provision/station.ts';
import { loadStationConfig, type StationConfig } from '../config.ts';
import { People } from '../gate/people/people.ts';
import type { Workflow } from '../station/station-parts.ts';
import { PersonKeys } from '../store/person-keys.ts';
import { openRecord } from '../store/record.ts';
import { newFolder, silent } from '../test-kit.ts';
import { Peers } from './peers.ts';

/** A project with a centre, and what signs in the centre's name. */
export async function newProject() {
  const dir = newFolder();
  const project = await createProject(join(dir, 'project'));
  const centreDir = join(dir, 'centre');
  const broker = { kind: 'embedded' as const, host: '127.0.0.1', port: 1 };
  await provisionCentre(project, {
    dir: centreDir,
    centreId: 'centre',
    site: 'headquarters',
    http: { port: 0 },
    broker,
  });
  const centre = createSigner(createPrivateKey(readFileSync(join(centreDir, 'keys', 'signing.key'))));
  return { dir, project, centreDir, centre };
}
type Ground = { readonly dir: string; readonly project: Project; readonly centreDir: string; readonly centre: Signer };

/** Gates of one site that know each other, as they are provisioned. @param lines whom each one asks, by its place in the list */
export async function provisionSite(
  { dir, project, centreDir }: Ground,
  names: readonly string[],
  {
    site = 'jail-a',
    role = 'gate',
    lines,
  }: { site?: string; role?: 'gate' | 'bench'; lines?: readonly (readonly number[])[] } = {},
): Promise<StationConfig[]> {
  const ports = await Promise.all(names.map(() => freePort()));
  const urls = ports.map((port) => `https://127.0.0.1:${port}`);
  const configs: StationConfig[] = [];
  for (const [index, stationId] of names.entries()) {
    const asked = lines?.[index] ?? names.flatMap((_, other) => (other === index ? [] : [other]));
    const { configFile } = await provisionStation(project, centreDir, {
      ...{
        dir: join(dir, site, stationId),
        stationId,
        site,
        role,
        centreUrl: 'mqtts://127.0.0.1:1',
        http: { port: 0 },
        devices: [],
      },
      peerListen: { host: '127.0.0.1', port: ports[index] ?? 0 },
      peers: asked.map((other) => ({ stationId: names[other] ?? '', url: urls[other] ?? '' })),
    });
    configs.push(loadStationConfig(configFile, {}));
  }
  return configs;
}

/** A station's record and its lines to the others, without devices or page. @param holdsPeople as a gate does */
export function openStation(config: StationConfig, holdsPeople = true) {
  const stamps = {
    clock: systemClock,
    random: systemRandom,
    bootId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
    timeQuality: () => 'synced' as const,
    officer: () => undefined,
  };
  const record = openRecord(config, stamps);
  const { db, log, foreign, outbox, identity } = record;
  const keys = new PersonKeys(db, identity.siteKey, systemRandom);
  const people = new People(db, log, keys, identity.centre, { centralSearchHours: 24 });
  const heard: CustodyEvent[] = [];
  const keysOf: string[] = [];
  let attestedMs = Date.now();
  const workflow: Workflow = {
    start: async () => {},
    stop: async () => {},
    onReading() {},
    onStatus() {},
    onDutyChange() {},
    onCommand: () => false,
    onPeerEvents: (events) => heard.push(...events),
    onPeerKeys: (subjects) => keysOf.push(...subjects),
    view: () => undefined,
    ...(holdsPeople && { people }),
  };
  const peers = new Peers(
    {
      ...{ config, identity, db, log, foreign, outbox, reserve: record.reserve, logger: silent },
      clock: systemClock,
      random: systemRandom,
      timeFloor: {
        get attestedMs() {
          return attestedMs;
        },
      },
      committed: () => peers.wake(),
      changed: () => {},
    },
    workflow,
  );
  const close = async (): Promise<void> => {
    await peers.stop();
    log.close();
    if (db.open) db.close();
  };
  onTestFinished(close);
  return {
    ...{ config, ...record, keys, people, peers, heard, keysOf, close, workflow },
    /** Records events as a gate does, and tells the others. */
    write: (...args: Parameters<People['record']>) => {
      const written = people.record(...args);
      peers.wake();
      return written;
    },
    /** What the centre's word says of the time. */
    attest: (ms: number) => {
      attestedMs = ms;
    },
    ids: () =>
      db
        .prepare('SELECT id FROM event UNION SELECT id FROM foreign_event WHERE set_aside IS NULL ORDER BY id')
        .pluck()
        .all(),
  };
}
export type OpenStation = ReturnType<typeof openStation>;
