/** From the commit of an event at a station to the centre's signed receipt: one event, and a backlog after an outage. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootId, clockQuality, loadStationConfig, openRecord, startStation } from '@custody-edge/edge-agent';
import type { EventDraft } from '@custody-edge/event-contract';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { pino } from 'pino';
import { until } from '../demo/api.ts';
import { Child } from '../demo/child.ts';
import { freePort } from '../demo/free-port.ts';
import { provisionCentre } from '../provision/centre.ts';
import { createProject } from '../provision/project.ts';
import { provisionStation } from '../provision/station.ts';
import { hasMosquitto, startMosquitto } from '../system/mosquitto.ts';
import { type Figure, median, percentile, report } from './figures.ts';
import { rawEd25519, rawMqtt, rawSqlite } from './raw.ts';

const backlog = 10_000;
const warmUp = 5_000;
const singles = 200;
const rawMessages = 10_000;
const window = 64;
const must = { eventsPerSecond: 1_000, shareOfSlowestPart: 0.4, aimShare: 0.8 };

const weighing = (index: number): EventDraft => ({
  type: 'exhibit.weighed.v1',
  subject: `exhibit/${index}`,
  data: {
    label: `PARCEL ${index}`,
    value: '52.1873',
    unit: 'g',
    samples: Array.from({ length: 4 }, () => ({ raw: 'S S     52.1873 g', value: '52.1873' })),
    balance: { deviceId: 'balance', profile: 'mettler-mt-sics', serialNumber: 'B123456789' },
  },
});

interface World {
  readonly centreDir: string;
  readonly configFile: string;
  readonly centre: Child;
  readonly port: number;
}

async function prepare(dir: string, external: boolean): Promise<World> {
  const port = await freePort();
  const url = `mqtts://127.0.0.1:${port}`;
  const centreDir = join(dir, 'centre');
  const project = await createProject(join(dir, 'project'));
  await provisionCentre(project, {
    dir: centreDir,
    centreId: 'centre',
    site: 'centre',
    http: { port: await freePort() },
    broker: external ? { kind: 'external', url } : { kind: 'embedded', host: '127.0.0.1', port },
  });
  const { configFile } = await provisionStation(project, centreDir, {
    dir: join(dir, 'bench'),
    stationId: 'bench-1',
    site: 'laboratory',
    role: 'bench',
    centreUrl: url,
    http: { port: 0 },
    devices: [],
  });
  const centre = new Child(['centre', '--config', join(centreDir, 'centre.json')], join(dir, 'centre.log'));
  return { centreDir, configFile, centre, port };
}

const tlsOf = (stationDir: string) => ({
  key: readFileSync(join(stationDir, 'keys', 'tls.key')),
  cert: readFileSync(join(stationDir, 'keys', 'tls.pem')),
  ca: readFileSync(join(stationDir, 'trust', 'ca.pem')),
});

/** Commits events while nothing is sent. @returns events a second */
function commitEvents(configFile: string, count: number): number {
  const stamps = {
    clock: systemClock,
    random: systemRandom,
    bootId: bootId(),
    timeQuality: () => clockQuality(Date.now()),
    officer: () => undefined,
  };
  const record = openRecord(loadStationConfig(configFile, {}), stamps);
  const startedMs = performance.now();
  for (let index = 0; index < count; index++) record.log.commit([weighing(index)]);
  const perSecond = (count / (performance.now() - startedMs)) * 1_000;
  record.db.close();
  return perSecond;
}

