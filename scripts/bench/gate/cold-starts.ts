import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import { Child } from '../../demo/child.ts';
import { imageOf, officer } from './prison.ts';

/** The names of thousands are opened beside other work, and nothing says when the last one was. */
const namesOpenedMs = 20_000;

/** What a start takes, and what the agent holds then. */
export interface ColdStarts {
  readonly seconds: readonly number[];
  /** The most after a start. */
  readonly megabytes: number;
  /** Once an officer came and a finger was searched among everybody. */
  readonly usedMegabytes: number;
}

/** Starts the agent as a process of its own, again and again, and puts it to work after the last start. */
export async function coldStarts({
  dir,
  configFile,
  starts,
}: {
  readonly dir: string;
  readonly configFile: string;
  readonly starts: number;
}): Promise<ColdStarts> {
  const agent = new Child(['agent', '--config', configFile], join(dir, 'agent.log'));
  const seconds: number[] = [];
  let [megabytes, usedMegabytes] = [0, 0];
  for (let start = 1; start <= starts; start += 1) {
    const startedMs = performance.now();
    const url = z.string().parse(await agent.start({ CUSTODY_EDGE_STATION_LOG_LEVEL: 'error' }));
    seconds.push((performance.now() - startedMs) / 1000);
    megabytes = Math.max(megabytes, megabytesOf(agent));
    if (start === starts) {
      await putToWork(dir, url);
      usedMegabytes = megabytesOf(agent);
    }
    await agent.stop();
  }
  return { seconds, megabytes, usedMegabytes };
}

function megabytesOf({ pid }: Child): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** An officer comes on duty, and then a finger lies on the glass. */
async function putToWork(dir: string, url: string): Promise<void> {
  const scanner = new Child(
    ['emulate', 'r307', '--pty', join(dir, 'scanner'), '--speed', '100'],
    join(dir, 'scanner.log'),
  );
  await scanner.start();
  try {
    await call(`${url}/api/sign-in`, z.unknown(), officer);
    await sleep(namesOpenedMs);
    const { width, height, pixels } = imageOf(0, 1);
    const pixelsBase64 = Buffer.from(pixels).toString('base64');
    await scanner.ask({ command: 'place-finger', width, height, pixelsBase64 });
    const capturesSchema = z.object({ captures: z.int() });
    await until('the finger to be searched', 60_000, async () => {
      const { captures } = await call(`${url}/api/view`, capturesSchema);
      return captures > 0 ? true : undefined;
    });
  } finally {
    await scanner.stop();
  }
}
