/** A gate that broke: how long the record of a whole prison takes to the centre, and from there to the machine in its place. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadStationConfig } from '@custody-edge/edge-agent';
import { z } from 'zod';
import { call, until } from '../demo/api.ts';
import { Child } from '../demo/child.ts';
import { type Figure, report } from './figures.ts';
import { progressOf } from './fingerprint/progress.ts';
import { admitAll, fingers, impressions, prisoners, provision } from './gate/prison.ts';

const limitMs = 20 * 60_000;
const peopleSchema = z.object({ people: z.array(z.object({ identity: z.unknown().optional() })) });
const overviewSchema = z.object({
  stations: z.array(
    z.object({
      online: z.boolean(),
      takingOver: z.object({ told: z.int(), of: z.int() }).optional(),
    }),
  ),
});

const dir = mkdtempSync(join(tmpdir(), 'custody-bench-'));
const quiet = { CUSTODY_EDGE_STATION_LOG_LEVEL: 'error' };
const seconds = (sinceMs: number): number => (performance.now() - sinceMs) / 1000;

try {
  const { configFile, centre, replacement } = await provision(dir);
  await admitAll(loadStationConfig(configFile, {}));
  const centreProcess = new Child(['centre', '--config', centre.configFile], join(dir, 'centre.log'));
  const broken = new Child(['agent', '--config', configFile], join(dir, 'agent.log'));
  const overview = () => call(`${centre.url}/api/overview`, overviewSchema);
  await Promise.all([centreProcess.start(), broken.start(quiet)]);
  const sentMs = performance.now();
  const received = progressOf('people at the centre');
  await until('the centre to hold everybody and to read their names', limitMs, async () => {
    await pause(1_000);
    const { people } = await call(`${centre.url}/api/people`, peopleSchema);
    const readable = people.filter(({ identity }) => identity !== undefined).length;
    received(readable, prisoners);
    return readable === prisoners || undefined;
  });
  const toCentreSeconds = seconds(sentMs);
  await broken.stop();

  const machine = new Child(['agent', '--config', await replacement()], join(dir, 'agent.log'));
  const replacedMs = performance.now();
  await machine.start(quiet);
  const told = progressOf('people at the new machine');
  let most = 0;
  const tookOver = async (): Promise<true | undefined> => {
    const { stations } = await overview();
    const takingOver = stations.find(({ online }) => online)?.takingOver;
    if (takingOver) told(takingOver.told, takingOver.of);
    most = Math.max(most, takingOver?.of ?? 0);
    return most === prisoners && takingOver === undefined ? true : undefined;
  };
  await until('the new machine to hold everybody', limitMs, tookOver);
  const replacedSeconds = seconds(replacedMs);
  await machine.stop();
  await centreProcess.stop();

  const lower = { unit: 's', better: 'lower', samples: 1 } as const;
  const figures: Figure[] = [
    {
      name: 'from the start of another machine in the place of a broken one until it holds everybody',
      value: replacedSeconds,
      ...lower,
      must: 120,
    },
    {
      name: 'from the first line of a gate until the centre holds everybody and their keys',
      value: toCentreSeconds,
      ...lower,
    },
  ];
  report(
    'replace',
    fileURLToPath(new URL('../../central-broker/REPLACEMENT.md', import.meta.url)),
    [
      `${prisoners} people on record, ${fingers.length} fingers each, ${impressions} impressions each. Centre, broker and gate are processes of their own on this machine, over TLS.`,
      'The centre searches the fingers of every admission meanwhile, as they all came at once: it and the new machine share the processors.',
    ],
    figures,
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}
