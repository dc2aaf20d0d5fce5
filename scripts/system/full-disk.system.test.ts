import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../demo/api.ts';
import { lahore, rawalpindi, warrantOf } from '../demo/cast.ts';
import { Child } from '../demo/child.ts';
import type { Inmate } from '../demo/court.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { type House, openHouse, staffHouse } from '../demo/house.ts';
import { orderRelease, release } from '../demo/scenes/release.ts';
import { Stage } from '../demo/scenes/stage.ts';
import { keepSignedIn } from '../demo/staff.ts';
import { temporaryFolder } from './temporary-folder.ts';

const diskMegabytes = 64;
const reserveMegabytes = 8;
const people = 3;

/** Mounts a small disk over the folder $1, with what stood in it, and runs the rest there; nobody else sees it. */
const onSmallDisk = `
  mkdir -p "$1.disk" && mount -t tmpfs -o size=${diskMegabytes}m none "$1.disk"
  cp -a "$1/." "$1.disk" && mount --bind "$1.disk" "$1"
  shift; exec "$@"`;

const statusSchema = z.object({ status: z.object({ disk: z.enum(['room', 'low', 'full']) }) });

const folder = temporaryFolder();
let house: House;
let station: Child;
beforeAll(async () => {
  house = await openHouse({
    dir: folder.dir,
    speed: 50,
    prisons: [lahore, rawalpindi],
    logLevel: 'warn',
    gatePolicy: { fingersToEnrol: 2, impressionsPerFinger: 1 },
  });
  await staffHouse(house);
  const [gate] = house.gates;
  await gate.station.stop();
  const configFile = join(gate.dir, 'station.json');
  const config = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(configFile, 'utf8')));
  writeFileSync(configFile, JSON.stringify({ ...config, disk: { reserveMegabytes } }));
  const within = [
    'unshare',
    '--user',
    '--map-root-user',
    '--mount',
    'bash',
    '-ec',
    onSmallDisk,
    'bash',
    join(gate.dir, 'data'),
  ];
  station = new Child(gate.station.args, `${gate.dir}.log`, within);
  await house.start(station);
});
afterAll(async () => {
  await station?.stop();
  await house?.close();
  folder.remove();
});

/** Runs a line of shell where the station's disk is. */
function inside(script: string): void {
  const joined = [
    '-t',
    String(station.pid),
    '--user',
    '--mount',
    '--preserve-credentials',
    'bash',
    '-c',
    script,
    'bash',
  ];
  execFileSync('nsenter', [...joined, join(house.gates[0].dir, 'data')], { stdio: 'pipe' });
}

it('a full disk is said; it lets people in, and nobody go for good, until there is room again', async () => {
  const stage = new Stage(house, syntheticFingers(people, 1));
  const { gate } = stage;
  const diskIs = (state: 'room' | 'low' | 'full') =>
    until(`the disk to be ${state}`, 30_000, async () => {
      const { status } = await call(`${gate.post.url}/api/view`, statusSchema);
      return status.disk === state || undefined;
    });
  const admit = async (person: number): Promise<Inmate> => {
    const warrant = warrantOf(person, 0);
    return { person, warrant, subject: await gate.admit(person, warrant) };
  };
  await keepSignedIn(gate.post);
  await diskIs('room');
  const leaver = await admit(0);
  await stage.centreKnows(leaver, 'IN_CUSTODY');

  // To the last byte, beside what is kept.
  inside('dd if=/dev/zero of="$1/ballast" bs=64k 2>/dev/null || sync');
  await diskIs('full');
  for (let person = 1; person < people; person++) await admit(person);
  const orderId = await orderRelease(stage, leaver);
  await gate.home();
  const desk = await gate.scan(orderId);
  expect(desk).toMatchObject({ step: 'board', movement: 'release' });
  expect(JSON.stringify(desk)).toContain('disk is full');
  await gate.signRelease({ certificate: 'MO-1', receipt: 'PR-1' }).catch(() => undefined);
  await expect(gate.act({ action: 'confirm' })).rejects.toThrow();

  inside('rm "$1/ballast"');
  await diskIs('room');
  await release(stage, orderId, leaver);
});
