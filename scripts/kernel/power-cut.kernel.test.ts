import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeAll, describe, expect, it } from 'vitest';
import { provisionCentre } from '../provision/centre.ts';
import { createProject } from '../provision/project.ts';
import { provisionStation } from '../provision/station.ts';
import { seeded } from '../seeded.ts';
import { debianKernel } from './debian.ts';
import { sectorBytes, VolatileDisk } from './disk/volatile-disk.ts';
import { type Head, type Life, type PowerCut, RecordKeeper } from './record-keeper.ts';

const cuts = 50;
const seed = 20_261_126;
/** What a station was committing when its power went may be on the disk, all of it or nothing. */
const mostAtOnce = 3;
const longestLifeMs = 1_000;
const mostWrites = 150;

describe(`a station whose power is cut ${cuts} times (seed ${seed})`, () => {
  const folder = newFolder();
  const random = seeded(seed);
  const diskFile = join(folder, 'disk');
  let keeper: RecordKeeper;

  beforeAll(async () => {
    const [centreDir, dir] = [join(folder, 'centre'), join(folder, 'gate')];
    const project = await createProject(join(folder, 'project'));
    await provisionCentre(project, {
      ...{ dir: centreDir, centreId: 'centre-1', site: 'headquarters', http: { port: 0 } },
      broker: { kind: 'embedded', host: '127.0.0.1', port: 0 },
    });
    await provisionStation(project, centreDir, {
      ...{ dir, stationId: 'gate-1', site: 'jail-a', role: 'gate', http: { port: 0 }, devices: [] },
      centreUrl: 'mqtts://127.0.0.1:8883',
    });
    execFileSync('/usr/sbin/mke2fs', ['-q', '-t', 'ext4', '-b', String(sectorBytes), '-d', dir, diskFile, '48M']);
    keeper = await RecordKeeper.prepare(folder, debianKernel());
  });

  /** At any moment: while it finds out what it has, while it commits, and between two of the writes that a commit is made of. */
  const someMoment = (): PowerCut => {
    const kind = random();
    if (kind < 0.5) return { since: 'writes', afterWrites: 1 + Math.floor(random() * mostWrites) };
    return { since: kind < 0.7 ? 'power' : 'commit', afterMs: random() * longestLifeMs };
  };
  /** Of what the disk was not asked to keep, nothing or everything got there in time, or some of it. */
  const cutPower = (disk: VolatileDisk): number => {
    const { unwritten } = disk;
    const share = random() * 1.5 - 0.25;
    disk.powerCut(() => random() < share);
    return unwritten;
  };

  it('has everything that it ever said was recorded, in an unbroken chain', async () => {
    const disk = new VolatileDisk(readFileSync(diskFile));
    let told: Head | undefined;
    let [startedAnew, sectorsAtRisk] = [0, 0];
    for (let cut = 0; cut <= cuts; cut++) {
      const isLast = cut === cuts;
      const moment = isLast ? atFirst : someMoment();
      const life = await keeper.live(disk, { told, synchronous: 'FULL', thorough: isLast, cut: moment });
      if (isLast) expect(life.found).toBeDefined();
      if (life.found) {
        expectNothingLost(life, told);
        startedAnew += 1;
      }
      told = life.told;
      sectorsAtRisk += cutPower(disk);
    }
    console.log(`${told?.sequence} events, ${startedAnew} starts, ${sectorsAtRisk} sectors of the disk were at risk`);
    expect(startedAnew).toBeGreaterThan(cuts / 2);
    expect(told?.sequence).toBeGreaterThan(cuts);
  });

  it('loses what it said where it does not wait for the disk, so that this test can fail', async () => {
    const disk = new VolatileDisk(readFileSync(diskFile));
    const first = await keeper.live(disk, { told: undefined, synchronous: 'OFF', cut: atFirst });
    disk.powerCut(() => false);
    const { found } = await keeper.live(disk, { told: first.told, synchronous: 'OFF', cut: atFirst });
    expect(first.told?.sequence).toBeGreaterThan(0);
    expect(found?.told).not.toEqual(first.told);
  });
});

const atFirst = { since: 'commit', afterMs: longestLifeMs } as const;

function expectNothingLost({ found }: Life, told: Head | undefined): void {
  expect(found?.told).toEqual(told);
  expect(found?.altered).toBeUndefined();
  const [length, before] = [found?.head?.sequence ?? 0, told?.sequence ?? 0];
  expect(length).toBeGreaterThanOrEqual(before);
  expect(length).toBeLessThanOrEqual(before + mostAtOnce);
  // The centre has signed for nothing: everything has still to be sent.
  expect(found?.waiting).toBe(length);
}
