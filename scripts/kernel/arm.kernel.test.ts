import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { stationHealthSchema } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { afterAll, describe, expect, it } from 'vitest';
import { call, until } from '../demo/api.ts';
import { lahore } from '../demo/cast.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { newGate } from '../demo/posts.ts';
import { provisionCentre } from '../provision/centre.ts';
import { createProject } from '../provision/project.ts';

/** The pinned Node of 64-bit Arm and Debian's libraries for it, from `scripts/setup-test-machine kernel`. */
const arm64 = '/var/cache/custody-edge/arm64';
const cli = join(import.meta.dirname, '../cli.ts');
const emulator = 'qemu-aarch64-static';
const onArm = (args: readonly string[]): string[] => ['-L', arm64, join(arm64, 'bin/node'), cli, ...args];
const startLimitMs = 120_000;

describe('on 64-bit Arm', () => {
  const folder = newFolder();
  let station: ChildProcessByStdio<null, null, Readable> | undefined;
  const hands: { stop(): Promise<void> }[] = [];
  afterAll(async () => {
    station?.kill();
    if (station?.exitCode === null) await once(station, 'exit');
    await Promise.all(hands.map((device) => device.stop()));
  });

  it('two prints of a finger and those of two fingers score as they do here', async () => {
    const fingers = syntheticFingers(7, 1);
    const files = ([0, 0, 1] as const).map((finger, index) => {
      const file = join(folder, `print-${index}`);
      writeFileSync(file, fingers.impression(0, finger, 'verify').pixels);
      return file;
    });
    const [print = '', same = '', other = ''] = files;
    for (const candidate of [same, other]) {
      const args = ['fingerprint', 'match', '--raw', '256x288x8', '--json', print, candidate];
      const here = await promisify(execFile)(process.execPath, [cli, ...args]);
      const there = await promisify(execFile)(emulator, onArm(args));
      expect(JSON.parse(there.stdout)).toEqual(JSON.parse(here.stdout));
    }
  });

  it('a gate starts, and has all of its devices', async () => {
    const project = await createProject(join(folder, 'project'));
    const centreDir = join(folder, 'centre');
    await provisionCentre(project, {
      ...{ dir: centreDir, centreId: 'centre-1', site: 'headquarters', http: { port: 0 } },
      broker: { kind: 'embedded', host: '127.0.0.1', port: 0 },
    });
    const ground = { dir: folder, project, centreDir, brokerUrl: 'mqtts://127.0.0.1:9', speed: 20, pins: new Map() };
    const gate = await newGate(ground, lahore, undefined, {});
    hands.push(gate.emulators);
    await gate.emulators.start();
    station = spawn(emulator, onArm(gate.station.args), { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    station.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    const states = await until('every device of a gate', startLimitMs, async () => {
      if (station?.exitCode !== null) throw new Error(`the gate ended: ${said}`);
      const health = await call(`${gate.url}/healthz`, stationHealthSchema).catch(() => undefined);
      return health?.devices.every(({ state }) => state === 'ready')
        ? health.devices.map(({ state }) => state)
        : undefined;
    });
    expect(states).toHaveLength(4);
  });
});
