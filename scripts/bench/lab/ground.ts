import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import { Child } from '../../demo/child.ts';
import { freePort } from '../../demo/free-port.ts';
import { provisionCentre } from '../../provision/centre.ts';
import { createProject } from '../../provision/project.ts';
import { provisionStation } from '../../provision/station.ts';
import { lostOf } from './lost.ts';
import { askOf } from './served.ts';
import { countsSchema, type LaboratoryOptions, pluggedSchema, type Taken, takenSchema } from './words.ts';

const programs = {
  instruments: fileURLToPath(new URL('./instruments-process.ts', import.meta.url)),
  agent: fileURLToPath(new URL('./agent-process.ts', import.meta.url)),
};

/** Pause of a driver between a weight and its next question: with the 22 ms of both at 9600 baud, ten weights a second. */
const pauseMs = { real: 75, none: 10 } as const;
/** Light is gathered for so long: with the transfer, five spectra a second. */
const integrationMicroseconds = 195_000;
const readyLimitMs = 120_000;
/** What was on its way when the instruments fell silent has come by then. */
const quietMs = 2_000;

const viewSchema = z.object({
  status: z.object({ centre: z.string(), devices: z.array(z.object({ id: z.string(), state: z.string() })) }),
});

/** A bench with all its instruments, and the centre that it reports to: each a process of its own. */
export interface Laboratory {
  readonly dir: string;
  readonly url: string;
  readonly centreUrl: string;
  readonly firstOfficerCode: string;
  readonly instruments: Child;
  readonly agent: Child;
  taken(): Promise<Taken>;
}

/** Opens a laboratory in which every instrument is read and every spectrometer looked at, for as long as it is used. */
export async function withLaboratory<Value>(
  options: Omit<LaboratoryOptions, 'dir'>,
  use: (laboratory: Laboratory) => Promise<Value>,
): Promise<Value> {
  const dir = mkdtempSync(join(tmpdir(), 'custody-bench-'));
  const children: Child[] = [];
  const started = async (child: Child, env?: Readonly<Record<string, string>>): Promise<unknown> => {
    children.unshift(child);
    return child.start(env);
  };
  try {
    const devicesDir = join(dir, 'devices');
    mkdirSync(devicesDir);
    const instruments = new Child(
      [JSON.stringify({ ...options, dir: devicesDir } satisfies LaboratoryOptions)],
      join(dir, 'instruments.log'),
      programs.instruments,
    );
    const plugged = pluggedSchema.parse(await started(instruments));
    const { configFile, centreFile, centreUrl, firstOfficerCode } = await provision(dir, plugged, options);
    await started(new Child(['centre', '--config', centreFile], join(dir, 'centre.log')));
    const agent = new Child([configFile], join(dir, 'agent.log'), programs.agent);
    const url = z.string().parse(await started(agent, { CUSTODY_EDGE_STATION_LOG_LEVEL: 'error' }));
    await until('every instrument and the centre to be there', readyLimitMs, async () => {
      const { centre, devices } = (await call(`${url}/api/view`, viewSchema)).status;
      return (centre === 'connected' && devices.every(({ state }) => state === 'ready')) || undefined;
    });
    await askOf(agent, { command: 'look', integrationMicroseconds }, z.unknown());
    const taken = () => askOf(agent, { command: 'taken' }, takenSchema);
    return await use({ dir, url, centreUrl, firstOfficerCode, instruments, agent, taken });
  } finally {
    for (const child of children) await child.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function provision(
  dir: string,
  plugged: z.output<typeof pluggedSchema>,
  { speed }: Pick<LaboratoryOptions, 'speed'>,
) {
  const [port, httpPort, stationPort] = [await freePort(), await freePort(), await freePort()];
  const project = await createProject(join(dir, 'project'));
  const centreDir = join(dir, 'centre');
  const { configFile: centreFile } = await provisionCentre(project, {
    ...{ dir: centreDir, centreId: 'centre', site: 'centre', http: { port: httpPort } },
    broker: { kind: 'embedded', host: '127.0.0.1', port },
  });
  const pollIntervalMs = speed === undefined ? pauseMs.none : pauseMs.real;
  const { configFile, firstOfficerCode = '' } = await provisionStation(project, centreDir, {
    ...{ dir: join(dir, 'bench'), stationId: 'bench-1', site: 'laboratory', role: 'bench' },
    centreUrl: `mqtts://127.0.0.1:${port}`,
    http: { port: stationPort },
    devices: plugged.map((device) =>
      device.profile === 'mettler-mt-sics' ? { ...device, settings: { pollIntervalMs } } : device,
    ),
    bench: { durationMs: 500 },
  });
  return { configFile, centreFile, centreUrl: `http://127.0.0.1:${httpPort}`, firstOfficerCode };
}

/** Has the instruments fall silent. @returns the readings that they sent, and how many of them the agent did not take */
export async function lost({ instruments, agent }: Laboratory): Promise<ReturnType<typeof lostOf>> {
  await askOf(instruments, { command: 'silence' }, z.unknown());
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  const sent = await askOf(instruments, { command: 'count' }, countsSchema);
  const { taken } = await askOf(agent, { command: 'taken' }, takenSchema);
  return lostOf(sent, taken);
}