async function measure(
  name: string,
  external: boolean,
): Promise<{ drain: number; singleMs: number[]; commit: number; rawMqtt: number; bytes: number }> {
  const dir = mkdtempSync(join(tmpdir(), 'custody-bench-'));
  const world = await prepare(dir, external);
  const stationDir = join(dir, 'bench');
  try {
    const broker = external ? await startMosquitto(world.centreDir, world.port) : undefined;
    const bytes = 1_500;
    const topic = 'custody/1/laboratory/bench-1/event';
    const rawPort = external ? world.port : await freePort();
    const rawProcess = external ? undefined : await rawBroker(world.centreDir, rawPort);
    const raw = await rawMqtt(
      `mqtts://127.0.0.1:${rawPort}`,
      tlsOf(stationDir),
      { id: 'bench-1', topic },
      rawMessages,
      bytes,
      window,
    );
    rawProcess?.kill();

    await world.centre.start({ CUSTODY_EDGE_CENTRE_LOG_LEVEL: 'error' });
    // A centre that has just started is slower than one that ran before the outage.
    commitEvents(world.configFile, warmUp);
    const config = loadStationConfig(world.configFile, {});
    const { station, close } = await startStation(config, pino({ level: 'silent' }));
    await until('the warm-up', 60_000, async () => station.outbox.waiting === 0 || undefined);
    const singleMs: number[] = [];
    for (let index = 0; index < singles; index++) {
      const before = performance.now();
      const receipted = new Promise<void>((resolve) => {
        const stop = station.onChange(() => {
          if (station.outbox.waiting > 0) return;
          stop();
          resolve();
        });
      });
      station.log.commit([weighing(backlog + index)]);
      station.publisher.wake();
      await receipted;
      singleMs.push(performance.now() - before);
    }
    await close();

    const commit = commitEvents(world.configFile, backlog);
    const returned = await startStation(config, pino({ level: 'silent' }));
    await until('the line', 20_000, async () => returned.station.publisher.connected || undefined);
    const startedMs = performance.now();
    const waitingAtStart = returned.station.outbox.waiting;
    await until('the backlog to be receipted', 120_000, async () => returned.station.outbox.waiting === 0 || undefined);
    const drain = (waitingAtStart / (performance.now() - startedMs)) * 1_000;
    await returned.close();
    await world.centre.stop();
    await broker?.stop();
    console.error(`${name}: drained ${waitingAtStart} events at ${drain.toFixed(0)}/s`);
    return { drain, singleMs, commit, rawMqtt: raw, bytes };
  } finally {
    await world.centre.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function rawBroker(centreDir: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [
    fileURLToPath(new URL('raw-broker.ts', import.meta.url)),
    centreDir,
    String(port),
  ]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

const dir = mkdtempSync(join(tmpdir(), 'custody-bench-'));
const bytes = 1_500;
const crypto = rawEd25519(3_000, bytes);
const sqliteSingle = rawSqlite(dir, 2_000, 1, bytes);
const sqliteGrouped = rawSqlite(dir, 20_000, 100, bytes);
rmSync(dir, { recursive: true, force: true });

const brokers = [
  { name: 'embedded broker', external: false },
  ...(hasMosquitto ? [{ name: 'Mosquitto', external: true }] : []),
];
const figures: Figure[] = [
  { name: 'raw Ed25519 signing', value: crypto.sign, unit: 'events/s', better: 'higher', samples: 3_000 },
  { name: 'raw Ed25519 verification', value: crypto.verify, unit: 'events/s', better: 'higher', samples: 3_000 },
  { name: 'raw SQLite, one row a commit', value: sqliteSingle, unit: 'events/s', better: 'higher', samples: 2_000 },
  { name: 'raw SQLite, 100 rows a commit', value: sqliteGrouped, unit: 'events/s', better: 'higher', samples: 20_000 },
];
for (const { name, external } of brokers) {
  const result = await measure(name, external);
  const parts = {
    [`MQTT.js to ${name}`]: result.rawMqtt,
    'Ed25519 verification': crypto.verify,
    'SQLite, 100 rows a commit': sqliteGrouped,
  };
  const [limitedBy, limit] = Object.entries(parts).reduce((slowest, part) => (part[1] < slowest[1] ? part : slowest));
  figures.push(
    {
      name: `${name}: raw MQTT.js, QoS 1, TLS, ${window} in flight`,
      value: result.rawMqtt,
      unit: 'events/s',
      better: 'higher',
      samples: rawMessages,
    },
    {
      name: `${name}: commit at the station`,
      value: result.commit,
      unit: 'events/s',
      better: 'higher',
      samples: backlog,
      limit: sqliteSingle,
      limitedBy: 'SQLite, one row a commit',
    },
    {
      name: `${name}: backlog of ${backlog} receipted`,
      value: result.drain,
      unit: 'events/s',
      better: 'higher',
      samples: backlog,
      must: Math.max(must.eventsPerSecond, Math.round(limit * must.shareOfSlowestPart)),
      aim: Math.round(limit * must.aimShare),
      limit,
      limitedBy,
    },
    {
      name: `${name}: commit to receipt, median`,
      value: median(result.singleMs),
      unit: 'ms',
      better: 'lower',
      samples: singles,
    },
    {
      name: `${name}: commit to receipt, p95`,
      value: percentile(result.singleMs, 0.95),
      unit: 'ms',
      better: 'lower',
      samples: singles,
    },
  );
}
report(
  'events',
  fileURLToPath(new URL('../../packages/event-contract/BENCHMARKS.md', import.meta.url)),
  [
    'An event here is a weighing of about 1.5 kB as signed text. Station and centre are processes of their own that share the machine, as the raw publisher and its broker do.',
    `The centre has received ${warmUp} events before the figures are taken.`,
    'A backlog is published, verified, committed with `synchronous=FULL` in groups and receipted; the limit is the slowest of the raw parts, each of which had the machine to itself.',
    ...(hasMosquitto ? [] : ['Mosquitto is not installed on this machine: its rows are missing.']),
  ],
  figures,
);
