import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call, until } from '../demo/api.ts';
import { warrantOf } from '../demo/cast.ts';
import type { Inmate } from '../demo/court.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { type House, openHouse } from '../demo/house.ts';
import { backFromCourt, toCourt } from '../demo/scenes/court.ts';
import { orderRelease, usedOrder } from '../demo/scenes/release.ts';
import { Stage } from '../demo/scenes/stage.ts';
import { keepSignedIn } from '../demo/staff.ts';
import { mountTrouble, SmallDisk } from '../small-disk.ts';
import { bothRecords } from './both-records.ts';
import { lightPins } from './light-pins.ts';
import { describeWith } from './optional.ts';

const diskMegabytes = 48;
const reserveMegabytes = 8;
const megabyte = 1024 * 1024;

const viewSchema = z.object({ status: z.object({ disk: z.enum(['room', 'low', 'full']), waiting: z.int() }) });
const boardSchema = z.object({
  desk: z.object({ missing: z.array(z.object({ en: z.string() })), person: z.object({ state: z.string() }) }),
});

const trouble = mountTrouble();

describeWith(trouble === undefined, `no disk can be mounted: ${trouble}`, 'a gate on a disk that is full', () => {
  const folder = newFolder();
  let house: House;
  let stage: Stage;
  let disk: SmallDisk | undefined;
  let leaving: Inmate;
  let atCourt: Inmate;
  let orderId: string;

  const status = async () => (await call(`${stage.gate.post.url}/api/view`, viewSchema)).status;
  const diskIs = (state: 'room' | 'low' | 'full') =>
    until(`the disk to be seen as ${state}`, 60_000, async () => (await status()).disk === state || undefined);
  const admit = async (person: number): Promise<Inmate> => {
    const warrant = warrantOf(person, 0);
    return { person, warrant, subject: await stage.gate.admit(person, warrant) };
  };

  /** The station's record on a small disk of its own, as an installer would move it. */
  async function moveToSmallDisk(): Promise<void> {
    const { station, dir } = stage.gate.post;
    await station.stop();
    const [data, aside, file] = [join(dir, 'data'), join(dir, 'data-aside'), join(dir, 'station.json')];
    cpSync(data, aside, { recursive: true });
    rmSync(data, { recursive: true });
    rmSync(join(aside, 'reserve'));
    disk = new SmallDisk(data, diskMegabytes);
    cpSync(aside, data, { recursive: true });
    const config = z.looseObject({}).parse(JSON.parse(readFileSync(file, 'utf8')));
    writeFileSync(file, JSON.stringify({ ...config, disk: { reserveMegabytes } }));
    await house.start(station);
    await keepSignedIn(stage.gate.post);
  }

  beforeAll(async () => {
    house = await openHouse({
      dir: folder,
      speed: 50,
      logLevel: 'warn',
      ...lightPins,
      gatePolicy: { fingersToEnrol: 2, impressionsPerFinger: 1 },
    });
    stage = new Stage(house, syntheticFingers(7, 3));
    leaving = await admit(0);
    atCourt = await admit(1);
    await toCourt(stage, [atCourt]);
    orderId = await orderRelease(stage, leaving);
    await moveToSmallDisk();
  });
  afterAll(async () => {
    await house?.close();
    disk?.remove();
  });

  it('has room at first, and warns on its page once little is left', async () => {
    await diskIs('room');
    disk?.fill(4 * megabyte);
    await diskIs('low');
  });

  it('gives its reserve up when nothing fits any more, and records who comes, who comes back, and alarms', async () => {
    disk?.fill();
    await diskIs('full');
    await admit(2);
    await backFromCourt(stage, [atCourt]);
    await stage.gate.forceDoor();
    expect((await status()).disk).toBe('full');
  });

  it('lets nobody out meanwhile, who has everything else', async () => {
    const { gate, court } = stage;
    await gate.home();
    await gate.scan(orderId);
    for (const finger of [0, 1] as const) await gate.press(leaving.person, finger, 'verify');
    await gate.signRelease({ certificate: court.paper('MO'), receipt: court.paper('PR') });
    const onlyDisk = () =>
      until('nothing but the disk to be missing', 40_000, async () => {
        const { desk } = await call(`${gate.post.url}/api/view`, boardSchema);
        return desk.missing.length === 1 ? desk : undefined;
      });
    expect((await onlyDisk()).missing[0]?.en).toMatch(/disk/);
    const push = async () =>
      z.object({ result: z.boolean() }).parse(await gate.post.door.ask({ command: 'open-door' }));
    await until('the lock of the last passage to have fallen shut', 10_000, async () => {
      const { result: opened } = await push();
      if (opened) await gate.post.door.ask({ command: 'close-door' });
      return !opened || undefined;
    });
    await expect(gate.act({ action: 'confirm' })).rejects.toThrow('action-incomplete');
    expect((await onlyDisk()).person.state).toBe('RELEASE_PENDING');
    expect(await push()).toEqual({ result: false });
  });

  it('goes on as soon as there is room: the same board releases, and the centre has everything', async () => {
    const { gate } = stage;
    disk?.makeRoom();
    await diskIs('room');
    await gate.confirmWhenComplete();
    await gate.passDoor();
    await stage.centreKnows(leaving, 'RELEASED');
    await usedOrder(stage, orderId);
    await until('the outbox to empty', 60_000, async () => (await status()).waiting === 0 || undefined);
    await house.close();
    const { committed, held } = bothRecords(house, gate.post.dir);
    expect(held).toEqual(committed);
  });
});
